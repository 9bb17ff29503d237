//! All other occurrences of what one annotation covers: found through case endings, capitals and look-alike letters,
//! walked one by one, taken back as one step.

use super::{macros::Answer, marking::Refusal, reader::Reader, selection::Selection};
use crate::{
    annotation::{Annotation, Change, Parts, Schema},
    locale::Message,
    msg,
    text::{Text, TextRange, Token, fold::folded, inflection::same_word},
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
    let wanted: Vec<Word> = tokens_of(text, model)
        .iter()
        .map(|token| Word::new(text, token))
        .collect();
    let Some(last) = wanted.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for block in 0..text.block_count() {
        for window in text.segments(block).tokens.windows(wanted.len()) {
            let range = window[0].range.cover(window[last].range);
            let alike = window
                .iter()
                .zip(&wanted)
                .all(|(token, word)| word.is_in(text, token));
            if alike && !range.overlaps(model) {
                found.push(range);
            }
        }
    }
    found
}

/// One word of what is looked for.
struct Word {
    folded: String,
    /// What begins with a capital is a name; the same word in small letters is not.
    capital: bool,
}

impl Word {
    fn new(text: &Text, token: &Token) -> Self {
        let word = text.slice(token.range);
        Self {
            folded: folded(word),
            capital: begins_with_capital(word),
        }
    }

    /// Whether `token` is a form of this word.
    fn is_in(&self, text: &Text, token: &Token) -> bool {
        let word = text.slice(token.range);
        // Folding is dear, lengths are not: endings are at most four letters.
        word.len().abs_diff(self.folded.len()) <= 16
            && (!self.capital || begins_with_capital(word))
            && same_word(&self.folded, &folded(word))
    }
}

fn begins_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn tokens_of(text: &Text, range: TextRange) -> Vec<Token> {
    let tokens = text.segments(text.block_at(range.start())).tokens;
    tokens
        .into_iter()
        .filter(|token| token.range.overlaps(range))
        .collect()
}
