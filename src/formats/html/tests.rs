//! Pages: all of the text is there, every annotation can be seen, and nothing of a document is obeyed.

use super::*;
use crate::{
    annotation::{
        Annotation, Layer, Note, Relation, Schema,
        fixture::{annotation, discontinuous, layer},
    },
    annotation::{Id, Measure},
    formats::{Frame, Policy},
    locale::Lang,
    text::Text,
};
use proptest::prelude::*;
use std::sync::Arc;

/// The page of a document called `a<b>.txt`, without what stands around it.
fn page(text: &str, layer: &Layer) -> String {
    let text = Text::new(text).unwrap();
    let schema = Schema::standard();
    let sample = Sample {
        path: "a<b>.txt",
        text: &text,
        layer,
        schema: &schema,
    };
    let style = Style {
        nesting: Policy::default(),
        lang: Lang::En,
    };
    let mut files = [Vec::new()];
    write(&sample, &style, &mut files);
    String::from_utf8(files[0].clone()).unwrap()
}

/// The markup of the text in a page.
fn marked(page: &str) -> &str {
    let begin = page.find("lang=\"ru\">").unwrap() + "lang=\"ru\">".len();
    let end = page.find("</div>").unwrap();
    &page[begin..end]
}

/// What of `marked` is the document.
fn read(marked: &str) -> String {
    let mut text = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = match rest[at..].starts_with("<abbr") {
            true => at + rest[at..].find("</abbr>").unwrap() + "</abbr>".len(),
            false => at + rest[at..].find('>').unwrap() + 1,
        };
        rest = &rest[end..];
    }
    text.push_str(rest);
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn crossing_annotations_are_cut_and_each_has_its_line() {
    let page = page(
        "abcdef",
        &layer([annotation("1", "PER", 0, 4), annotation("2", "ORG", 2, 6)]),
    );
    // The codes are looked at elsewhere.
    let lines = marked(&page)
        .split("<abbr")
        .map(|part| part.split_once("</abbr>").map_or(part, |(_, rest)| rest));
    assert_eq!(
        lines.collect::<String>(),
        "<span class=\"u c0 l1\">ab</span>\
         <span class=\"u c2 l0\"><span class=\"u c0 l1\">cd</span></span>\
         <span class=\"u c2 l0\"><span class=\"u z c0 l1\"></span></span>\
         <span class=\"u c2 l0\">ef</span><span class=\"u z c2 l0\"></span>"
    );
    let codes: Vec<&str> = page.split("<b>").skip(1).collect();
    let in_text = codes
        .iter()
        .filter(|it| it.starts_with("PE") || it.starts_with("OR"));
    assert_eq!(in_text.count(), 4, "in the legend and in the text");
}

#[test]
fn what_is_inside_is_nearer_to_the_text() {
    let all = layer([
        annotation("1", "PER", 0, 9),
        annotation("2", "ORG", 0, 3),
        annotation("3", "LOC", 0, 3),
        annotation("4", "DOC", 4, 6),
    ]);
    let page = page("abcdefghi", &all);
    let of = |class: &str| {
        let at = marked(&page).find(&format!("{class} l")).unwrap();
        marked(&page).as_bytes()[at + class.len() + 2]
    };
    assert_eq!(["c0", "c2", "c3", "c6"].map(of), [b'2', b'1', b'0', b'0']);
    assert!(page.contains("class=\"text n3\""));
}

#[test]
fn parts_are_counted_and_the_deepest_stand_in_brackets() {
    let page_of_parts = page(
        "abcdef",
        &layer([discontinuous("1", "DOC", &[(0, 2), (4, 6)])]),
    );
    assert!(marked(&page_of_parts).contains("</sup> 1/2</abbr>"));
    assert!(marked(&page_of_parts).contains("</sup> 2/2</abbr>"));
    let deep = (0..12).map(|it| annotation(&format!("{it}"), "PER", it, 40 - it));
    let page = page(&"x".repeat(40), &layer(deep));
    let count = |what: &str| marked(&page).matches(what).count();
    assert_eq!((count("⟨</abbr>"), count("⟩<b>PE")), (4, 4));
    assert_eq!(count(" z c0 "), 8);
}

