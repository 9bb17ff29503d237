//! The same layer with suggestions on, in the real program: this is the annotator, who decides which keys to press.
//!
//! The annotator goes through the text once, from the beginning. What the program proposes is hopped to and decided on:
//! accepted when it is right, after its end was moved when that takes few keys, given another label by its digit,
//! refused when nothing is there. What is not proposed is labelled by hand with the keys of the planner. The document
//! is done when all is made and nothing is left in the queue.

use super::{
    planner::Planner,
    replay::{Replay, WIDTH},
};
use crate::{
    annotation::{Annotation, Layer, Schema},
    app::Queue,
    commands::Action,
    keymap::{Key, Keymap},
    suggest::{Knowledge, Suggestion},
    text::Text,
};
use std::{collections::HashSet, sync::Arc};

/// Who needs more keys than that to move an end begins anew.
const MOST_TO_MOVE: usize = 3;

/// What one decision took, and the label it was about.
pub(super) struct Paid {
    pub label: Arc<str>,
    pub keys: usize,
    /// A right suggestion was accepted as it was.
    pub accepted: bool,
}

/// What came of a document.
pub(super) struct Made {
    pub paid: Vec<Paid>,
    /// Annotations that are missing in the end, or too many.
    pub differing: usize,
}

/// Make `gold`, of which everything can be made with keys.
pub(super) fn make(
    text: &Text,
    gold: &Layer,
    schema: &Schema,
    keymap: &Keymap,
    knowledge: &Knowledge,
) -> Made {
    let mut walk = Walk {
        planner: Planner::new(text, WIDTH, keymap, schema),
        replay: Replay::open(text, schema, keymap, Some(knowledge)),
        left: gold.annotations.iter().cloned().collect(),
        paid: Vec::new(),
    };
    // Each step makes or refuses something; a refusal that the program does not accept must not go on forever.
    let most = gold.annotations.len() + text.len().raw() as usize;
    let _steps = (0..most).take_while(|_| walk.step()).count();
    Made {
        differing: walk.differing(gold),
        paid: walk.paid,
    }
}

/// A document on the way.
struct Walk<'a> {
    planner: Planner<'a>,
    replay: Replay<'a>,
    /// What is still to be made, in order.
    left: Vec<Arc<Annotation>>,
    paid: Vec<Paid>,
}

