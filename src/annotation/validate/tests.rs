use super::*;
use crate::annotation::schema_file;
use crate::locale::{Lang, Locale};

const SCHEMA: &str = r#"(metka: 1, labels: [
    (name: "PER", kind: Entity, fields: [
        (name: "пол", kind: Choice(["м", "ж"]), required: true), (name: "лет", kind: Number), (name: "жив", kind: Flag)]),
    (name: "MONEY", kind: Metric),
], relations: ["знает"], nesting: Nested)"#;

/// Faults of a layer with these annotations and relations over «абвгдежзик», by line.
fn check(annotations: &str, relations: &str, expected: &[&str]) {
    let schema = schema_file::read(SCHEMA, "metka.ron").expect("a right schema");
    let text = Text::new("абвгдежзик").expect("short");
    let document = DocumentId {
        path: "a.txt".to_owned(),
        ..DocumentId::default()
    };
    let source = format!(
        "(metka: 1, document: (path: \"a.txt\", chars: 10, hash: \"\"), annotator: \"anna\", annotations: [\n{annotations}\n], relations: [\n{relations}\n])"
    );
    let faults = validate(&source, "a.ron", &text, &document, &schema);
    let english = Locale::new(Lang::En);
    let said: Vec<String> = faults.iter().map(|fault| fault.line(&english)).collect();
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(
            said.starts_with(&format!("a.ron:{expected}")),
            "{said} / {expected}"
        );
    }
}

#[test]
fn a_right_layer_has_no_faults() {
    check(
        r#"(id: "a", label: "PER", at: [(0, 2)], text: "аб", fields: {"пол": "ж", "лет": "40", "жив": "true"}),
           (id: "b", label: "MONEY", at: [(0, 4)], text: "абвг", measure: (value: "-5.5", to: "7"))"#,
        r#"(id: "r", label: "знает", from: "a", to: "b")"#,
        &[],
    );
}

#[test]
fn all_faults_are_told_in_order() {
    check(
        r#"(id: "a", label: "PRE", at: [(0, 2)], text: "аб"),
(id: "b", label: "MONEY", at: [(3, 5)], text: "ГД"),
(id: "b", label: "MONEY", at: [(0, 99)], text: ""),
(id: "c", label: 5, at: [(3, 5)], text: "гд"),
(id: "d", label: "PER", at: [(3, 5)], text: "гд", measure: (value: "5"))"#,
        r#"(id: "r", label: "любит", from: "d", to: "q")"#,
        &[
            "2:1: the schema has no label PRE; perhaps PER?",
            "3:1: the annotated text",
            "4:1: the id “b” is used twice",
            "5:",
            "6:1: the label PER is not a metric",
            "6:1: the field “пол” must be filled in",
            "8:1: the schema has no relation “любит”",
            "8:1: the relation leads to q",
        ],
    );
}

#[test]
fn fields_and_measures() {
    for (fields, expected) in [
        (r#"{"пол": "ж"}"#, &[][..]),
        (r#"{"пол": "х"}"#, &["2:1: the field “пол” cannot be “х”"]),
        (
            r#"{"пол": ""}"#,
            &["2:1: the field “пол” must be filled in"],
        ),
        (
            r#"{"пол": "м", "лет": "40,5"}"#,
            &["2:1: “лет” must be a number, not “40,5”"],
        ),
        (
            r#"{"пол": "м", "жив": "да"}"#,
            &["2:1: the field “жив” cannot be “да”"],
        ),
        (
            r#"{"пол": "м", "рост": "2"}"#,
            &["2:1: the label PER has no field “рост”"],
        ),
    ] {
        check(
            &format!(r#"(id: "a", label: "PER", at: [(0, 2)], text: "аб", fields: {fields})"#),
            "",
            expected,
        );
    }
    check(
        r#"(id: "a", label: "MONEY", at: [(0, 2)], text: "аб", measure: (value: "5,5", to: "x"))"#,
        "",
        &[
            "2:1: “value” must be a number",
            "2:1: “to” must be a number",
        ],
    );
}

#[test]
fn nesting_is_told_once_and_names_both() {
    check(
        "(id: \"a\", label: \"MONEY\", at: [(0, 4)], text: \"абвг\"),\n(id: \"b\", label: \"MONEY\", at: [(2, 6)], text: \"вгде\")",
        "",
        &["3:1: MONEY (b) and MONEY (a) may not share text"],
    );
}

#[test]
fn a_file_that_cannot_be_read_has_one_fault() {
    check("(((", "", &["2:"]);
}

#[test]
fn what_waits_for_its_place_is_told_and_may_be_related() {
    check(
        "(id: \"a\", label: \"MONEY\", at: [(0, 2)], text: \"аб\")",
        "(id: \"r\", label: \"знает\", from: \"a\", to: \"b\")], unplaced: [
(id: \"b\", label: \"MONEY\", at: [(7, 99)], text: \"было\"),
(id: \"a\", label: \"MONEY\", at: [(7, 9)], text: \"зи\")",
        &[
            "5:1: the annotation “было” waits for a decision",
            "6:1: the id “a” is used twice",
        ],
    );
}
