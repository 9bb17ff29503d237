//! The best tags of a sentence under given weights, and by how much they are the best.

use super::tags::{self, Tag};
use std::ops::Range;

/// Less than every score, and far from overflow when scores are added to it.
const NEVER: i32 = i32::MIN / 4;

/// Which tags may follow which, and what that is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions {
    tags: usize,
    /// Row `to`, column `from`.
    scores: Vec<i32>,
}

impl Transitions {
    /// Worth nothing, for `tags` tags.
    pub fn new(tags: usize, score: impl Fn(Tag, Tag) -> i32) -> Self {
        let score = |to, from| match tags::may_follow(from, to) {
            true => score(from, to),
            false => NEVER,
        };
        let pairs = (0..tags).flat_map(|to| (0..tags).map(move |from| (to, from)));
        Self {
            tags,
            scores: pairs.map(|(to, from)| score(to, from)).collect(),
        }
    }

    /// Add `worth` to going from one tag to another that may follow it.
    pub fn add(&mut self, from: Tag, to: Tag, worth: i32) {
        self.scores[to * self.tags + from] += worth;
    }

    fn row(&self, to: Tag) -> &[i32] {
        &self.scores[to * self.tags..][..self.tags]
    }
}

/// The work space; kept from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    /// For each token and tag: what the token's features say.
    pub scores: Vec<i32>,
    forth: Vec<i32>,
    back: Vec<i32>,
    from: Vec<u16>,
    /// The best tags.
    pub best: Vec<Tag>,
}

impl Decoder {
    /// Find the best tags of `scores`.
    pub fn decode(&mut self, transitions: &Transitions) {
        let tags = transitions.tags;
        let tokens = self.scores.len() / tags;
        self.best.clear();
        self.forward(transitions);
        let Some(last) = tokens.checked_sub(1) else {
            return;
        };
        let ends = |tag: &Tag| tags::may_end(*tag);
        let row = &self.forth[last * tags..];
        // Of equals the first: outside before anything else.
        let best = (0..tags).filter(ends).rev().max_by_key(|tag| row[*tag]);
        self.best.resize(tokens, tags::OUTSIDE);
        let mut tag = best.unwrap_or(tags::OUTSIDE);
        for at in (0..tokens).rev() {
            self.best[at] = tag;
            tag = usize::from(self.from[at * tags + tag]);
        }
    }

    /// The score of the best way to each token and tag.
    fn forward(&mut self, transitions: &Transitions) {
        let tags = transitions.tags;
        self.forth.clear();
        self.from.clear();
        self.from.resize(self.scores.len(), 0);
        for (at, scores) in self.scores.chunks_exact(tags).enumerate() {
            for (tag, score) in scores.iter().enumerate() {
                let (before, from) = match at {
                    0 if tags::may_begin(tag) => (0, 0),
                    0 => (NEVER, 0),
                    _ => best_of(&self.forth[(at - 1) * tags..], transitions.row(tag)),
                };
                self.forth.push(before.saturating_add(*score));
                self.from[at * tags + tag] = from;
            }
            level(&mut self.forth[at * tags..]);
        }
    }

    /// The score of the best way from each token and tag, without their own.
    fn backward(&mut self, transitions: &Transitions) {
        let tags = transitions.tags;
        let tokens = self.scores.len() / tags;
        self.back.clear();
        self.back.resize(self.scores.len(), NEVER);
        for tag in (0..tags).filter(|tag| tags::may_end(*tag)) {
            self.back[(tokens - 1) * tags + tag] = 0;
        }
        for at in (1..tokens).rev() {
            let (before, after) = self.back.split_at_mut(at * tags);
            let before = &mut before[(at - 1) * tags..];
            for (to, after) in after[..tags].iter().enumerate() {
                let worth = (*after).max(NEVER) + self.scores[at * tags + to];
                for (best, step) in before.iter_mut().zip(transitions.row(to)) {
                    *best = (*best).max(worth.saturating_add(*step));
                }
            }
            level(before);
        }
    }

    /// Be ready to answer [`Decoder::margin`].
    pub fn weigh(&mut self, transitions: &Transitions) {
        if !self.scores.is_empty() {
            self.backward(transitions);
        }
    }

