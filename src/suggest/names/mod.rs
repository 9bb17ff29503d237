//! Names without any training: persons, positions, organisations, places, by lists and by how they are written.
//!
//! Precision comes first: what is only likely is left to the learner. A surname that was met in full once, or a name in
//! quotes after its type noun, is found alone in the rest of the document, in any case (`again`).

mod again;
mod common;
mod decline;
pub(super) mod lexicon;
mod lists;
mod organisations;
mod persons;
mod places;
mod positions;
mod words;

use super::{
    Ground, Suggester, Suggestion,
    atom::{self, Atoms},
};
use crate::{
    annotation::Fields,
    text::{Text, TextRange},
};
use again::{Candidate, Introduced, Introductions};
use std::ops::Range;
use words::Words;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A position.
    Position,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

impl Kind {
    /// The name of its label in the default schema.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Person => "PER",
            Kind::Position => "POS",
            Kind::Organisation => "ORG",
            Kind::Place => "LOC",
        }
    }
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it is of.
    pub kind: Kind,
    /// What it covers.
    pub range: TextRange,
    /// How sure that is.
    pub score: f32,
    words: Range<usize>,
    /// What may stand alone elsewhere.
    introduces: Option<Introduced>,
}

/// Proposes names.
#[derive(Debug)]
pub struct Names;

impl Suggester for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        let labels = ground.labels();
        for mention in names(ground) {
            let label = labels.get(mention.kind.label());
            found.extend(label.map(|label| Suggestion {
                range: mention.range,
                label,
                score: mention.score,
                by: self.name(),
                measure: None,
                fields: Fields::new(),
            }));
        }
    }
}

/// The names of the text, in order.
fn names(ground: Ground<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for block in 0..ground.text.block_count() {
        let sentences = ground.sentences(block);
        in_sentences(ground.text, &sentences, &mut found, &mut alone);
    }
    let introductions = Introductions::of(&found, &alone);
    let again: Vec<Mention> = alone
        .iter()
        .filter_map(|candidate| introductions.mention(candidate))
        .collect();
    found.extend(again);
    found.sort_by_key(|mention| {
        (
            mention.range.start(),
            std::cmp::Reverse(mention.range.end()),
        )
    });
    found
}

fn in_sentences(
    text: &Text,
    sentences: &[TextRange],
    found: &mut Vec<Mention>,
    alone: &mut Vec<Candidate>,
) {
    let mut read = Vec::new();
    for sentence in sentences {
        read.clear();
        atom::read(text.as_str(), *sentence, &mut read);
        let atoms = Atoms::new(text.as_str(), &read);
        let list = words::read(atoms);
        in_sentence(Words::new(atoms, &list), found, alone);
    }
}

fn in_sentence(words: Words<'_>, found: &mut Vec<Mention>, alone: &mut Vec<Candidate>) {
    let (mut at, mut after) = (0, 0);
    while at < words.count() {
        let name = persons::person(words, at)
            .or_else(|| organisations::organisation(words, at))
            .or_else(|| places::place(words, at));
        match name {
            Some(mention) => {
                let position = match mention.kind {
                    Kind::Person => positions::position(words, mention.words.start, after),
                    _ => positions::held(words, &mention, after),
                };
                if let Some(position) = position {
                    put_position(found, position);
                }
                // A place or a body inside the title of a position stays a name of its own.
                at = mention.words.end.max(at + 1);
                if mention.kind == Kind::Person {
                    after = at;
                }
                found.push(mention);
            }
            None => {
                again::candidates(words, at, alone);
                at += 1;
            }
        }
    }
}

/// Put `position` in the place of what is the same position so far: «глава МИД», «глава МИД Германии».
fn put_position(found: &mut Vec<Mention>, position: Mention) {
    let last = found.iter().rposition(|it| it.kind == Kind::Position);
    if let Some(last) = last.filter(|at| found[*at].range.overlaps(position.range)) {
        found.remove(last);
    }
    found.push(position);
}

#[cfg(test)]
mod tests;
