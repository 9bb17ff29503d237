//! Places in a text. Bytes inside the program, code points outside; two types, so that
//! the compiler refuses to mix them.

use std::ops::{Add, Sub};

/// A byte offset into a text, or a length in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextSize(u32);

impl TextSize {
    /// The start of every text.
    pub const ZERO: TextSize = TextSize(0);

    /// The offset of byte `raw`.
    pub const fn new(raw: u32) -> Self {
        Self(raw)
    }

    /// The length of `text` in bytes; texts are checked to be under 4 GiB when they are loaded.
    pub fn of(text: &str) -> Self {
        Self::from_usize(text.len())
    }

    /// The offset of byte `raw` of a text that is known to be shorter than 4 GiB.
    pub fn from_usize(raw: usize) -> Self {
        Self(u32::try_from(raw).unwrap_or(u32::MAX))
    }

    /// The offset as a number of bytes.
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// The offset as an index into a string.
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

impl Add for TextSize {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for TextSize {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// A half-open stretch of a text in bytes; `start <= end` always holds.
///
/// ```
/// use metka::text::{TextRange, TextSize};
/// let range = TextRange::new(TextSize::new(2), TextSize::new(5)).unwrap();
/// assert_eq!(range.len().raw(), 3);
/// assert!(TextRange::new(TextSize::new(5), TextSize::new(2)).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    start: TextSize,
    end: TextSize,
}

impl TextRange {
    /// The range from `start` to `end`, or `None` when they are the wrong way round.
    pub fn new(start: TextSize, end: TextSize) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The range between two places in either order.
    pub fn between(a: TextSize, b: TextSize) -> Self {
        Self {
            start: a.min(b),
            end: a.max(b),
        }
    }

    /// The range that starts at `start` and is `len` bytes long.
    pub fn at(start: TextSize, len: TextSize) -> Self {
        Self {
            start,
            end: start + len,
        }
    }

    /// The empty range at `place`.
    pub fn empty(place: TextSize) -> Self {
        Self {
            start: place,
            end: place,
        }
    }

    /// The first byte of the range.
    pub fn start(self) -> TextSize {
        self.start
    }

    /// The byte after the last one.
    pub fn end(self) -> TextSize {
        self.end
    }

    /// The length in bytes.
    pub fn len(self) -> TextSize {
        self.end - self.start
    }

    /// Whether the range covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `place` is inside.
    pub fn contains(self, place: TextSize) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether all of `other` is inside, equality included.
    pub fn contains_range(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether the two overlap and neither contains the other.
    ///
    /// `[Вол(гоград]ский)` crosses, `[Волго(град)]` nests.
    pub fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.contains_range(other) && !other.contains_range(self)
    }

    /// What both cover, `None` when they do not even touch.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The smallest range that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same range as indices into a string.
    pub fn to_usize(self) -> std::ops::Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }

    /// The range of string indices `range`, which must be of a text under 4 GiB.
    pub fn from_usize(range: std::ops::Range<usize>) -> Self {
        Self::between(
            TextSize::from_usize(range.start),
            TextSize::from_usize(range.end),
        )
    }
}

/// A half-open stretch of a text in **code points**: what files and other programs see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharRange {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
}
