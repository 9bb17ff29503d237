//! The list of documents: which are shown, in which order, and where the cursor is.

use super::{
    corpus::Corpus,
    msg::{DocId, Preview},
    order::Order,
    scroll::scrolled,
    sieve::Sieve,
};
use crate::{annotation::Status, commands::Action, keymap::Keyboard, locale::Problem};

/// The state of the list.
#[derive(Debug, Default)]
pub struct List {
    /// Documents shown, in order.
    pub shown: Vec<DocId>,
    /// The row of the cursor in `shown`.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// What the list is narrowed to; empty for all.
    pub filter: String,
    /// What it is sorted by.
    pub order: Order,
    /// The beginning of the document under the cursor.
    pub preview: Option<(DocId, Result<Preview, Problem>)>,
    /// Documents that may not stand where their counts would put them.
    strays: Vec<DocId>,
    /// Rows that fit on the screen.
    pub(super) height: usize,
}

impl List {
    /// The document under the cursor.
    pub fn current(&self) -> Option<DocId> {
        self.shown.get(self.cursor).copied()
    }

    /// Work out anew which documents are shown; the cursor stays on its document.
    pub fn refresh(&mut self, corpus: &Corpus, keyboard: &Keyboard) {
        let current = self.current();
        let sieve = Sieve::new(&self.filter, keyboard);
        let passing = corpus.ids().filter(|(_, entry)| sieve.passes(entry));
        self.shown = passing.map(|(id, _)| id).collect();
        self.order.sort(corpus, &mut self.shown);
        self.strays.clear();
        let here = current.and_then(|doc| self.row_of(doc));
        self.cursor = here.unwrap_or(0);
    }

    /// These documents were found, or more is known of them: each is put where it belongs. The others are only
    /// copied, so that a list of 100,000 takes in a batch without a key being late. The cursor stays on its document
    /// and in its row of the screen.
    pub fn merge(
        &mut self,
        corpus: &Corpus,
        keyboard: &Keyboard,
        docs: impl IntoIterator<Item = DocId>,
    ) {
        let current = self.current();
        let mut moved: Vec<DocId> = docs.into_iter().chain(self.strays.drain(..)).collect();
        moved.sort_unstable();
        moved.dedup();
        self.shown.retain(|doc| !is_in(&moved, *doc));
        let sieve = Sieve::new(&self.filter, keyboard);
        moved.retain(|doc| corpus.entry(*doc).is_some_and(|entry| sieve.passes(entry)));
        self.order.sort(corpus, &mut moved);
        self.insert(corpus, &moved);
        let last = self.shown.len().saturating_sub(1);
        let row = current.and_then(|doc| self.row_of(doc));
        let row = row.unwrap_or(self.cursor.min(last));
        self.top = (self.top + row).saturating_sub(self.cursor);
        self.cursor = row;
    }

    /// Put `docs`, which are sorted and not shown, between those that are shown.
    fn insert(&mut self, corpus: &Corpus, docs: &[DocId]) {
        let old = std::mem::take(&mut self.shown);
        self.shown.reserve(old.len() + docs.len());
        let mut rest = old.as_slice();
        for doc in docs {
            let is_before = |other: &DocId| self.order.compare(corpus, *other, *doc).is_lt();
            let (before, after) = rest.split_at(rest.partition_point(is_before));
            self.shown.extend_from_slice(before);
            self.shown.push(*doc);
            rest = after;
        }
        self.shown.extend_from_slice(rest);
    }

    /// The row of `doc`, if it is shown.
    fn row_of(&self, doc: DocId) -> Option<usize> {
        self.shown.iter().position(|shown| *shown == doc)
    }

    /// `doc` changed while it is open: it stays where it is, so that what comes next is what was next, until other
    /// documents are put in their places.
    pub(super) fn changed(&mut self, doc: DocId) {
        if self.strays.last() != Some(&doc) {
            self.strays.push(doc);
        }
    }

    /// Move the cursor; false when `action` is no motion.
    pub fn go(&mut self, action: Action) -> bool {
        let last = self.shown.len().saturating_sub(1);
        let to = scrolled(action, self.cursor, self.height, last);
        self.cursor = to.unwrap_or(self.cursor);
        to.is_some()
    }

    /// Scroll by rows; the cursor comes along when it would leave the screen.
    pub(super) fn scroll(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(by).min(last);
        let bottom = (self.top + self.height.max(1) - 1).min(self.shown.len().saturating_sub(1));
        self.cursor = self.cursor.clamp(self.top.min(bottom), bottom);
    }

    /// Put the cursor on `doc`, if it is shown.
    pub fn go_to(&mut self, doc: DocId) {
        if let Some(row) = self.row_of(doc) {
            self.cursor = row;
        }
    }

    /// The next order of the list.
    pub fn sort_next(&mut self) {
        self.order = self.order.next();
    }

