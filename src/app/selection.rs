//! The selection: what the next command acts on. There is always one; moving moves it.

use crate::text::{TextRange, TextSize};

/// Two stretches and all between them: where selecting began, and where it is now.
/// Without extending, both are the same token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    anchor: TextRange,
    /// The end that moves.
    head: TextRange,
}

impl Selection {
    /// Exactly `range`.
    pub fn new(range: TextRange) -> Self {
        Self {
            anchor: range,
            head: range,
        }
    }

    /// All that is selected.
    pub fn range(self) -> TextRange {
        self.anchor.cover(self.head)
    }

    /// The stretch that moves.
    pub fn head(self) -> TextRange {
        self.head
    }

    /// Where the cursor stands: the start of the moving stretch.
    pub fn cursor(self) -> TextSize {
        self.head.start()
    }

    /// The head moved to `to`; when not extending, all of it.
    pub fn moved(self, to: TextRange, extend: bool) -> Self {
        Self {
            anchor: if extend { self.anchor } else { to },
            head: to,
        }
    }

    /// The same text with the other end moving.
    pub fn flipped(self) -> Self {
        Self {
            anchor: self.head,
            head: self.anchor,
        }
    }

    /// The same text from its first token to its last, so that either end can be moved alone.
    pub fn between(first: TextRange, last: TextRange) -> Self {
        Self {
            anchor: first,
            head: last,
        }
    }

    /// Whether both ends are the same stretch: moving one would not shrink it.
    pub fn is_whole(self) -> bool {
        self.anchor == self.head
    }

    /// The same start with another end, which must lie behind the start.
    pub fn with_end(self, end: TextSize) -> Self {
        Self::new(TextRange::between(self.range().start(), end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::between(TextSize::new(start), TextSize::new(end))
    }

    #[test]
    fn extending_keeps_the_first_token_in_both_directions() {
        let start = Selection::new(range(10, 15));
        assert_eq!(start.moved(range(20, 25), true).range(), range(10, 25));
        assert_eq!(start.moved(range(2, 5), true).range(), range(2, 15));
        assert_eq!(start.moved(range(2, 5), false).range(), range(2, 5));
    }

    #[test]
    fn the_other_end_keeps_the_text() {
        let both = Selection::new(range(10, 15)).moved(range(20, 25), true);
        assert_eq!(both.flipped().range(), both.range());
        assert_eq!(both.flipped().cursor(), TextSize::new(10));
    }
}
