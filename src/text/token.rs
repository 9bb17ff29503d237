//! Tokens: UAX 29 words with Russian care. `9,5`, `2014–2023`, `т.д.`, `кв.м` and `А.` are one
//! token each, because they are labelled as one; «вопросов.Как» is three, because press releases
//! are glued so.

use super::abbreviation::abbreviation;
use super::cluster::{Class, Cluster, cluster_at};
use super::{TextRange, TextSize};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Holds a letter.
    Word,
    /// Digits and what joins them.
    Number,
    /// Anything else that can be seen, and what cannot be seen but stands alone.
    Punctuation,
}

/// A token; never white space, never across a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is; on grapheme borders.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
}

/// What a block is made of. Ranges are of the whole text, sorted and disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// Every grapheme that is not white space is in exactly one of them.
    pub tokens: Vec<Token>,
    /// Trimmed of white space; every token is in exactly one of them.
    pub sentences: Vec<TextRange>,
}

/// The tokens of `source`, which starts at `offset` of the text.
pub(super) fn tokens(source: &str, offset: TextSize) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(source.len() / 10);
    let mut at = 0;
    while let Some(first) = cluster_at(source, at) {
        at = first.end;
        if first.class == Class::Blank {
            continue;
        }
        let (end, kind) = token_end(source, first);
        let range = TextRange::at(
            offset + TextSize::from_usize(first.start),
            TextSize::from_usize(end - first.start),
        );
        tokens.push(Token { range, kind });
        at = end;
    }
    tokens
}

/// Where the token that begins with `first` ends, and its kind.
fn token_end(source: &str, first: Cluster) -> (usize, TokenKind) {
    match first.class {
        Class::Letter | Class::Digit => word_end(source, first),
        _ => (run_end(source, first), TokenKind::Punctuation),
    }
}

/// The end of a run like `...`, `?!` or `---`; of a single mark where no run is usual.
fn run_end(source: &str, first: Cluster) -> usize {
    let repeats = matches!(first.base, '-' | '_' | '=' | '*');
    let mut end = first.end;
    while let Some(next) = cluster_at(source, end) {
        let stops = first.class == Class::Stop && next.class == Class::Stop;
        if !(stops || repeats && next.base == first.base) {
            break;
        }
        end = next.end;
    }
    end
}

/// The end of a word or a number, with the dot of an abbreviation.
fn word_end(source: &str, first: Cluster) -> (usize, TokenKind) {
    let mut last = first;
    let mut kind = TokenKind::Number;
    loop {
        if last.class == Class::Letter {
            kind = TokenKind::Word;
        }
        match next_of_word(source, last) {
            Some(next) => last = next,
            None => break,
        }
    }
    let end = match kind {
        TokenKind::Word => dotted_end(source, first.start, last.end),
        _ => last.end,
    };
    (end, kind)
}

/// The letter or digit that goes on with the word after `last`, a joiner between them left out.
#[inline]
fn next_of_word(source: &str, last: Cluster) -> Option<Cluster> {
    let is_word = |cluster: &Cluster| matches!(cluster.class, Class::Letter | Class::Digit);
    let next = cluster_at(source, last.end)?;
    if is_word(&next) {
        return Some(next);
    }
    if next.class == Class::Blank {
        return None;
    }
    let after = cluster_at(source, next.end).filter(is_word)?;
    joins(last, next, after).then_some(after)
}

/// Whether `joint` makes one word of what stands on both its sides.
fn joins(before: Cluster, joint: Cluster, after: Cluster) -> bool {
    let both = |class| before.class == class && after.class == class;
    match joint.base {
        '-' | '\u{2010}' | '\u{2011}' | '_' => true,
        '\'' | '’' => both(Class::Letter),
        '.' if after.base.is_ascii_lowercase() => before.base.is_ascii_alphanumeric(),
        '.' | ',' | ':' | '–' | '—' | '−' => both(Class::Digit),
        _ => joint.class == Class::Format,
    }
}

