use super::*;
use crate::annotation::{
    Annotation, Bound, Fields, Foreign, Id, Measure, Note, Rejection, Relation,
    fixture::{annotation, layer},
};
use crate::locale::{Lang, Locale};
use proptest::prelude::*;
use std::sync::Arc;

const RELEASE: &str = "Завод «Изопан» вложил более 381 млрд рублей.\nАнна Жук — министр.";

fn text(content: &str) -> Text {
    Text::new(content).expect("short")
}

fn document(text: &Text) -> DocumentId {
    DocumentId {
        path: "2024/a.txt".to_owned(),
        chars: text.char_count(),
        hash: "h1".to_owned(),
        ..DocumentId::default()
    }
}

fn parts(text: &Text, ranges: &[(u32, u32)]) -> Parts {
    let range = |(start, end): &(u32, u32)| {
        let chars = crate::text::CharRange {
            start: *start,
            end: *end,
        };
        text.to_range(chars).expect("inside the text")
    };
    Parts::new(ranges.iter().map(range).collect()).expect("right parts")
}

fn at(text: &Text, id: &str, label: &str, ranges: &[(u32, u32)]) -> Annotation {
    Annotation {
        parts: parts(text, ranges),
        ..Annotation::clone(&annotation(id, label, 0, 1))
    }
}

fn full(text: &Text) -> Layer {
    let money = Measure {
        value: Some("381000000000".to_owned()),
        bound: Bound::MoreThan,
        unit: "RUB".to_owned(),
        ..Measure::default()
    };
    let mut layer = layer([
        Arc::new(Annotation {
            measure: Some(money),
            ..at(text, "p01xz8mc", "MONEY", &[(22, 43)])
        }),
        Arc::new(Annotation {
            fields: Fields::from([("вид".to_owned(), "ООО".to_owned())]),
            note: "«да»\n\"нет\"".to_owned(),
            ..at(text, "k3f9q2ah", "ORG", &[(0, 5), (7, 13)])
        }),
    ]);
    layer.status = Status::InProgress;
    layer.seconds = 412;
    layer.relations.push(Relation {
        id: Id::new("r1"),
        label: "of".into(),
        from: Id::new("p01xz8mc"),
        to: Id::new("k3f9q2ah"),
    });
    layer.rejections.push(Rejection {
        label: "PER".into(),
        parts: parts(text, &[(45, 49)]),
        by: "figures".to_owned(),
    });
    layer.notes.push(Note {
        id: Id::new("n1"),
        text: "Слово".to_owned(),
    });
    layer
}

const FULL: &str = r#"(
    metka: 1,
    document: (path: "2024/a.txt", chars: 64, hash: "h1"),
    annotator: "anna",
    status: InProgress,
    seconds: 412,
    annotations: [
        (id: "k3f9q2ah", label: "ORG", at: [(0, 5), (7, 13)], text: "Завод … Изопан", fields: {"вид": "ООО"}, note: "«да»\n\"нет\""),
        (id: "p01xz8mc", label: "MONEY", at: [(22, 43)], text: "более 381 млрд рублей", measure: (value: "381000000000", bound: MoreThan, unit: "RUB")),
    ],
    relations: [
        (id: "r1", label: "of", from: "p01xz8mc", to: "k3f9q2ah"),
    ],
    rejections: [
        (label: "PER", at: [(45, 49)], text: "Анна", by: "figures"),
    ],
    notes: [
        (id: "n1", text: "Слово"),
    ],
)
"#;

#[test]
fn a_layer_file_is_one_line_an_item() {
    let text = text(RELEASE);
    assert_eq!(write(&full(&text), &text, &document(&text)), FULL);
    assert_eq!(
        read(FULL, "a.ron", &text, &document(&text)),
        Ok(full(&text))
    );
}

#[test]
fn an_empty_layer_is_written_and_read() {
    let text = text("");
    let koi8 = DocumentId {
        encoding: "KOI8-R".to_owned(),
        ..document(&text)
    };
    let file = write(&layer([]), &text, &koi8);
    assert!(
        file.contains("encoding: \"KOI8-R\"")
            && file.contains("status: New")
            && file.contains("annotations: [],"),
        "{file}"
    );
    assert_eq!(read(&file, "a.ron", &text, &koi8), Ok(layer([])));
}

