//! The documents of the corpus as the program knows them.

use super::msg::{DocId, Found, Survey};
use crate::{
    annotation::{Kind, Layer, Schema, Status},
    text::{fold, glyph},
};
use std::path::PathBuf;

/// One document of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Relative to the corpus; any bytes.
    pub path: PathBuf,
    /// The path made fit to be drawn.
    pub name: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// What is known of it; `None` until it was looked into.
    pub survey: Option<Survey>,
    /// Status and counts come from the layer that was open here.
    pub counted: bool,
    /// Title (if there is one) and path folded, for the filter and the order of titles.
    pub folded: String,
}

/// All documents, in the order they were found.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Its name for the top line.
    pub name: String,
    /// Labels and settings.
    pub schema: Schema,
    /// The documents.
    pub entries: Vec<Entry>,
    /// Whether the search for documents is over.
    pub complete: bool,
    /// How many documents were looked into.
    pub surveyed: usize,
    done: usize,
    /// The documents in the order of their paths: nearly always the order they were found in.
    by_path: Vec<DocId>,
    /// The place of each document in it.
    ranks: Vec<u32>,
}

impl Corpus {
    /// A corpus of which no document is known yet.
    pub fn new(name: String, schema: Schema) -> Self {
        Self {
            name,
            schema,
            entries: Vec::new(),
            complete: false,
            surveyed: 0,
            done: 0,
            by_path: Vec::new(),
            ranks: Vec::new(),
        }
    }

    /// Take in documents that were found; their numbers.
    pub fn add(&mut self, found: Vec<Found>) -> impl Iterator<Item = DocId> + use<> {
        let old = self.entries.len() as u32;
        self.entries.extend(found.into_iter().map(|found| {
            let name = glyph::neutral(&found.path.to_string_lossy()).into_owned();
            Entry {
                folded: fold::folded(&name),
                name,
                path: found.path,
                bytes: found.bytes,
                survey: None,
                counted: false,
            }
        }));
        let new = (old..self.entries.len() as u32).map(DocId);
        self.rank_new(new.clone());
        new
    }

    /// Give new documents their places in the order of paths.
    fn rank_new(&mut self, new: impl Iterator<Item = DocId>) {
        let entries = &self.entries;
        let path = |doc: &DocId| &entries[doc.0 as usize].path;
        self.by_path.extend(new);
        let sorted = self.ranks.len().saturating_sub(1);
        if !self.by_path[sorted..].is_sorted_by_key(path) {
            // Mostly in order already, which is quick.
            self.by_path.sort_by(|a, b| path(a).cmp(path(b)));
            self.ranks.clear();
        }
        let first = self.ranks.len();
        self.ranks.resize(self.entries.len(), 0);
        for (rank, doc) in self.by_path.iter().enumerate().skip(first) {
            self.ranks[doc.0 as usize] = rank as u32;
        }
    }

    /// The place of `doc` in the order of paths.
    pub(super) fn rank(&self, doc: DocId) -> u32 {
        self.ranks.get(doc.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// What was counted in the layer of `doc` is on disk: whatever is read there is as new.
    pub fn trust_disk(&mut self, doc: DocId) {
        if let Some(entry) = self.entries.get_mut(doc.0 as usize) {
            entry.counted = false;
        }
    }

    /// Take in what was learnt of a document.
    pub fn learn(&mut self, doc: DocId, survey: Survey) {
        if let Some(entry) = self.entries.get_mut(doc.0 as usize) {
            let mut survey = match survey.folded {
                Some(_) => survey,
                None => survey.prepared(&entry.path),
            };
            if let Some(folded) = survey.folded.take() {
                entry.folded = folded;
            }
            // What was counted in the open layer is newer than what was read of the file.
            if entry.counted
                && let Some(counted) = &entry.survey
            {
                (survey.status, survey.entities, survey.metrics) =
                    (counted.status, counted.entities, counted.metrics);
                survey.waiting = counted.waiting;
            }
            let is_done = survey.status == Status::Done;
            self.done = self.done + usize::from(is_done) - usize::from(entry.is_done());
            self.surveyed += usize::from(entry.survey.is_none());
            entry.bytes = survey.bytes.unwrap_or(entry.bytes);
            entry.survey = Some(survey);
        }
    }

    /// The row of the open document follows its layer at once.
    pub fn recount(&mut self, doc: DocId, layer: &Layer) {
        let (status, annotations) = (layer.status, &layer.annotations);
        let metrics = annotations
            .iter()
            .filter(|annotation| self.is_metric(&annotation.label))
            .count() as u32;
        let entities = annotations.len() as u32 - metrics;
        if let Some(entry) = self.entries.get_mut(doc.0 as usize) {
            let is_done = status == Status::Done;
            self.done = self.done + usize::from(is_done) - usize::from(entry.is_done());
            self.surveyed += usize::from(entry.survey.is_none());
            entry.counted = true;
            let survey = entry.survey.get_or_insert_default();
            (survey.status, survey.entities, survey.metrics) = (status, entities, metrics);
            survey.waiting = layer.unplaced.len() as u32;
        }
    }

    /// Whether `label` is a metric of the schema.
    pub fn is_metric(&self, label: &str) -> bool {
        self.schema
            .label(label)
            .is_some_and(|label| label.kind == Kind::Metric)
    }

    /// The document `doc`.
    pub fn entry(&self, doc: DocId) -> Option<&Entry> {
        self.entries.get(doc.0 as usize)
    }

    /// Every document with its number.
    pub fn ids(&self) -> impl Iterator<Item = (DocId, &Entry)> {
        (0u32..).map(DocId).zip(&self.entries)
    }

    /// How many documents are done, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.entries.len())
    }
}

impl Entry {
    /// Status of the layer, `New` while unknown.
    pub fn status(&self) -> Status {
        self.survey
            .as_ref()
            .map_or(Status::New, |survey| survey.status)
    }

    fn is_done(&self) -> bool {
        self.status() == Status::Done
    }

    /// The title, or the name of a document that has none.
    pub fn title(&self) -> &str {
        match &self.survey {
            Some(survey) if !survey.title.is_empty() => &survey.title,
            _ => &self.name,
        }
    }
}
