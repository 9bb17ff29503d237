//! What lines say of a layer, and whether it is so.

use super::{
    super::settle::joined,
    FLAG,
    line::{Line, Record, TextBound},
    write::word,
};
use crate::{
    annotation::{Annotation, Id, Layer, Relation},
    text::{CharRange, Text},
};
use std::collections::HashMap;

/// A layer under the names of a file.
pub(super) struct Facts<'l> {
    text: &'l Text,
    /// Annotations by the numbers of their lines, and by those of the events that they trigger.
    annotations: HashMap<String, &'l Annotation>,
    relations: HashMap<&'l str, &'l Relation>,
    /// What all notes on a line say together.
    notes: HashMap<String, String>,
}

/// Something that a layer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fact<'l> {
    Bound(&'l Id),
    Relation(&'l Id),
    Field(&'l Id, &'l str),
    Note(&'l Id),
}

impl<'l> Facts<'l> {
    /// What `layer` on `text` says, whose annotations are called so.
    pub fn new(
        layer: &'l Layer,
        text: &'l Text,
        names: impl Iterator<Item = (String, &'l Id)>,
    ) -> Self {
        let all = &layer.annotations;
        let own: HashMap<&Id, &Annotation> = all.iter().map(|it| (&it.id, &**it)).collect();
        let annotations = names.filter_map(|(name, id)| Some((name, *own.get(id)?)));
        let relations = layer.relations.iter().map(|it| (it.id.as_str(), it));
        Self {
            text,
            annotations: annotations.collect(),
            relations: relations.collect(),
            notes: HashMap::new(),
        }
    }

    /// Look at a line that helps to understand others: an event, a note.
    pub fn learn(&mut self, line: &Line<'_>) {
        match line.record() {
            Record::Event { trigger } => {
                if let Some(item) = self.annotations.get(trigger).copied() {
                    let name = self.annotations.entry(line.id.to_owned());
                    name.or_insert(item);
                }
            }
            Record::Note { of, text } => {
                let note = self.notes.entry(of.to_owned()).or_default();
                if !note.is_empty() {
                    note.push_str("; ");
                }
                note.push_str(text);
            }
            _ => {}
        }
    }

    /// The annotation that a line speaks of by this name.
    pub fn annotation(&self, name: &str) -> Option<&'l Annotation> {
        self.annotations.get(name).copied()
    }

    /// The relation of this name.
    pub fn relation(&self, name: &str) -> Option<&'l Relation> {
        self.relations.get(name).copied()
    }

    /// What `line` says, when it is so.
    pub fn says(&self, line: &Line<'_>) -> Option<Fact<'l>> {
        match line.record() {
            Record::Bound(bound) => {
                let item = self.annotation(line.id)?;
                self.covers(item, &bound).then_some(Fact::Bound(&item.id))
            }
            Record::Relation { label, from, to } => {
                let it = self.relation(line.id)?;
                let ends = (&self.annotation(from)?.id, &self.annotation(to)?.id);
                let same = ends == (&it.from, &it.to) && *label == *word(&it.label);
                same.then_some(Fact::Relation(&it.id))
            }
            Record::Attribute { name, of, value } => self.field(of, name, value.unwrap_or(FLAG)),
            Record::Normal {
                of,
                resource,
                entry,
            } => self.field(of, resource, entry),
            Record::Note { of, .. } => {
                let item = self.annotation(of)?;
                let same = self.notes.get(of) == Some(&item.note);
                same.then_some(Fact::Note(&item.id))
            }
            Record::Event { .. } | Record::Other | Record::Broken => None,
        }
    }

    fn field(&self, of: &str, name: &str, value: &str) -> Option<Fact<'l>> {
        let item = self.annotation(of)?;
        let (name, there) = item.fields.get_key_value(name)?;
        (there == value).then_some(Fact::Field(&item.id, name))
    }

    fn covers(&self, item: &Annotation, bound: &TextBound<'_>) -> bool {
        let ranges = bound.at.iter().map(|(start, end)| {
            self.text.to_range(CharRange {
                start: *start,
                end: *end,
            })
        });
        let ranges: Option<Vec<_>> = ranges.collect();
        let parts = ranges.and_then(|ranges| joined(self.text, ranges, true));
        parts.as_ref() == Some(&item.parts) && *bound.label == *word(&item.label)
    }
}