#[test]
fn lists_may_be_left_out() {
    let text = text(RELEASE);
    let file =
        r#"(metka: 1, document: (path: "2024/a.txt", chars: 64, hash: "h1"), annotator: "anna")"#;
    assert_eq!(read(file, "a.ron", &text, &document(&text)), Ok(layer([])));
}

#[test]
fn a_renamed_document_and_a_change_elsewhere_are_fine() {
    let text = text(RELEASE);
    let renamed = DocumentId {
        path: "b.txt".to_owned(),
        ..document(&text)
    };
    let edited = DocumentId {
        hash: "h2".to_owned(),
        ..document(&text)
    };
    for document in [renamed, edited] {
        assert_eq!(read(FULL, "a.ron", &text, &document), Ok(full(&text)));
    }
}

/// What is said of `FULL` in which `from` is replaced by `to`.
fn check(from: &str, to: &str, expected: &str) {
    assert!(FULL.contains(from), "{from}");
    let text = text(RELEASE);
    let problem = read(
        &FULL.replacen(from, to, 1),
        "a.ron",
        &text,
        &document(&text),
    )
    .expect_err(to);
    let said = problem.line(&Locale::new(Lang::En));
    assert!(said.starts_with(expected), "{to}: {said}");
    assert!(problem.hint.is_some(), "{said}");
}

#[test]
fn each_fault_has_its_place_and_sentence() {
    for (from, to, expected) in [
        (
            "metka: 1",
            "metka: 2",
            "a.ron:2:12: the file is of format 2",
        ),
        (
            "metka: 1",
            "metka: 2, later: [Thing(1)]",
            "a.ron:2:12: the file is of format 2",
        ),
        (
            "    relations",
            "<<<<<<< HEAD\n    relations",
            "a.ron:11:1: git left a conflict",
        ),
        ("    ],\n    relations", "", "a.ron:"),
        ("    notes: [\n", "    notes: [\n    (id: \"n", "a.ron:"),
        ("status: InProgress", "status: Begun", "a.ron:5:"),
        (
            "seconds: 412",
            "second: 412",
            "a.ron:6:5: the annotation file is damaged: ",
        ),
        ("id: \"k3f9q2ah\"", "id: 5", "a.ron:8:"),
        (
            "label: \"ORG\"",
            "lable: \"ORG\"",
            "a.ron:8:26: the annotation file is damaged: ",
        ),
        (
            "id: \"p01xz8mc\"",
            "id: \"k3f9q2ah\"",
            "a.ron:9:9: the id “k3f9q2ah” is used twice",
        ),
        (
            "(22, 43)",
            "(22, 443)",
            "a.ron:9:9: the annotation ends at character 443, the document has 64 characters",
        ),
        (
            "(22, 43)",
            "(43, 22)",
            "a.ron:9:9: the range 43–22 covers nothing",
        ),
        (
            "(22, 43)",
            "(22, 22)",
            "a.ron:9:9: the range 22–22 covers nothing",
        ),
        (
            "[(22, 43)]",
            "[]",
            "a.ron:9:9: it is not said what is annotated",
        ),
        (
            "(22, 43)",
            "(23, 44)",
            "a.ron:9:9: the annotated text is not the text of the document: “более 381 млрд рублей” is written, “олее 381 млрд рублей.” is there",
        ),
        (
            "(0, 5), (7, 13)",
            "(7, 13), (0, 5)",
            "a.ron:8:9: parts of an annotation",
        ),
        (
            "(0, 5), (7, 13)",
            "(0, 7), (7, 13)",
            "a.ron:8:9: parts of an annotation",
        ),
        (
            "(0, 5), (7, 13)",
            "(0, 8), (7, 13)",
            "a.ron:8:9: parts of an annotation",
        ),
        (
            "text: \"Анна\"",
            "text: \"Инна\"",
            "a.ron:15:9: the annotated text",
        ),
        (
            "(id: \"n1\", text: \"Слово\"),",
            "(id: \"n1\", text: \"\"), (id: \"n1\", text: \"\"),",
            "a.ron:18:31: the id “n1”",
        ),
        ("hash: \"h1\"", "hash: \"h2\", encoding: \"CP866\"", ""),
    ] {
        if !expected.is_empty() {
            check(from, to, expected);
        }
    }
}

