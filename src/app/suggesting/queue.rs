//! The queue of open suggestions: as they stand in the text, or the most uncertain first.

use crate::{
    annotation::{Annotation, Nesting, Rejection},
    suggest::{Suggestion, Switches},
    text::{TextRange, TextSize},
};
use std::{collections::BTreeSet, sync::Arc};

/// The suggestions for a document. Made by the thread that found them; cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// In the order of the text, the longer first.
    all: Arc<[Arc<Suggestion>]>,
    /// Their numbers, the most uncertain first.
    uncertain: Arc<[u32]>,
    /// The length of the longest.
    longest: TextSize,
    /// Those that were decided since.
    gone: BTreeSet<u32>,
    /// The one that was hopped to; it survives resizing the selection, not moving it.
    hopped: Option<Suggestion>,
}

impl Queue {
    /// The queue of `all`, which are in the order of the text.
    pub fn new(all: Vec<Arc<Suggestion>>) -> Self {
        let mut uncertain: Vec<u32> = (0..all.len() as u32).collect();
        uncertain.sort_by(|a, b| {
            let score = |at: &u32| all[*at as usize].score;
            score(a).total_cmp(&score(b))
        });
        let longest = all.iter().map(|it| it.range.len()).max();
        Self {
            uncertain: uncertain.into(),
            longest: longest.unwrap_or_default(),
            all: all.into(),
            gone: BTreeSet::new(),
            hopped: None,
        }
    }

    /// Another queue in its place. What was hopped to stays, suggested or not: somebody is about to decide on it.
    pub(super) fn renew(&mut self, new: Self) {
        let hopped = self.hopped.take();
        *self = new;
        self.hopped = hopped.map(|it| match self.number(&it) {
            Some(number) => Suggestion::clone(&self.all[number as usize]),
            None => it,
        });
    }

