//! A layer as brat writes it.

use super::super::{Points, Sample, Style};
use crate::{
    annotation::{Annotation, Id, Layer, Parts},
    text::{Text, TextRange},
};
use std::{collections::HashMap, fmt::Write};

/// The text and its `.ann`.
pub(super) fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    to[0].extend_from_slice(sample.text.as_str().as_bytes());
    let mut ann = String::new();
    let names = names(sample.layer.annotations.iter().map(|item| &item.id), 'T');
    let mut points = Points::new(sample.text);
    for item in sample.layer.annotations.iter() {
        bound(&mut ann, &names[&item.id], item, sample.text, &mut points);
    }
    relations(&mut ann, sample.layer, &names);
    notes(&mut ann, sample.layer, &names);
    to[1].extend_from_slice(ann.as_bytes());
}

/// A name that brat can read for each of `ids`: its own, if that is `letter` and a number, else a number that is free.
fn names<'a>(ids: impl Iterator<Item = &'a Id>, letter: char) -> HashMap<Id, String> {
    let number = |id: &Id| id.as_str().strip_prefix(letter)?.parse::<u64>().ok();
    let ids: Vec<&Id> = ids.collect();
    let mut free = ids.iter().filter_map(|id| number(id)).max().unwrap_or(0);
    let name = |id: &Id| {
        let name = match number(id) {
            Some(_) => id.to_string(),
            None => {
                free += 1;
                format!("{letter}{free}")
            }
        };
        (id.clone(), name)
    };
    ids.into_iter().map(name).collect()
}

fn bound(ann: &mut String, name: &str, item: &Annotation, text: &Text, points: &mut Points<'_>) {
    let parts = lines(text, &item.parts);
    let at: Vec<String> = parts
        .iter()
        .map(|part| {
            let [start, end] = points.of(*part);
            format!("{start} {end}")
        })
        .collect();
    let covered: Vec<&str> = parts.iter().map(|part| text.slice(*part)).collect();
    let label = word(&item.label);
    let _infallible = writeln!(
        ann,
        "{name}\t{label} {}\t{}",
        at.join(";"),
        covered.join(" ")
    );
}

/// The parts, divided at line ends, which no part of brat may contain.
fn lines(text: &Text, parts: &Parts) -> Vec<TextRange> {
    let mut lines = Vec::new();
    for part in parts.ranges() {
        let mut at = part.start().to_usize();
        for line in text.slice(*part).split_inclusive(['\n', '\r']) {
            let filled = line.trim_end_matches(['\n', '\r']).len();
            if filled > 0 {
                lines.push(TextRange::from_usize(at..at + filled));
            }
            at += line.len();
        }
    }
    lines
}

fn relations(ann: &mut String, layer: &Layer, names: &HashMap<Id, String>) {
    let own = self::names(layer.relations.iter().map(|it| &it.id), 'R');
    for it in &layer.relations {
        if let (Some(from), Some(to)) = (names.get(&it.from), names.get(&it.to)) {
            let (name, label) = (&own[&it.id], word(&it.label));
            let _infallible = writeln!(ann, "{name}\t{label} Arg1:{from} Arg2:{to}");
        }
    }
}

fn notes(ann: &mut String, layer: &Layer, names: &HashMap<Id, String>) {
    let noted = layer
        .annotations
        .iter()
        .filter(|item| !item.note.is_empty());
    for (number, item) in (1..).zip(noted) {
        let note = item.note.replace(['\n', '\r', '\t'], " ");
        let name = &names[&item.id];
        let _infallible = writeln!(ann, "#{number}\tAnnotatorNotes {name}\t{note}");
    }
}

/// A type of brat, which holds no blanks.
fn word(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join("_")
}
