//! Soft wrap: where the rows of a paragraph end. UAX 14 with the rules Russian typography adds.

use crate::text::{TextRange, TextSize, glyph::glyph, hyphen::divisions};
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

/// The rows of `content` (no line terminator inside) in a column of `width` cells. Ranges are of the
/// whole text, in which `content` starts at `base`; blanks at the end of a row belong to it but
/// may hang over the edge. Always at least one row; the rows cover `content` without gaps.
pub fn wrap(content: &str, base: TextSize, width: u16) -> Vec<TextRange> {
    fill(content, Rows::new(base, width.max(2)))
}

/// The same, with words divided where that fills a row; a cell is left for the hyphen.
pub fn wrap_hyphenated(content: &str, base: TextSize, width: u16) -> Vec<TextRange> {
    let rows = Rows::new(base, width.max(2));
    fill(
        content,
        Rows {
            hyphenates: true,
            ..rows
        },
    )
}

fn fill(content: &str, mut rows: Rows) -> Vec<TextRange> {
    let mut start = 0;
    for (end, _) in linebreaks(content) {
        if end == content.len() || may_break(content, end) {
            rows.piece(content, start, end);
            start = end;
        }
    }
    rows.finish(content.len())
}

/// Rows in the making: pieces that must not be broken are added one by one.
struct Rows {
    base: TextSize,
    width: u16,
    hyphenates: bool,
    done: Vec<TextRange>,
    /// Where the current row starts.
    start: usize,
    /// Cells it takes so far, blanks included.
    used: u16,
}

impl Rows {
    fn new(base: TextSize, width: u16) -> Self {
        Self {
            base,
            width,
            hyphenates: false,
            done: Vec::new(),
            start: 0,
            used: 0,
        }
    }

    fn piece(&mut self, content: &str, start: usize, end: usize) {
        let start = match self.hyphenates {
            true => self.divide(content, start, end),
            false => start,
        };
        let piece = &content[start..end];
        let bare = piece.trim_end_matches(' ');
        let bare_width = measure(bare, self.used);
        if self.used > 0 && self.used.saturating_add(bare_width) > self.width {
            self.end_row(start);
        }
        if measure(bare, self.used) > self.width {
            self.break_anywhere(bare, start);
        } else {
            self.used = self.used.saturating_add(measure(bare, self.used));
        }
        let blanks = (piece.len() - bare.len()).min(usize::from(u16::MAX));
        self.used = self.used.saturating_add(blanks as u16);
    }

    /// Leave on this row, and on others of its own, what fits of a piece that does not; where the rest starts.
    fn divide(&mut self, content: &str, start: usize, end: usize) -> usize {
        let bare = content[start..end].trim_end_matches(' ');
        let (offset, mut start) = (start, 0);
        loop {
            let fits = |head: &str, more: u16| {
                let cells = measure(head, self.used).saturating_add(more);
                self.used.saturating_add(cells) <= self.width
            };
            if fits(&bare[start..], 0) {
                break;
            }
            let mut all = divisions(bare).into_iter().rev();
            match all.find(|at| *at > start && fits(&bare[start..*at], 1)) {
                Some(at) => {
                    self.end_row(offset + at);
                    start = at;
                }
                None if self.used > 0 => self.end_row(offset + start),
                None => break,
            }
        }
        offset + start
    }

    /// A piece wider than the column ends at graphemes.
    fn break_anywhere(&mut self, piece: &str, start: usize) {
        for (at, grapheme) in piece.grapheme_indices(true) {
            let cells = glyph(grapheme, self.used).width;
            if self.used > 0 && self.used + cells > self.width {
                self.end_row(start + at);
            }
            self.used += cells;
        }
    }

    fn end_row(&mut self, end: usize) {
        self.done.push(self.range(self.start, end));
        self.start = end;
        self.used = 0;
    }

    fn finish(mut self, end: usize) -> Vec<TextRange> {
        if self.start < end || self.done.is_empty() {
            self.done.push(self.range(self.start, end));
        }
        self.done
    }

    fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange::between(
            self.base + TextSize::from_usize(start),
            self.base + TextSize::from_usize(end),
        )
    }
}

/// Cells of `text` when it starts at cell `column` of its row.
fn measure(text: &str, column: u16) -> u16 {
    text.graphemes(true).fold(0u16, |used, grapheme| {
        used.saturating_add(glyph(grapheme, column.saturating_add(used)).width)
    })
}

/// Whether a row may end before byte `at` although UAX 14 allows it: not before a dash, not after № or an initial.
fn may_break(content: &str, at: usize) -> bool {
    let before = content[..at].trim_end_matches(' ');
    let after = &content[at..];
    !(starts_with_dash(after)
        || before.ends_with(['№', '§'])
        || (before.len() < at && ends_with_initial(before)))
}

fn starts_with_dash(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('—' | '–') => true,
        Some('-') => chars.next() == Some(' '),
        _ => false,
    }
}

/// `… А.`: one capital letter and a stop.
fn ends_with_initial(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next() == Some('.')
        && back.next().is_some_and(char::is_uppercase)
        && back.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(content: &str, width: u16, rows: &[&str]) {
        let found: Vec<&str> = wrap(content, TextSize::ZERO, width)
            .into_iter()
            .map(|row| &content[row.to_usize()])
            .collect();
        assert_eq!(found, rows);
    }

    #[test]
    fn rows_end_at_words() {
        check("", 10, &[""]);
        check("завод открыт", 20, &["завод открыт"]);
        check("завод открыт", 7, &["завод ", "открыт"]);
        check("завод    открыт", 5, &["завод    ", "откры", "т"]);
        check(
            "промышленно-строительный",
            14,
            &["промышленно-", "строительный"],
        );
    }

    #[test]
    fn russian_rules() {
        check("Уверен — сказал он", 8, &["Уверен — ", "сказал ", "он"]);
        check("дом № 5 стоит", 6, &["дом ", "№ 5 ", "стоит"]);
        check("поэт А. С. Пушкин", 12, &["поэт ", "А. С. Пушкин"]);
        check(
            "около 5\u{a0}млн рублей",
            9,
            &["около ", "5\u{a0}млн ", "рублей"],
        );
    }

    #[test]
    fn words_are_divided_where_that_fills_a_row() {
        let check = |content: &str, width, rows: &[&str]| {
            let found = wrap_hyphenated(content, TextSize::ZERO, width);
            let found: Vec<&str> = found
                .into_iter()
                .map(|row| &content[row.to_usize()])
                .collect();
            assert_eq!(found, rows);
        };
        check("завод открыт", 20, &["завод открыт"]);
        check("наша промышленность", 12, &["наша промыш", "ленность"]);
        // The hyphen needs a cell.
        check("наша промышленность", 11, &["наша про", "мышленность"]);
        check(
            "наша промышленность",
            7,
            &["наша ", "промыш", "лен", "ность"],
        );
        check("сказал он", 7, &["сказал ", "он"]);
        check("промышленность", 3, &["про", "мыш", "лен", "нос", "ть"]);
    }

    proptest! {
        #[test]
        fn rows_cover_everything_once(
            content in "[а-яА-Я .,—№\u{a0}\t😀-]{0,200}",
            width in 2u16..40,
            hyphenates: bool,
        ) {
            let wrap = if hyphenates { wrap_hyphenated } else { wrap };
            let rows = wrap(&content, TextSize::new(7), width);
            let mut place = TextSize::new(7);
            for row in &rows {
                prop_assert_eq!(row.start(), place);
                place = row.end();
            }
            prop_assert_eq!(place, TextSize::new(7) + TextSize::of(&content));
        }
    }
}
