//! Folding for search and matching. Whoever looks for «еще» means «Ещё», «ещё́» and «еще» with a
//! Greek ο in the next word as well: case, ё, stress marks, soft hyphens, the kind of blank, dash
//! and quote make no difference, nor do Latin and Greek letters that pose as Cyrillic ones.
//!
//! й stays apart from и, and a word without any Cyrillic letter is left in its own script.

use super::cluster::{Class, Cluster, cluster_at, clusters};
use std::ops::Range;

/// Folded text and the way back.
#[derive(Clone, Debug)]
pub struct Folded {
    /// What to search in.
    pub text: String,
    /// The start of each grapheme in the folded text and in the source, and the ends of both.
    starts: Vec<(u32, u32)>,
}

/// Fold `source`, which must be shorter than 4 GiB.
pub fn fold(source: &str) -> Folded {
    let mut text = String::with_capacity(source.len());
    let mut starts = Vec::with_capacity(source.len() / 2 + 1);
    let mark = |folded: usize, source: usize| starts.push((folded as u32, source as u32));
    fold_into(source, &mut text, mark);
    starts.push((text.len() as u32, source.len() as u32));
    Folded { text, starts }
}

/// Only the folded text, where no way back is needed (list filter, label names).
pub fn folded(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    fold_onto(source, &mut text);
    text
}

/// Append `source` folded to `text`, which may be used again and again for words.
pub fn fold_onto(source: &str, text: &mut String) {
    let start = text.len();
    for letter in source.chars() {
        match letter {
            'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => text.push(lower(letter)),
            // Most words are made of these alone; others are read with care.
            _ => {
                text.truncate(start);
                return fold_into(source, text, |_, _| ());
            }
        }
    }
}

impl Folded {
    /// Bytes of the source that bytes `range` of the folded text came from; whole graphemes.
    pub fn to_source(&self, range: Range<usize>) -> Range<usize> {
        let begins_by = |start: &(u32, u32)| start.0 as usize <= range.start;
        let begins_before_end = |start: &(u32, u32)| (start.0 as usize) < range.end;
        let first = self.starts.partition_point(begins_by).saturating_sub(1);
        let end = self.starts.partition_point(begins_before_end).max(first);
        let source = |at: usize| self.starts.get(at).or(self.starts.last());
        let source = |at: usize| source(at).map_or(0, |start| start.1 as usize);
        source(first)..source(end)
    }
}

/// The script of the word that is being folded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    None,
    /// It has a Cyrillic letter, so the others are taken for Cyrillic ones too.
    Cyrillic,
    Foreign,
}

/// Append `source` folded to `text`; `mark` gets the place of each grapheme in both.
pub(super) fn fold_into(source: &str, text: &mut String, mut mark: impl FnMut(usize, usize)) {
    let mut word = Word::None;
    let mut at = 0;
    while let Some(cluster) = cluster_at(source, at) {
        mark(text.len(), at);
        word = word_at(word, source, cluster);
        push_base(cluster, word, text);
        push_marks(
            &source[at + cluster.base.len_utf8()..cluster.end],
            cluster,
            text,
        );
        at = cluster.end;
    }
}

/// The script of the word that `cluster` is in, when that of the one before was `word`.
#[inline]
fn word_at(word: Word, source: &str, cluster: Cluster) -> Word {
    match cluster.class {
        Class::Letter if is_cyrillic(cluster.base) => Word::Cyrillic,
        Class::Letter if word == Word::None => script(&source[cluster.start..]),
        Class::Letter | Class::Format => word,
        _ => Word::None,
    }
}

/// The script of the word that `rest` begins with.
fn script(rest: &str) -> Word {
    let in_word = |cluster: &Cluster| matches!(cluster.class, Class::Letter | Class::Format);
    let mut word = clusters(rest).take_while(in_word);
    match word.any(|cluster| is_cyrillic(cluster.base)) {
        true => Word::Cyrillic,
        false => Word::Foreign,
    }
}

#[inline]
fn push_base(cluster: Cluster, word: Word, text: &mut String) {
    match cluster.class {
        Class::Blank => text.push(' '),
        Class::Format => {}
        Class::Letter if word == Word::Cyrillic => text.push(twin(lower(cluster.base))),
        Class::Letter => text.extend(cluster.base.to_lowercase()),
        _ if cluster.base == '\u{200B}' => {}
        _ => text.push(sign(cluster.base)),
    }
}

/// Append the characters after the base of `cluster`: stress goes, й and its like are composed.
fn push_marks(marks: &str, cluster: Cluster, text: &mut String) {
    let is_letter = cluster.class == Class::Letter;
    for mark in marks.chars() {
        match (mark, text.chars().next_back()) {
            ('\u{300}' | '\u{301}' | '\u{200C}' | '\u{200D}', _) if is_letter => {}
            ('\u{308}', Some('е')) => {}
            ('\u{306}', Some('и')) => replace_last(text, 'й'),
            ('\u{306}', Some('у')) => replace_last(text, 'ў'),
            ('\u{308}', Some('і')) => replace_last(text, 'ї'),
            _ if cluster.class == Class::Blank => {}
            _ => text.push(mark),
        }
    }
}

fn replace_last(text: &mut String, composed: char) {
    text.pop();
    text.push(composed);
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&letter)
}