    /// By how much the best tags of `tokens` are better than the best others, at the token where that is least.
    pub fn margin(&self, tokens: Range<usize>) -> i32 {
        let margin = |at| self.margin_at(at);
        tokens.map(margin).min().unwrap_or(0)
    }

    fn margin_at(&self, at: usize) -> i32 {
        let tags = self.scores.len() / self.best.len().max(1);
        let through =
            |tag: usize| self.forth[at * tags + tag].saturating_add(self.back[at * tags + tag]);
        let others = (0..tags).filter(|tag| *tag != self.best[at]);
        let other = others.map(through).max().unwrap_or(NEVER);
        through(self.best[at]).saturating_sub(other).max(0)
    }
}

/// The best score of `before` with a step of `steps`, and where it is from.
fn best_of(before: &[i32], steps: &[i32]) -> (i32, u16) {
    let mut best = (i32::MIN, 0);
    for (from, (score, step)) in before.iter().zip(steps).enumerate() {
        let score = score.saturating_add(*step);
        if score > best.0 {
            best = (score, from as u16);
        }
    }
    best
}

/// Make the best 0: only differences matter, and sums over a long sentence would overflow.
fn level(scores: &mut [i32]) {
    let best = scores.iter().copied().max().unwrap_or(0);
    for score in scores {
        *score = score.saturating_sub(best).max(NEVER);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All sequences of `tags` tags that may be, with their scores.
    fn all(scores: &[i32], steps: &[i32], tags: usize) -> Vec<(Vec<Tag>, i32)> {
        let mut ways = vec![(Vec::new(), 0)];
        for row in scores.chunks(tags) {
            let longer = |(way, sum): &(Vec<Tag>, i32)| {
                let last = way.last().copied();
                let fits = move |tag: &Tag| match last {
                    Some(last) => tags::may_follow(last, *tag),
                    None => tags::may_begin(*tag),
                };
                let step = move |tag: Tag| last.map_or(0, |last| steps[last * tags + tag]);
                let (way, sum) = (way.clone(), *sum);
                (0..tags)
                    .filter(fits)
                    .map(move |tag| ([&way[..], &[tag]].concat(), sum + row[tag] + step(tag)))
                    .collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        ways.retain(|(way, _)| way.last().is_none_or(|last| tags::may_end(*last)));
        ways
    }

    proptest! {
        #[test]
        fn the_best_sequence_and_its_lead_are_those_of_a_full_search(
            scores in prop::collection::vec(-99i32..99, 1..6),
            more in prop::collection::vec(-99i32..99, 45),
            steps in prop::collection::vec(-50i32..50, 81),
        ) {
            let tags = tags::count(2);
            let scores: Vec<i32> = scores.iter().chain(&more).copied().take(4 * tags).collect();
            let transitions = Transitions::new(tags, |from, to| steps[from * tags + to]);
            let mut decoder = Decoder { scores: scores.clone(), ..Decoder::default() };
            decoder.decode(&transitions);
            decoder.weigh(&transitions);
            let ways = all(&scores, &steps, tags);
            let best = ways.iter().map(|way| way.1).max().unwrap();
            prop_assert!(ways.contains(&(decoder.best.clone(), best)));
            for at in 0..4 {
                let others = ways.iter().filter(|way| way.0[at] != decoder.best[at]);
                let other = others.map(|way| way.1).max().unwrap();
                prop_assert_eq!(decoder.margin(at..at + 1), best - other);
            }
        }
    }

    #[test]
    fn a_sentence_without_end_does_not_overflow() {
        let tags = tags::count(1);
        let transitions = Transitions::new(tags, |_, _| 1000);
        let mut decoder = Decoder {
            scores: [2_000_000, -2_000_000, 0, 0, 1_999_999].repeat(30_000),
            ..Decoder::default()
        };
        decoder.decode(&transitions);
        decoder.weigh(&transitions);
        assert!(decoder.best.iter().all(|tag| *tag == tags::OUTSIDE));
        assert_eq!(decoder.margin(0..30_000), 1);
    }
}
