//! Search over the folded text, block by block. Folding all of a text for a keystroke takes too
//! long: only those blocks are folded with a way back that may hold a hit.

use super::fold::{fold, fold_into, folded};
use super::inflection::{SHORTEST, same_word};
use super::prefilter::Prefilter;
use super::{Text, TextRange, TextSize};
use memchr::memmem;
use std::ops::Range;

/// Typed first, asks for all forms of the words that follow.
pub const ALL_FORMS: char = '~';

/// What is looked for, folded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What every hit begins with.
    folded: String,
    /// Words of which any form is a hit; empty when the hit is just what is typed.
    words: Vec<String>,
    /// `None` for a query without any letter or digit, for which every block is folded.
    prefilter: Option<Prefilter>,
}

/// A place where the query was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where; whole graphemes, inside one block.
    pub range: TextRange,
    /// The search passed the end (or the start) of the text to get here.
    pub wrapped: bool,
}

impl Query {
    /// `None` when nothing is left after folding and trimming line ends. [`ALL_FORMS`] before words looks for all
    /// their forms.
    pub fn new(typed: &str) -> Option<Self> {
        let words = typed.strip_prefix(ALL_FORMS).map(words).unwrap_or_default();
        let folded = match words.first() {
            Some(word) => beginning(word).to_owned(),
            None => folded(typed.trim_matches(['\r', '\n'])),
        };
        let prefilter = Prefilter::new(&folded);
        (!folded.is_empty()).then_some(Self {
            folded,
            words,
            prefilter,
        })
    }

    /// Where the hit ends that begins at `at` of `text`, which is folded and has [`Self::folded`] there.
    fn end_of_hit(&self, text: &str, at: usize) -> Option<usize> {
        if self.words.is_empty() {
            return Some(at + self.folded.len());
        }
        if text[..at].ends_with(is_of_word) {
            return None;
        }
        let mut end = at;
        for (number, word) in self.words.iter().enumerate() {
            let rest = &text[end..];
            let blanks = rest.len() - rest.trim_start().len();
            let form = first_word(rest.trim_start());
            if (blanks == 0) != (number == 0) || !same_word(word, form) {
                return None;
            }
            end += blanks + form.len();
        }
        Some(end)
    }

    /// Whether any form of the words is a hit. Where no word fits, all that begins as they do is compared: 25 ms a megabyte.
    pub fn is_of_forms(&self) -> bool {
        !self.words.is_empty()
    }

    /// The hit that starts at `place`.
    pub fn hit_at(&self, text: &Text, place: TextSize) -> Option<TextRange> {
        let hits = self.hits_in_block(text, text.block_at(place));
        hits.into_iter().find(|hit| hit.start() == place)
    }

    /// All hits inside one block, sorted, not overlapping; ranges are of the whole text. A blank of
    /// the query matches one blank of any kind.
    pub fn hits_in_block(&self, text: &Text, block: usize) -> Vec<TextRange> {
        let content = text.block(block).content;
        let folded = fold(text.slice(content));
        let mut hits: Vec<TextRange> = Vec::new();
        for at in memmem::find_iter(folded.text.as_bytes(), &self.folded) {
            let Some(end) = self.end_of_hit(&folded.text, at) else {
                continue;
            };
            let source = folded.to_source(at..end);
            let start = content.start() + TextSize::from_usize(source.start);
            let hit = TextRange::at(start, TextSize::from_usize(source.len()));
            if hits.last().is_none_or(|last| last.end() <= hit.start()) {
                hits.push(hit);
            }
        }
        hits
    }

    /// The first hit that starts at or after `from`, then (wrapped) from the start of the text.
    pub fn next(&self, text: &Text, from: TextSize) -> Option<Hit> {
        let here = text.block_at(from);
        let mut ahead = self.hits_in(text, here..text.block_count());
        let found = ahead.find(|hit| hit.start() >= from);
        Hit::found_or_wrapped(found, || self.hits_in(text, up_to(text, here)).next())
    }

    /// The last hit that starts before `from`, then (wrapped) from the end.
    pub fn previous(&self, text: &Text, from: TextSize) -> Option<Hit> {
        let here = text.block_at(from);
        let mut behind = self.hits_back(text, up_to(text, here));
        let found = behind.find(|hit| hit.start() < from);
        Hit::found_or_wrapped(found, || {
            self.hits_back(text, here..text.block_count()).next()
        })
    }

