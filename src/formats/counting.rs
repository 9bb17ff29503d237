//! What offsets may count, and where in a text they then are.

use crate::text::{CharRange, Text, TextSize};
use unicode_segmentation::UnicodeSegmentation;

/// What one step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A code point.
    #[default]
    Point,
    /// A UTF-16 unit.
    Utf16,
    /// A byte of UTF-8.
    Byte,
    /// A grapheme cluster; CRLF is one.
    Grapheme,
}

/// What one step over a line end is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineEnd {
    /// As many as it has characters.
    #[default]
    AsIs,
    /// One, where there are two: the program saw LF and the text has CRLF.
    One,
    /// Two, where there is one: the program saw CRLF and the text has LF.
    Two,
}

/// How a program counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counting {
    /// What it counted.
    pub unit: Unit,
    /// And at line ends.
    pub line_end: LineEnd,
    /// There was a byte order mark, which counts.
    pub marked: bool,
}

impl Counting {
    /// UTF-16 units.
    pub const UTF16: Self = Self {
        unit: Unit::Utf16,
        line_end: LineEnd::AsIs,
        marked: false,
    };

    /// All ways that make a difference in `text`, `usual` first.
    pub(super) fn all(text: &str, usual: Self) -> impl Iterator<Item = Self> {
        let crlf = text.contains("\r\n");
        let lf = text.bytes().any(|byte| byte == b'\n');
        let wide = text.bytes().any(|byte| byte >= 0xF0);
        let ends = [
            Some(LineEnd::AsIs),
            crlf.then_some(LineEnd::One),
            (lf && !crlf).then_some(LineEnd::Two),
        ];
        let same = if wide { None } else { Some(usual.unit) };
        let units = match same {
            Some(Unit::Byte) => [Some(Unit::Byte), Some(Unit::Point), None],
            Some(usual) => [Some(usual), Some(Unit::Byte), None],
            None => [Some(Unit::Point), Some(Unit::Utf16), Some(Unit::Byte)],
        };
        let others = [false, true].into_iter().flat_map(move |marked| {
            let ends = ends.into_iter().flatten();
            ends.flat_map(move |line_end| {
                let units = units.into_iter().flatten();
                units.map(move |unit| Self {
                    unit,
                    line_end,
                    marked,
                })
            })
        });
        let clusters = Self {
            unit: Unit::Grapheme,
            ..Self::default()
        };
        let is_long = |grapheme: &str| grapheme.chars().nth(1).is_some();
        let clusters = text.graphemes(true).any(is_long).then_some(clusters);
        let others = others.chain(clusters);
        std::iter::once(usual).chain(others.filter(move |other| *other != usual))
    }
}

/// The places in a text by one way of counting.
pub(super) struct Units<'t> {
    text: &'t Text,
    marked: u32,
    /// Each unit's place, where that is not the code point's.
    places: Option<Vec<Option<TextSize>>>,
}

impl<'t> Units<'t> {
    pub fn new(text: &'t Text, counting: Counting) -> Self {
        let plain = counting.unit == Unit::Point && counting.line_end == LineEnd::AsIs;
        let mark = if counting.unit == Unit::Byte { 3 } else { 1 };
        Self {
            text,
            marked: if counting.marked { mark } else { 0 },
            places: (!plain).then(|| places(text.as_str(), counting)),
        }
    }

    /// The place of unit number `unit`, the end of the text included.
    pub fn place(&self, unit: u32) -> Option<TextSize> {
        let unit = unit.checked_sub(self.marked)?;
        match &self.places {
            Some(places) => *places.get(unit as usize)?,
            None => {
                let range = CharRange {
                    start: unit,
                    end: unit,
                };
                self.text.to_range(range).map(|range| range.start())
            }
        }
    }
}

/// The place of each unit; the inside of a character has none.
fn places(text: &str, counting: Counting) -> Vec<Option<TextSize>> {
    if counting.unit == Unit::Grapheme {
        return graphemes(text);
    }
    let mut places = Vec::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // The unit is at its first character, so that what ends before it has none of it.
        let second_of_crlf = c == '\n' && before == '\r';
        before = c;
        if counting.line_end == LineEnd::One && second_of_crlf {
            continue;
        }
        let doubled = counting.line_end == LineEnd::Two && c == '\n' && !second_of_crlf;
        let units = match counting.unit {
            Unit::Point | Unit::Grapheme => 1,
            Unit::Utf16 => c.len_utf16(),
            Unit::Byte => c.len_utf8(),
        };
        places.push(Some(TextSize::from_usize(at)));
        places.extend(std::iter::repeat_n(None, units - 1 + usize::from(doubled)));
    }
    places.push(Some(TextSize::of(text)));
    places
}

/// The place of each grapheme cluster.
fn graphemes(text: &str) -> Vec<Option<TextSize>> {
    let starts = text.grapheme_indices(true).map(|(at, _)| at);
    let places = starts.chain([text.len()]);
    places.map(|at| Some(TextSize::from_usize(at))).collect()
}
