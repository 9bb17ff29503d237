//! Where the lines and tokens of a text are to SLATE, which is to Python.

use crate::{
    formats::tokens::is_blank,
    text::{CharRange, Text, TextRange, TextSize},
};

/// A place: nothing for the document, or the numbers of a line, a token in it, a character in that.
pub(super) type Place = Vec<u32>;

/// What blanks separate, line by line.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t Text,
    words: Vec<TextRange>,
    /// The number of the first word of each line, and of all words.
    lines: Vec<usize>,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t Text) -> Self {
        let (mut words, mut lines) = (Vec::new(), vec![0]);
        let mut start = None;
        let mut before = ' ';
        for (at, c) in text.as_str().char_indices() {
            match is_blank(c) {
                true => words.extend(start.take().map(|start| TextRange::from_usize(start..at))),
                false => start = start.or(Some(at)),
            }
            // CR, LF and CRLF are one line end each.
            let second = c == '\n' && before == '\r';
            if matches!(c, '\n' | '\r') && !second {
                lines.push(words.len());
            }
            before = c;
        }
        words
            .extend(start.map(|start| TextRange::between(TextSize::from_usize(start), text.len())));
        lines.push(words.len());
        Self { text, words, lines }
    }

    /// From `first` to `last`, which is within. `None` when there is nothing there.
    pub fn range(&self, first: &[u32], last: &[u32]) -> Option<TextRange> {
        TextRange::new(self.at(first)?.start(), self.at(last)?.end()).filter(|it| !it.is_empty())
    }

    fn at(&self, place: &[u32]) -> Option<TextRange> {
        let Some((line, inside)) = place.split_first() else {
            return Some(self.text.full_range());
        };
        let line = *line as usize;
        let (first, end) = (*self.lines.get(line)?, *self.lines.get(line + 1)?);
        let words = &self.words[first..end];
        let Some((word, inside)) = inside.split_first() else {
            return Some(words.first()?.cover(*words.last()?));
        };
        let word = *words.get(*word as usize)?;
        match inside {
            [] => Some(word),
            [character, ..] => self.character(word, *character),
        }
    }

    fn character(&self, word: TextRange, number: u32) -> Option<TextRange> {
        let CharRange { start, end } = self.text.to_chars(word);
        let at = start.checked_add(number).filter(|at| *at < end)?;
        self.text.to_range(CharRange {
            start: at,
            end: at + 1,
        })
    }

    /// The first and the last character of `range` that is no blank; `None` when all are.
    pub fn places(&self, range: TextRange) -> Option<(Place, Place)> {
        let first = self
            .words
            .partition_point(|word| word.end() <= range.start());
        let last = self
            .words
            .partition_point(|word| word.start() < range.end());
        let last = last.checked_sub(1).filter(|last| first <= *last)?;
        let start = self.words[first].start().max(range.start());
        let end = self.words[last].end().min(range.end());
        Some((self.place(first, start, 0), self.place(last, end, 1)))
    }

    /// The place in word number `word` of the character that is `back` before `at`.
    fn place(&self, word: usize, at: TextSize, back: u32) -> Place {
        let line = self.lines.partition_point(|first| *first <= word) - 1;
        let before = TextRange::between(self.words[word].start(), at);
        let CharRange { start, end } = self.text.to_chars(before);
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        vec![
            number(line),
            number(word - self.lines[line]),
            end - start - back,
        ]
    }
}