/// The end of the word from `start` to `end` with its dot, where that belongs to it.
fn dotted_end(source: &str, start: usize, end: usize) -> usize {
    if !dot_at(source, end) {
        return end;
    }
    let word = &source[start..end];
    if let Some(unit) = glued_unit(word, &source[end + 1..]) {
        return end + 1 + unit;
    }
    if let Some(chain) = chain_end(source, start) {
        return chain;
    }
    let keeps_dot =
        is_initial(word) || is_in_spaced_chain(source, start, end) || abbreviation(word).is_some();
    end + usize::from(keeps_dot)
}

/// Whether byte `at` is a dot that is not part of an ellipsis or a run.
fn dot_at(source: &str, at: usize) -> bool {
    let rest = &source[at..];
    rest.starts_with('.')
        && cluster_at(source, at).is_some_and(|dot| dot.end == at + 1)
        && !rest[1..].starts_with(['.', '!', '?', '…'])
}

/// `А.`: one capital letter.
fn is_initial(word: &str) -> bool {
    only_char(word).is_some_and(char::is_uppercase)
}

fn only_char(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The length of the unit glued to a power: the `м` of `кв.м`.
fn glued_unit(word: &str, rest: &str) -> Option<usize> {
    let unit_len = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let is_power = ["кв", "куб", "пог"].contains(&word);
    let is_unit = ["м", "км", "см", "мм", "дм"].contains(&&rest[..unit_len]);
    (is_power && is_unit).then_some(unit_len)
}

/// The end of small letters with a dot each, two or more of them: `т.д.`, `и.о.`, `к.т.н.`.
fn chain_end(source: &str, start: usize) -> Option<usize> {
    let mut links = 0;
    let mut end = start;
    while let Some(link) = dotted_letter(source, end) {
        links += 1;
        end = link;
    }
    (links > 1).then_some(end)
}

/// The end of one small letter and its dot at `start`.
fn dotted_letter(source: &str, start: usize) -> Option<usize> {
    let letter = cluster_at(source, start)?;
    (letter.base.is_lowercase() && dot_at(source, letter.end)).then_some(letter.end + 1)
}

/// The `т.` and the `е.` of «т. е.»: one small letter beside another such.
fn is_in_spaced_chain(source: &str, start: usize, end: usize) -> bool {
    let is_letter = only_char(&source[start..end]).is_some_and(char::is_lowercase);
    is_letter && (follows_dotted_letter(source, start) || precedes_dotted_letter(source, end + 1))
}

fn precedes_dotted_letter(source: &str, end: usize) -> bool {
    let blank = cluster_at(source, end).filter(|next| next.class == Class::Blank);
    blank.is_some_and(|blank| dotted_letter(source, blank.end).is_some())
}

fn follows_dotted_letter(source: &str, start: usize) -> bool {
    let mut before = source[..start].chars().rev();
    before.next().is_some_and(char::is_whitespace)
        && before.next() == Some('.')
        && before.next().is_some_and(char::is_lowercase)
        && before.next().is_none_or(|c| c.is_whitespace() || c == '(')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    /// `expected` is the tokens of `source` with `|` between them.
    fn check(source: &str, expected: &str) {
        let tokens = tokens(source, TextSize::ZERO);
        let shown: Vec<_> = tokens
            .iter()
            .map(|token| &source[token.range.to_usize()])
            .collect();
        assert_eq!(shown.join("|"), expected, "{source:?}");
    }

    #[test]
    fn numbers_keep_their_parts_and_leave_their_units() {
        check("103,5%", "103,5|%");
        check("9,5 тыс. мест", "9,5|тыс.|мест");
        check("в 2014–2023 гг.", "в|2014–2023|гг.");
        check("2014-2023, 2014—2023", "2014-2023|,|2014—2023");
        check("1.7 и 10:30", "1.7|и|10:30");
        check("1 000 000", "1|000|000");
        check("29.12.2018 № 963-ПП", "29.12.2018|№|963-ПП");
        check("70-процентное, 40-летие", "70-процентное|,|40-летие");
        check("+11,3 $12 −5", "+|11,3|$|12|−|5");
        check("в 2022. Рост", "в|2022|.|Рост");
    }

    #[test]
    fn compounds_are_one_token() {
        check("промышленно-строительный", "промышленно-строительный");
        check(
            "бизнес-власть-общественность",
            "бизнес-власть-общественность",
        );
        check("д'Артаньян О’Нил", "д'Артаньян|О’Нил");
        check("про\u{ad}мышленный", "про\u{ad}мышленный");
        check("Испοлняющий за\u{301}мок", "Испοлняющий|за\u{301}мок");
        check("январе–ноябре", "январе|–|ноябре");
        check("сайт midural.ru.", "сайт|midural.ru|.");
    }

    #[test]
    fn abbreviations_keep_their_dot() {
        check("А. С. Пушкин, А.С.Пушкин", "А.|С.|Пушкин|,|А.|С.|Пушкин");
        check("и т.д. и т. п.", "и|т.д.|и|т.|п.");
        check("т. е. 360, до н. э.", "т.|е.|360|,|до|н.|э.");
        check("2023 г. и 2024 гг.", "2023|г.|и|2024|гг.");
        check("5 млн. руб.", "5|млн.|руб.");
        check("3 кв.м, 4 кв. м", "3|кв.м|,|4|кв.|м");
        check("и.о. главы, к.т.н. Белов", "и.о.|главы|,|к.т.н.|Белов");
        check("г.Волгоград", "г.|Волгоград");
        check("5 т. Прокат", "5|т|.|Прокат");
        check("Ул. Мира", "Ул.|Мира");
    }

    #[test]
    fn the_dot_of_a_sentence_stands_alone() {
        check("вопросов.Как", "вопросов|.|Как");
        check("«Да»...", "«|Да|»|...");
        check("Как?! Так… Да?..", "Как|?!|Так|…|Да|?..");
        check("руб... ", "руб|...");
        check("(1) — да -- нет", "(|1|)|—|да|--|нет");
        check("проката.- Что", "проката|.|-|Что");
    }

    #[test]
    fn what_stands_alone_unseen_is_a_token() {
        check("а \u{200b} б \u{7}\u{7}", "а|\u{200b}|б|\u{7}|\u{7}");
        check(" \u{301}а\u{a0}б", " \u{301}|а|б");
    }

    #[test]
    fn kinds() {
        let kinds = |source| -> Vec<_> {
            tokens(source, TextSize::ZERO)
                .iter()
                .map(|token| token.kind)
                .collect()
        };
        use TokenKind::{Number, Punctuation, Word};
        assert_eq!(
            kinds("9-й 9,5 ½ % т.д."),
            [Word, Number, Number, Punctuation, Word]
        );
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(
            any in "\\PC{0,40}",
            russian in "([а-яА-Я]{1,4}|[ .,0-9«»()–—-]|т\\.|\u{301}|\u{ad}|\u{200b}|\r\n|[a-z]){0,40}",
        ) {
            for source in [any, russian] {
                let tokens = tokens(&source, TextSize::ZERO);
                for pair in tokens.windows(2) {
                    prop_assert!(pair[0].range.end() <= pair[1].range.start());
                }
                for (start, grapheme) in source.grapheme_indices(true) {
                    let grapheme_range = TextRange::from_usize(start..start + grapheme.len());
                    let holding = tokens.iter().filter(|token| token.range.contains_range(grapheme_range)).count();
                    let touching = tokens.iter().filter(|token| token.range.overlaps(grapheme_range)).count();
                    let blank = grapheme.chars().all(char::is_whitespace);
                    prop_assert_eq!((holding, touching), if blank { (0, 0) } else { (1, 1) }, "{:?}", grapheme);
                }
            }
        }
    }
}
