//! Who comes with files of other programs, or hands some on, is told what is wrong and what to do next; in the real
//! program.

use crate::{bad_input::run, place::Place};
use std::fs;

const EN: &str = "en_US.UTF-8";
const TEXT: &str = "Андрей Бочаров в Волгограде.\n";
const DOCCANO: &str = r#"{"id":1,"text":"Анна в Омске","entities":[{"id":1,"label":"PER","start_offset":0,"end_offset":4},{"id":2,"label":"CITY","start_offset":7,"end_offset":12}],"relations":[{"id":1,"from_id":1,"to_id":2,"type":"In"}],"Comments":[]}"#;
const STUDIO: &str = r#"[{"id":7,"data":{"text":"Анна в Омске"},"annotations":[{"id":1,"result":[{"id":"a","type":"labels","from_name":"label","to_name":"text","value":{"start":0,"end":4,"text":"Анна","labels":["PER"]}}]}]}]"#;

fn with(files: &[(&str, &str)]) -> Place {
    let place = Place::new(&[("a.txt", TEXT)]);
    for (name, content) in files {
        fs::write(place.corpus().join(name), content).expect("written");
    }
    place
}

#[test]
fn a_file_is_checked_as_what_it_is_and_not_as_what_its_name_might_mean() {
    let place = with(&[
        (
            "s.jsonl",
            "[\"Анна в Омске\", {\"entities\": [[0, 4, \"PER\"]]}]\n",
        ),
        ("d.jsonl", DOCCANO),
        ("p.json", STUDIO),
        ("j.jsonl", r#"{"id":"a","text":"Анна","spans":[]}"#),
        ("broken.jsonl", "{"),
    ]);
    for (file, expected) in [
        ("s.jsonl", (0, "checked as spacy: 1 document, 1 annotation")),
        (
            "p.json",
            (0, "checked as label-studio: 1 document, 1 annotation"),
        ),
        (
            "j.jsonl",
            (0, "checked as jsonl: 1 document, 0 annotations"),
        ),
        (
            "d.jsonl",
            (1, "It can be read as doccano, spacy; name one: --format"),
        ),
        ("broken.jsonl", (1, "checked as jsonl: 0 documents")),
    ] {
        let (code, _, told) = run(&place, EN, &["validate", file]);
        assert_eq!(code, expected.0, "{file}: {told}");
        assert!(told.contains(expected.1), "{file}: {told}");
    }
    let (code, ..) = run(&place, EN, &["validate", "--format", "doccano", "d.jsonl"]);
    assert_eq!(code, 0);
}

#[test]
fn tables_are_checked_and_not_taken_for_an_empty_corpus() {
    let place = with(&[]);
    let tables = place.corpus().join("tables");
    fs::create_dir(&tables).expect("made");
    let spans = "document,label,start,end,text\na.txt,PER,0,4,Олег\n";
    fs::write(tables.join("spans.csv"), spans).expect("written");
    fs::write(tables.join("documents.csv"), "document,text\na.txt,Анна\n").expect("written");
    for path in ["tables", "tables/spans.csv"] {
        let (code, out, told) = run(&place, EN, &["validate", path]);
        assert!(code == 1 && out.contains("Олег"), "{path}: {out}{told}");
        assert!(told.contains("checked as csv"), "{told}");
    }
}

#[test]
fn who_names_the_wrong_format_is_told_the_right_one() {
    let two = format!("{DOCCANO}\n{DOCCANO}\n");
    let place = with(&[("p.json", STUDIO), ("d.jsonl", &two)]);
    for (format, file, right) in [
        ("doccano", "p.json", "metka import label-studio"),
        ("label-studio", "d.jsonl", "metka import doccano"),
    ] {
        let (code, _, told) = run(&place, EN, &["import", format, file, "c"]);
        assert!(code == 1 && told.contains(right), "{told}");
    }
    let (code, _, told) = run(&place, EN, &["import", "docx", "x", "c"]);
    assert!(code == 2 && told.contains("metka add"), "{told}");
    let (code, _, told) = run(&place, EN, &["add", "x.docx"]);
    assert!(code == 2 && told.lines().count() == 1, "{told}");
}

#[test]
fn what_the_schema_does_not_have_is_told_and_can_be_added() {
    let place = with(&[("d.jsonl", DOCCANO)]);
    let schema = "(metka: 1, labels: [(name: \"PER\", kind: Entity)])\n";
    fs::write(place.corpus().join("metka.ron"), schema).expect("written");
    let (code, _, told) = run(&place, EN, &["import", "doccano", "d.jsonl", "."]);
    assert!(code == 1 && told.contains("no label “CITY”"), "{told}");
    assert!(told.contains("no relation “In”"), "{told}");
    assert_eq!(told.matches("--unknown add").count(), 2, "{told}");
    let add = ["import", "doccano", "d.jsonl", ".", "--unknown", "add"];
    let (code, out, told) = run(&place, EN, &add);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(
        out.contains("In the corpus already, the same: 1 layer"),
        "{out}"
    );
    assert!(place.validate().0);
}

#[test]
fn that_one_of_several_layers_is_written_is_told() {
    let place = with(&[("d.jsonl", DOCCANO)]);
    for name in ["anna", "oleg"] {
        let import = ["import", "doccano", "d.jsonl", ".", "--annotator", name];
        assert_eq!(run(&place, EN, &import).0, 0);
    }
    let export = ["export", "spacy", ".", "out.jsonl", "--force"];
    let (code, _, told) = run(&place, EN, &export);
    assert!(
        code == 0 && told.contains("layers of other annotators; --annotator names one (1)"),
        "{told}"
    );
    let (_, _, told) = run(
        &place,
        EN,
        &[&export[..], &["--annotator", "oleg"]].concat(),
    );
    assert!(!told.contains("layers of other annotators"), "{told}");
}

#[test]
fn a_document_is_no_layer_and_nothing_is_no_file() {
    let place = with(&[]);
    for command in [&["show", "a.txt"][..], &["diff", "a.txt", "a.txt"]] {
        let (code, _, told) = run(&place, EN, command);
        assert!(code == 1 && told.contains("This is a document"), "{told}");
    }
    let (code, _, told) = run(&place, EN, &["diff", ".", "nowhere"]);
    assert!(code == 1 && told.contains("it does not exist"), "{told}");
}

#[test]
fn a_page_that_changed_since_it_was_added_is_no_second_document() {
    let place = with(&[("page.html", "<p>Анна в Омске")]);
    let add = || run(&place, EN, &["add", "page.html", "new"]);
    assert_eq!((add().0, add().0), (0, 0));
    fs::write(place.corpus().join("page.html"), "<p>Анна в Туле").expect("written");
    let (code, _, told) = add();
    assert!(code == 1 && told.contains("page.html"), "{told}");
    assert!(told.contains("changed since it was added"), "{told}");
    let page = fs::read_to_string(place.corpus().join("new/page.txt")).expect("a text");
    assert!(page.contains("Омске") && !place.corpus().join("new/page.html.txt").exists());
}