    /// How many are open.
    pub fn len(&self) -> usize {
        self.all.len() - self.gone.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The open ones, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Suggestion> {
        self.numbered(0..self.all.len() as u32).map(|(_, it)| it)
    }

    /// The open ones that touch `range`, in the order of the text.
    pub fn overlapping(&self, range: TextRange) -> impl Iterator<Item = &Suggestion> {
        self.touching(range).map(|(_, it)| it)
    }

    fn touching(&self, range: TextRange) -> impl Iterator<Item = (u32, &Suggestion)> {
        let before = |place: TextSize| self.all.partition_point(|it| it.range.start() < place);
        let from = range.start().raw().saturating_sub(self.longest.raw());
        let (first, end) = (before(TextSize::new(from)), before(range.end()));
        self.numbered(first as u32..end as u32)
            .filter(move |(_, it)| it.range.overlaps(range))
    }

    fn numbered(&self, numbers: std::ops::Range<u32>) -> impl Iterator<Item = (u32, &Suggestion)> {
        let open = numbers.filter(|it| !self.gone.contains(it));
        open.map(|number| (number, &*self.all[number as usize]))
    }

    /// The one for exactly `range`.
    pub fn exactly(&self, range: TextRange) -> Option<&Suggestion> {
        self.overlapping(range).find(|it| it.range == range)
    }

    /// The one for exactly `range` with this label.
    pub fn labelled(&self, range: TextRange, label: &str) -> Option<&Suggestion> {
        self.overlapping(range)
            .find(|it| it.range == range && *it.label == *label)
    }

    /// The one that was hopped to.
    pub fn hopped(&self) -> Option<&Suggestion> {
        self.hopped.as_ref()
    }

    /// The selection was moved away.
    pub(in crate::app) fn leave(&mut self) {
        self.hopped = None;
    }

    /// Hop to `it`.
    pub(super) fn hop(&mut self, it: Suggestion) {
        self.hopped = Some(it);
    }

    /// Which place `it` has in the queue, from 1.
    pub fn place_of(&self, it: &Suggestion, uncertain_first: bool) -> Option<usize> {
        let number = self.number(it)?;
        let open = |other: &&u32| !self.gone.contains(other);
        Some(match uncertain_first {
            true => {
                let before = self.uncertain.iter().take_while(|it| **it != number);
                before.filter(open).count() + 1
            }
            false => number as usize - self.gone.range(..number).count() + 1,
        })
    }

    fn number(&self, it: &Suggestion) -> Option<u32> {
        let mut here = self.touching(it.range);
        here.find(|(_, other)| other.range == it.range && other.label == it.label)
            .map(|(number, _)| number)
    }

    /// The next or previous open one: as the text goes from `place`, or as certainty goes from `from`.
    pub fn next(
        &self,
        from: Option<&Suggestion>,
        place: TextRange,
        uncertain_first: bool,
        forward: bool,
    ) -> Option<&Suggestion> {
        let open = |it: &u32| !self.gone.contains(it);
        let number = match uncertain_first {
            true => {
                let at = self.position(from);
                match (at, forward) {
                    (None, true) => self.uncertain.iter().copied().find(open),
                    (Some(at), true) => self.uncertain[at + 1..].iter().copied().find(open),
                    (at, false) => {
                        let before = &self.uncertain[..at.unwrap_or(self.uncertain.len())];
                        before.iter().rev().copied().find(open)
                    }
                }
            }
            false => {
                let key = |it: &Suggestion| (it.range.start(), std::cmp::Reverse(it.range.end()));
                let here = (place.start(), std::cmp::Reverse(place.end()));
                let first = self.all.partition_point(|it| key(it) < here);
                // Who stands nowhere in the queue has not been at the one that begins here.
                let after = match from {
                    Some(_) => self.all.partition_point(|it| key(it) <= here),
                    None => self
                        .all
                        .partition_point(|it| it.range.start() < place.start()),
                };
                match forward {
                    true => (after as u32..self.all.len() as u32).find(open),
                    false => (0..first as u32).rev().find(open),
                }
            }
        };
        number.map(|number| &*self.all[number as usize])
    }

    /// Where `it` stands, or stood, among the uncertain.
    fn position(&self, it: Option<&Suggestion>) -> Option<usize> {
        let it = it?;
        let same = |number: &u32| {
            let other = &self.all[*number as usize];
            other.range == it.range && other.label == it.label
        };
        self.uncertain.iter().position(same)
    }

    /// The first one, or the last.
    pub fn edge(&self, uncertain_first: bool, first: bool) -> Option<&Suggestion> {
        let open = |it: &u32| !self.gone.contains(it);
        let number = match (uncertain_first, first) {
            (true, true) => self.uncertain.iter().copied().find(open),
            (true, false) => self.uncertain.iter().rev().copied().find(open),
            (false, true) => (0..self.all.len() as u32).find(open),
            (false, false) => (0..self.all.len() as u32).rev().find(open),
        };
        number.map(|number| &*self.all[number as usize])
    }

    /// What `there` leaves no room for is open no more.
    pub(super) fn cover(&mut self, there: &Annotation, nesting: Nesting) {
        let cover = there.parts.cover();
        let barred = |it: &Suggestion| {
            nesting == Nesting::Flat
                || it.label == there.label
                || it.range == cover
                || it.range.crosses(cover)
        };
        let here = self.touching(cover).filter(|(_, it)| barred(it));
        let gone: Vec<u32> = here.map(|(number, _)| number).collect();
        self.gone.extend(gone);
    }

    /// What was proposed by those who are off now is open no more.
    pub(super) fn silence(&mut self, switches: &Switches) {
        let all = (0..).zip(self.all.iter());
        let off = all.filter(|(_, it)| !switches.is_on(it.by));
        self.gone.extend(off.map(|(number, _)| number));
    }

    /// What was refused is open no more.
    pub(super) fn refuse(&mut self, refused: &Rejection) {
        let range = refused.parts.cover();
        let same = |it: &Suggestion| it.range == range && it.label == refused.label;
        let here = self.touching(range).filter(|(_, it)| same(it));
        let gone: Vec<u32> = here.map(|(number, _)| number).collect();
        self.gone.extend(gone);
    }
}
