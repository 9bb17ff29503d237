//! Layout blocks: what is wrapped, searched and cut into tokens at once. They are found in one
//! pass, and a line of 10 MB is cut without ever being looked at as a whole, so that opening,
//! scrolling and searching cost the same in it as in any other text.

use super::cluster::floor_grapheme;
use super::sentence::sentences;
use super::token::tokens;
use super::{TextRange, TextSize};
use memchr::memchr2_iter;

/// The longest piece of a paragraph, in bytes: what wrapping and cutting into tokens cost is paid for a whole piece.
const LIMIT: usize = 16 * 1024;

/// How much of the end of a full piece is read for a good place to cut it, in bytes.
const TAIL: usize = 1024;

/// What is laid out, searched and cut into tokens at once: a paragraph (with its line terminator)
/// or, of one longer than 16 KiB, a piece cut at a sentence end, a space or at worst a grapheme.
/// Blocks cover the text without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// All of it, line terminator (LF, CRLF, CR) included; never empty.
    pub range: TextRange,
    /// The same without the line terminator; empty for an empty line.
    pub content: TextRange,
    /// Whether a paragraph begins here (false for later pieces of a long one).
    pub opens_paragraph: bool,
}

/// Where the blocks of a text begin: four bytes each, for a text of nothing but line ends has as many as bytes. The
/// rest of a [`Block`] is read off the text.
#[derive(Debug)]
pub(super) struct Blocks {
    /// Offsets, with [`OPENS`] where a paragraph begins; a text is too short for them to reach it.
    starts: Vec<u32>,
}

/// A paragraph begins here.
const OPENS: u32 = 1 << 31;