    /// Where the hits of the whole text start, in order. Folds every block with a hit, so a frequent word takes several
    /// milliseconds a megabyte.
    pub fn starts(&self, text: &Text) -> Vec<TextSize> {
        let hits = self.hits_in(text, 0..text.block_count());
        hits.map(TextRange::start).collect()
    }

    /// The hits in `blocks`, in order.
    fn hits_in(&self, text: &Text, mut blocks: Range<usize>) -> impl Iterator<Item = TextRange> {
        let mut scratch = String::new();
        let candidates = std::iter::from_fn(move || {
            let block = self.first_candidate(text, blocks.clone(), &mut scratch)?;
            blocks.start = block + 1;
            Some(block)
        });
        candidates.flat_map(|block| self.hits_in_block(text, block))
    }

    /// The hits in `blocks`, the last first.
    fn hits_back(&self, text: &Text, mut blocks: Range<usize>) -> impl Iterator<Item = TextRange> {
        let mut scratch = String::new();
        let candidates = std::iter::from_fn(move || {
            blocks.end = self.last_candidate(text, blocks.clone(), &mut scratch)?;
            Some(blocks.end)
        });
        candidates.flat_map(|block| self.hits_in_block(text, block).into_iter().rev())
    }

    /// The first of `blocks` that may hold a hit.
    fn first_candidate(
        &self,
        text: &Text,
        mut blocks: Range<usize>,
        scratch: &mut String,
    ) -> Option<usize> {
        let Some(prefilter) = &self.prefilter else {
            return blocks.find(|&block| self.is_in(text, block, scratch));
        };
        let covered = covered(text, blocks)?;
        let at = prefilter.find(&text.as_str()[..covered.end], covered.start)?;
        Some(text.block_at(TextSize::from_usize(at)))
    }

    /// The last of `blocks` that may hold a hit.
    fn last_candidate(
        &self,
        text: &Text,
        mut blocks: Range<usize>,
        scratch: &mut String,
    ) -> Option<usize> {
        let Some(prefilter) = &self.prefilter else {
            return blocks.rfind(|&block| self.is_in(text, block, scratch));
        };
        let covered = covered(text, blocks)?;
        let at = prefilter.rfind(&text.as_str()[..covered.end], covered.start)?;
        Some(text.block_at(TextSize::from_usize(at)))
    }

