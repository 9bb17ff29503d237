//! Every format of the table: what is written is read back as it was, and what is lost was said.

use super::*;
use crate::{
    annotation::{
        Annotation, Annotations, Bound, Fields, Foreign, Id, Measure, Note, Parts, Rejection,
        Relation, Status,
    },
    text::TextRange,
};
use std::{collections::BTreeMap, sync::Arc};

/// A text with everything that makes offsets go wrong.
const HARD: &str = "Глава «Ростеха» 👩‍🚀 Иван\u{a0}Петров\r\nвложил 1,5 млн ₽\tв завод.\n\nЙод и и\u{301} — [x] | \\ _ <b> & \"q\"; {a} -> * \u{feff}конец 😀";

fn range(text: &Text, words: &str) -> TextRange {
    let at = text
        .as_str()
        .find(words)
        .unwrap_or_else(|| panic!("{words} is there"));
    TextRange::from_usize(at..at + words.len())
}

fn item(text: &Text, id: &str, label: &str, parts: &[&str]) -> Annotation {
    let parts = parts.iter().map(|words| range(text, words));
    Annotation {
        id: Id::new(id),
        label: label.into(),
        parts: Parts::new(parts.collect()).unwrap(),
        measure: None,
        fields: Fields::new(),
        note: String::new(),
    }
}

/// A layer with everything that a layer can say.
fn everything(text: &Text) -> Layer {
    let items = [
        item(text, "T1", "POS", &["Глава «Ростеха»"]),
        item(text, "T2", "ORG", &["«Ростеха»"]),
        item(text, "T3", "PER", &["Иван\u{a0}Петров"]),
        item(text, "T4", "EVENT", &["Петров\r\nвложил"]),
        Annotation {
            measure: Some(Measure {
                value: Some("1500000".to_owned()),
                bound: Bound::AtLeast,
                unit: "RUB".to_owned(),
                of: Some("вложений".to_owned()),
                ..Measure::default()
            }),
            ..item(text, "T5", "MONEY", &["1,5 млн ₽"])
        },
        item(text, "T6", "DOC", &["Глава", "завод"]),
        Annotation {
            fields: Fields::from([("wiki".to_owned(), "Q1 \"x\" | y".to_owned())]),
            note: "заметка; [с] знаками | и <b>".to_owned(),
            ..item(text, "T7", "LOC", &["и\u{301}"])
        },
        item(text, "T8", "DOC", &["\\ _ <b> & \"q\"; {a} -> *"]),
        item(text, "T9", "LOC", &["😀"]),
        item(text, "T10", "ORG", &["👩‍🚀"]),
        item(text, "T11", "PER", &["👩‍🚀"]),
        item(text, "T12", "LOC", &["ц"]),
    ];
    let items = items.into_iter().filter(|it| it.id.as_str() != "T12");
    Layer {
        annotator: "anna".to_owned(),
        status: Status::Done,
        seconds: 412,
        annotations: items.map(Arc::new).collect(),
        relations: vec![
            Relation {
                id: Id::new("R1"),
                label: "Heads".into(),
                from: Id::new("T3"),
                to: Id::new("T2"),
            },
            Relation {
                id: Id::new("R2"),
                label: "Near".into(),
                from: Id::new("T7"),
                to: Id::new("T9"),
            },
        ],
        rejections: vec![Rejection {
            label: "LOC".into(),
            parts: item(text, "x", "LOC", &["Йод"]).parts,
            by: "names".to_owned(),
        }],
        notes: vec![Note {
            id: Id::new("n1"),
            text: "о документе\nв две строки".to_owned(),
        }],
        unplaced: Vec::new(),
        foreign: ["brat", "other"]
            .map(|format| Foreign {
                format: format.into(),
                line: "E7\tGone:T1".to_owned(),
                of: vec![Id::new("T1")],
                restates: false,
            })
            .into(),
    }
}

fn schema(layer: &Layer) -> Schema {
    Schema {
        relations: layer
            .relations
            .iter()
            .map(|it| it.label.to_string())
            .collect(),
        ..Schema::standard()
    }
}

