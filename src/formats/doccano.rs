//! doccano, JSON lines: a document a line. Projects with relations have `entities` and `relations`, others a list of
//! `label`; older versions called that `labels`, and the first ones `annotations`, where labels are numbers. Offsets are
//! those of JavaScript, UTF-16 units, or grapheme clusters where the project says so. See `docs/formats.md`.

use super::{
    Claim, Counting, Files, Format, Frame, Holds, Link, Piece, Points, Reading, Sample, Split,
    Style,
    json::{self, Name},
    stretch::Stretch,
};
use crate::{annotation::Id, locale::Problem, msg};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// `metka import doccano`, `metka export doccano`.
pub(super) const FORMAT: Format = Format {
    name: "doccano",
    about: || msg!("format-doccano"),
    files: Files::Together {
        names: &["jsonl"],
        split: Split::Lines,
        frame: Frame::none,
    },
    holds: Holds {
        relations: true,
        ..Holds::SPANS
    },
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

#[derive(Deserialize)]
struct Line {
    id: Option<Name>,
    document: Option<String>,
    text: String,
    label: Option<Vec<Stretch>>,
    labels: Option<Vec<Stretch>>,
    annotations: Option<Vec<Stretch>>,
    entities: Option<Vec<Stretch>>,
    relations: Option<Vec<Tie>>,
    #[serde(rename = "Comments")]
    comments: Option<Vec<Comment>>,
}

#[derive(Deserialize)]
struct Tie {
    id: Option<Name>,
    from_id: Name,
    to_id: Name,
    #[serde(rename = "type")]
    label: Name,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a comment is neither words nor an object")]
enum Comment {
    Words(String),
    Object { comment: String },
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let line: Line = json::read(piece)?;
    let spans = [line.label, line.labels, line.annotations, line.entities];
    let claims = spans.into_iter().flatten().flatten().map(Claim::from);
    let links = line.relations.into_iter().flatten().map(link);
    Ok(vec![Reading {
        path: line.document.or(line.id.map(|id| id.0)),
        text: Some(line.text),
        counting: Counting::UTF16,
        claims: claims.collect(),
        links: links.collect(),
        notes: line.comments.into_iter().flatten().map(words).collect(),
        ..Reading::default()
    }])
}

fn link(tie: Tie) -> Link {
    Link {
        id: tie.id.unwrap_or_default().0,
        label: tie.label.0,
        from: tie.from_id.0,
        to: tie.to_id.0,
        line: 0,
    }
}

fn words(comment: Comment) -> String {
    match comment {
        Comment::Words(words) => words,
        Comment::Object { comment } => comment,
    }
}

/// What doccano takes in; what it does not know it keeps and gives back, so `document` survives.
#[derive(Serialize)]
struct Row<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Vec<(u32, u32, &'a str)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<Entity<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relations: Option<Vec<Relation<'a>>>,
    document: &'a str,
}

#[derive(Serialize)]
struct Entity<'a> {
    id: usize,
    start_offset: u32,
    end_offset: u32,
    label: &'a str,
}

#[derive(Serialize)]
struct Relation<'a> {
    id: usize,
    from_id: usize,
    to_id: usize,
    #[serde(rename = "type")]
    label: &'a str,
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let mut points = Points::utf16(sample.text);
    let spans = sample.layer.annotations.iter().map(|item| {
        let [start, end] = points.of(item.parts.cover());
        (start, end, &*item.label)
    });
    let spans: Vec<_> = spans.collect();
    // The whole file is of one kind of project.
    let related = !(sample.schema.relations.is_empty() && sample.layer.relations.is_empty());
    let mut row = Row {
        text: sample.text.as_str(),
        label: None,
        entities: None,
        relations: None,
        document: sample.path,
    };
    match related {
        true => {
            row.entities = Some((0..).zip(spans).map(entity).collect());
            row.relations = Some(relations(sample));
        }
        false => row.label = Some(spans),
    }
    json::write(&row, &mut to[0]);
    to[0].push(b'\n');
}

fn entity((id, (start_offset, end_offset, label)): (usize, (u32, u32, &str))) -> Entity<'_> {
    Entity {
        id,
        start_offset,
        end_offset,
        label,
    }
}

