//! A layer as rows of four tables.

use super::guarded;
use crate::{
    annotation::{Annotation, layer_file::covered},
    formats::{Points, Sample, Style},
};

/// Adds the rows of one document to each table.
pub(super) fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let (path, layer) = (sample.path, sample.layer);
    let mut points = Points::new(sample.text);
    for item in layer.annotations.iter() {
        to[0].extend(span(sample, item, &mut points));
        if let Some(it) = &item.measure {
            let said = |part: &'_ Option<String>| part.clone().unwrap_or_default();
            let cells = [
                path.to_owned(),
                item.id.to_string(),
                said(&it.value),
                said(&it.to),
                it.bound.name().to_owned(),
                it.unit.clone(),
                said(&it.of),
                said(&it.change),
                said(&it.period),
                said(&it.base),
            ];
            to[3].extend(row(cells.iter().map(String::as_str)));
        }
    }
    let seconds = layer.seconds.to_string();
    let status = serde_json::to_string(&layer.status).unwrap_or_default();
    let status = status.trim_matches('"');
    let text = sample.text.as_str();
    to[1].extend(row([path, &layer.annotator, status, &seconds, text]));
    for it in &layer.relations {
        let (id, from, to_id) = (it.id.as_str(), it.from.as_str(), it.to.as_str());
        to[2].extend(row([path, id, &it.label, from, to_id]));
    }
}

fn span(sample: &Sample<'_>, item: &Annotation, points: &mut Points<'_>) -> Vec<u8> {
    let ranges = item.parts.ranges().iter();
    let parts: Vec<[u32; 2]> = ranges.map(|range| points.of(*range)).collect();
    let start = parts.first().map_or(0, |part| part[0]).to_string();
    let end = parts.last().map_or(0, |part| part[1]).to_string();
    let text = covered(sample.text, &item.parts);
    let parts: Vec<String> = parts
        .iter()
        .map(|[start, end]| format!("{start} {end}"))
        .collect();
    let parts = if parts.len() > 1 {
        parts.join(";")
    } else {
        String::new()
    };
    let fields = match item.fields.is_empty() {
        true => String::new(),
        false => serde_json::to_string(&item.fields).unwrap_or_default(),
    };
    row([
        sample.path,
        item.id.as_str(),
        &item.label,
        &start,
        &end,
        &text,
        &parts,
        &item.note,
        &fields,
    ])
}

/// One row with its line end.
pub(super) fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _written = writer.write_record(cells.into_iter().map(|cell| guarded(cell).into_owned()));
    writer.into_inner().unwrap_or_default()
}
