//! spaCy, JSON lines: `["text", {"entities": [[0, 4, "PER"]]}]`, a document a line. `entities` share no text, for spaCy
//! refuses those that do; what finds no room there stands in `spans` under the key `sc`. Read are also the objects that
//! scripts around spaCy and `Doc.to_json` write. Offsets are code points. See `docs/formats.md`.

use super::{
    Claim, Files, Format, Frame, Holds, Piece, Points, Policy, Reading, Sample, Split, Style,
    json::{self, Name},
    nesting::flat,
    stretch::Stretch,
};
use crate::{annotation::Annotation, locale::Problem, msg};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// `metka import spacy`, `metka export spacy`.
pub(super) const FORMAT: Format = Format {
    name: "spacy",
    about: || msg!("format-spacy"),
    files: Files::Together {
        names: &["jsonl"],
        split: Split::Lines,
        frame: Frame::none,
    },
    holds: Holds::SPANS,
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

/// The key of `doc.spans` that spaCy's own recipes and its span categorizer take when none is named.
const KEY: &str = "sc";

/// A line: one document, or many in a list.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "neither [text, {\"entities\": [[start, end, label]]}] nor an object with text and entities"
)]
enum Line {
    Pair(String, Said),
    Object(Object),
    Many(Vec<Example>),
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "neither [text, {\"entities\": [[start, end, label]]}] nor an object with text and entities"
)]
enum Example {
    Pair(String, Said),
    Object(Object),
}

#[derive(Deserialize)]
struct Object {
    text: String,
    id: Option<Name>,
    #[serde(flatten)]
    said: Said,
}

/// What is said of a text.
#[derive(Deserialize)]
struct Said {
    entities: Option<Vec<Stretch>>,
    ents: Option<Vec<Stretch>>,
    label: Option<Vec<Stretch>>,
    labels: Option<Vec<Stretch>>,
    spans: Option<Spans>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "spans are neither a list nor lists by their keys"
)]
enum Spans {
    List(Vec<Stretch>),
    Keyed(BTreeMap<String, Vec<Stretch>>),
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    Ok(match json::read(piece)? {
        Line::Pair(text, said) => vec![reading(text, None, said)],
        Line::Object(object) => vec![of_object(object)],
        Line::Many(examples) => examples.into_iter().map(of_example).collect(),
    })
}

fn of_example(example: Example) -> Reading {
    match example {
        Example::Pair(text, said) => reading(text, None, said),
        Example::Object(object) => of_object(object),
    }
}

fn of_object(object: Object) -> Reading {
    reading(object.text, object.id, object.said)
}

fn reading(text: String, id: Option<Name>, said: Said) -> Reading {
    let spans = match said.spans {
        None => Vec::new(),
        Some(Spans::List(spans)) => spans,
        Some(Spans::Keyed(keyed)) => keyed.into_values().flatten().collect(),
    };
    let plain = [said.entities, said.ents, said.label, said.labels];
    let all = plain.into_iter().flatten().flatten().chain(spans);
    Reading {
        path: id.map(|id| id.0),
        text: Some(text),
        claims: all.map(Claim::from).collect(),
        ..Reading::default()
    }
}

type Entity<'a> = (u32, u32, &'a str);

#[derive(Serialize)]
struct Written<'a> {
    entities: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    spans: BTreeMap<&'a str, Vec<Entity<'a>>>,
}

fn write(sample: &Sample<'_>, style: &Style, to: &mut [Vec<u8>]) {
    let policy = match style.nesting {
        Policy::Columns => Policy::Outermost,
        policy => policy,
    };
    let (stay, mut go) = flat(&sample.layer.annotations, policy);
    go.sort_by_key(|item| item.parts.cover());
    let mut points = Points::new(sample.text);
    let mut spans = BTreeMap::new();
    let entities = entities(&stay, &mut points);
    if !go.is_empty() {
        spans.insert(KEY, self::entities(&go, &mut points));
    }
    let said = Written { entities, spans };
    json::write(&(sample.text.as_str(), said), &mut to[0]);
    to[0].push(b'\n');
}

fn entities<'a>(items: &'a [Arc<Annotation>], points: &mut Points<'_>) -> Vec<Entity<'a>> {
    let entities = items.iter().map(|item| {
        let [start, end] = points.of(item.parts.cover());
        (start, end, &*item.label)
    });
    entities.collect()
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
    fn what_scripts_around_spacy_write_is_read() {
        for line in [
            r#"["Иван в Туле", {"entities": [[0, 4, "PER"], [7, 11, "LOC"]]}]"#,
            r#"{"text": "Иван в Туле", "entities": [[0, 4, "PER"], [7, 11, "LOC", "Q1"]]}"#,
            r#"{"text": "Иван в Туле", "entities": [{"start": 0, "end": 4, "label": "PER"}], "spans": [{"start": 7, "end": 11, "label": "LOC", "token_start": 2}]}"#,
            r#"{"text": "Иван в Туле", "label": [[0, 4, "PER"], [7, 11, "LOC"]]}"#,
            r#"{"text": "Иван в Туле", "ents": [{"start": 0, "end": 4, "label": "PER"}], "spans": {"sc": [{"start": 7, "end": 11, "label": "LOC", "kb_id": ""}]}, "tokens": [{"id": 0, "start": 0, "end": 4}]}"#,
            r#"["Иван в Туле", {"entities": [[0, 4, "PER"]], "spans": {"sc": [[7, 11, "LOC"], [0, 4, "PER"]]}}]"#,
            r#"[["Иван в Туле", {"entities": [[0, 4, "PER"], [7, 11, "LOC"]]}]]"#,
        ] {
            assert_eq!(told(&FORMAT, line), ": PER=Иван; LOC=Туле", "{line}");
        }
        let two =
            r#"[["раз", {"entities": []}], {"id": 3, "text": "два", "entities": [[0, 3, "X"]]}]"#;
        assert_eq!(told(&FORMAT, two), ": \n3: X=два");
    }

    #[test]
    fn what_is_broken_is_refused() {
        for line in [
            "",
            "{",
            "null",
            r#"["text"]"#,
            r#"{"entities": []}"#,
            r#"["text", {"entities": [[0, "PER"]]}]"#,
            r#"["text", {"entities": [[0, 4.5, "PER"]]}]"#,
        ] {
            assert!(told(&FORMAT, line).starts_with("refused: Some"), "{line}");
        }
        let outside = r#"["text", {"entities": [[0, 40, "PER"], [2, 1, "PER"]]}]"#;
        assert_eq!(told(&FORMAT, outside), ": refused in 1; refused in 1");
    }

    #[test]
    fn entities_share_no_text_and_the_rest_goes_to_spans() {
        let text = Text::new("Тула-2 да").unwrap();
        let layer = layer([annotation("a", "ORG", 0, 10), annotation("b", "LOC", 0, 8)]);
        assert_eq!(
            written(&FORMAT, &text, &layer, &Schema::standard()),
            "[\"Тула-2 да\",{\"entities\":[[0,6,\"ORG\"]],\"spans\":{\"sc\":[[0,4,\"LOC\"]]}}]\n"
        );
    }
}
