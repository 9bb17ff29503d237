//! Which documents the list is narrowed to.

use super::corpus::Entry;
use crate::{keymap::Keyboard, text::fold};

/// Lets through documents whose title or path has the letters of each word typed in their order; what was typed on
/// the wrong keyboard layout is found too. No matcher that finds the best of many ways: it is asked about 100,000
/// documents at each letter, and only whether.
pub(super) struct Sieve {
    /// Folded words for each spelling; none: everything passes.
    spellings: Vec<Vec<String>>,
}

impl Sieve {
    pub(super) fn new(typed: &str, keyboard: &Keyboard) -> Self {
        let words = |spelling: &String| {
            let folded = fold::folded(spelling);
            folded.split_whitespace().map(str::to_owned).collect()
        };
        let spellings = match typed {
            "" => Vec::new(),
            typed => spellings(typed, keyboard),
        };
        Self {
            spellings: spellings.iter().map(words).collect(),
        }
    }

    pub(super) fn passes(&self, entry: &Entry) -> bool {
        let has = |words: &Vec<String>| words.iter().all(|word| has_letters(&entry.folded, word));
        self.spellings.is_empty() || self.spellings.iter().any(has)
    }
}

/// Whether the letters of `word` follow each other in `text` with hardly more others between them: letters that
/// are strewn over a whole line make no word.
fn has_letters(text: &str, word: &str) -> bool {
    let Some(first) = word.chars().next() else {
        return true;
    };
    let longest = 2 * word.chars().count() + 2;
    let within = |start: usize| {
        let mut wanted = word.chars().peekable();
        for letter in text[start..].chars().take(longest) {
            wanted.next_if_eq(&letter);
        }
        wanted.peek().is_none()
    };
    text.match_indices(first).any(|(start, _)| within(start))
}

/// `typed` as it is and as the same keys would read on the other layout.
pub fn spellings(typed: &str, keyboard: &Keyboard) -> Vec<String> {
    let mut all = vec![typed.to_owned()];
    for other in [keyboard.latin_text(typed), keyboard.native_text(typed)] {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_each_word_are_sought_in_their_order() {
        for (text, word, expected) in [
            ("завод открыт", "завод", true),
            ("завод открыт", "здо", true),
            ("завод открыт", "тз", false),
            ("завод открыт", "вв", false),
            ("мел аист на току хворост", "мантуров", false),
            ("", "а", false),
        ] {
            assert_eq!(has_letters(text, word), expected, "{text} {word}");
        }
    }

    #[test]
    fn a_wrong_layout_and_the_order_of_words_make_no_difference() {
        let entry = |folded: &str| Entry {
            path: "a".into(),
            name: "a".into(),
            bytes: 0,
            survey: None,
            counted: false,
            folded: folded.into(),
        };
        for (typed, expected) in [
            ("открыт завод", true),
            ("pfdjl", true),
            ("завод 2", false),
            ("", true),
        ] {
            let sieve = Sieve::new(typed, &Keyboard::default());
            assert_eq!(sieve.passes(&entry("завод открыт")), expected, "{typed}");
        }
    }
}
