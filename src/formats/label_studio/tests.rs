//! Tasks as Label Studio writes them, whole and broken.

use super::*;
use crate::formats::fixture::told;

fn task(text: &str, result: &str) -> String {
    format!(
        r#"{{"id": 17, "annotations": [{{"id": 3, "completed_by": 1, "result": {result}, "was_cancelled": false, "ground_truth": false, "created_at": "2024-01-01T00:00:00Z", "lead_time": 4.6, "prediction": {{}}, "result_count": 0, "unique_id": "x", "parent_prediction": null}}],
        "file_upload": "x.json", "drafts": [], "predictions": [{{"model_version": "m", "score": 0.9, "result": [{}]}}], "data": {{"text": "{text}"}}, "meta": {{}}, "total_annotations": 1, "project": 1}}"#,
        region("p", 0, 1, "И", "NOT")
    )
}

fn region(id: &str, start: usize, end: usize, text: &str, label: &str) -> String {
    format!(
        r#"{{"value": {{"start": {start}, "end": {end}, "text": "{text}", "labels": ["{label}"]}}, "id": "{id}", "from_name": "ner", "to_name": "txt", "type": "labels", "origin": "manual"}}"#
    )
}

#[test]
fn regions_and_relations_are_read_and_predictions_are_not() {
    let result = format!(
        r#"[{}, {},
        {{"from_id": "a", "to_id": "b", "type": "relation", "direction": "left", "labels": ["holds"]}},
        {{"from_id": "a", "to_id": "b", "type": "relation", "direction": "right"}},
        {{"value": {{"choices": ["sport"]}}, "id": "c", "from_name": "c", "to_name": "txt", "type": "choices"}}]"#,
        region("a", 0, 4, "Иван", "PER"),
        region("b", 7, 11, "Туле", "LOC"),
    );
    assert_eq!(
        told(&FORMAT, &task("Иван в Туле", &result)),
        "17: PER=Иван; LOC=Туле; holds(Туле,Иван); relation(Иван,Туле)"
    );
}

#[test]
fn the_covered_text_decides_what_offsets_count() {
    for shift in [2, 3] {
        let result = format!("[{}]", region("a", shift, shift + 4, "Иван", "PER"));
        assert_eq!(
            told(&FORMAT, &task("😀 Иван", &result)),
            "17: PER=Иван",
            "{shift}"
        );
    }
    let result = format!("[{}]", region("a", 0, 4, "Петр", "PER"));
    assert_eq!(told(&FORMAT, &task("Иван", &result)), "17: refused in 1");
}

#[test]
fn a_region_may_have_several_labels_and_a_note() {
    let result = r#"[{"value": {"start": 0, "end": 4, "text": "Иван", "labels": ["PER", "TSAR"]}, "id": "a", "type": "labels", "meta": {"text": ["кто", "это"]}}]"#;
    assert_eq!(
        told(&FORMAT, &task("Иван", result)),
        "17: PER=Иван #кто\nэто; TSAR=Иван #кто\nэто"
    );
}

#[test]
fn of_several_annotations_one_is_taken_and_that_is_told() {
    let tasks = |flags: [&str; 3]| {
        let labels = ["A", "B", "C"].into_iter().zip(flags);
        let all = labels.map(|(label, flag)| {
            format!(
                r#"{{"result": [{}]{flag}}}"#,
                region("a", 0, 4, "Иван", label)
            )
        });
        let all: Vec<String> = all.collect();
        let task = format!(
            r#"{{"data": {{"ner": "Иван", "n": 1}}, "annotations": [{}]}}"#,
            all.join(",")
        );
        told(&FORMAT, &task)
    };
    let cancelled = r#", "was_cancelled": true"#;
    assert_eq!(tasks(["", "", cancelled]), ": B=Иван; refused in 1");
    assert_eq!(
        tasks(["", r#", "ground_truth": true"#, ""]),
        ": B=Иван; refused in 1"
    );
    assert_eq!(tasks([cancelled, cancelled, ""]), ": C=Иван");
    assert_eq!(tasks([cancelled; 3]), ": ");
}

#[test]
fn the_short_export_is_read() {
    let short = r#"{"id": 1, "text": "Иван в Туле", "label": [{"start": 0, "end": 4, "text": "Иван", "labels": ["PER"]}], "annotator": 1, "annotation_id": 1, "lead_time": 3.5}"#;
    assert_eq!(told(&FORMAT, short), "1: PER=Иван");
}

#[test]
fn what_is_broken_is_refused() {
    for body in [
        "",
        "[",
        "3",
        "{}",
        r#"{"data": {"a": "x", "b": "y"}}"#,
        r#"{"data": []}"#,
    ] {
        assert!(told(&FORMAT, body).starts_with("refused: Some"), "{body}");
    }
    for result in [
        r#"[{"type": "labels"}]"#,
        r#"[{"type": "labels", "value": {"start": "/p[1]/text()[1]", "end": "/p[1]", "labels": ["X"]}}]"#,
        r#"[{"type": "labels", "value": {"start": 0, "end": 4}}]"#,
        r#"[{"type": "labels", "value": {"start": 0, "end": -4, "labels": ["X"]}}]"#,
        r#"[{"type": "relation", "from_id": "a"}]"#,
    ] {
        assert_eq!(
            told(&FORMAT, &task("Иван", result)),
            "17: refused in 1",
            "{result}"
        );
    }
}

#[test]
fn the_configuration_names_labels_and_relations() {
    let mut schema = Schema::standard();
    schema.labels.truncate(1);
    schema.labels[0].name = "A&\"<b>".to_owned();
    schema.relations = vec!["in".to_owned()];
    assert_eq!(
        config::config(&schema),
        r#"<View>
  <Labels name="label" toName="text">
    <Label value="A&amp;&quot;&lt;b&gt;" background="blue"/>
  </Labels>
  <Relations>
    <Relation value="in"/>
  </Relations>
  <Text name="text" value="$text" granularity="symbol"/>
</View>
"#
    );
}
