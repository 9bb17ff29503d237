//! All other occurrences of what one annotation covers: found through case endings, capitals and look-alike letters,
//! walked one by one, taken back as one step.

use super::{macros::Answer, marking::Refusal, reader::Reader, selection::Selection};
use crate::{
    annotation::{Annotation, Change, Parts, Schema},
    locale::Message,
    msg,
    text::{
        Text, TextRange,
        phrase::{Phrase, Phrases},
    },
};
use std::{collections::VecDeque, sync::Arc};

/// Occurrences that wait for a yes or a no.
#[derive(Clone, Debug)]
pub struct Occurrences {
    /// What they would be copies of.
    pub model: Arc<Annotation>,
    /// Those that are left, the first of them selected.
    pub left: VecDeque<TextRange>,
    /// How many were found.
    pub found: usize,
    /// How many were taken.
    pub taken: usize,
    /// What was answered so far, for a macro.
    pub(super) answers: Vec<Answer>,
    /// The selection to come back to.
    origin: Selection,
}

impl Reader {
    /// Find the occurrences of the annotation here that do not carry its label yet, those after it first.
    pub(super) fn occurrences(&self) -> Result<Occurrences, Refusal> {
        let model = self
            .current()
            .cloned()
            .ok_or_else(|| msg!("no-annotation-here"))?;
        let cover = model.parts.cover();
        let labelled = |range: &TextRange| {
            let mut there = self.layer.annotations.overlapping(*range);
            there.any(|other| other.label == model.label && other.parts.cover().overlaps(*range))
        };
        let mut ranges = find(&self.text, cover);
        ranges.retain(|range| !labelled(range));
        let after = ranges.partition_point(|range| range.start() < cover.start());
        ranges.rotate_left(after);
        if ranges.is_empty() {
            return Err(msg!("no-occurrences"));
        }
        let found = ranges.len();
        Ok(Occurrences {
            model,
            left: ranges.into(),
            found,
            taken: 0,
            answers: Vec::new(),
            origin: self.selection,
        })
    }

    /// Show the occurrence that is asked about.
    pub(super) fn show_occurrence(&mut self, occurrences: &Occurrences) {
        match occurrences.left.front() {
            Some(range) => self.select(Selection::new(*range)),
            None => self.select(occurrences.origin),
        }
    }

    /// Take the occurrence that is asked about; all that are taken in a row are one step.
    pub(super) fn take_occurrence(
        &mut self,
        occurrences: &mut Occurrences,
        schema: &Schema,
        rng: &mut fastrand::Rng,
    ) -> Result<(), Refusal> {
        let Some(range) = occurrences.left.pop_front() else {
            return Ok(());
        };
        let Some(parts) = Parts::one(range) else {
            return Ok(());
        };
        self.allowed(schema, &parts, None)?;
        let copy = Annotation {
            id: self.new_id(rng),
            parts,
            note: String::new(),
            ..(*occurrences.model).clone()
        };
        let change = Change::Annotation {
            before: None,
            after: Some(Arc::new(copy)),
        };
        if occurrences.taken == 0 {
            self.selection = occurrences.origin;
            self.commit(vec![change], None)?;
        } else {
            self.amend(change)?;
        }
        occurrences.taken += 1;
        Ok(())
    }

    /// The walk is over.
    pub(super) fn end_occurrences(&mut self, occurrences: &Occurrences) -> Message {
        self.select(occurrences.origin);
        self.focus = Some(occurrences.model.id.clone());
        msg!("occurrences-taken", count = occurrences.taken)
    }
}

/// Every stretch of the text that reads like `model` but for case endings, sorted; `model` itself is left out.
fn find(text: &Text, model: TextRange) -> Vec<TextRange> {
    let mut phrases = Phrases::default();
    if let Some(phrase) = Phrase::of(text, model) {
        phrases.push(phrase);
    }
    let found = phrases.find(text).into_iter().map(|(range, _)| range);
    found.filter(|range| !range.overlaps(model)).collect()
}
