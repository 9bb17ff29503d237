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
        let keys = self.key(corpus, a).cmp(&self.key(corpus, b));
        keys.then_with(|| self.compare_alike(corpus, a, b))
    }

    /// Of each document the key is worked out once.
    pub(super) fn sort(self, corpus: &Corpus, docs: &mut [DocId]) {
        let key = |doc: &DocId| (self.key(corpus, *doc), *doc);
        let mut keys: Vec<(u128, DocId)> = docs.iter().map(key).collect();
        keys.sort_unstable_by(|(key, a), (other, b)| {
            let alike = || self.compare_alike(corpus, *a, *b);
            key.cmp(other).then_with(alike)
        });
        for (place, (_, doc)) in docs.iter_mut().zip(keys) {
            *place = doc;
        }
    }

    /// Of two documents the one with the smaller key comes first.
    fn key(self, corpus: &Corpus, doc: DocId) -> u128 {
        let Some(entry) = corpus.entry(doc) else {
            return u128::MAX;
        };
        let first = match self {
            Order::Path => 0,
            Order::Title => return beginning(&entry.folded),
            Order::Size => u64::MAX - entry.bytes,
            Order::Status => match entry.status() {
                Status::InProgress => 0,
                Status::New => 1,
                Status::Done => 2,
            },
            Order::Annotations => u64::MAX - annotations(entry),
        };
        u128::from(first) << 32 | u128::from(corpus.rank(doc))
    }

    /// The order of two documents with one key: of titles it is only the beginning.
    fn compare_alike(self, corpus: &Corpus, a: DocId, b: DocId) -> Ordering {
        let title = |doc| corpus.entry(doc).map(|entry| entry.folded.as_str());
        let ranks = || corpus.rank(a).cmp(&corpus.rank(b));
        title(a).cmp(&title(b)).then_with(ranks)
    }
}

/// As much of `text` as a key takes, in the order of its bytes.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    for (to, byte) in bytes.iter_mut().zip(text.bytes()) {
        *to = byte;
    }
    u128::from_be_bytes(bytes)
}

fn annotations(entry: &Entry) -> u64 {
    let survey = entry.survey.as_ref();
    survey.map_or(0, |survey| {
        u64::from(survey.entities) + u64::from(survey.metrics)
    })
}