/// What was written of `samples`, whole files.
fn written(
    format: &Format,
    samples: &[Sample<'_>],
    style: &Style,
    schema: &Schema,
) -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = vec![Vec::new(); format.files.count()];
    for (number, sample) in samples.iter().enumerate() {
        let mut part = vec![Vec::new(); files.len()];
        format.write.unwrap()(sample, style, &mut part);
        for (which, bytes) in part.iter().enumerate() {
            if let Files::Together { frame, .. } = format.files {
                let frame = frame(which, schema, style);
                files[which].extend(if number == 0 {
                    &frame.head[..]
                } else {
                    frame.between
                });
            }
            files[which].extend(bytes);
        }
    }
    for (which, file) in files.iter_mut().enumerate() {
        if let Files::Together { frame, .. } = format.files {
            file.extend(frame(which, schema, style).tail);
        }
    }
    files
}

/// What a reader finds in a file that holds one document. Pieces are cut by hand: the shell does that otherwise.
fn read_back(format: &Format, files: &[Vec<u8>], text: &Text) -> Settled {
    let copied = matches!(format.files, Files::Each(extensions) if extensions[0] == "txt");
    let body = String::from_utf8(files[usize::from(copied)].clone()).expect("formats are UTF-8");
    let body = match format.files {
        Files::Together {
            split: Split::Array,
            ..
        } => body
            .trim()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned(),
        Files::Together {
            split: Split::Tables(names),
            ..
        } => {
            let others = names[1..].iter().zip(&files[1..]);
            let others = others.map(|(name, file)| {
                let table = String::from_utf8_lossy(file);
                format!("\n{TABLE}{name}\n{table}")
            });
            body + &others.collect::<String>()
        }
        _ => body,
    };
    if copied {
        assert_eq!(files[0], text.as_str().as_bytes(), "{}", format.name);
    }
    let piece = Piece {
        path: "file",
        line: 1,
        body: &body,
        text: copied.then_some(text),
    };
    let mut readings = format.read.unwrap()(&piece)
        .unwrap_or_else(|problem| panic!("{}: {problem:?}\n{body}", format.name));
    assert_eq!(readings.len(), 1, "{}: {body}", format.name);
    let reading = readings.remove(0);
    if format.holds.text && !copied {
        assert_eq!(
            reading.text.as_deref(),
            Some(text.as_str()),
            "{}",
            format.name
        );
    }
    let terms = Terms {
        annotator: "anna",
        status: Status::Done,
        rename: &|label| Some(label.to_owned()),
        measure: &|_, _, _| None,
    };
    let mut settled = settle(reading, text, 1, &terms, &|line| piece.place(line));
    if let Some(keep) = format.keep {
        settled.layer.foreign = keep(&body, &settled, text);
    }
    assert!(
        settled.problems.is_empty(),
        "{}: {:?}\n{body}",
        format.name,
        settled.problems
    );
    settled
}

/// A layer as a table that does not depend on names: what is said of which words.
fn said(layer: &Layer, text: &Text, holds: Holds) -> BTreeMap<String, usize> {
    let name = |id: &Id| {
        let item = layer
            .annotations
            .get(id)
            .unwrap_or_else(|| panic!("{id} is there"));
        format!("{} {:?}", item.label, item.parts)
    };
    let annotations = layer.annotations.iter().map(|it| {
        let id = if holds.ids { it.id.as_str() } else { "" };
        let covered = crate::annotation::layer_file::covered(text, &it.parts);
        format!(
            "{id} {} {:?} {covered:?} {:?} {:?} {:?}",
            it.label, it.parts, it.measure, it.fields, it.note
        )
    });
    let relations = layer.relations.iter().map(|it| {
        let id = if holds.ids { it.id.as_str() } else { "" };
        format!("{id} {} {} -> {}", it.label, name(&it.from), name(&it.to))
    });
    let rejections = layer
        .rejections
        .iter()
        .map(|it| format!("not {} {:?} {}", it.label, it.parts, it.by));
    let notes = layer.notes.iter().map(|it| format!("note {:?}", it.text));
    let foreign = layer.foreign.iter().map(|it| format!("{it:?}"));
    let work = holds
        .work
        .then(|| format!("{} {:?} {}", layer.annotator, layer.status, layer.seconds));
    let mut all = BTreeMap::new();
    for line in annotations
        .chain(relations)
        .chain(rejections)
        .chain(notes)
        .chain(foreign)
        .chain(work)
    {
        *all.entry(line).or_default() += 1;
    }
    all
}

