//! All forms of all listed names in one hash table, by what they may be.

use super::{decline, lists};
use crate::text::fold::folded;
use foldhash::fast::FixedState;
use std::{collections::HashMap, sync::LazyLock};

/// What a word or a phrase with a capital letter may be; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(u8);

impl Known {
    /// A first name.
    pub const FIRST: Known = Known(1);
    /// A first name that is a word too.
    pub const UNSURE: Known = Known(2);
    /// A place.
    pub const PLACE: Known = Known(4);
    /// An organisation.
    pub const ORG: Known = Known(8);
    /// An organisation when it is all in capitals.
    pub const SHORT: Known = Known(16);
    /// The first word of a phrase.
    pub const HEAD: Known = Known(32);

    /// Whether it is one of those in `other`.
    pub fn is(self, other: Known) -> bool {
        self.0 & other.0 != 0
    }

    fn or(self, other: Known) -> Known {
        Known(self.0 | other.0)
    }
}

/// What the folded word or phrase is known as.
pub fn known(folded: &str) -> Known {
    LEXICON.get(folded).copied().unwrap_or_default()
}

static LEXICON: LazyLock<HashMap<String, Known, FixedState>> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (names, kind) in [
        (lists::FIRST, Known::FIRST),
        (lists::UNSURE, Known::UNSURE),
        (lists::COUNTRIES, Known::PLACE),
        (lists::CITIES, Known::PLACE),
        (lists::NAMED, Known::ORG),
    ] {
        for name in names.split([' ', '\n']).filter(|name| !name.is_empty()) {
            lexicon.words(decline::forms(name), kind);
        }
    }
    let short = lists::SHORT
        .split([' ', '\n'])
        .filter(|name| !name.is_empty());
    lexicon.words(short.map(str::to_owned).collect(), Known::SHORT);
    for (phrases, kind) in [(lists::PHRASES, Known::PLACE), (lists::BODIES, Known::ORG)] {
        for phrase in phrases.split('|') {
            lexicon.words(decline::phrase_forms(phrase.trim()), kind);
        }
    }
    for (fixed, kind) in [
        (lists::FIXED, Known::PLACE),
        (lists::FIXED_BODIES, Known::ORG),
    ] {
        let forms = fixed.split('|').map(|it| it.trim().to_owned());
        lexicon.words(forms.collect(), kind);
    }
    lexicon.0
});

#[derive(Default)]
struct Lexicon(HashMap<String, Known, FixedState>);

impl Lexicon {
    fn words(&mut self, forms: Vec<String>, kind: Known) {
        for form in forms {
            let form = folded(&form);
            if let Some((head, _)) = form.split_once(' ') {
                self.add(head.to_owned(), Known::HEAD);
            }
            self.add(form, kind);
        }
    }

    fn add(&mut self, form: String, kind: Known) {
        let known = self.0.entry(form).or_default();
        *known = known.or(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_their_cases() {
        for (word, kind) in [
            ("москвы", Known::PLACE),
            ("санкт-петербурге", Known::PLACE),
            ("южной кореей", Known::PLACE),
            ("южной", Known::HEAD),
            ("юрия", Known::FIRST),
            ("евросоюза", Known::ORG),
            ("верховного суда", Known::ORG),
            ("оон", Known::SHORT),
            ("вере", Known::UNSURE),
        ] {
            assert!(known(word).is(kind), "{word}");
        }
        assert_eq!(known("стол"), Known::default());
    }
}