#[test]
fn another_document_is_told() {
    let text = text(&RELEASE.replace("Изопан", "Гефест"));
    let said = |document: DocumentId| {
        let problem = read(FULL, "a.ron", &text, &document).unwrap_err();
        problem.line(&Locale::new(Lang::En))
    };
    let same = document(&text);
    let other = DocumentId {
        path: "b.txt".to_owned(),
        hash: "h2".to_owned(),
        ..document(&text)
    };
    let encoding = DocumentId {
        encoding: "CP1251".to_owned(),
        ..document(&text)
    };
    for (document, expected) in [
        (same, "a.ron:8:9: the annotated text is not"),
        (
            other,
            "a.ron:3:15: these annotations belong to another document, 2024/a.txt",
        ),
        (
            encoding,
            "a.ron:8:9: the document was annotated in another encoding",
        ),
    ] {
        let said = said(document);
        assert!(said.starts_with(expected), "{said}");
    }
}

/// The document with one name in it replaced and words put before it, with its identity.
fn changed() -> (Text, DocumentId) {
    let text = text(&format!("Итоги. {}", RELEASE.replace("Изопан", "Гефест")));
    let document = DocumentId {
        hash: "h2".to_owned(),
        ..document(&text)
    };
    (text, document)
}

#[test]
fn in_a_changed_document_what_is_certain_moves_and_the_rest_waits() {
    let (text, document) = changed();
    let layer = read(FULL, "a.ron", &text, &document).expect("a right layer");
    let file = write(&layer, &text, &document);
    for line in [
        r#"(id: "p01xz8mc", label: "MONEY", at: [(29, 50)], text: "более 381 млрд рублей", measure: "#,
        r#"(label: "PER", at: [(52, 56)], text: "Анна", by: "figures")"#,
        r#"(id: "r1", label: "of", from: "p01xz8mc", to: "k3f9q2ah")"#,
    ] {
        assert!(file.contains(line), "{file}");
    }
    let waiting = r#"    unplaced: [
        (id: "k3f9q2ah", label: "ORG", made_on: "h1", at: [(0, 5), (7, 13)], text: "Завод … Изопан", fields: {"вид": "ООО"}, note: "«да»\n\"нет\""),
    ],
"#;
    assert!(file.contains(waiting), "{file}");
    assert_eq!(
        read(&file, "a.ron", &text, &document),
        Ok(layer),
        "what waits is kept"
    );
    let named = BTreeSet::from(["h1", "h2"].map(String::from));
    assert_eq!(hashes(&file), Some(named));
    // A file of a program that kept no earlier texts.
    let older = file.replace("made_on: \"h1\", ", "");
    let read_again = read(&older, "a.ron", &text, &document).expect("the same format");
    assert_eq!(read_again.unplaced[0].made_on, "");
    assert_eq!(write(&read_again, &text, &document), older);
    // What has its place is on the document of the file.
    let strange = file.replace("label: \"MONEY\", ", "label: \"MONEY\", made_on: \"h1\", ");
    assert!(read(&strange, "a.ron", &text, &document).is_err());
}

