//! A text and its indices: code points and layout blocks.
//!
//! Line starts, numbers of lines and rows are not kept: what is on screen is found from blocks.

use super::block::{Block, Blocks};
use super::char_index::CharIndex;
use super::cluster::{floor_grapheme, next_grapheme, prev_grapheme};
use super::sentence::sentences;
use super::token::tokens;
use super::{CharRange, Segments, TextRange, TextSize};
use std::sync::Arc;

/// The longest text, in bytes.
const MAX_LEN: usize = 1 << 30;

/// One immutable text with its indices. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Text {
    /// Not `Arc<str>`: that would copy a text of 100 MB to make it.
    content: Arc<String>,
    chars: Arc<CharIndex>,
    blocks: Arc<Blocks>,
}

/// The text does not fit the 32-bit offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl Text {
    /// Index `content`.
    ///
    /// # Errors
    /// [`TooLong`] when it is longer than 1 GiB.
    pub fn new(content: impl Into<String>) -> Result<Self, TooLong> {
        let content = content.into();
        if content.len() > MAX_LEN {
            return Err(TooLong);
        }
        Ok(Self {
            chars: Arc::new(CharIndex::new(content.as_bytes())),
            blocks: Arc::new(Blocks::new(&content)),
            content: Arc::new(content),
        })
    }

    /// What is certain of a text of which `beginning` is known: all blocks but the last, which may go on. They are the
    /// first blocks of the whole text.
    ///
    /// # Errors
    /// [`TooLong`] when it is longer than 1 GiB.
    pub fn of_beginning(beginning: impl Into<String>) -> Result<Self, TooLong> {
        let mut content = beginning.into();
        let blocks = Blocks::new(&content);
        if let Some(last) = blocks.len().checked_sub(1) {
            content.truncate(blocks.get(&content, last).range.start().to_usize());
        }
        Self::new(content)
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The length in bytes.
    pub fn len(&self) -> TextSize {
        TextSize::of(&self.content)
    }

    /// Whether there is nothing at all, not even a line terminator.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The range of the whole text.
    pub fn full_range(&self) -> TextRange {
        TextRange::at(TextSize::ZERO, self.len())
    }

    /// The covered text. Panics when the range is not of this text: ranges come from it.
    pub fn slice(&self, range: TextRange) -> &str {
        &self.content[range.to_usize()]
    }

    /// The number of code points.
    pub fn char_count(&self) -> u32 {
        self.chars.total()
    }

    /// `range` in code points.
    pub fn to_chars(&self, range: TextRange) -> CharRange {
        let chars = |place: TextSize| {
            let bytes = self.content.as_bytes();
            self.chars.chars_before(bytes, place.to_usize())
        };
        CharRange {
            start: chars(range.start()),
            end: chars(range.end()),
        }
    }

    /// `range` in bytes; `None` when it reaches past the end or is the wrong way round.
    pub fn to_range(&self, range: CharRange) -> Option<TextRange> {
        let byte = |char| {
            let bytes = self.content.as_bytes();
            self.chars.byte_of(bytes, char).map(TextSize::from_usize)
        };
        TextRange::new(byte(range.start)?, byte(range.end)?)
    }

    /// The number of layout blocks.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// A layout block. Panics when there is none of that number.
    pub fn block(&self, number: usize) -> Block {
        self.blocks.get(&self.content, number)
    }

    /// The layout blocks in order.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block> {
        (0..self.block_count()).map(|number| self.block(number))
    }

    /// Index of the block that holds the byte at `place` (the last block for the end of the text;
    /// 0 for the empty text, which has no blocks).
    pub fn block_at(&self, place: TextSize) -> usize {
        self.blocks.at(place)
    }

    /// Tokens and sentences of one block, computed at each call: the caller caches. Panics when
    /// there is no such block.
    pub fn segments(&self, block: usize) -> Segments {
        let content = self.block(block).content;
        let tokens = tokens(self.slice(content), content.start());
        let sentences = sentences(self.slice(content), content.start(), &tokens);
        Segments { tokens, sentences }
    }

    /// The border of the grapheme cluster before `place`; the start of the text at the start.
    pub fn prev_grapheme(&self, place: TextSize) -> TextSize {
        let last_byte = TextSize::new(place.min(self.len()).raw().saturating_sub(1));
        self.in_block(last_byte, |block, at| {
            prev_grapheme(block, block.ceil_char_boundary(at + 1))
        })
    }

    /// The border of the grapheme cluster after `place`; the end of the text at the end.
    pub fn next_grapheme(&self, place: TextSize) -> TextSize {
        self.in_block(place.min(self.len()), |block, at| {
            next_grapheme(block, block.floor_char_boundary(at))
        })
    }

    /// Whether no grapheme cluster is cut at `place`; false past the end.
    pub fn is_grapheme_border(&self, place: TextSize) -> bool {
        place <= self.len() && self.in_block(place, floor_grapheme) == place
    }

    /// The first line with anything on it, trimmed; empty when there is none.
    pub fn title(&self) -> &str {
        let contents = self.blocks().map(|block| self.slice(block.content));
        contents
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or("")
    }

    /// The place that `within` finds from the block around `place` and the offset into it.
    ///
    /// Clusters are sought within a block only: a block border always is a cluster border, and the
    /// search stays short in a text without any.
    fn in_block(&self, place: TextSize, within: impl Fn(&str, usize) -> usize) -> TextSize {
        if self.is_empty() {
            return TextSize::ZERO;
        }
        let block = self.block(self.block_at(place));
        let start = block.range.start();
        start + TextSize::from_usize(within(self.slice(block.range), (place - start).to_usize()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn text(source: &str) -> Text {
        Text::new(source).unwrap()
    }

    fn chars(start: u32, end: u32) -> CharRange {
        CharRange { start, end }
    }

    #[test]
    fn an_empty_text_has_ends_and_no_blocks() {
        let empty = text("");
        assert_eq!(empty.full_range(), TextRange::empty(TextSize::ZERO));
        assert_eq!(empty.to_range(chars(0, 0)), Some(empty.full_range()));
        assert_eq!(empty.block_at(TextSize::ZERO), 0);
        assert_eq!(empty.prev_grapheme(TextSize::ZERO), TextSize::ZERO);
        assert_eq!(empty.next_grapheme(TextSize::ZERO), TextSize::ZERO);
        assert!(empty.is_grapheme_border(TextSize::ZERO));
        assert_eq!(empty.title(), "");
    }

    #[test]
    fn a_range_outside_the_text_is_refused() {
        let text = text("цех");
        assert_eq!(
            text.to_range(chars(1, 3)).map(|range| text.slice(range)),
            Some("ех")
        );
        for wrong in [chars(0, 4), chars(4, 4), chars(2, 1), chars(0, u32::MAX)] {
            assert_eq!(text.to_range(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn the_title_is_the_first_line_with_anything_on_it() {
        assert_eq!(
            text("\n \t\r\n  Завод открыт \nв срок").title(),
            "Завод открыт"
        );
        assert_eq!(text(" \n").title(), "");
    }

    #[test]
    fn the_end_belongs_to_the_last_block() {
        let text = text("раз\nдва\n");
        assert_eq!(text.block_at(TextSize::new(6)), 0);
        assert_eq!(text.block_at(TextSize::new(7)), 1);
        assert_eq!(text.block_at(text.len()), 1);
    }

    #[test]
    fn a_long_paragraph_is_cut_the_same_however_much_of_it_is_known() {
        let whole = "Завод открыт. Ёмкость\u{301} рынка растёт ".repeat(8000);
        let blocks: Vec<Block> = text(&whole).blocks().collect();
        for known in (0..60).map(|step| 65_000 + step * 4001) {
            let beginning = &whole[..whole.floor_char_boundary(known)];
            let beginning = Text::of_beginning(beginning).unwrap();
            assert!(beginning.len().to_usize() + 70_000 > known);
            assert!(
                beginning
                    .blocks()
                    .eq(blocks[..beginning.block_count()].iter().copied())
            );
        }
    }

    /// A sizeable text out of few words, so that offsets pass the remembered counts.
    fn sizeable() -> impl Strategy<Value = String> {
        proptest::collection::vec("[а-я]{1,9}|[a-z ]{1,9}|\r\n|е\u{301}|\u{1f3ed}", 0..600)
            .prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn bytes_and_code_points_round_trip(source in sizeable(), a in 0u32..3000, b in 0u32..3000) {
            let text = text(&source);
            let count = source.chars().count() as u32;
            prop_assert_eq!(text.char_count(), count);
            let wanted = chars(a.min(b).min(count), a.max(b).min(count));
            let range = text.to_range(wanted).unwrap();
            prop_assert_eq!(text.to_chars(range), wanted);
            let expected: String = source.chars().skip(wanted.start as usize)
                .take((wanted.end - wanted.start) as usize).collect();
            prop_assert_eq!(text.slice(range), expected);
        }

        #[test]
        fn a_beginning_has_the_first_blocks_of_the_whole(source in "(\\PC|[\r\n\u{301}]){0,40}", cut in 0usize..90) {
            let beginning = Text::of_beginning(&source[..source.floor_char_boundary(cut)]).unwrap();
            prop_assert!(beginning.blocks().eq(text(&source).blocks().take(beginning.block_count())));
        }

        #[test]
        fn steps_visit_every_grapheme_border(source in "(\\PC|[\r\n\u{301}\u{200d}\u{1f1f7}]){0,40}") {
            let text = text(&source);
            let mut borders: Vec<_> = source.grapheme_indices(true).map(|(at, _)| at).collect();
            borders.push(source.len());
            for pair in borders.windows(2) {
                let [a, b] = [pair[0], pair[1]].map(TextSize::from_usize);
                prop_assert_eq!(text.next_grapheme(a), b);
                prop_assert_eq!(text.prev_grapheme(b), a);
            }
            for at in 0..source.len() + 2 {
                let place = TextSize::from_usize(at);
                prop_assert_eq!(text.is_grapheme_border(place), borders.contains(&at));
            }
        }
    }
}