/// How much a layer says, by the kinds that can be lost.
fn amount(layer: &Layer) -> usize {
    let has = |it: &Arc<Annotation>| {
        1 + usize::from(it.measure.is_some())
            + usize::from(!it.fields.is_empty())
            + usize::from(!it.note.is_empty())
    };
    layer.annotations.iter().map(has).sum::<usize>()
        + layer.relations.len()
        + layer.rejections.len()
        + layer.notes.len()
        + layer.foreign.len()
}

fn check(format: &Format, text: &Text, layer: &Layer, policy: Policy) {
    let style = Style {
        nesting: policy,
        ..Style::default()
    };
    let schema = schema(layer);
    let fitted = fit(layer, text, format.holds, policy);
    let sample = Sample {
        path: "dev/x.txt",
        text,
        layer: &fitted.layer,
        schema: &schema,
    };
    let files = written(format, &[sample], &style, &schema);
    if format.read.is_none() || !format.holds.text {
        return;
    }
    let back = read_back(format, &files, text);
    assert_eq!(
        said(&back.layer, text, format.holds),
        said(&fitted.layer, text, format.holds),
        "{} {policy:?}",
        format.name
    );
}

#[test]
fn what_is_written_is_read_back() {
    let texts = [
        HARD.to_owned(),
        HARD.replace("\r\n", "\n"),
        HARD.replace(['👩', '🚀', '😀', '\u{200d}'], "z"),
    ];
    for format in FORMATS.iter().filter(|format| format.write.is_some()) {
        let text = Text::new(HARD).unwrap();
        let layer = everything(&text);
        for policy in [Policy::Outermost, Policy::Innermost, Policy::Columns] {
            check(format, &text, &layer, policy);
        }
        for text in &texts {
            let text = Text::new(text.clone()).unwrap();
            check(
                format,
                &text,
                &Layer {
                    annotator: "anna".to_owned(),
                    status: Status::Done,
                    ..Layer::default()
                },
                Policy::Outermost,
            );
        }
    }
}

#[test]
fn what_is_left_and_what_is_lost_is_all_there_was() {
    let text = Text::new(HARD).unwrap();
    let layer = everything(&text);
    for format in FORMATS {
        for policy in [Policy::Outermost, Policy::Innermost, Policy::Columns] {
            let fitted = fit(&layer, &text, format.holds, policy);
            let lost: usize = fitted.losses.values().sum();
            // An annotation that goes takes its fields, note and measure along, and is counted once.
            let gone = layer
                .annotations
                .iter()
                .filter(|it| fitted.layer.annotations.get(&it.id).is_none());
            let along: usize = gone
                .map(|it| {
                    usize::from(it.measure.is_some())
                        + usize::from(!it.fields.is_empty())
                        + usize::from(!it.note.is_empty())
                })
                .sum();
            assert_eq!(
                amount(&fitted.layer) + lost + along,
                amount(&layer),
                "{} {policy:?}",
                format.name
            );
            assert_eq!(
                fitted.losses.is_empty(),
                fitted.layer == layer,
                "{} {policy:?}",
                format.name
            );
        }
    }
}