fn relations<'a>(sample: &Sample<'a>) -> Vec<Relation<'a>> {
    let ids = sample.layer.annotations.iter().map(|item| &item.id);
    let numbers: HashMap<&Id, usize> = ids.zip(0..).collect();
    let ties = sample.layer.relations.iter().filter_map(|it| {
        let ends = (*numbers.get(&it.from)?, *numbers.get(&it.to)?);
        Some((ends, &*it.label))
    });
    let relation = |(id, ((from_id, to_id), label))| Relation {
        id,
        from_id,
        to_id,
        label,
    };
    (0..).zip(ties).map(relation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{
            Schema,
            fixture::{annotation, layer},
        },
        formats::fixture::{told, written},
        text::Text,
    };

    #[test]
    fn each_way_of_saying_it_is_read() {
        let spans = |line: &str| told(&FORMAT, line);
        for name in ["label", "labels", "annotations"] {
            let line = format!(
                r#"{{"id": 7, "text": "Иван в Туле", "{name}": [[0, 4, "PER"], [7, 11, "LOC"]], "meta": {{}}}}"#
            );
            assert_eq!(spans(&line), "7: PER=Иван; LOC=Туле", "{name}");
        }
        assert_eq!(
            spans(
                r#"{"id": 1, "text": "Иван", "meta": {}, "annotations": [{"id": 5, "prob": 0.0, "label": 3, "start_offset": 0, "end_offset": 4, "user": 1}], "annotation_approver": null}"#
            ),
            "1: 3=Иван"
        );
        assert_eq!(
            spans(
                r#"{"id": 1, "document": "dev/a.txt", "text": "Иван в Туле", "entities": [{"id": 40, "label": "PER", "start_offset": 0, "end_offset": 4}, {"id": 41, "label": "LOC", "start_offset": 7, "end_offset": 11}], "relations": [{"id": 2, "from_id": 40, "to_id": 41, "type": "in"}], "Comments": [{"id": 1, "comment": "да"}]}"#
            ),
            "dev/a.txt: PER=Иван; LOC=Туле; in(Иван,Туле); note да"
        );
        assert_eq!(
            spans(r#"{"text": "Иван", "label": [], "Comments": ["нет"]}"#),
            ": note нет"
        );
    }

    #[test]
    fn offsets_are_utf16_or_grapheme_clusters_or_code_points() {
        let line = |at: &str| {
            told(
                &FORMAT,
                &format!(r#"{{"text": "👩‍🚀\r\nи\u0301 Иван в Туле", "label": {at}}}"#),
            )
        };
        assert_eq!(
            line(r#"[[10, 14, "PER"], [17, 21, "LOC"]]"#),
            ": PER=Иван; LOC=Туле"
        );
        assert_eq!(
            line(r#"[[4, 8, "PER"], [11, 15, "LOC"]]"#),
            ": PER=Иван; LOC=Туле"
        );
        assert_eq!(
            line(r#"[[8, 12, "PER"], [15, 19, "LOC"]]"#),
            ": PER=Иван; LOC=Туле"
        );
    }

    #[test]
    fn what_is_broken_is_refused_with_its_line() {
        for line in [
            "{",
            "[]",
            "17",
            r#"{"label": [[0, 1, "X"]]}"#,
            r#"{"text": "a", "label": ["sport"]}"#,
            r#"{"text": "a", "label": [[-1, 1, "X"]]}"#,
            r#"{"text": "a", "label": [[0, 1]]}"#,
            r#"{"text": "a", "entities": [{"start_offset": 0, "end_offset": 1}]}"#,
        ] {
            assert!(told(&FORMAT, line).starts_with("refused: Some"), "{line}");
        }
        let loose = r#"{"text": "Иван", "entities": [{"id": 1, "label": "X", "start_offset": 0, "end_offset": 9}], "relations": [{"from_id": 1, "to_id": 2, "type": "in"}]}"#;
        assert_eq!(told(&FORMAT, loose), ": refused in 1; refused in 1");
    }

    #[test]
    fn a_corpus_without_relations_is_a_project_without() {
        let text = Text::new("😀 Иван").unwrap();
        let layer = layer([annotation("a", "PER", 5, 13)]);
        let plain = Schema {
            relations: Vec::new(),
            ..Schema::standard()
        };
        assert_eq!(
            written(&FORMAT, &text, &layer, &plain),
            "{\"text\":\"😀 Иван\",\"label\":[[3,7,\"PER\"]],\"document\":\"dev/x.txt\"}\n"
        );
        let related = Schema {
            relations: vec!["in".to_owned()],
            ..plain
        };
        assert_eq!(
            written(&FORMAT, &text, &layer, &related),
            "{\"text\":\"😀 Иван\",\"entities\":[{\"id\":0,\"start_offset\":3,\"end_offset\":7,\"label\":\"PER\"}],\"relations\":[],\"document\":\"dev/x.txt\"}\n"
        );
    }
}
