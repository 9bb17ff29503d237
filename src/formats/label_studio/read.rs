//! What stands in a task of Label Studio. Predictions, drafts and cancelled annotations are nobody's word.

use super::{DOCUMENT, OBJECT};
use crate::{
    formats::{
        Claim, Link, Piece, Reading, broken,
        json::{self, Name},
    },
    locale::{Message, Problem},
    msg,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A task, as it is exported whole or short (`JSON-MIN`, where the data stand at the top).
#[derive(Deserialize)]
struct Task {
    id: Option<Name>,
    data: Option<Map<String, Value>>,
    annotations: Option<Vec<Annotation>>,
    /// As they were called at first.
    completions: Option<Vec<Annotation>>,
    text: Option<String>,
    document: Option<Name>,
    lead_time: Option<f64>,
    label: Option<Regions>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Regions {
    List(Vec<Region>),
    Other(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
struct Annotation {
    result: Option<Vec<Item>>,
    was_cancelled: Option<bool>,
    ground_truth: Option<bool>,
    lead_time: Option<f64>,
}

/// A region, a relation, or an answer about the whole text.
#[derive(Deserialize)]
struct Item {
    id: Option<Name>,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<Region>,
    from_id: Option<Name>,
    to_id: Option<Name>,
    direction: Option<String>,
    labels: Option<Vec<Name>>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Region {
    start: Option<Value>,
    end: Option<Value>,
    text: Option<Value>,
    labels: Option<Vec<Name>>,
    hypertextlabels: Option<Vec<Name>>,
}

#[derive(Deserialize)]
struct Meta {
    text: Option<Value>,
}

/// One task.
pub(in crate::formats) fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let task: Task = json::read(piece)?;
    let (text, path) = match &task.data {
        Some(data) => (text(data), name(data)),
        None => (task.text, task.document.map(|name| name.0)),
    };
    let text = text.ok_or_else(|| broken(piece, 0, msg!("format-no-text")))?;
    let mut reading = Reading {
        path: path.or(task.id.map(|id| id.0)),
        text: Some(text),
        ..Reading::default()
    };
    let all = [task.annotations, task.completions].into_iter().flatten();
    if let Some(annotation) = chosen(all.flatten().collect(), piece, &mut reading) {
        reading.seconds = seconds(annotation.lead_time);
        for item in annotation.result.into_iter().flatten() {
            self::item(item, piece, &mut reading);
        }
    }
    if let Some(Regions::List(regions)) = task.label {
        reading.seconds = seconds(task.lead_time);
        for region in regions {
            self::region(region, "", "", piece, &mut reading);
        }
    }
    Ok(vec![reading])
}

/// The text: under its usual key, else the only words there are.
fn text(data: &Map<String, Value>) -> Option<String> {
    if let Some(Value::String(text)) = data.get(OBJECT) {
        return Some(text.clone());
    }
    let others = data.iter().filter(|(key, _)| *key != DOCUMENT);
    let mut words = others.filter_map(|(_, value)| value.as_str());
    let first = words.next()?;
    words.next().is_none().then(|| first.to_owned())
}

fn name(data: &Map<String, Value>) -> Option<String> {
    data.get(DOCUMENT)?.as_str().map(str::to_owned)
}

/// Of several annotations of one text the one that is the ground truth, else the last. The others are told.
fn chosen(all: Vec<Annotation>, piece: &Piece<'_>, reading: &mut Reading) -> Option<Annotation> {
    let all = all.into_iter();
    let all = all.filter(|it| it.was_cancelled != Some(true));
    let mut all: Vec<Annotation> = all.collect();
    if all.len() > 1 {
        let problem = Problem::new(msg!("format-several-annotations", count = all.len()));
        reading.problems.push(problem.at(piece.place(0)));
    }
    match all.iter().position(|it| it.ground_truth == Some(true)) {
        Some(at) => Some(all.swap_remove(at)),
        None => all.pop(),
    }
}

fn seconds(lead_time: Option<f64>) -> u32 {
    // Too much and too little become the most and the least there is.
    lead_time.unwrap_or(0.0).round() as u32
}

fn item(item: Item, piece: &Piece<'_>, reading: &mut Reading) {
    let id = item.id.unwrap_or_default().0;
    match item.kind.as_deref() {
        Some("relation") => {
            let label = item.labels.into_iter().flatten().next();
            let mut ends = (item.from_id, item.to_id);
            if item.direction.as_deref() == Some("left") {
                std::mem::swap(&mut ends.0, &mut ends.1);
            }
            reading.links.push(Link {
                label: label.map_or("relation".to_owned(), |label| label.0),
                from: ends.0.unwrap_or_default().0,
                to: ends.1.unwrap_or_default().0,
                ..Link::default()
            });
        }
        Some("labels" | "hypertextlabels") => match item.value {
            Some(value) => region(value, &id, &note(item.meta), piece, reading),
            None => refuse(msg!("format-no-offsets"), piece, reading),
        },
        _ => {}
    }
}

/// The words of the information on a region.
fn note(meta: Option<Meta>) -> String {
    match meta.and_then(|meta| meta.text) {
        Some(Value::String(words)) => words,
        Some(Value::Array(all)) => {
            let words: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            words.join("\n")
        }
        _ => String::new(),
    }
}

fn region(region: Region, id: &str, note: &str, piece: &Piece<'_>, reading: &mut Reading) {
    let place = |value: &Option<Value>| u32::try_from(value.as_ref()?.as_u64()?).ok();
    let (Some(start), Some(end)) = (place(&region.start), place(&region.end)) else {
        return refuse(msg!("format-no-offsets"), piece, reading);
    };
    let labels = region.labels.or(region.hypertextlabels);
    let labels = labels.unwrap_or_default();
    if labels.is_empty() {
        return refuse(msg!("format-no-label"), piece, reading);
    }
    let covered = region.text.as_ref().and_then(Value::as_str);
    for label in labels {
        reading.claims.push(Claim {
            id: id.to_owned(),
            label: label.0,
            at: vec![(start, end)],
            covered: covered.map(str::to_owned),
            note: note.to_owned(),
            ..Claim::default()
        });
    }
}

fn refuse(why: Message, piece: &Piece<'_>, reading: &mut Reading) {
    reading.problems.push(broken(piece, 0, why));
}
