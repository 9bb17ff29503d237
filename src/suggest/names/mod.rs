//! Names without any training: persons, positions, organisations, places, by lists and by how they are written.
//!
//! Precision comes first: what is only likely is left to the learner. A surname that was met in full once is found
//! alone in the rest of the document, in any case.

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
    text::{Text, TextRange, inflection::same_word},
};
use lexicon::Known;
use std::{collections::HashMap, ops::Range};
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
    /// The surname, folded, that may stand alone later.
    surname: Option<String>,
}

/// Proposes names.
#[derive(Debug)]
pub struct Names;

impl Suggester for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        let label = |kind: Kind| ground.schema.label(kind.label());
        for mention in names(ground) {
            found.extend(label(mention.kind).map(|label| Suggestion {
                range: mention.range,
                label: label.name.as_str().into(),
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
    let surnames = Surnames::of(&found);
    let again: Vec<Mention> = alone
        .into_iter()
        .filter_map(|candidate| surnames.mention(candidate))
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

/// A word with a capital letter that no rule knew: it may be a surname met elsewhere.
struct Candidate {
    range: TextRange,
    folded: String,
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
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let name = persons::person(words, at)
            .or_else(|| organisations::organisation(words, at))
            .or_else(|| places::place(words, at));
        match name {
            Some(mention) => {
                let position = (mention.kind == Kind::Person)
                    .then(|| positions::position(words, mention.words.start));
                // A place or a body inside the title of a position stays a name of its own.
                found.extend(position.flatten());
                at = mention.words.end.max(at + 1);
                found.push(mention);
            }
            None => {
                if word.titled && word.known == Known::default() && word.folded.chars().count() > 3
                {
                    alone.push(Candidate {
                        range: words.range(at, at + 1),
                        folded: word.folded.clone(),
                    });
                }
                at += 1;
            }
        }
    }
}

/// The surnames of a document, by their first letters.
struct Surnames<'a>(HashMap<String, Vec<&'a str>>);

/// So many surnames with one beginning are compared with a word; more would take too long.
const MOST_ALIKE: usize = 256;

/// Letters that forms of one word surely share.
const SHARED: usize = 3;

fn beginning(folded: &str) -> String {
    folded.chars().take(SHARED).collect()
}

impl<'a> Surnames<'a> {
    fn of(mentions: &'a [Mention]) -> Self {
        let mut surnames: HashMap<String, Vec<&str>> = HashMap::new();
        for surname in mentions
            .iter()
            .filter_map(|mention| mention.surname.as_deref())
        {
            let same = surnames.entry(beginning(surname)).or_default();
            if same.len() < MOST_ALIKE && !same.contains(&surname) {
                same.push(surname);
            }
        }
        Self(surnames)
    }

    fn mention(&self, candidate: Candidate) -> Option<Mention> {
        let same = self.0.get(&beginning(&candidate.folded))?;
        let met = same
            .iter()
            .any(|surname| same_word(surname, &candidate.folded));
        met.then_some(Mention {
            kind: Kind::Person,
            range: candidate.range,
            score: 0.9,
            words: 0..0,
            surname: None,
        })
    }
}

#[cfg(test)]
mod tests;