    /// The next document after `doc` in the order shown that is not done, going round.
    pub fn next_unfinished(&self, corpus: &Corpus, doc: Option<DocId>) -> Option<DocId> {
        let here = doc.and_then(|doc| self.row_of(doc));
        let start = here.map_or(0, |here| here + 1);
        let round = self.shown[start.min(self.shown.len())..]
            .iter()
            .chain(&self.shown);
        round.copied().filter(|id| Some(*id) != doc).find(|id| {
            corpus
                .entry(*id)
                .is_some_and(|entry| entry.status() != Status::Done)
        })
    }

    /// The document `by` rows from `doc` in the order shown.
    pub fn neighbour(&self, doc: DocId, by: isize) -> Option<DocId> {
        let here = self.row_of(doc)?;
        self.shown.get(here.checked_add_signed(by)?).copied()
    }

    /// Take in the height; scroll as little as needed.
    pub fn layout(&mut self, height: usize) {
        self.height = height.max(1);
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + self.height {
            self.top = self.cursor + 1 - self.height;
        }
        self.top = self.top.min(self.shown.len().saturating_sub(self.height));
    }
}

/// Whether `doc` is one of `sorted`, which mostly follow each other.
fn is_in(sorted: &[DocId], doc: DocId) -> bool {
    let within = |(first, last): (&DocId, &DocId)| (*first..=*last).contains(&doc);
    let near = sorted.first().zip(sorted.last()).is_some_and(within);
    near && sorted.binary_search(&doc).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Layer;
    use crate::{
        annotation::Schema,
        app::msg::{Found, Survey},
    };
    use proptest::prelude::*;

    /// What the scout says of document `id`: little variety, so that many are equal.
    fn survey(id: u32, luck: u32) -> (DocId, Survey) {
        let status = [Status::New, Status::InProgress, Status::Done][(luck % 3) as usize];
        let title = ["", "Вода", "давление", "Завод"][(luck / 3 % 4) as usize];
        let entities = luck / 12 % 3;
        let survey = Survey {
            title: title.into(),
            status,
            entities,
            ..Survey::default()
        };
        (DocId(id), survey)
    }

    proptest! {
        #[test]
        fn a_list_that_grows_is_the_list_made_anew(
            sizes in proptest::collection::vec(0u64..4, 1..40),
            learnt in proptest::collection::vec((0u32..40, 0u32..36), 0..60),
            order in 0usize..5,
            filter in prop::sample::select(vec!["", "во", "да", "2"]),
            batch in 1usize..9,
            cursor in 0usize..40,
        ) {
            let keyboard = Keyboard::default();
            let mut corpus = Corpus::new(String::new(), Schema::standard());
            let mut list = List { order: Order::ALL[order], filter: filter.into(), ..List::default() };
            for (number, sizes) in sizes.chunks(batch).enumerate() {
                let found = |(i, bytes): (usize, &u64)| Found {
                    path: format!("{:03}.txt", number * batch + i).into(),
                    bytes: *bytes,
                };
                let new = corpus.add(sizes.iter().enumerate().map(found).collect());
                list.merge(&corpus, &keyboard, new);
            }
            list.cursor = cursor.min(list.shown.len().saturating_sub(1));
            let current = list.current();
            for batch in learnt.chunks(batch) {
                let known = batch.iter().map(|(id, luck)| survey(*id, *luck));
                let known: Vec<_> = known.filter(|(id, _)| corpus.entry(*id).is_some()).collect();
                for (id, survey) in &known {
                    corpus.learn(*id, survey.clone());
                }
                list.merge(&corpus, &keyboard, known.iter().map(|(id, _)| *id));
            }
            let mut anew = List { order: list.order, filter: list.filter.clone(), ..List::default() };
            anew.refresh(&corpus, &keyboard);
            prop_assert_eq!(&list.shown, &anew.shown);
            if let Some(row) = current.and_then(|doc| list.row_of(doc)) {
                prop_assert!(!filter.is_empty() || row == list.cursor);
            }
            let done = corpus.entries.iter().filter(|it| it.status() == Status::Done).count();
            prop_assert_eq!(corpus.progress(), (done, corpus.entries.len()));
        }
    }

    #[test]
    fn what_changed_while_it_was_open_is_put_in_its_place_with_the_next_batch() {
        let keyboard = Keyboard::default();
        let mut corpus = Corpus::new(String::new(), Schema::standard());
        let found = |name: &str| Found {
            path: name.into(),
            bytes: 0,
        };
        let mut list = List {
            order: Order::Status,
            ..List::default()
        };
        let new = corpus.add(["a", "b", "c"].map(found).into());
        list.merge(&corpus, &keyboard, new);
        let begun = Layer {
            status: Status::InProgress,
            ..Layer::default()
        };
        corpus.recount(DocId(1), &begun);
        list.changed(DocId(1));
        assert_eq!(list.shown, [0, 1, 2].map(DocId));
        let new = corpus.add(vec![found("d")]);
        list.merge(&corpus, &keyboard, new);
        assert_eq!(list.shown, [1, 0, 2, 3].map(DocId));
        assert_eq!(list.current(), Some(DocId(0)));
    }
}
