//! Motions: from a place in the text to the token, word, sentence or paragraph next to it.
//! Tokens of a block are found once and kept for a while.

use crate::text::{Segments, Text, TextRange, TextSize, Token, TokenKind};
use std::{collections::HashMap, rc::Rc};

/// Blocks whose tokens are kept.
const KEPT: usize = 64;

/// A text with the tokens and sentences of the blocks met so far.
#[derive(Clone, Debug)]
pub struct Walker {
    text: Text,
    met: HashMap<usize, Rc<Segments>>,
}

impl Walker {
    /// A walker over `text` that has seen nothing yet.
    pub fn new(text: Text) -> Self {
        Self {
            text,
            met: HashMap::new(),
        }
    }

    /// Whether there is nothing in the block to be cut: a text may have millions of empty lines.
    fn is_empty(&self, block: usize) -> bool {
        self.text.block(block).content.is_empty()
    }

    fn segments(&mut self, block: usize) -> Rc<Segments> {
        if self.met.len() > KEPT {
            self.met.clear();
        }
        let text = &self.text;
        Rc::clone(
            self.met
                .entry(block)
                .or_insert_with(|| Rc::new(text.segments(block))),
        )
    }

    /// Number of the blocks from `place` on.
    fn blocks_from(&self, place: TextSize) -> std::ops::Range<usize> {
        self.text.block_at(place)..self.text.block_count()
    }

    /// Numbers of the blocks up to `place`, nearest first.
    fn blocks_until(&self, place: TextSize) -> std::iter::Rev<std::ops::Range<usize>> {
        let end = self.text.block_at(place) + 1;
        (0..end.min(self.text.block_count())).rev()
    }

    fn find_forward(
        &mut self,
        place: TextSize,
        wanted: impl Fn(&Token) -> bool,
    ) -> Option<TextRange> {
        for block in self.blocks_from(place) {
            if self.is_empty(block) {
                continue;
            }
            let segments = self.segments(block);
            let first = segments
                .tokens
                .partition_point(|token| token.range.start() < place);
            if let Some(token) = segments.tokens[first..].iter().find(|token| wanted(token)) {
                return Some(token.range);
            }
        }
        None
    }

    fn find_back(&mut self, place: TextSize, wanted: impl Fn(&Token) -> bool) -> Option<TextRange> {
        for block in self.blocks_until(place) {
            if self.is_empty(block) {
                continue;
            }
            let segments = self.segments(block);
            let end = segments
                .tokens
                .partition_point(|token| token.range.end() <= place);
            if let Some(token) = segments.tokens[..end]
                .iter()
                .rev()
                .find(|token| wanted(token))
            {
                return Some(token.range);
            }
        }
        None
    }

    /// The first token that starts at or after `place`.
    pub fn token_from(&mut self, place: TextSize) -> Option<TextRange> {
        self.find_forward(place, |_| true)
    }

    /// The last token that ends at or before `place`.
    pub fn token_until(&mut self, place: TextSize) -> Option<TextRange> {
        self.find_back(place, |_| true)
    }

    /// The first word or number that starts at or after `place`.
    pub fn word_from(&mut self, place: TextSize) -> Option<TextRange> {
        self.find_forward(place, |token| token.kind != TokenKind::Punctuation)
    }

    /// The last word or number that ends at or before `place`.
    pub fn word_until(&mut self, place: TextSize) -> Option<TextRange> {
        self.find_back(place, |token| token.kind != TokenKind::Punctuation)
    }

    /// The token with the byte at `place`, else the next one, else the last one; an empty range in a text without tokens.
    pub fn token_at(&mut self, place: TextSize) -> TextRange {
        self.covering(place)
            .or_else(|| self.token_from(place))
            .or_else(|| self.token_until(self.text.len()))
            .unwrap_or(TextRange::empty(TextSize::ZERO))
    }

    fn covering(&mut self, place: TextSize) -> Option<TextRange> {
        if self.text.is_empty() {
            return None;
        }
        let segments = self.segments(self.text.block_at(place));
        let next = segments
            .tokens
            .partition_point(|token| token.range.start() <= place);
        let token = segments.tokens.get(next.checked_sub(1)?)?;
        token.range.contains(place).then_some(token.range)
    }

    /// The token of `row` nearest to the byte `place` of it, if the row shows any. Looks at the block of the row only.
    pub fn token_near(&mut self, row: TextRange, place: TextSize) -> Option<TextRange> {
        if row.is_empty() {
            return None;
        }
        let segments = self.segments(self.text.block_at(row.start()));
        let tokens = &segments.tokens;
        let at = tokens.partition_point(|token| token.range.end() <= place);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let near = |token: &TextRange| {
            let ahead = token.start().raw().saturating_sub(place.raw());
            ahead + place.raw().saturating_sub(token.end().raw())
        };
        let both = [tokens.get(at), before].into_iter().flatten();
        both.map(|token| token.range)
            .filter(|token| token.overlaps(row))
            .min_by_key(near)
    }

    /// The sentence around `place`, or the next one.
    pub fn sentence_at(&mut self, place: TextSize) -> Option<TextRange> {
        for block in self.blocks_from(place) {
            if self.is_empty(block) {
                continue;
            }
            let segments = self.segments(block);
            let found = segments
                .sentences
                .iter()
                .find(|sentence| sentence.end() > place);
            if let Some(sentence) = found {
                return Some(*sentence);
            }
        }
        None
    }

    /// The last sentence that starts before `place`.
    pub fn sentence_before(&mut self, place: TextSize) -> Option<TextRange> {
        for block in self.blocks_until(place) {
            if self.is_empty(block) {
                continue;
            }
            let segments = self.segments(block);
            let found = segments
                .sentences
                .iter()
                .rev()
                .find(|sentence| sentence.start() < place);
            if let Some(sentence) = found {
                return Some(*sentence);
            }
        }
        None
    }

    /// The phrase around `range`: what stands between the punctuation marks on both sides.
    pub fn phrase_around(&mut self, range: TextRange) -> TextRange {
        if self.text.is_empty() {
            return range;
        }
        let segments = self.segments(self.text.block_at(range.start()));
        let tokens = &segments.tokens;
        let first = tokens.partition_point(|token| token.range.end() <= range.start());
        let last = tokens.partition_point(|token| token.range.start() < range.end());
        let is_mark = |token: &&Token| token.kind == TokenKind::Punctuation;
        let before = tokens[..first]
            .iter()
            .rev()
            .take_while(|token| !is_mark(token))
            .last();
        let after = tokens[last.max(first)..]
            .iter()
            .take_while(|token| !is_mark(token))
            .last();
        [before, after]
            .into_iter()
            .flatten()
            .fold(range, |all, token| all.cover(token.range))
    }

    /// The paragraph around `place`, without its line terminator.
    pub fn paragraph_at(&self, place: TextSize) -> TextRange {
        let text = &self.text;
        if text.is_empty() {
            return TextRange::empty(place);
        }
        let here = text.block_at(place);
        let opens = |block: &usize| text.block(*block).opens_paragraph;
        let first = (0..=here).rev().find(opens).unwrap_or(0);
        let next = (here + 1..text.block_count()).find(opens);
        let last = next.unwrap_or(text.block_count()) - 1;
        text.block(first).content.cover(text.block(last).content)
    }
}