#[test]
fn what_is_said_of_an_annotation_is_below_with_links_both_ways() {
    let item =
        |id: &str, label: &str, start, end| Annotation::clone(&annotation(id, label, start, end));
    let layer = Layer {
        notes: vec![Note {
            id: Id::new("n"),
            text: "one\n<two>".to_owned(),
        }],
        relations: vec![Relation {
            id: Id::new("r"),
            label: "Owns<".into(),
            from: Id::new("2"),
            to: Id::new("1"),
        }],
        ..layer([
            Arc::new(Annotation {
                measure: Some(Measure {
                    value: Some("1500000".to_owned()),
                    unit: "RUB".to_owned(),
                    ..Measure::default()
                }),
                ..item("1", "MONEY", 0, 3)
            }),
            Arc::new(Annotation {
                note: "why & <how>".to_owned(),
                ..item("2", "ORG", 4, 6)
            }),
        ])
    };
    let page = page("1,5 of", &layer);
    for expected in [
        "<td class=\"number\" data-title=\"Value\">1,500,000</td>",
        "data-title=\"Unit\">RUB</td>",
        "one\n&lt;two&gt;",
        "→ Owns&lt; →",
        "why &amp; &lt;how&gt;",
        "a&lt;b&gt;.txt",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let links: Vec<&str> = page
        .split("href=\"#")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .collect();
    assert_eq!(links.len(), 6);
    for link in links {
        assert_eq!(
            page.matches(&format!(" id=\"{link}\"")).count(),
            1,
            "{link}"
        );
    }
}

#[test]
fn a_page_loads_nothing_and_has_no_script() {
    let mut schema = Schema::standard();
    schema.labels[0].color = "#12ab9F".to_owned();
    schema.labels[1].color = "red}</style><script>".to_owned();
    let Files::Pages {
        frame, contents, ..
    } = FORMAT.files
    else {
        panic!("pages");
    };
    let Frame { head, tail, .. } = frame("<title>", true, &schema, &Style::default());
    let paths = ["b/50% <a>.txt".to_owned(), "javascript:x".to_owned()];
    let index = contents(&paths, false, &Style::default());
    let page = String::from_utf8([head, index, tail].concat()).unwrap();
    for forbidden in ["<script", "src=", "url(", "@import", "//", "red}"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for expected in [
        "default-src 'none'",
        "<title>&lt;title&gt;</title>",
        "<html lang=\"ru\">",
        "color-mix(in srgb,#12ab9F 65%",
        "href=\"b/50%25%20%3Ca%3E.txt.html\">b/50% &lt;a&gt;.txt</a>",
        "href=\"javascript%3Ax.html\"",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

#[test]
fn what_would_be_obeyed_is_shown() {
    let shown = |text: &str| escape::text(text);
    assert_eq!(shown("a\r\nb\rc\td"), "a\nb\nc\td");
    assert_eq!(shown("\u{202e}"), "<i class=\"x\" title=\"U+202E\">←</i>");
    assert_eq!(shown("\0"), "<i class=\"x\" title=\"U+0000\">␀</i>");
    assert_eq!(shown("👩\u{200d}🚀 ❤\u{fe0f}"), "👩\u{200d}🚀 ❤\u{fe0f}");
    assert!(shown("а\u{200d}б").contains("U+200D"));
    assert!(shown(" \u{fe0f}").contains("U+FE0F"));
    assert_eq!(
        shown("<a href=\"x\" b='&'>"),
        "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;"
    );
}

#[test]
fn a_page_grows_with_the_text_and_not_with_the_depth() {
    let page = |count: usize| {
        let items = (0..count).map(|it| annotation(&format!("{it}"), "PER", it, 4 * count - it));
        page(&"x".repeat(4 * count), &layer(items)).len()
    };
    let (small, large) = (page(500), page(1000));
    assert!(large < small * 5 / 2, "{small} {large}");
}

proptest! {
    /// However annotations lie, all of the text is there in its order, and every element is closed.
    #[test]
    fn the_text_is_all_there(
        spans in prop::collection::vec((0usize..40, 1usize..20, 0usize..30), 0..30),
        text in "[a-z<>&\"' \n]{60}",
    ) {
        let items = spans.iter().enumerate().map(|(number, (start, len, gap))| {
            let (id, end) = (format!("{number}"), (start + len).min(60));
            match end + gap + 1 < 60 && number % 3 == 0 {
                true => discontinuous(&id, "DOC", &[(*start, end), (end + gap + 1, 60)]),
                false => annotation(&id, "PER", *start, end),
            }
        });
        let page = page(&text, &layer(items));
        let marked = marked(&page);
        prop_assert_eq!(read(marked), text);
        prop_assert_eq!(marked.matches("<span").count(), marked.matches("</span>").count());
        let ends: usize = spans.iter().enumerate().map(|(number, (start, len, gap))| {
            let end = (start + len).min(60);
            1 + usize::from(end + gap + 1 < 60 && number % 3 == 0)
        }).sum();
        let deep = marked.matches("⟨</abbr>").count();
        prop_assert_eq!(marked.matches("<abbr").count(), ends + deep);
    }
}
