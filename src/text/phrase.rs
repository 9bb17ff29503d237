//! Finding words again in other case endings: what one or many annotations cover, anywhere in a text, in one pass.

use super::{
    Text, TextRange, Token,
    fold::{fold_onto, folded},
    inflection::{same_word, stems},
};
use std::collections::HashMap;

/// One word of what is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Word {
    folded: String,
    /// What begins with a capital is a name; the same word in small letters is not.
    capital: bool,
}

/// Words in a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phrase(Vec<Word>);

impl Phrase {
    /// The tokens of `text` that share a byte with `range`, which is inside of a block; `None` when there is none.
    pub fn of(text: &Text, range: TextRange) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let block = text.block_at(range.start());
        let tokens = text.segments(block).tokens;
        Self::of_tokens(text, &tokens, range)
    }

    /// The same where the `tokens` of the block are at hand.
    pub fn of_tokens(text: &Text, tokens: &[Token], range: TextRange) -> Option<Self> {
        let first = tokens.partition_point(|token| token.range.end() <= range.start());
        let tokens = tokens[first..].iter();
        let inside = tokens.take_while(|token| token.range.start() < range.end());
        let words: Vec<Word> = inside
            .map(|token| text.slice(token.range))
            .map(|word| Word {
                folded: folded(word),
                capital: begins_with_capital(word),
            })
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// Whether one of its words begins with a capital letter.
    pub fn has_capital(&self) -> bool {
        self.0.iter().any(|word| word.capital)
    }
}

/// Many phrases that are looked for at once.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    /// By what may be the stem of the first part of the first word.
    by_stem: HashMap<String, Vec<u32>>,
}

/// So many phrases with one beginning are compared with the words at a place; more would take too long.
const MOST_ALIKE: usize = 64;

impl Phrases {
    /// Look for one more; the number it is called by.
    pub fn push(&mut self, phrase: Phrase) -> usize {
        let number = self.phrases.len();
        for stem in stems(first_part(&phrase.0[0].folded)) {
            let alike = self.by_stem.entry(stem.to_owned()).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push(number as u32);
            }
        }
        self.phrases.push(phrase);
        number
    }

    /// Every place of `text` that reads like one of them but for case endings, with the number of the phrase; sorted.
    pub fn find(&self, text: &Text) -> Vec<(TextRange, usize)> {
        let mut found = Vec::new();
        if self.phrases.is_empty() {
            return found;
        }
        let mut words = Words::default();
        for block in 0..text.block_count() {
            let tokens = text.segments(block).tokens;
            words.read(text, &tokens);
            for at in 0..tokens.len() {
                for number in self.at(text, &tokens, &words, at) {
                    let last = at + self.phrases[number].0.len() - 1;
                    found.push((tokens[at].range.cover(tokens[last].range), number));
                }
            }
        }
        found
    }

    /// The numbers of the phrases that the token with number `at` begins, in order.
    fn at(&self, text: &Text, tokens: &[Token], words: &Words, at: usize) -> Vec<usize> {
        let mut numbers = Vec::new();
        for stem in stems(first_part(words.get(at))) {
            let alike = self.by_stem.get(stem).into_iter().flatten();
            numbers.extend(alike.map(|number| *number as usize).filter(|number| {
                let phrase = &self.phrases[*number].0;
                let inside = at + phrase.len() <= tokens.len();
                inside
                    && phrase.iter().zip(at..).all(|(word, at)| {
                        (!word.capital || begins_with_capital(text.slice(tokens[at].range)))
                            && same_word(&word.folded, words.get(at))
                    })
            }));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The folded tokens of a block.
#[derive(Default)]
struct Words {
    folded: String,
    ends: Vec<usize>,
}

impl Words {
    fn read(&mut self, text: &Text, tokens: &[Token]) {
        self.folded.clear();
        self.ends.clear();
        for token in tokens {
            fold_onto(text.slice(token.range), &mut self.folded);
            self.ends.push(self.folded.len());
        }
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.folded[start..self.ends[at]]
    }
}

/// Parts joined by hyphens have endings of their own.
fn first_part(word: &str) -> &str {
    word.split('-').next().unwrap_or(word)
}

fn begins_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is found of the first `[marked]` words of the text.
    fn check(marked: &str, expected: &[&str]) {
        let (before, rest) = marked.split_once('[').unwrap();
        let (inside, after) = rest.split_once(']').unwrap();
        let text = Text::new(format!("{before}{inside}{after}")).unwrap();
        let range = TextRange::from_usize(before.len()..before.len() + inside.len());
        let mut phrases = Phrases::default();
        phrases.push(Phrase::of(&text, range).unwrap());
        let found = phrases.find(&text).into_iter();
        let found: Vec<_> = found.map(|(range, _)| text.slice(range)).collect();
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn words_are_found_in_other_endings_and_other_letters() {
        check("[Бочаров] у Бочарова, бочаровы.", &["Бочаров", "Бочарова"]);
        check(
            "[Красный цех], Красного цеха\nКрасный\nцех",
            &["Красный цех", "Красного цеха"],
        );
        check(
            "[город-герой] городу-герою и город",
            &["город-герой", "городу-герою"],
        );
        check(
            "[Краснодарского] Краснοдарсκогο",
            &["Краснодарского", "Краснοдарсκогο"],
        );
        check("[цех] Цех «цех»", &["цех", "Цех", "цех"]);
    }

    #[test]
    fn many_are_found_at_once_each_by_its_number() {
        let text = Text::new("Заря и Заря Востока").unwrap();
        let mut phrases = Phrases::default();
        for range in [0..8, 0..8, 12..35] {
            phrases.push(Phrase::of(&text, TextRange::from_usize(range)).unwrap());
        }
        let numbers: Vec<_> = phrases.find(&text).iter().map(|it| it.1).collect();
        assert_eq!(numbers, [0, 1, 0, 1, 2]);
    }

    proptest! {
        /// The index misses nothing that a comparison word by word would see.
        #[test]
        fn forms_of_one_word_are_found(a in "[а-в]{1,3}(а|ов|ой|ами)?(-[а-в]{1,3}(а|ов)?)?", b in "[а-в]{1,3}(а|ов|ой|ами)?(-[а-в]{1,3}(а|ов)?)?") {
            let text = Text::new(format!("{a} {b}")).unwrap();
            let mut phrases = Phrases::default();
            phrases.push(Phrase::of(&text, TextRange::from_usize(0..a.len())).unwrap());
            prop_assert_eq!(phrases.find(&text).len(), 1 + usize::from(same_word(&a, &b)), "{} {}", a, b);
        }
    }
}
