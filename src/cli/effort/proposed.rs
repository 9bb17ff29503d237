//! The same layer with suggestions on: the keys that the reader's commands for suggestions would take. This is a
//! model; what it counts is in [`Cost`], and nowhere else.
//!
//! The annotator goes through the text once, from the beginning. What the program proposes there is decided on, what
//! it does not propose is labelled by hand with the keys of the planner. After each annotation the program proposes
//! anew, so that a name that was labelled once is proposed in the rest.

use super::planner::Planner;
use crate::{
    annotation::{Annotation, Layer, Parts, Rejection},
    suggest::{Ground, Knowledge, Suggestion, Switches, suggest},
    text::TextRange,
};
use std::sync::Arc;

/// What the reader's commands for suggestions cost, in keys.
pub(super) struct Cost {
    /// `Tab`: to the next suggestion, when the one before was not just decided on.
    pub hop: usize,
    /// `Enter`: accept, and go on to the next.
    pub accept: usize,
    /// `Backspace`: reject, and go on to the next.
    pub reject: usize,
}

/// The default preset.
pub(super) const COST: Cost = Cost {
    hop: 1,
    accept: 1,
    reject: 1,
};

/// What one decision took, and the label it was about.
pub(super) struct Paid {
    pub label: Arc<str>,
    pub keys: usize,
    /// A right suggestion was accepted as it was.
    pub accepted: bool,
}

/// A document on the way.
pub(super) struct Walk<'a> {
    pub planner: &'a Planner<'a>,
    pub ground: Ground<'a>,
    pub knowledge: &'a Knowledge,
}

impl Walk<'_> {
    /// All that making `gold` takes.
    pub fn through(&self, gold: &Layer) -> Vec<Paid> {
        let mut state = State {
            layer: Layer::default(),
            left: gold.annotations.iter().cloned().collect(),
            here: self.planner.first(),
            at_suggestion: false,
        };
        let (mut paid, mut proposed) = (Vec::new(), self.proposed(&state.layer));
        loop {
            let next = proposed.first().cloned();
            let by_hand = state
                .left
                .iter()
                .position(|it| !self.covered(it, &proposed));
            let hand_first = match (by_hand, &next) {
                (Some(at), Some(next)) => {
                    state.left[at].parts.cover().start() <= next.range.start()
                }
                (at, None) => at.is_some(),
                (None, _) => false,
            };
            match (by_hand.filter(|_| hand_first), next) {
                (Some(at), _) => {
                    let it = state.left.remove(at);
                    let keys = self.by_hand(&state, &it);
                    paid.push(Paid {
                        label: Arc::clone(&it.label),
                        keys,
                        accepted: false,
                    });
                    state.put(it);
                    state.at_suggestion = false;
                    proposed = self.proposed(&state.layer);
                }
                (None, Some(next)) => {
                    let changed = self.decide(&mut state, &next, &mut paid);
                    match changed {
                        true => proposed = self.proposed(&state.layer),
                        false => drop(proposed.remove(0)),
                    }
                }
                (None, None) => break,
            }
        }
        paid
    }

    fn proposed(&self, layer: &Layer) -> Vec<Suggestion> {
        let ground = Ground {
            layer,
            ..self.ground
        };
        suggest(ground, self.knowledge, &Switches::default())
    }

    /// Whether some proposal will make `it` with fewer keys than a hand.
    fn covered(&self, it: &Annotation, proposed: &[Suggestion]) -> bool {
        proposed
            .iter()
            .any(|next| self.adjusting(it, next).is_some())
    }

    /// The keys that make `it` of the suggestion that is selected, if that is what an annotator would do.
    fn adjusting(&self, it: &Annotation, next: &Suggestion) -> Option<usize> {
        const MOST: usize = 3;
        let [range] = *it.parts.ranges() else {
            return None;
        };
        let same = it.label == next.label;
        if range == next.range {
            let other = || self.planner.label(&it.label, false).map(|keys| keys.len());
            return if same { Some(COST.accept) } else { other() };
        }
        let near = same && range.start() == next.range.start();
        let keys = near.then(|| self.planner.select(next.range, range))??;
        (keys.len() <= MOST).then_some(keys.len() + COST.accept)
    }

    /// Decide on `next`; whether something was annotated.
    fn decide(&self, state: &mut State, next: &Suggestion, paid: &mut Vec<Paid>) -> bool {
        let hop = if state.at_suggestion { 0 } else { COST.hop };
        state.at_suggestion = true;
        let keys = |it: &Arc<Annotation>| self.adjusting(it, next);
        let best = state
            .left
            .iter()
            .enumerate()
            .filter_map(|(at, it)| Some((keys(it)?, at)));
        match best.min() {
            Some((keys, at)) => {
                let it = state.left.remove(at);
                let accepted = keys == COST.accept && it.label == next.label;
                paid.push(Paid {
                    label: Arc::clone(&it.label),
                    keys: hop + keys,
                    accepted,
                });
                state.put(it);
                true
            }
            None => {
                let (label, keys) = (Arc::clone(&next.label), hop + COST.reject);
                paid.push(Paid {
                    label,
                    keys,
                    accepted: false,
                });
                state.reject(next);
                false
            }
        }
    }

    fn by_hand(&self, state: &State, it: &Annotation) -> usize {
        let mut made = state.layer.annotations.iter();
        let beside = made.any(|made| Some(&made.parts.cover()) == it.parts.ranges().first());
        let keys = self.planner.keys(state.here, it, beside);
        // What keys cannot make was not made without suggestions either; the reader's own search is the dearest way.
        keys.map_or(0, |keys| keys.len())
    }
}

/// How far the annotator is.
struct State {
    layer: Layer,
    /// What is still to be made, in order.
    left: Vec<Arc<Annotation>>,
    /// What is selected.
    here: TextRange,
    /// A decision has just led to the next suggestion.
    at_suggestion: bool,
}

impl State {
    fn put(&mut self, it: Arc<Annotation>) {
        self.here = it.parts.ranges().last().copied().unwrap_or(self.here);
        self.layer.annotations.put(it);
    }

    fn reject(&mut self, next: &Suggestion) {
        self.here = next.range;
        self.layer
            .rejections
            .extend(Parts::one(next.range).map(|parts| Rejection {
                label: Arc::clone(&next.label),
                parts,
                by: next.by.to_owned(),
            }));
    }
}
