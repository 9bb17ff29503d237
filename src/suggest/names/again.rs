//! Names that are introduced once and stand alone later, in any case: a surname after the full name, what is in quotes
//! after its type noun.

use super::{Kind, Mention, lexicon::Known, organisations, persons, words::Words};
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
    before: Option<Before>,
    stands: Stands,
}

struct Before {
    range: TextRange,
    folded: String,
    /// It may be a first name that no list has.
    may_be_first: bool,
    /// It does not begin the sentence: its capital letter says something.
    inside: bool,
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
        found.push(Candidate {
            range: words.range(at, at + 1),
            folded: word.folded.clone(),
            before: before(words, at),
            stands: if word.joined {
                Stands::Inside
            } else {
                Stands::First
            },
        });
    }
}

fn before(words: Words<'_>, at: usize) -> Option<Before> {
    let last = at.checked_sub(1).filter(|_| words.next(at).is_some())?;
    let word = words.get(last).filter(|it| it.titled)?;
    Some(Before {
        range: words.range(last, at),
        folded: word.folded.clone(),
        may_be_first: persons::may_be_first(words, word),
        inside: word.joined,
    })
}

/// All that a document introduces, by the first letters.
pub struct Introductions<'a> {
    all: HashMap<String, Vec<&'a Introduced>>,
    /// Two words that stand together inside of a sentence, of which the second is a surname that is introduced.
    pairs: HashMap<String, Vec<(&'a str, &'a str)>>,
}

/// So many names with one beginning are compared with a word; more would take too long.
const MOST_ALIKE: usize = 256;

/// Letters that forms of one word surely share.
const SHARED: usize = 3;

fn beginning(folded: &str) -> String {
    folded.chars().take(SHARED).collect()
}

impl<'a> Introductions<'a> {
    /// What `mentions` introduce, with the first names that stand before `candidates`.
    pub fn of(mentions: &'a [Mention], candidates: &'a [Candidate]) -> Self {
        let mut all: HashMap<String, Vec<&Introduced>> = HashMap::new();
        for new in mentions.iter().filter_map(|it| it.introduces.as_ref()) {
            let same = all.entry(beginning(new.name())).or_default();
            if same.len() < MOST_ALIKE && !same.contains(&new) {
                same.push(new);
            }
        }
        let mut found = Self {
            all,
            pairs: HashMap::new(),
        };
        found.pair(candidates);
        found
    }

    fn pair(&mut self, candidates: &'a [Candidate]) {
        for candidate in candidates {
            let before = candidate.before.as_ref();
            let Some(before) = before.filter(|it| it.inside && it.may_be_first) else {
                continue;
            };
            let beginning = beginning(&candidate.folded);
            if self.all.contains_key(&beginning) {
                let same = self.pairs.entry(beginning).or_default();
                let pair = (before.folded.as_str(), candidate.folded.as_str());
                if same.len() < MOST_ALIKE && !same.contains(&pair) {
                    same.push(pair);
                }
            }
        }
    }

    /// What `candidate` is after all.
    pub fn mention(&self, candidate: &Candidate) -> Option<Mention> {
        let same = self.all.get(&beginning(&candidate.folded))?.iter();
        let mut same = same.filter(|it| same_word(it.name(), &candidate.folded));
        let (kind, range) = same.find_map(|it| match it {
            Introduced::Surname { first, .. } if candidate.stands != Stands::InQuotes => {
                Some((Kind::Person, self.with_first(candidate, first.as_deref())))
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

    /// The place of `candidate` with the first name before it: the one that was introduced with the surname, one that no
    /// list has inside of a sentence, or that one again at a beginning.
    fn with_first(&self, candidate: &Candidate, first: Option<&str>) -> TextRange {
        let known = |before: &Before| first.is_some_and(|first| same_word(first, &before.folded));
        let fits = |before: &&Before| {
            known(before)
                || before.may_be_first && (before.inside || self.is_pair(before, candidate))
        };
        let before = candidate.before.as_ref().filter(fits);
        before.map_or(candidate.range, |it| it.range.cover(candidate.range))
    }

    fn is_pair(&self, before: &Before, candidate: &Candidate) -> bool {
        let pairs = self.pairs.get(&beginning(&candidate.folded));
        pairs.is_some_and(|pairs| {
            pairs.iter().any(|(first, surname)| {
                same_word(first, &before.folded) && same_word(surname, &candidate.folded)
            })
        })
    }
}
