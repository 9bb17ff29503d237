//! All suggestions of one label above a confidence, after a look at what they are; one step of the history.

use crate::{
    annotation::{Annotation, Change, Id, Parts, Schema},
    app::{App, Popup, marking::Refusal, msg::Effect, reader::Reader},
    keymap::{Code, Key},
    locale::Message,
    msg,
    suggest::Suggestion,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The confidence one begins with, and by how much a key changes it, in percent.
const FIRST: u8 = 80;
const STEP: u8 = 5;

/// What is about to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptAll {
    /// The label.
    pub label: Arc<str>,
    /// The least confidence, in percent.
    pub least: u8,
}

impl AcceptAll {
    /// What of the queue of `reader` is meant, in the order of the text.
    pub fn chosen<'r>(&self, reader: &'r Reader) -> impl Iterator<Item = &'r Suggestion> {
        let (label, least) = (Arc::clone(&self.label), f32::from(self.least) / 100.0);
        let open = reader.queue.iter();
        open.filter(move |it| it.label == label && it.score >= least)
    }

    /// The texts of those that are meant, the most frequent first, with how often each stands there.
    pub fn examples<'r>(&self, reader: &'r Reader) -> Vec<(&'r str, usize)> {
        let mut counts = BTreeMap::new();
        for it in self.chosen(reader) {
            *counts.entry(reader.text.slice(it.range)).or_insert(0) += 1;
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    fn turn(&mut self, labels: &[Arc<str>], by: isize) {
        let here = labels.iter().position(|it| *it == self.label).unwrap_or(0);
        let next = (here as isize + by).rem_euclid(labels.len().max(1) as isize);
        if let Some(label) = labels.get(next as usize) {
            self.label = Arc::clone(label);
        }
    }
}

impl App {
    /// Ask which to accept: of the label of the suggestion here, or of the next one.
    pub(in crate::app) fn accept_all_menu(&mut self) -> Vec<Effect> {
        let Some(reader) = &self.reader else {
            return Vec::new();
        };
        let here = reader.selection.range();
        let next = || reader.queue.next(None, here, false, true);
        let first = || reader.queue.iter().next();
        let label = reader.suggestion().or_else(next).or_else(first);
        let Some(label) = label.map(|it| Arc::clone(&it.label)) else {
            return self.refuse(msg!("no-suggestions"));
        };
        self.popup = Some(Popup::AcceptAll(AcceptAll {
            label,
            least: FIRST,
        }));
        Vec::new()
    }

    /// Up and down change the confidence, left and right the label; Enter accepts.
    pub(in crate::app) fn accept_all_key(&mut self, mut all: AcceptAll, key: Key) -> Vec<Effect> {
        let labels = self.suggested_labels();
        match (key.code, self.keys.letter(key)) {
            (Code::Enter, _) => return self.accept_all(&all),
            (Code::Up, _) | (_, Some('k')) => all.least = (all.least + STEP).min(100),
            (Code::Down, _) | (_, Some('j')) => all.least = all.least.saturating_sub(STEP),
            (Code::Right | Code::Tab, _) | (_, Some('l')) => all.turn(&labels, 1),
            (Code::Left | Code::BackTab, _) | (_, Some('h')) => all.turn(&labels, -1),
            _ => return Vec::new(),
        }
        self.popup = Some(Popup::AcceptAll(all));
        Vec::new()
    }

    /// The labels that are suggested, in the order of the schema.
    fn suggested_labels(&self) -> Vec<Arc<str>> {
        let queue = self.reader.iter().flat_map(|reader| reader.queue.iter());
        let names: BTreeSet<&str> = queue.map(|it| &*it.label).collect();
        let labels = self.corpus.schema.labels.iter();
        let labels = labels.filter(|it| names.contains(it.name.as_str()));
        labels.map(|it| Arc::from(it.name.as_str())).collect()
    }

    fn accept_all(&mut self, all: &AcceptAll) -> Vec<Effect> {
        let (schema, rng) = (&self.corpus.schema, &mut self.rng);
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let result = reader.accept_all(all, schema, rng);
        self.edited(result)
    }
}

impl Reader {
    fn accept_all(
        &mut self,
        all: &AcceptAll,
        schema: &Schema,
        rng: &mut fastrand::Rng,
    ) -> Result<Message, Refusal> {
        let label = schema.label(&all.label);
        let label = label.ok_or_else(|| msg!("unknown-label"))?;
        let mut made: BTreeMap<Id, Arc<Annotation>> = BTreeMap::new();
        for it in self.chosen_and_allowed(all, schema) {
            let (measure, fields) = self.reading(label, it.cover());
            let mut id = self.new_id(rng);
            while made.contains_key(&id) {
                id = self.new_id(rng);
            }
            let annotation = Annotation {
                id: id.clone(),
                label: Arc::clone(&all.label),
                parts: it,
                measure,
                fields,
                note: String::new(),
            };
            made.insert(id, Arc::new(annotation));
        }
        if made.is_empty() {
            return Err(msg!("no-suggestions"));
        }
        let change = |after: &Arc<Annotation>| Change::Annotation {
            before: None,
            after: Some(Arc::clone(after)),
        };
        self.commit(made.values().map(change).collect(), None)?;
        let said = msg!("accepted-all", label = &*all.label, count = made.len());
        self.tally.accept(made.into_keys());
        Ok(said)
    }

    fn chosen_and_allowed(&self, all: &AcceptAll, schema: &Schema) -> Vec<Parts> {
        let parts = all.chosen(self).filter_map(|it| Parts::one(it.range));
        parts
            .filter(|it| self.allowed(schema, it, None).is_ok())
            .collect()
    }
}
