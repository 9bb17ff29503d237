//! PubAnnotation: an object for each document, `denotations` with `begin` and `end` in code points, `relations` between
//! them and `attributes` of them. What has several parts is a *bag*, a list of spans; a *chain*, fragments that relations
//! tie together, is read too. See `docs/formats.md`.

use super::{
    Claim, Files, Format, Frame, Holds, Link, Piece, Points, Reading, Sample, Split, Style,
    json::{self, Name},
};
use crate::{
    annotation::{Annotation, Schema},
    locale::Problem,
    msg,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// `metka import pubannotation`, `metka export pubannotation`.
pub(super) const FORMAT: Format = Format {
    name: "pubannotation",
    about: || msg!("format-pubannotation"),
    files: Files::Together {
        names: &["json"],
        split: Split::Array,
        frame,
    },
    holds: Holds {
        discontinuous: true,
        relations: true,
        fields: true,
        notes: true,
        ids: true,
        ..Holds::SPANS
    },
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

/// The label of all links of a chain but the one that has the label of the whole.
const FRAGMENT: &str = "_FRAGMENT";
/// The relation between the links of a chain.
const CHAINED: &str = "_lexicallyChainedTo";
/// The attribute that is our note.
const NOTE: &str = "note";

fn frame(_: usize, _: &Schema, _: &Style) -> Frame {
    Frame {
        head: b"[\n".to_vec(),
        between: b",\n",
        tail: b"\n]\n".to_vec(),
    }
}

#[derive(Serialize, Deserialize)]
struct Document {
    #[serde(default, skip_serializing)]
    sourcedb: Option<Name>,
    #[serde(default)]
    sourceid: Option<Name>,
    text: String,
    #[serde(default)]
    denotations: Vec<Denotation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<Triple>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<Triple>,
}

#[derive(Serialize, Deserialize)]
struct Denotation {
    #[serde(default)]
    id: Option<Name>,
    span: Spans,
    obj: Name,
}

#[derive(Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a span is neither an object with begin and end nor a list of such"
)]
enum Spans {
    One(Span),
    Bag(Vec<Span>),
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Span {
    begin: u32,
    end: u32,
}

/// Somebody says something of something.
#[derive(Serialize, Deserialize)]
struct Triple {
    #[serde(default)]
    id: Option<Name>,
    subj: Name,
    pred: Name,
    obj: Value,
}

/// What is said: names and numbers, and whether something is so.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Value {
    Name(Name),
    Flag(bool),
}