impl Blocks {
    /// The blocks of `source`.
    pub(super) fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut blocks = Self { starts: Vec::new() };
        let mut start = 0;
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            let crlf = bytes[at] == b'\n' && at > start && bytes[at - 1] == b'\r';
            blocks.push_paragraph(source, start, at - usize::from(crlf));
            start = at + 1;
        }
        if start < source.len() {
            blocks.push_paragraph(source, start, source.len());
        }
        blocks
    }

    /// The paragraph from `start`, its line terminator from `content_end`, in pieces if long.
    fn push_paragraph(&mut self, source: &str, mut start: usize, content_end: usize) {
        self.starts.push(start as u32 | OPENS);
        while content_end - start > LIMIT {
            start += cut(&source[start..content_end]);
            self.starts.push(start as u32);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Block number `index` of `source`. Panics when there is none.
    pub(super) fn get(&self, source: &str, index: usize) -> Block {
        let start = (self.starts[index] & !OPENS) as usize;
        let next = self.starts.get(index + 1);
        let end = next.map_or(source.len(), |next| (next & !OPENS) as usize);
        let terminator = match source.as_bytes()[start..end] {
            [.., b'\r', b'\n'] => 2,
            [.., b'\r' | b'\n'] => 1,
            _ => 0,
        };
        Block {
            range: TextRange::from_usize(start..end),
            content: TextRange::from_usize(start..end - terminator),
            opens_paragraph: self.starts[index] & OPENS != 0,
        }
    }

    /// The number of the last block that begins at or before `place`; 0 when there are none.
    pub(super) fn at(&self, place: TextSize) -> usize {
        let begun = |start: &u32| start & !OPENS <= place.raw();
        self.starts.partition_point(begun).saturating_sub(1)
    }
}

/// Where to cut the first piece from `paragraph`, which is longer than [`LIMIT`]; never 0.
fn cut(paragraph: &str) -> usize {
    let limit = paragraph.floor_char_boundary(LIMIT);
    let tail_start = paragraph.floor_char_boundary(LIMIT - TAIL);
    if let Some(at) = cut_in(&paragraph[tail_start..limit]) {
        return tail_start + at;
    }
    match floor_grapheme(paragraph, limit) {
        0 => limit,
        border => border,
    }
}

/// The last sentence start in `tail`, else the last token after a space.
fn cut_in(tail: &str) -> Option<usize> {
    let tokens = tokens(tail, TextSize::ZERO);
    let sentence = sentences(tail, TextSize::ZERO, &tokens).pop()?.start();
    if sentence > tokens[0].range.start() {
        return Some(sentence.to_usize());
    }
    let spaced = |pair: &&[super::Token]| pair[0].range.end() < pair[1].range.start();
    let after_space = tokens.windows(2).rfind(spaced)?;
    Some(after_space[1].range.start().to_usize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(source: &str) -> Vec<Block> {
        let blocks = Blocks::new(source);
        (0..blocks.len())
            .map(|number| blocks.get(source, number))
            .collect()
    }

    /// `source` with `|` between its blocks and `/` before each line terminator.
    fn check(source: &str, expected: &str) {
        let shown: Vec<_> = blocks(source)
            .iter()
            .map(|block| {
                let content = &source[block.content.to_usize()];
                let terminator =
                    &source[block.content.end().to_usize()..block.range.end().to_usize()];
                format!("{content}/{terminator}")
            })
            .collect();
        assert_eq!(shown.join("|"), expected, "{source:?}");
    }

    #[test]
    fn a_line_terminator_ends_a_paragraph() {
        check("", "");
        check("раз", "раз/");
        check("раз\nдва", "раз/\n|два/");
        check("раз\r\nдва\r\n", "раз/\r\n|два/\r\n");
        check("раз\rдва", "раз/\r|два/");
        check("\n\n", "/\n|/\n");
        check("\r\r\n\n", "/\r|/\r\n|/\n");
        check("\n\r", "/\n|/\r");
    }

    /// The pieces of a paragraph of more than one.
    fn pieces(paragraph: &str) -> Vec<&str> {
        blocks(paragraph)
            .iter()
            .map(|block| &paragraph[block.range.to_usize()])
            .collect()
    }

    #[test]
    fn a_long_paragraph_is_cut_at_a_sentence_a_space_or_a_grapheme() {
        let sentences = "Цех пущен в срок. ".repeat(10_000);
        assert!(
            pieces(&sentences)
                .iter()
                .all(|piece| piece.starts_with("Цех"))
        );
        let spaces = "сталь и чугун ".repeat(10_000);
        assert!(pieces(&spaces).iter().all(|piece| piece.ends_with(' ')));
        let stressed = "е\u{301}".repeat(50_000);
        assert!(pieces(&stressed).iter().all(|piece| piece.starts_with('е')));
        for long in [sentences, spaces, stressed] {
            let blocks = blocks(&long);
            assert!(blocks.len() > 2);
            assert!(
                blocks
                    .iter()
                    .all(|block| block.range.len().to_usize() <= LIMIT)
            );
            let opening = blocks.iter().filter(|block| block.opens_paragraph).count();
            assert_eq!(opening, 1);
        }
    }

    #[test]
    fn a_grapheme_longer_than_a_piece_is_cut_all_the_same() {
        let endless = format!("а{}", "\u{301}".repeat(100_000));
        assert!(blocks(&endless).len() > 2);
    }

    proptest! {
        #[test]
        fn blocks_cover_the_text_exactly_once(source in "(\\PC|[\r\n]){0,80}") {
            let mut end = TextSize::ZERO;
            for block in blocks(&source) {
                prop_assert_eq!(block.range.start(), end);
                prop_assert_eq!(block.content.start(), end);
                prop_assert!(!block.range.is_empty());
                let terminator = &source[block.content.end().to_usize()..block.range.end().to_usize()];
                prop_assert!(["\n", "\r\n", "\r", ""].contains(&terminator));
                prop_assert!(!source[block.content.to_usize()].contains(['\n', '\r']));
                end = block.range.end();
            }
            prop_assert_eq!(end, TextSize::of(&source));
        }
    }
}