#[test]
fn names_are_in_order_and_each_there_once() {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

fn settled(
    text: &str,
    counting: Counting,
    claims: &[(u32, u32, Option<&str>)],
) -> (Counting, String, usize) {
    let text = Text::new(text).unwrap();
    let claims = claims.iter().map(|(start, end, covered)| Claim {
        label: "X".to_owned(),
        at: vec![(*start, *end)],
        covered: covered.map(str::to_owned),
        ..Claim::default()
    });
    let reading = Reading {
        counting,
        claims: claims.collect(),
        ..Reading::default()
    };
    let terms = Terms {
        annotator: "anna",
        status: Status::New,
        rename: &|label| Some(label.to_owned()),
        measure: &|_, _, _| None,
    };
    let settled = settle(reading, &text, 1, &terms, &|_| Place::file("a"));
    let found = settled
        .layer
        .annotations
        .iter()
        .map(|it| text.slice(it.parts.cover()).to_owned());
    (
        settled.counting,
        found.collect::<Vec<_>>().join("|"),
        settled.problems.len(),
    )
}

#[test]
fn the_counting_is_the_one_that_explains_the_texts() {
    let points = Counting::default();
    let crlf = Counting {
        line_end: LineEnd::One,
        ..points
    };
    let lf = Counting {
        line_end: LineEnd::Two,
        ..points
    };
    let marked = Counting {
        marked: true,
        ..points
    };
    let bytes = Counting {
        unit: Unit::Byte,
        ..points
    };
    for (text, usual, claims, counting, found, refused) in [
        (
            "раз\r\nдва\r\nтри",
            points,
            &[(5, 8, Some("два")), (10, 13, Some("три"))][..],
            points,
            "два|три",
            0,
        ),
        (
            "раз\r\nдва\r\nтри",
            points,
            &[(4, 7, Some("два")), (8, 11, Some("три"))],
            crlf,
            "два|три",
            0,
        ),
        ("раз\nдва", points, &[(5, 8, Some("два"))], lf, "два", 0),
        (
            "😀 раз",
            points,
            &[(3, 6, Some("раз"))],
            Counting::UTF16,
            "раз",
            0,
        ),
        (
            "😀 раз",
            Counting::UTF16,
            &[(2, 5, Some("раз"))],
            points,
            "раз",
            0,
        ),
        ("раз два", points, &[(5, 8, Some("два"))], marked, "два", 0),
        ("раз два", points, &[(7, 13, Some("два"))], bytes, "два", 0),
        // Without covered texts the borders of words speak.
        (
            "😀 раз два",
            points,
            &[(3, 6, None), (7, 10, None)],
            Counting::UTF16,
            "раз|два",
            0,
        ),
        ("😀 раз", points, &[(3, 6, None)], Counting::UTF16, "раз", 0),
        // But parts of words are annotated too.
        ("а-бв где", points, &[(2, 3, None)], points, "б", 0),
        (
            "а-бв где",
            points,
            &[(2, 3, None), (0, 4, None), (1, 3, None)],
            points,
            "а-бв|-б|б",
            0,
        ),
        (
            "раз два",
            points,
            &[(0, 3, None), (4, 7, None)],
            points,
            "раз|два",
            0,
        ),
        (
            "раз два",
            points,
            &[(0, 3, Some("раз")), (4, 7, Some("ква"))],
            points,
            "раз",
            1,
        ),
        ("раз", points, &[(2, 9, None)], points, "", 1),
    ] {
        let outcome = settled(text, usual, claims);
        assert_eq!(
            outcome,
            (counting, found.to_owned(), refused),
            "{text:?} {claims:?}"
        );
    }
}

#[test]
fn annotations_without_order_or_with_twins() {
    let text = Text::new("раз два").unwrap();
    let claim = |id: &str, at| Claim {
        id: id.to_owned(),
        label: "X".to_owned(),
        at: vec![at],
        ..Claim::default()
    };
    let reading = Reading {
        claims: vec![
            claim("T2", (4, 7)),
            claim("T1", (0, 3)),
            claim("T3", (0, 3)),
        ],
        links: vec![
            Link {
                id: "R1".to_owned(),
                label: "Y".to_owned(),
                from: "T3".to_owned(),
                to: "T2".to_owned(),
                line: 0,
            },
            Link {
                id: "R2".to_owned(),
                label: "Y".to_owned(),
                from: "T9".to_owned(),
                to: "T2".to_owned(),
                line: 0,
            },
        ],
        ..Reading::default()
    };
    let terms = Terms {
        annotator: "a",
        status: Status::New,
        rename: &|it| Some(it.to_owned()),
        measure: &|_, _, _| None,
    };
    let settled = settle(reading, &text, 1, &terms, &|_| Place::file("a"));
    let ids: Vec<&str> = settled
        .layer
        .annotations
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(ids, ["T1", "T2"]);
    assert_eq!(settled.layer.relations[0].from, Id::new("T1"));
    assert_eq!(
        (settled.layer.relations.len(), settled.problems.len()),
        (1, 1)
    );
    let empty: Annotations = Annotations::default();
    assert_eq!(columns(&empty).len(), 1);
}

#[test]
fn what_a_twin_says_besides_is_kept_or_told() {
    let said = |note: &str, wiki: &str, more: &str| Claim {
        label: "X".to_owned(),
        at: vec![(0, 3)],
        note: note.to_owned(),
        fields: [("wiki", wiki), (more, "true")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..Claim::default()
    };
    let reading = Reading {
        claims: vec![
            said("a", "Q1", "b"),
            said("c", "Q2", "d"),
            said("", "Q1", "d"),
        ],
        ..Reading::default()
    };
    let terms = Terms {
        annotator: "a",
        status: Status::New,
        rename: &|it| Some(it.to_owned()),
        measure: &|_, _, _| None,
    };
    let text = Text::new("раз два").unwrap();
    let settled = settle(reading, &text, 1, &terms, &|_| Place::file("a"));
    let all: Vec<_> = settled.layer.annotations.iter().collect();
    assert_eq!((all.len(), &*all[0].note), (1, "a; c"));
    let fields: Vec<_> = all[0]
        .fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(fields, ["b=true", "d=true", "wiki=Q1"]);
    assert_eq!(settled.problems.len(), 1);
}

#[test]
fn no_reader_panics_on_what_is_broken() {
    let text = Text::new(HARD).unwrap();
    let layer = everything(&text);
    let schema = schema(&layer);
    let mut rng = fastrand::Rng::with_seed(5);
    let terms = Terms {
        annotator: "a",
        status: Status::New,
        rename: &|it| Some(it.to_owned()),
        measure: &|_, _, _| None,
    };
    let both = |format: &&Format| format.read.is_some() && format.write.is_some();
    for format in FORMATS.iter().filter(both) {
        let fitted = fit(&layer, &text, format.holds, Policy::Outermost);
        let sample = Sample {
            path: "dev/x.txt",
            text: &text,
            layer: &fitted.layer,
            schema: &schema,
        };
        let files = written(format, &[sample], &Style::default(), &schema);
        let body = String::from_utf8(files.last().unwrap().clone()).unwrap();
        let whole: Vec<char> = body.trim_matches(['[', ']', '\n']).chars().collect();
        for _ in 0..500 {
            let mut broken = whole.clone();
            for _ in 0..rng.usize(1..4) {
                let at = rng.usize(..broken.len());
                match rng.u8(..4) {
                    0 => broken.truncate(at.max(1)),
                    1 => {
                        broken[at] =
                            char::from(rng.choice(*b"0123456789-.:;\"[]{},_ \n\t").unwrap())
                    }
                    2 => broken[at] = rng.char(..),
                    _ => drop(broken.remove(at)),
                }
                broken.push(' ');
            }
            let body: String = broken.into_iter().collect();
            let piece = Piece {
                path: "file",
                line: 1,
                body: &body,
                text: Some(&text),
            };
            for reading in format.read.unwrap()(&piece).unwrap_or_default() {
                let own = reading.text.clone().map(|it| Text::new(it).unwrap());
                let text = own.as_ref().unwrap_or(&text);
                settle(reading, text, 1, &terms, &|line| piece.place(line));
            }
        }
    }
}