impl Walk<'_> {
    /// One more decision; `false` when there is none.
    fn step(&mut self) -> bool {
        let next = self.next();
        let by_hand = self.left.iter().position(|it| !self.is_proposed(it));
        let start = next.as_ref().map(|next| next.range.start());
        let is_first = |at: &usize| {
            let there = self.left[*at].parts.cover().start();
            start.is_none_or(|start| there <= start)
        };
        match (by_hand.filter(is_first), next) {
            (Some(at), _) => self.by_hand(at),
            (None, Some(next)) => return self.decide(&next).is_some(),
            (None, None) => return false,
        }
        true
    }

    fn queue(&self) -> Option<&Queue> {
        self.replay.reader().map(|reader| &reader.queue)
    }

    /// What the program proposes: what keys are about now, else from here on, else from the beginning.
    fn next(&self) -> Option<Suggestion> {
        let queue = self.queue().filter(|queue| !queue.is_empty())?;
        let here = self.replay.selected().start();
        let at = self.replay.reader()?.suggestion();
        let ahead = || queue.iter().find(|it| it.range.start() >= here);
        at.or_else(ahead).or_else(|| queue.iter().next()).cloned()
    }

    /// Whether some suggestion will make `it` with fewer keys than a hand.
    fn is_proposed(&self, it: &Annotation) -> bool {
        let queue = self.queue().into_iter().flat_map(Queue::iter);
        let at = self.replay.reader().and_then(|reader| reader.suggestion());
        let mut all = queue.chain(at);
        all.any(|next| self.making(it, next).is_some())
    }

    /// The keys that make `it` of the suggestion that is hopped to, if that is what an annotator would do.
    fn making(&self, it: &Annotation, next: &Suggestion) -> Option<Vec<Key>> {
        let [range] = *it.parts.ranges() else {
            return None;
        };
        let same = it.label == next.label;
        if range == next.range {
            let taken = || self.replay.is_taken(range);
            let other = || self.planner.label(&it.label, taken());
            return if same { self.accept() } else { other() };
        }
        let near = same && range.start() == next.range.start();
        let mut keys = near.then(|| self.planner.reshape(next.range.end(), range))??;
        let few = keys.len() <= MOST_TO_MOVE;
        // What is selected by chance is no suggestion any more once its end was moved.
        let by_chance = self.replay.selected() == next.range && self.queue()?.hopped().is_none();
        keys.extend(match by_chance {
            true => self.planner.label(&it.label, false)?,
            false => self.accept()?,
        });
        few.then_some(keys)
    }

    fn accept(&self) -> Option<Vec<Key>> {
        let accept = self.planner.press(Action::AcceptSuggestion);
        accept.or_else(|| self.planner.press(Action::AcceptOrLabel))
    }

    /// Make of `next` what is right, or refuse it.
    fn decide(&mut self, next: &Suggestion) -> Option<()> {
        let before = self.replay.pressed;
        self.replay.press(&self.way(next)?);
        let left = self.left.iter().enumerate();
        let ways = left.filter_map(|(at, it)| Some((at, self.making(it, next)?)));
        let (label, accepted) = match ways.min_by_key(|(_, keys)| keys.len()) {
            Some((at, keys)) => {
                self.replay.press(&keys);
                let it = self.left.remove(at);
                let as_it_was = it.label == next.label && it.parts.cover() == next.range;
                (Arc::clone(&it.label), as_it_was && self.replay.has(&it))
            }
            None => {
                self.replay
                    .press(&self.planner.press(Action::RejectSuggestion)?);
                (Arc::clone(&next.label), false)
            }
        };
        self.pay(label, before, accepted);
        Some(())
    }

    /// The fewest hops to `next`, forward or back; none when keys are about it already.
    fn way(&self, next: &Suggestion) -> Option<Vec<Key>> {
        if self.replay.reader()?.suggestion() == Some(next) {
            return Some(Vec::new());
        }
        let ways = [
            (Action::NextSuggestion, true),
            (Action::PreviousSuggestion, false),
        ];
        let hops = |(action, forward)| {
            let keys = self.planner.press(action)?;
            Some(keys.repeat(self.hops(next, forward)?))
        };
        ways.into_iter().filter_map(hops).min_by_key(Vec::len)
    }

    fn hops(&self, next: &Suggestion, forward: bool) -> Option<usize> {
        let queue = self.queue()?;
        let mut place = self.replay.selected();
        for count in 1..=queue.len() {
            let found = queue.next(None, place, false, forward);
            let found = found.or_else(|| queue.edge(false, forward))?;
            if found == next {
                return Some(count);
            }
            place = found.range;
        }
        None
    }

    fn by_hand(&mut self, at: usize) {
        let before = self.replay.pressed;
        let it = self.left.remove(at);
        let _not_made_is_told = self.replay.annotate(&self.planner, &it);
        self.pay(Arc::clone(&it.label), before, false);
    }

    fn pay(&mut self, label: Arc<str>, before: usize, accepted: bool) {
        self.paid.push(Paid {
            label,
            keys: self.replay.pressed - before,
            accepted,
        });
    }

    fn differing(&self, gold: &Layer) -> usize {
        let is = |it: &Arc<Annotation>| (Arc::clone(&it.label), it.parts.clone());
        let wanted: HashSet<_> = gold.annotations.iter().map(is).collect();
        let made: HashSet<_> = self.replay.made().map(is).collect();
        wanted.symmetric_difference(&made).count()
    }
}
