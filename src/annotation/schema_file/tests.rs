use super::*;
use crate::locale::{Lang, Locale};

fn faults(source: &str) -> Vec<String> {
    let english = Locale::new(Lang::En);
    let problems = read(source, "metka.ron").expect_err(source);
    problems
        .iter()
        .map(|problem| problem.line(&english))
        .collect()
}

/// The faults of `metka.ron` with these lines among the labels, each as `line:column: …`.
fn check(labels: &str, expected: &[&str]) {
    let source = format!("(metka: 1, labels: [\n{labels}\n])");
    let found = faults(&source);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            found.starts_with(&format!("metka.ron:{expected}")),
            "{found}"
        );
    }
}

#[test]
fn only_name_and_kind_are_needed() {
    let source = r#"(metka: 1, labels: [
        (name: "PERSON", kind: Entity),
        (name: "PLACE", kind: Entity, key: "e"),
        (name: "ЗАВОД", kind: Entity, color: "red"),
        (name: "PERIOD", kind: Metric, title: "период", fields: [(name: "род", kind: Choice(["м", "ж"]))]),
    ])"#;
    let schema = read(source, "metka.ron").unwrap();
    let marks: Vec<String> = schema
        .labels
        .iter()
        .map(|label| format!("{} {} {}", label.key, label.code, label.color))
        .collect();
    assert_eq!(
        marks,
        ["p PE orange", "e PL yellow", "a ЗА red", "r PR green"]
    );
    assert_eq!(schema.labels[3].title.in_lang("en"), "период");
    assert!(!schema.labels[3].fields[0].required);
    assert_eq!(schema.documents, ["txt"]);
    assert_eq!(schema.guidelines, "guidelines.md");
    assert_eq!(schema.nesting, Nesting::Overlap);
}

#[test]
fn everything_can_be_said() {
    let source = r##"(
        metka: 1,
        labels: [(name: "A", kind: Entity, title: {"ru": "а"}, hint: {"en": "b"}, key: "z", code: "ы1", color: "#00ffAA",
            fields: [(name: "n", kind: Number, required: true, title: "№"), (name: "f", kind: Flag)])],
        relations: ["works_at", "часть"],
        nesting: Flat,
        documents: [".TXT", "md"],
        guidelines: "как.md",
    )"##;
    let schema = read(source, "metka.ron").unwrap();
    assert_eq!(schema.relations, ["works_at", "часть"]);
    assert_eq!(schema.documents, ["txt", "md"]);
    assert_eq!(schema.nesting, Nesting::Flat);
    let label = &schema.labels[0];
    assert_eq!(
        (label.key, &*label.code, &*label.color),
        ('z', "ы1", "#00ffAA")
    );
    assert!(label.fields[0].required && label.fields[0].kind == FieldKind::Number);
}

#[test]
fn keys_never_run_out_before_the_labels_do() {
    for (count, fine) in [(27, true), (52, true), (53, false)] {
        let label = |n| format!("(name: \"L{n}\", kind: Entity)");
        let labels: Vec<String> = (0..count).map(label).collect();
        let source = format!("(metka: 1, labels: [{}])", labels.join(","));
        let schema = read(&source, "metka.ron");
        assert_eq!(schema.is_ok(), fine, "{count}");
        let mut keys: Vec<char> = schema
            .iter()
            .flat_map(|s| &s.labels)
            .map(|l| l.key)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), if fine { count } else { 0 });
    }
}

#[test]
fn all_faults_are_told_at_once_where_they_are() {
    check(
        "(name: \"A\", kind: Entity, key: \"p\"),\n  (name: \"B\", kind: Entity, key: \"p\", color: \"ornage\"),\n(name: \"A\", kind: Entity),",
        &[
            "3:34: the key “p” already belongs to the label A",
            "3:46: there is no colour “ornage”. Perhaps “orange”?",
            "4:8: the name “A” is used twice",
        ],
    );
}

#[test]
fn each_fault_has_its_sentence() {
    for (label, expected) in [
        (r#"(name: "", kind: Entity)"#, "2:8: “” cannot be a name"),
        (
            r#"(name: "A B", kind: Entity)"#,
            "2:8: “A B” cannot be a name",
        ),
        (
            r#"(name: "«A»", kind: Entity)"#,
            "2:8: “«A»” cannot be a name",
        ),
        (
            r#"(name: "A", kind: Entity, key: "ф")"#,
            "2:32: “ф” cannot be a key",
        ),
        (
            r#"(name: "A", kind: Entity, key: "P")"#,
            "2:32: “P” cannot be a key",
        ),
        (
            r#"(name: "A", kind: Entity, key: "pq")"#,
            "2:32: “pq” cannot be a key",
        ),
        (
            r#"(name: "A", kind: Entity, code: "ABC")"#,
            "2:33: “ABC” cannot be a code",
        ),
        (
            r#"(name: "A", kind: Entity, code: "")"#,
            "2:33: “” cannot be a code",
        ),
        (
            r##"(name: "A", kind: Entity, color: "#12345")"##,
            "2:34: there is no colour “#12345”",
        ),
        (
            r#"(name: "A", kind: Entitty)"#,
            "2:19: the schema is damaged: ",
        ),
        (r#"(name: "A")"#, "2:"),
        (
            r#"(name: "A", kind: Entity, colour: "red")"#,
            "2:27: the schema is damaged: ",
        ),
        (
            r#"(name: "A", kind: Entity, fields: [(name: "unit")])"#,
            "2:43: the field name “unit”",
        ),
        (
            r#"(name: "A", kind: Entity, fields: [(name: "note")])"#,
            "2:43: the field name “note”",
        ),
        (
            r#"(name: "A", kind: Entity, fields: [(name: "a"), (name: "a")])"#,
            "2:56: the name “a” is used twice",
        ),
        (
            r#"(name: "A", kind: Entity, fields: [(name: "a", kind: Choice([]))])"#,
            "2:43: the field “a” has nothing to choose from",
        ),
        (
            r#"(name: "A", kind: Entity, fields: [(name: "a", kind: Chois(["x"]))])"#,
            "2:",
        ),
    ] {
        check(label, &[expected]);
    }
    let long = "Д".repeat(33);
    check(&format!("(name: \"{long}\", kind: Entity)"), &["2:8: "]);
}

#[test]
fn faults_of_the_whole_file() {
    let label = r#"labels: [(name: "A", kind: Entity)]"#;
    for (source, expected) in [
        ("".to_owned(), "metka.ron:1:1: the schema is damaged"),
        (
            "(metka: 1, labels: [])".to_owned(),
            "metka.ron:1:20: the schema has no labels",
        ),
        (
            format!("(metka: 2, {label})"),
            "metka.ron:1:9: the file is of format 2",
        ),
        (
            format!("(metka: 1, {label}, nesting: None)"),
            "metka.ron:1:",
        ),
        (
            format!("(metka: 1, {label}, relations: [\"a\", \"a\"])"),
            "metka.ron:1:66: the name “a”",
        ),
        (
            format!("(metka: 1, {label}, documents: [])"),
            "metka.ron:1:60: ",
        ),
        (
            format!("(metka: 1,\n<<<<<<< HEAD\n{label})"),
            "metka.ron:2:1: ",
        ),
        (format!("({label})"), "metka.ron:1:"),
    ] {
        let found = faults(&source);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(expected), "{}", found[0]);
    }
}

#[test]
fn a_mark_of_the_editor_at_the_start_is_no_fault() {
    let source = "\u{feff}(metka: 1, labels: [\r\n(name: \"A\", kind: Entity)\r\n])\r\n";
    assert!(read(source, "metka.ron").is_ok());
}