/// A letter in lower case, without stress and without the dots of ё.
#[inline]
fn lower(letter: char) -> char {
    match letter {
        'а'..='е' | 'ж'..='я' => letter,
        'А'..='Я' => char::from_u32(letter as u32 + 0x20).unwrap_or(letter),
        'ё' | 'Ё' | 'ѐ' | 'Ѐ' => 'е',
        'ѝ' | 'Ѝ' => 'и',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// The Cyrillic letter that a Latin or Greek one, in lower case, looks like in either case.
#[inline]
fn twin(letter: char) -> char {
    match letter {
        'а'..='я' => letter,
        'a' | 'á' | 'α' | 'ά' => 'а',
        'b' | 'β' => 'в',
        'c' => 'с',
        'e' | 'é' | 'è' | 'ë' | 'ε' | 'έ' => 'е',
        'h' | 'η' => 'н',
        'i' | 'ι' => 'і',
        'j' => 'ј',
        'k' | 'κ' => 'к',
        'm' | 'μ' | 'µ' => 'м',
        'o' | 'ó' | 'ο' | 'ό' => 'о',
        'p' | 'ρ' => 'р',
        's' => 'ѕ',
        't' | 'τ' => 'т',
        'x' | 'χ' => 'х',
        'y' | 'ý' | 'υ' => 'у',
        _ => letter,
    }
}

/// Dashes and quotes of all kinds as the one on the keyboard.
fn sign(sign: char) -> char {
    match sign {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '«' | '»' | '„' | '“' | '”' | '‟' => '"',
        '‘' | '’' => '\'',
        _ => lower(sign),
    }
}

/// What a character of a text or of a folded text is compared by when a possible hit is sought
/// quickly, without looking at words: more coarse than folding, never finer. `None` for what
/// folding may leave out.
pub(super) fn skeleton(c: char) -> Option<char> {
    match c {
        'а'..='и' | 'к'..='я' => Some(c),
        'й' | 'Й' => Some('и'),
        'ў' | 'Ў' => Some('у'),
        'ї' | 'Ї' => Some('і'),
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{AD}' | '\u{61C}' | '\u{FEFF}' => None,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => None,
        _ if c.is_whitespace() => Some(' '),
        _ => Some(twin(sign(c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn check(source: &str, expected: &str) {
        assert_eq!(folded(source), expected, "{source:?}");
    }

    #[test]
    fn writing_makes_no_difference() {
        check("Ещё ЁЛКА", "еще елка");
        check("е\u{308}лка и\u{306}од", "елка йод");
        check("за\u{301}мок, ѐ", "замок, е");
        check("про\u{ad}мышлен\u{2060}ный", "промышленный");
        check("5\u{a0}млн\u{202f}руб", "5 млн руб");
        check("2014–2023 — да‑да", "2014-2023 - да-да");
        check("«Изопан» „а“", "\"изопан\" \"а\"");
        check("Йод", "йод");
        check("МКМ ΜΜ", "мкм μμ");
    }

    #[test]
    fn posing_letters_are_cyrillic_only_beside_cyrillic() {
        check("Испοлняющий Краснοдарсκогο", "исполняющий краснодарского");
        check("Bолгоград ОАO", "волгоград оао");
        check("IT-компания Cop OOO", "it-компания cop ooo");
        check("зам\u{f3}к", "замок");
        check("Ho\u{ad}рма", "норма");
    }

    #[test]
    fn the_way_back_covers_whole_graphemes() {
        let source = "за\u{301}\u{ad}мок";
        let folded = fold(source);
        let back = |word: &str| {
            let start = folded.text.find(word).unwrap();
            &source[folded.to_source(start..start + word.len())]
        };
        assert_eq!(back("за"), "за\u{301}");
        assert_eq!(back("мок"), "мок");
        assert_eq!(back("ам"), "а\u{301}\u{ad}м");
        assert_eq!(fold("").to_source(0..0), 0..0);
    }

    const MIXED: &str = "([а-яА-ЯёЁ]{1,3}|[a-zA-Zοκíé]|[ .«»–\u{a0}\u{ad}\u{301}\u{306}\u{308}\u{200b}\u{200d}]){0,20}";

    proptest! {
        #[test]
        fn every_place_maps_back_to_grapheme_borders(mixed in MIXED, any in "\\PC{0,20}", a in 0usize..80, b in 0usize..80) {
            for source in [mixed, any] {
                let folded = fold(&source);
                let limit = |at: usize| folded.text.floor_char_boundary(at.min(folded.text.len()));
                let range = folded.to_source(limit(a.min(b))..limit(a.max(b)));
                let borders: Vec<_> = source.grapheme_indices(true).map(|(at, _)| at).chain([source.len()]).collect();
                prop_assert!(borders.contains(&range.start) && borders.contains(&range.end), "{:?}", range);
                prop_assert!(range.start <= range.end);
            }
        }

        #[test]
        fn folding_twice_changes_nothing(mixed in MIXED) {
            let once = folded(&mixed.replace(['\u{ad}', '\u{200b}'], ""));
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn the_skeleton_is_never_finer(mixed in MIXED, any in "\\PC{0,20}") {
            for source in [mixed, any] {
                let of = |text: &str| text.chars().filter_map(skeleton).collect::<String>();
                prop_assert_eq!(of(&folded(&source)), of(&source));
            }
        }
    }
}