impl Value {
    fn words(self) -> String {
        match self {
            Self::Name(name) => name.0,
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let document: Document = json::read(piece)?;
    let mut claims: Vec<Claim> = document.denotations.into_iter().map(claim).collect();
    let (chains, relations): (Vec<_>, Vec<_>) = document
        .relations
        .into_iter()
        .partition(|it| it.pred.0 == CHAINED);
    join(&mut claims, chains);
    describe(&mut claims, document.attributes);
    Ok(vec![Reading {
        path: path(document.sourcedb, document.sourceid),
        text: Some(document.text),
        claims,
        links: relations.into_iter().map(link).collect(),
        ..Reading::default()
    }])
}

fn path(db: Option<Name>, id: Option<Name>) -> Option<String> {
    match (db, id) {
        (Some(db), Some(id)) => Some(format!("{}/{}", db.0, id.0)),
        (_, id) => id.map(|id| id.0),
    }
}

fn claim(denotation: Denotation) -> Claim {
    let spans = match denotation.span {
        Spans::One(span) => vec![span],
        Spans::Bag(spans) => spans,
    };
    Claim {
        id: denotation.id.unwrap_or_default().0,
        label: denotation.obj.0,
        at: spans.iter().map(|span| (span.begin, span.end)).collect(),
        ..Claim::default()
    }
}

fn link(it: Triple) -> Link {
    Link {
        id: it.id.unwrap_or_default().0,
        label: it.pred.0,
        from: it.subj.0,
        to: it.obj.words(),
        line: 0,
    }
}

/// Each chain becomes one claim: the one of its links that has a label of its own.
fn join(claims: &mut Vec<Claim>, chains: Vec<Triple>) {
    let places: HashMap<String, usize> = (claims.iter().map(|it| it.id.clone()).zip(0..)).collect();
    let next = chains.into_iter().filter_map(|it| {
        let fragment = *places.get(&it.obj.words())?;
        Some((fragment, *places.get(&it.subj.0)?))
    });
    let next: HashMap<usize, usize> = next.collect();
    for at in 0..claims.len() {
        if claims[at].label != FRAGMENT {
            continue;
        }
        if let Some(head) = head(claims, &next, at) {
            let parts = std::mem::take(&mut claims[at].at);
            claims[head].at.extend(parts);
        }
    }
    // A fragment that belongs to nothing stays, so that it is told.
    claims.retain(|claim| claim.label != FRAGMENT || !claim.at.is_empty());
}

/// Where the chain that `at` is in ends. A ring ends nowhere.
fn head(claims: &[Claim], next: &HashMap<usize, usize>, mut at: usize) -> Option<usize> {
    // No chain of a text is longer; what is would take long to walk from each of its links.
    const LONGEST: usize = 64;
    for _ in 0..LONGEST {
        at = *next.get(&at)?;
        if claims[at].label != FRAGMENT {
            return Some(at);
        }
    }
    None
}

/// Attributes become fields. Those of relations are not read.
fn describe(claims: &mut [Claim], attributes: Vec<Triple>) {
    let places: HashMap<String, usize> = (claims.iter().map(|it| it.id.clone()).zip(0..)).collect();
    for it in attributes {
        let Some(at) = places.get(&it.subj.0) else {
            continue;
        };
        let words = it.obj.words();
        match it.pred.0 == NOTE {
            true => claims[*at].note = words,
            false => drop(claims[*at].fields.insert(it.pred.0, words)),
        }
    }
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let layer = sample.layer;
    let mut points = Points::new(sample.text);
    let denotations = layer.annotations.iter();
    let denotations = denotations.map(|item| denotation(item, &mut points));
    let relations = layer.relations.iter().map(|it| Triple {
        id: Some(Name(it.id.to_string())),
        subj: Name(it.from.to_string()),
        pred: Name(it.label.to_string()),
        obj: Value::Name(Name(it.to.to_string())),
    });
    let document = Document {
        sourcedb: None,
        sourceid: Some(Name(sample.path.to_owned())),
        text: sample.text.as_str().to_owned(),
        denotations: denotations.collect(),
        relations: relations.collect(),
        attributes: layer
            .annotations
            .iter()
            .flat_map(|it| attributes(it))
            .collect(),
    };
    json::write(&document, &mut to[0]);
}

fn denotation(item: &Annotation, points: &mut Points<'_>) -> Denotation {
    let spans = item.parts.ranges().iter().map(|part| {
        let [begin, end] = points.of(*part);
        Span { begin, end }
    });
    let spans: Vec<Span> = spans.collect();
    Denotation {
        id: Some(Name(item.id.to_string())),
        span: match spans[..] {
            [one] => Spans::One(one),
            _ => Spans::Bag(spans),
        },
        obj: Name(item.label.to_string()),
    }
}

/// The fields of `item` and its note, which is nothing else to PubAnnotation.
fn attributes(item: &Annotation) -> Vec<Triple> {
    let fields = item.fields.iter().map(|(name, value)| (&**name, value));
    let note = (!item.note.is_empty()).then_some((NOTE, &item.note));
    let triple = |(number, (pred, obj)): (usize, (&str, &String))| Triple {
        id: Some(Name(format!("A-{}-{number}", item.id))),
        subj: Name(item.id.to_string()),
        pred: Name(pred.to_owned()),
        obj: Value::Name(Name(obj.clone())),
    };
    (1..).zip(fields.chain(note)).map(triple).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixture::told;

    const TEXT: &str = r#""sourcedb": "PubMed", "sourceid": "123", "text": "Иван был в Туле""#;

    #[test]
    fn bags_and_chains_are_annotations_of_several_parts() {
        let spans = r#"[{"id": "T1", "span": {"begin": 0, "end": 4}, "obj": "PER"},
            {"id": "T2", "span": [{"begin": 0, "end": 4}, {"begin": 9, "end": 10}], "obj": "DOC"}]"#;
        assert_eq!(
            told(&FORMAT, &format!("{{{TEXT}, \"denotations\": {spans}}}")),
            "PubMed/123: DOC=Иван … в; PER=Иван"
        );
        let chain = r#""denotations": [{"id": "T1-0", "span": {"begin": 0, "end": 4}, "obj": "_FRAGMENT"},
            {"id": "T1-1", "span": {"begin": 5, "end": 8}, "obj": "_FRAGMENT"},
            {"id": "T1-2", "span": {"begin": 11, "end": 15}, "obj": "DOC"}],
            "relations": [{"id": "C1", "pred": "_lexicallyChainedTo", "subj": "T1-1", "obj": "T1-0"},
            {"id": "C2", "pred": "_lexicallyChainedTo", "subj": "T1-2", "obj": "T1-1"}]"#;
        assert_eq!(
            told(&FORMAT, &format!("{{{TEXT}, {chain}}}")),
            "PubMed/123: DOC=Иван … был … Туле"
        );
        let ring = r#""denotations": [{"id": "T1", "span": {"begin": 0, "end": 4}, "obj": "_FRAGMENT"}],
            "relations": [{"pred": "_lexicallyChainedTo", "subj": "T1", "obj": "T1"}]"#;
        assert_eq!(
            told(&FORMAT, &format!("{{{TEXT}, {ring}}}")),
            "PubMed/123: _FRAGMENT=Иван"
        );
    }

    #[test]
    fn relations_and_attributes_are_read() {
        let said = r#""denotations": [{"id": "T1", "span": {"begin": 0, "end": 4}, "obj": "PER"}, {"id": "T2", "span": {"begin": 11, "end": 15}, "obj": "LOC"}],
            "relations": [{"id": "R1", "subj": "T1", "pred": "in", "obj": "T2"}, {"id": "R2", "subj": "T1", "pred": "in", "obj": "T9"}],
            "attributes": [{"id": "A1", "subj": "T1", "pred": "sure", "obj": true}, {"id": "A2", "subj": "T1", "pred": "age", "obj": 3.5}, {"subj": "R1", "pred": "x", "obj": "y"}]"#;
        assert_eq!(
            told(&FORMAT, &format!("{{{TEXT}, {said}}}")),
            "PubMed/123: PER=Иван age:3.5 sure:true; LOC=Туле; in(Иван,Туле); refused in 1"
        );
    }

    #[test]
    fn what_is_broken_is_refused() {
        for body in [
            "{}",
            "[",
            r#"{"text": "a", "denotations": [{"span": {"begin": 0}, "obj": "X"}]}"#,
            r#"{"text": "a", "denotations": [{"span": {"begin": 0, "end": 1}}]}"#,
        ] {
            assert!(told(&FORMAT, body).starts_with("refused: Some"), "{body}");
        }
        let outside = r#"{"text": "a", "denotations": [{"span": {"begin": 0, "end": 7}, "obj": "X"}, {"span": [], "obj": "X"}]}"#;
        assert_eq!(told(&FORMAT, outside), ": refused in 1; refused in 1");
    }
}