    fn is_in(&self, text: &Text, block: usize, scratch: &mut String) -> bool {
        scratch.clear();
        fold_into(text.slice(text.block(block).content), scratch, |_, _| ());
        memmem::find(scratch.as_bytes(), self.folded.as_bytes()).is_some()
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// The word that `text` begins with, hyphens inside it included.
fn first_word(text: &str) -> &str {
    let end = text.find(|c| !is_of_word(c)).unwrap_or(text.len());
    text[..end].trim_end_matches('-')
}

/// The words of what was typed, folded.
fn words(typed: &str) -> Vec<String> {
    let folded = folded(typed);
    let words = folded.split(|c| !is_of_word(c));
    words
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// What all forms of a word begin with.
fn beginning(word: &str) -> &str {
    let part = word.split('-').next().unwrap_or(word);
    let end = part.char_indices().nth(SHORTEST);
    end.map_or(part, |(end, _)| &part[..end])
}

/// The blocks up to number `last`, and that one, if it is there: an empty text has none.
fn up_to(text: &Text, last: usize) -> Range<usize> {
    0..(last + 1).min(text.block_count())
}

/// The bytes that `blocks` cover; `None` when there are no such blocks.
fn covered(text: &Text, blocks: Range<usize>) -> Option<Range<usize>> {
    let last = blocks.clone().next_back()?;
    Some(text.block(blocks.start).range.start().to_usize()..text.block(last).range.end().to_usize())
}

impl Hit {
    fn found_or_wrapped(
        found: Option<TextRange>,
        wrapped: impl FnOnce() -> Option<TextRange>,
    ) -> Option<Self> {
        let hit = |range, wrapped| Self { range, wrapped };
        match found {
            Some(range) => Some(hit(range, false)),
            None => wrapped().map(|range| hit(range, true)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(source: &str) -> Text {
        Text::new(source).unwrap()
    }

    /// `marked` is a text with its hits in brackets.
    fn check(query: &str, marked: &str) {
        let text = text(&marked.replace(['[', ']'], ""));
        let query = Query::new(query).unwrap();
        let mut shown = text.as_str().to_string();
        let mut hits: Vec<_> = (0..text.block_count())
            .flat_map(|block| query.hits_in_block(&text, block))
            .collect();
        let starts: Vec<_> = hits.iter().map(|hit| hit.start()).collect();
        assert_eq!(query.starts(&text), starts);
        hits.reverse();
        for hit in hits {
            shown.insert(hit.end().to_usize(), ']');
            shown.insert(hit.start().to_usize(), '[');
        }
        assert_eq!(shown, marked, "{query:?}");
    }

    #[test]
    fn hits_cover_what_was_written() {
        check("еще", "[Ещё] и [еще\u{301}]\n[ЕЩЕ]");
        check(
            "промышленность",
            "[Прοмышленнοсть] и [про\u{ad}мышленность]",
        );
        check("5 млн", "[5\u{a0}млн], 25 млрд, [5 млн]");
        check("ост", "р[ост] м[οст]а");
        check("аа", "[аа][аа]а");
        check("OAO", "OАО [OAO]");
        check("\"титан", "[«Титан]-Баррикады»");
        check("раз два", "раз\nдва, [раз два]");
        check("май", "[Май] маи [маи\u{306}]");
    }

    #[test]
    fn all_forms_are_whole_words_with_other_endings() {
        check(
            "~завод",
            "[Завод], заводчик, [завοды], с [ЗАВОДОМ]; автозавод",
        );
        check("~Бочаровым", "[Бочаров] и [Бочарова]");
        check(
            "~северо-западный",
            "на [северо-западном], на северо-востоке",
        );
        check(
            "~красный октябрь",
            "на [Красном  Октябре], красный. Октябрь, [красный\u{a0}октябрь]",
        );
        check("~он", "[он], они, вагон, [Он]");
        check("~область", "[облас\u{ad}тью]-");
        check("~«Титан»", "«[Титан]»");
        check("~2024", "[2024], 2025, 12024");
        check("~", "[~]завод");
        check("завод~", "[завод~] ~завод");
    }

    #[test]
    fn nothing_is_not_a_query() {
        for typed in ["", "\n", "\r\n", "\u{ad}"] {
            assert_eq!(Query::new(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn an_empty_text_has_no_hits() {
        for typed in ["цех", " "] {
            let query = Query::new(typed).unwrap();
            assert_eq!(query.next(&text(""), TextSize::ZERO), None);
            assert_eq!(query.previous(&text(""), TextSize::ZERO), None);
        }
    }

    /// Texts and queries that share letters, so that there are hits.
    const TEXT: &str = "([щоОοЩoадДеё]{1,3}|[ \u{a0}\u{ad}\u{301}\n]){0,40}";
    const QUERY: &str = "~?[щоадеёo ]{1,3}";

    proptest! {
        #[test]
        fn walking_finds_what_is_in_the_blocks(source in TEXT, typed in QUERY, from in 0usize..90) {
            let text = text(&source);
            let from = TextSize::from_usize(source.floor_char_boundary(from));
            let query = Query::new(&typed).unwrap();
            let all: Vec<_> = (0..text.block_count()).flat_map(|block| query.hits_in_block(&text, block)).collect();
            let hit = |range: Option<&TextRange>, wrapped| range.map(|&range| Hit { range, wrapped });
            let next = hit(all.iter().find(|hit| hit.start() >= from), false);
            prop_assert_eq!(query.next(&text, from), next.or(hit(all.first(), true)));
            let previous = hit(all.iter().rfind(|hit| hit.start() < from), false);
            prop_assert_eq!(query.previous(&text, from), previous.or(hit(all.last(), true)));
            let starts: Vec<_> = all.iter().map(|hit| hit.start()).collect();
            prop_assert_eq!(query.starts(&text), starts);
            for hit in all {
                prop_assert!(text.is_grapheme_border(hit.start()) && text.is_grapheme_border(hit.end()));
            }
        }
    }
}
