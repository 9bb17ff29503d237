//! Names that are introduced once and stand alone later, in any case: a surname after the full name, what is in quotes
//! after its type noun.

use super::{Kind, Mention, lexicon::Known, organisations, words::Words};
use crate::text::{TextRange, inflection::same_word};
use std::collections::HashMap;

/// What a mention introduces, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Introduced {
    /// A surname, and the first name before it where no list has that.
    Surname {
        /// Of several words it is the first.
        first: Option<String>,
        /// What may stand alone.
        surname: String,
    },
    /// What stood in quotes.
    Quoted(String),
}

impl Introduced {
    fn name(&self) -> &str {
        match self {
            Introduced::Surname { surname, .. } => surname,
            Introduced::Quoted(name) => name,
        }
    }
}

/// What no rule knew: it may be a name that is introduced elsewhere.
pub struct Candidate {
    range: TextRange,
    folded: String,
    /// The word before, if it has a capital letter too.
    before: Option<(TextRange, String)>,
    stands: Stands,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    InQuotes,
    /// Any word has a capital letter there.
    First,
    Inside,
}

/// The candidates that begin with word `at`: what is in quotes, and the word alone.
pub fn candidates(words: Words<'_>, at: usize, found: &mut Vec<Candidate>) {
    let Some(word) = words.get(at).filter(|word| word.capital) else {
        return;
    };
    let quoted = organisations::in_quotes(words, at);
    found.extend(quoted.map(|(range, folded)| Candidate {
        range,
        folded,
        before: None,
        stands: Stands::InQuotes,
    }));
    if word.titled && word.known == Known::default() && word.folded.chars().count() > 3 {
        let before = at.checked_sub(1).filter(|_| word.joined);
        let before = before.and_then(|at| words.get(at)).filter(|it| it.titled);
        found.push(Candidate {
            range: words.range(at, at + 1),
            folded: word.folded.clone(),
            before: before.map(|it| (words.atoms.range(it.first, it.end), it.folded.clone())),
            stands: if word.joined {
                Stands::Inside
            } else {
                Stands::First
            },
        });
    }
}

/// All that a document introduces, by the first letters.
pub struct Introductions<'a>(HashMap<String, Vec<&'a Introduced>>);

/// So many names with one beginning are compared with a word; more would take too long.
const MOST_ALIKE: usize = 256;

/// Letters that forms of one word surely share.
const SHARED: usize = 3;

fn beginning(folded: &str) -> String {
    folded.chars().take(SHARED).collect()
}

impl<'a> Introductions<'a> {
    /// What `mentions` introduce.
    pub fn of(mentions: &'a [Mention]) -> Self {
        let mut all: HashMap<String, Vec<&Introduced>> = HashMap::new();
        for new in mentions.iter().filter_map(|it| it.introduces.as_ref()) {
            let same = all.entry(beginning(new.name())).or_default();
            if same.len() < MOST_ALIKE && !same.contains(&new) {
                same.push(new);
            }
        }
        Self(all)
    }

    /// What `candidate` is after all.
    pub fn mention(&self, candidate: Candidate) -> Option<Mention> {
        let same = self.0.get(&beginning(&candidate.folded))?.iter();
        let mut same = same.filter(|it| same_word(it.name(), &candidate.folded));
        let (kind, range) = same.find_map(|it| match it {
            Introduced::Surname { first, .. } if candidate.stands != Stands::InQuotes => {
                Some((Kind::Person, with_first(&candidate, first.as_deref())))
            }
            Introduced::Quoted(_) if candidate.stands != Stands::First => {
                Some((Kind::Organisation, candidate.range))
            }
            _ => None,
        })?;
        Some(Mention {
            kind,
            range,
            score: 0.9,
            words: 0..0,
            introduces: None,
        })
    }
}

fn with_first(candidate: &Candidate, first: Option<&str>) -> TextRange {
    match (first, &candidate.before) {
        (Some(first), Some((range, before))) if same_word(first, before) => {
            range.cover(candidate.range)
        }
        _ => candidate.range,
    }
}
