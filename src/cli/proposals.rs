//! Suggestions as other programs read them: names of fields as in a layer, places in code points.

use crate::{
    annotation::{Fields, Layer, Schema},
    formats::{Measured, Points},
    suggest::{Ground, Knowledge, SUGGESTERS, Suggestion, Switches, suggest},
    text::Text,
};
use serde::Serialize;
use std::sync::Arc;

/// A suggestion with all its fields; `measure` is null where there is none.
#[derive(Serialize)]
pub(super) struct Span<'a> {
    start: u32,
    end: u32,
    label: &'a str,
    text: &'a str,
    score: f32,
    by: &'a str,
    measure: Option<Measured>,
    #[serde(skip_serializing_if = "Fields::is_empty")]
    fields: &'a Fields,
}

/// `found` in `text`, as they are printed.
pub(super) fn spans<'a>(text: &'a Text, found: &'a [Arc<Suggestion>]) -> Vec<Span<'a>> {
    let mut points = Points::new(text);
    let span = |it: &'a Arc<Suggestion>| {
        let [start, end] = points.of(it.range);
        Span {
            start,
            end,
            label: &it.label,
            text: text.slice(it.range),
            // Three digits are more than a suggester knows.
            score: (it.score * 1000.0).round() / 1000.0,
            by: it.by,
            measure: it.measure.as_deref().map(Measured::from),
            fields: &it.fields,
        }
    };
    found.iter().map(span).collect()
}

/// How suggestions are made.
#[derive(Debug)]
pub(super) struct Proposer {
    /// The labels there are.
    pub schema: Schema,
    /// What was learnt.
    pub knowledge: Knowledge,
    /// Who is asked.
    pub switches: Switches,
    /// What is less probable is left out.
    pub min_score: f32,
}

impl Proposer {
    /// What is proposed for `text` where `layer` says what there is.
    pub fn propose(&self, text: &Text, layer: &Layer) -> Vec<Arc<Suggestion>> {
        let ground = Ground::new(text, &self.schema, layer);
        let mut found = suggest(ground, &self.knowledge, &self.switches);
        found.retain(|it| it.score >= self.min_score);
        found
    }
}

/// Which suggesters are asked: `only` these, if any are named, and none of those `without`.
pub(super) fn switches(only: &[String], without: &[String]) -> Switches {
    let mut switches = Switches::default();
    for name in SUGGESTERS.iter().map(|it| it.name()) {
        let named = |names: &[String]| names.iter().any(|it| it == name);
        switches.set(name, (only.is_empty() || named(only)) && !named(without));
    }
    switches
}

/// The names of all suggesters.
pub(super) fn names() -> Vec<&'static str> {
    SUGGESTERS.iter().map(|it| it.name()).collect()
}
