//! What the list can be sorted by.

use super::{
    corpus::{Corpus, Entry},
    msg::DocId,
};
use crate::annotation::Status;
use std::cmp::Ordering;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Path, as found.
    #[default]
    Path,
    /// First line.
    Title,
    /// Longest first.
    Size,
    /// Begun, then new, then done.
    Status,
    /// Most annotations first.
    Annotations,
}

impl Order {
    /// All of them, in the order the key walks through.
    pub const ALL: [Order; 5] = [
        Order::Path,
        Order::Title,
        Order::Size,
        Order::Status,
        Order::Annotations,
    ];

    pub(super) fn next(self) -> Self {
        let here = Self::ALL
            .iter()
            .position(|order| *order == self)
            .unwrap_or(0);
        Self::ALL[(here + 1) % Self::ALL.len()]
    }

    /// Which of two documents comes first; no two are equal.
    pub(super) fn compare(self, corpus: &Corpus, a: DocId, b: DocId) -> Ordering {
        let by = |key: fn(&Entry) -> u64| corpus.entry(a).map(key).cmp(&corpus.entry(b).map(key));
        let order = match self {
            // They are found in the order of their paths.
            Order::Path => Ordering::Equal,
            Order::Title => {
                let title = |doc| corpus.entry(doc).map(|entry| entry.folded.as_str());
                title(a).cmp(&title(b))
            }
            Order::Size => by(|entry| entry.bytes).reverse(),
            Order::Status => by(|entry| match entry.status() {
                Status::InProgress => 0,
                Status::New => 1,
                Status::Done => 2,
            }),
            Order::Annotations => by(annotations).reverse(),
        };
        order.then(a.cmp(&b))
    }

    pub(super) fn sort(self, corpus: &Corpus, docs: &mut [DocId]) {
        docs.sort_unstable_by(|a, b| self.compare(corpus, *a, *b));
    }
}

fn annotations(entry: &Entry) -> u64 {
    let survey = entry.survey.as_ref();
    survey.map_or(0, |survey| {
        u64::from(survey.entities) + u64::from(survey.metrics)
    })
}