#[test]
fn a_fault_of_a_layer_on_a_changed_document_is_told_and_no_change_is() {
    let (text, document) = changed();
    for (from, to, expected) in [
        ("(22, 43)", "(43, 22)", "a.ron:9:9: the range 43–22"),
        ("[(22, 43)]", "[]", "a.ron:9:9: it is not said what"),
        ("(45, 49)", "(49, 49)", "a.ron:15:9: the range 49–49"),
        ("id: \"p01xz8mc\"", "id: \"k3f9q2ah\"", "a.ron:9:9: the id"),
        ("text: \"Слово\"", "tekst: \"Слово\"", "a.ron:18:"),
    ] {
        let problem = read(&FULL.replacen(from, to, 1), "a.ron", &text, &document);
        let said = problem.expect_err(to).line(&Locale::new(Lang::En));
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn a_summary_needs_no_text() {
    let expected = Summary {
        status: Status::InProgress,
        seconds: 412,
        labels: BTreeMap::from([("MONEY".to_owned(), 1), ("ORG".to_owned(), 1)]),
        waiting: 0,
    };
    assert_eq!(summary(FULL, "a.ron"), Ok(expected.clone()));
    let waits = r#"    unplaced: [(id: "u", label: "PER", at: [(0, 4)], text: "Анна")],
)"#;
    let end = FULL.rfind(')').expect("a layer ends");
    let waits = format!("{}{waits}", &FULL[..end]);
    let expected = Summary {
        waiting: 1,
        ..expected
    };
    assert_eq!(summary(&waits, "a.ron"), Ok(expected));
    assert!(summary(&FULL.replace("metka: 1", "metka: 7"), "a.ron").is_err());
    assert!(summary(&FULL[..150], "a.ron").is_err());
}

fn hostile() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        '"', '\'', '\\', '\n', '\r', '\0', '\u{1b}', '\u{9b}', '\u{7f}', '\u{202e}', '\u{200b}',
        '\u{301}', '#', '{', 'я', '😀', '\u{feff}',
    ]);
    prop::collection::vec(prop_oneof![odd, any::<char>()], 0..8)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    /// Any content survives, and no control byte stands in the file.
    #[test]
    fn what_was_written_is_read(
        content in hostile(),
        words in prop::collection::vec(hostile(), 8),
        ranges in prop::collection::vec((0u32..8, 1u32..8), 0..5),
    ) {
        let text = text(&content);
        let chars = text.char_count();
        let inside = ranges.iter().filter(|(start, len)| start + len <= chars);
        let mut layer = layer(inside.enumerate().map(|(n, (start, len))| Arc::new(Annotation {
            note: words[0].clone(),
            label: words[1].as_str().into(),
            fields: Fields::from([(words[2].clone(), words[3].clone())]),
            measure: (n % 2 == 0).then(|| Measure { value: Some(words[4].clone()), unit: words[5].clone(), of: (n % 4 == 0).then(|| words[6].clone()), ..Measure::default() }),
            ..at(&text, &format!("{n}{}", words[7]), "X", &[(*start, start + len)])
        })));
        layer.annotator = words[6].clone();
        layer.notes.push(Note { id: Id::new(&words[5]), text: words[4].clone() });
        let document = DocumentId { path: words[0].clone(), encoding: words[1].clone(), ..document(&text) };
        let file = write(&layer, &text, &document);
        prop_assert!(!file.chars().any(|c| c.is_control() && c != '\n'), "{file:?}");
        prop_assert_eq!(read(&file, "a.ron", &text, &document), Ok(layer.clone()));
        prop_assert_eq!(write(&layer, &text, &document), file.clone());
        let source = Source::new("a.ron", &file);
        prop_assert!(survey(source, &text, &document, Purpose::Inspect).is_ok_and(|survey| survey.faults.is_empty()));
    }

    /// Whatever a document becomes, every annotation is in its layer, placed or waiting, and stays there.
    #[test]
    fn a_changed_document_loses_nothing(old in "[а-в ]{1,30}", new in "[а-в ]{0,30}", ranges in prop::collection::vec((0u32..28, 1u32..4), 0..8)) {
        let (old, new) = (text(&old), text(&new));
        let inside = ranges.iter().filter(|(start, length)| start + length <= old.char_count());
        let all = layer(inside.enumerate().map(|(n, (start, length))| {
            Arc::new(at(&old, &format!("{n}"), "X", &[(*start, start + length)]))
        }));
        let file = write(&all, &old, &document(&old));
        let changed = DocumentId { hash: "h2".to_owned(), ..document(&new) };
        let moved = read(&file, "a.ron", &new, &changed).expect("a right layer");
        let mut ids: Vec<&str> = moved.annotations.iter().map(|it| it.id.as_str()).collect();
        ids.extend(moved.unplaced.iter().map(|it| it.id.as_str()));
        ids.sort();
        let mut expected: Vec<&str> = all.annotations.iter().map(|it| it.id.as_str()).collect();
        expected.sort();
        prop_assert_eq!(ids, expected);
        prop_assert_eq!(read(&write(&moved, &new, &changed), "a.ron", &new, &changed), Ok(moved));
    }

    /// A file cut short anywhere is a fault, never a layer and never a panic.
    #[test]
    fn a_truncated_file_is_never_read(cut in 0..FULL.len() - 3) {
        let text = text(RELEASE);
        let cut = FULL.floor_char_boundary(cut);
        let problem = read(&FULL[..cut], "a.ron", &text, &document(&text)).expect_err("cut short");
        prop_assert!(problem.place.and_then(|place| place.at).is_some());
    }
}

