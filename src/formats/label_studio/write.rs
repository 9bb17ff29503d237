//! A layer as a task of Label Studio.

use super::{CONTROL, DOCUMENT, OBJECT};
use crate::{
    annotation::{Annotation, Layer, Relation},
    formats::{Points, Sample, Style, json},
    text::Text,
};
use serde_json::{Value, json};

/// One task with one annotation, the layer.
pub(in crate::formats) fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let layer = sample.layer;
    let mut points = Points::new(sample.text);
    let regions = layer.annotations.iter();
    let mut result: Vec<Value> = regions
        .map(|item| region(item, sample.text, &mut points))
        .collect();
    result.extend(layer.relations.iter().map(relation));
    let task = json!({
        "id": number(sample.path),
        "data": { OBJECT: sample.text.as_str(), DOCUMENT: sample.path },
        "annotations": [annotation(layer, result)],
        "predictions": [],
    });
    json::write(&task, &mut to[0]);
}

/// A number for the document, always the same: the tools around Label Studio want one. It gives tasks numbers of its own.
fn number(path: &str) -> u64 {
    let mix = |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    // What JavaScript counts without loss.
    path.bytes().fold(0xCBF2_9CE4_8422_2325, mix) >> 11
}

fn annotation(layer: &Layer, result: Vec<Value>) -> Value {
    json!({
        "result": result,
        "was_cancelled": false,
        "ground_truth": false,
        "lead_time": layer.seconds,
    })
}

/// Its note is what Label Studio shows as the information on a region.
fn region(item: &Annotation, text: &Text, points: &mut Points<'_>) -> Value {
    let cover = item.parts.cover();
    let [start, end] = points.of(cover);
    let mut region = json!({
        "id": item.id.as_str(),
        "from_name": CONTROL,
        "to_name": OBJECT,
        "type": "labels",
        "value": {
            "start": start,
            "end": end,
            "text": text.slice(cover),
            "labels": [&*item.label],
        },
    });
    if !item.note.is_empty() {
        region["meta"] = json!({ "text": [&item.note] });
    }
    region
}

fn relation(it: &Relation) -> Value {
    json!({
        "type": "relation",
        "from_id": it.from.as_str(),
        "to_id": it.to.as_str(),
        "direction": "right",
        "labels": [&*it.label],
    })
}
