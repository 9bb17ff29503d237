//! Our own JSON lines: a document a line with everything a layer says, under the same names as in a layer file and in
//! what `metka suggest` prints. Offsets are code points. See `docs/formats.md`.

use super::{
    Claim, Files, Format, Frame, Holds, Link, Measured, Piece, Points, Reading, Sample, Split,
    Style, broken, json,
};
use crate::{
    annotation::{Annotation, Fields, Foreign, Id, Parts, Status},
    locale::Problem,
    msg,
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// `metka import jsonl`, `metka export jsonl`.
pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    about: || msg!("format-jsonl"),
    files: Files::Together {
        names: &["jsonl"],
        split: Split::Lines,
        frame: Frame::none,
    },
    holds: Holds::ALL,
    read: Some(read),
    write: Some(write),
    ..Format::PLAIN
};

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    annotator: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(default, skip_serializing_if = "is_zero")]
    seconds: u32,
    #[serde(borrow, default)]
    spans: Vec<Span<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<Tie<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    rejections: Vec<Span<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    foreign: Vec<Kept<'a>>,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[derive(Serialize, Deserialize)]
struct Span<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    start: u32,
    end: u32,
    /// All parts, where there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<(u32, u32)>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure: Option<Measured>,
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    fields: Fields,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    by: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct Tie<'a> {
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    id: Cow<'a, str>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    from: Cow<'a, str>,
    #[serde(borrow)]
    to: Cow<'a, str>,
}

/// A line of another program.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    #[serde(borrow)]
    line: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    of: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    restates: bool,
}

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let line: Line<'_> =
        serde_json::from_str(piece.body).map_err(|why| broken(piece, 0, why.to_string()))?;
    Ok(vec![Reading {
        path: line.id.map(Cow::into_owned),
        text: line.text.map(Cow::into_owned),
        annotator: line.annotator.map(Cow::into_owned),
        status: line.status,
        seconds: line.seconds,
        claims: line.spans.into_iter().map(claim).collect(),
        rejected: line.rejections.into_iter().map(rejected).collect(),
        links: line.relations.into_iter().map(link).collect(),
        notes: line.notes,
        foreign: line.foreign.into_iter().map(foreign).collect(),
        ..Reading::default()
    }])
}

fn claim(span: Span<'_>) -> Claim {
    let at = match span.parts.is_empty() {
        true => vec![(span.start, span.end)],
        false => span.parts,
    };
    Claim {
        id: span.id.unwrap_or_default().into_owned(),
        label: span.label.into_owned(),
        at,
        covered: span.text.map(Cow::into_owned),
        measure: span.measure.map(Into::into),
        fields: span.fields,
        note: span.note.into_owned(),
        line: 0,
    }
}

fn rejected(span: Span<'_>) -> Claim {
    let by = span.by.clone().into_owned();
    Claim {
        note: by,
        ..claim(span)
    }
}

fn link(tie: Tie<'_>) -> Link {
    Link {
        id: tie.id.into_owned(),
        label: tie.label.into_owned(),
        from: tie.from.into_owned(),
        to: tie.to.into_owned(),
        line: 0,
    }
}

fn foreign(it: Kept<'_>) -> Foreign {
    Foreign {
        format: it.format.into(),
        line: it.line.into_owned(),
        of: it.of.iter().map(|id| Id::new(id)).collect(),
        restates: it.restates,
    }
}

fn kept(it: &Foreign) -> Kept<'_> {
    Kept {
        format: (&*it.format).into(),
        line: (&*it.line).into(),
        of: it.of.iter().map(Id::to_string).collect(),
        restates: it.restates,
    }
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let layer = sample.layer;
    let mut points = Points::new(sample.text);
    let spans = layer.annotations.iter();
    let spans = spans.map(|item| whole(item, sample.text, &mut points));
    let spans = spans.collect();
    let rejections = layer.rejections.iter().map(|item| Span {
        by: (&*item.by).into(),
        ..span(&item.label, &item.parts, sample.text, &mut points)
    });
    let line = Line {
        id: Some(sample.path.into()),
        text: Some(sample.text.as_str().into()),
        annotator: Some((&*layer.annotator).into()),
        status: Some(layer.status),
        seconds: layer.seconds,
        spans,
        rejections: rejections.collect(),
        relations: layer.relations.iter().map(tie).collect(),
        notes: layer.notes.iter().map(|note| note.text.clone()).collect(),
        foreign: layer.foreign.iter().map(kept).collect(),
    };
    json::write(&line, &mut to[0]);
    to[0].push(b'\n');
}

/// One annotation on a line, as it stands among the spans of its document.
pub fn object(item: &Annotation, text: &Text) -> String {
    let mut line = Vec::new();
    json::write(&whole(item, text, &mut Points::new(text)), &mut line);
    String::from_utf8(line).unwrap_or_default()
}

fn whole<'a>(item: &'a Annotation, text: &'a Text, points: &mut Points<'_>) -> Span<'a> {
    Span {
        id: Some(item.id.as_str().into()),
        measure: item.measure.as_ref().map(Into::into),
        fields: item.fields.clone(),
        note: (&*item.note).into(),
        ..span(&item.label, &item.parts, text, points)
    }
}

fn span<'a>(label: &'a str, parts: &Parts, text: &'a Text, points: &mut Points<'_>) -> Span<'a> {
    let at: Vec<(u32, u32)> = parts
        .ranges()
        .iter()
        .map(|range| points.of(*range).into())
        .collect();
    let several = at.len() > 1;
    let covered = match *parts.ranges() {
        [one] => text.slice(one).into(),
        _ => crate::annotation::layer_file::covered(text, parts).into(),
    };
    Span {
        id: None,
        start: at.first().map_or(0, |it| it.0),
        end: at.last().map_or(0, |it| it.1),
        parts: if several { at } else { Vec::new() },
        label: label.into(),
        text: Some(covered),
        measure: None,
        fields: Fields::new(),
        note: "".into(),
        by: "".into(),
    }
}

fn tie(it: &crate::annotation::Relation) -> Tie<'_> {
    Tie {
        id: it.id.as_str().into(),
        label: (&*it.label).into(),
        from: it.from.as_str().into(),
        to: it.to.as_str().into(),
    }
}