#[test]
fn layers_tell_enough_of_their_text_to_be_read_and_written_without_it() {
    let text = text(RELEASE);
    let whole = write(&full(&text), &text, &document(&text));
    let shared = layer([
        Arc::new(at(&text, "o", "ORG", &[(0, 14)])),
        Arc::new(at(&text, "p", "LOC", &[(7, 13)])),
    ]);
    let shared = write(&shared, &text, &document(&text));
    let known = patchwork(&[&whole, &shared, "(damaged"]).unwrap();
    for file in [&whole, &shared] {
        let read = read(file, "a.ron", &known, &document(&text)).unwrap();
        assert_eq!(write(&read, &known, &document(&text)), **file);
    }
    assert!(known.as_str().starts_with("Завод «Изопан»"));
    // One of two that contradict each other is at fault, with its place.
    let wrong = whole.replace("более 381", "менее 381");
    let known = patchwork(&[&whole, &wrong]).unwrap();
    let fault = read(&wrong, "a.ron", &known, &document(&text)).unwrap_err();
    assert_eq!(fault.what.id, "layer-text-differs");
    // Offsets that no text has are no reason to fill the memory.
    let far = whole.replace("[(22, 43)]", "[(4000000000, 4000000021)]");
    assert!(patchwork(&[&far]).is_none());
    assert_eq!(patchwork(&[]).unwrap().as_str(), "");
}

#[test]
fn lines_of_other_programs_are_kept_as_they_are() {
    let text = text(RELEASE);
    let line = |line: &str, of: &[&str], restates| Foreign {
        format: "brat".into(),
        line: line.to_owned(),
        of: of.iter().map(|id| Id::new(id)).collect(),
        restates,
    };
    let layer = Layer {
        foreign: vec![
            line("A7\tSure k3f9q2ah", &["k3f9q2ah"], true),
            line("сло\u{1b}во", &[], false),
        ],
        ..full(&text)
    };
    let source = write(&layer, &text, &document(&text));
    let expected = r#"    foreign: [
        (format: "brat", line: "A7\tSure k3f9q2ah", of: ["k3f9q2ah"], restates: true),
        (format: "brat", line: "сло\u{1b}во"),
    ],
)
"#;
    assert!(source.ends_with(expected), "{source}");
    assert_eq!(
        read(&source, "a.ron", &text, &document(&text)),
        Ok(layer.clone())
    );
    // In a document that changed they stay what they are.
    let changed = DocumentId {
        hash: "h2".to_owned(),
        ..document(&text)
    };
    let moved = read(&source, "a.ron", &text, &changed).map(|it| it.foreign);
    assert_eq!(moved, Ok(layer.foreign));
}

#[test]
fn the_document_is_found_on_its_line_and_wherever_else_it_stands() {
    let text = text(RELEASE);
    let stated = Some(document(&text));
    assert_eq!(document_of_line(FULL), stated);
    let other = FULL.replace("    document: ", "\n  document : ");
    assert_eq!(document_of_line(&other), None);
    assert_eq!(super::document(&other), stated);
    let commented =
        format!("/*\n{FULL}*/ (metka: 1, document: (path: \"b\", chars: 1, hash: \"h\"))");
    let stated = super::document(&commented).map(|it| it.path);
    assert_eq!(stated.as_deref(), Some("b"));
    assert_eq!(super::document("("), None);
}
