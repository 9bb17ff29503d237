//! What stood where an annotation was that lost its place: a line or two of the earlier text, with the annotated words
//! in brackets. They are there in every look: whoever sees no colours must find them as well.

use super::canvas::Canvas;
use super::theme::Role;
use crate::{
    annotation::Parts,
    app::{App, Reader, wrap},
    msg,
    text::{
        Text, TextRange, TextSize,
        glyph::{neutral, width},
    },
};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Cells that are tried less when words at the end of a row leave no room for all.
const STEP: usize = 8;

/// A piece of the earlier text on one line, fit for a terminal.
#[derive(Debug, Default)]
pub struct Excerpt {
    /// The words, annotated ones in brackets.
    pub text: String,
    /// Where those are, with their brackets.
    pub marked: Vec<Range<usize>>,
}

/// What stood where the annotation was that is to be placed, in about so many cells; `None` when that is not known.
pub fn excerpt(app: &App, reader: &Reader, cells: usize) -> Option<Excerpt> {
    let (text, parts) = reader.stood()?;
    let lead = app.locale.say(&msg!("stood"));
    let cut = app.locale.fit("…".into());
    Some(around(text, &parts, &lead, &cut, cells))
}

/// Draw it above the two bottom lines.
pub fn draw(app: &App, reader: &Reader, canvas: &mut Canvas) {
    let rows = app.rows_of_stood();
    let room = app.size.columns.saturating_sub(2);
    let cells = usize::from(room) * usize::from(rows);
    let lessened = (0..=cells / STEP).map(|less| cells - less * STEP);
    let wrapped = |cells| {
        let excerpt = excerpt(app, reader, cells)?;
        let lines = wrap(&excerpt.text, TextSize::ZERO, room);
        Some((excerpt, lines))
    };
    let fits = |(_, lines): &(Excerpt, Vec<TextRange>)| lines.len() <= usize::from(rows);
    let Some((excerpt, lines)) = lessened.filter_map(wrapped).find(fits) else {
        return;
    };
    let y = app.size.rows.saturating_sub(2 + rows);
    for (y, line) in (y..).zip(lines) {
        row(&excerpt, line.to_usize(), (1, y, room), canvas);
    }
}

fn row(
    excerpt: &Excerpt,
    mut line: Range<usize>,
    (x, y, room): (u16, u16, u16),
    canvas: &mut Canvas,
) {
    // Blanks at the end of a row may hang over the edge.
    line.end = line.start + excerpt.text[line.clone()].trim_end().len();
    let theme = &canvas.look.theme;
    let (dim, key) = (theme.role(Role::Dim), theme.role(Role::Key));
    let borders = excerpt.marked.iter().flat_map(|it| [it.start, it.end]);
    let inside = borders.filter(|at| line.start < *at && *at < line.end);
    let (mut from, mut at) = (line.start, x);
    for to in inside.chain([line.end]) {
        let marked = excerpt.marked.iter().any(|it| it.contains(&from));
        let style = if marked { key } else { dim };
        let left = (x + room).saturating_sub(at);
        at = canvas.put(at, y, &excerpt.text[from..to], style, left);
        from = to;
    }
}

fn around(text: &Text, parts: &Parts, lead: &str, cut: &str, cells: usize) -> Excerpt {
    let cover = parts.cover();
    let (before, rest) = text.as_str().split_at(cover.start().to_usize());
    let after = &rest[cover.len().to_usize()..];
    let covered = covered(text, parts, cut, cells / 2);
    let left = cells.saturating_sub(width(lead) + 1 + width(&covered.text));
    let after_room = left.saturating_sub(width(&tail(before, left / 2, cut)));
    let after = head(after, after_room, cut);
    let before = tail(before, left.saturating_sub(width(&after)), cut);
    let start = format!("{lead} {before}");
    let moved = |it: &Range<usize>| it.start + start.len()..it.end + start.len();
    Excerpt {
        marked: covered.marked.iter().map(moved).collect(),
        text: start + &covered.text + &after,
    }
}

/// What was annotated, part for part, with what is between the parts.
fn covered(text: &Text, parts: &Parts, cut: &str, cells: usize) -> Excerpt {
    let ranges = parts.ranges();
    let room = cells / (2 * ranges.len());
    let short = |range: TextRange| {
        let (all, half) = (text.slice(range), (room / 2).max(STEP));
        match width(&neutral(&squeezed(all))) <= 2 * half {
            true => neutral(&squeezed(all)).into_owned(),
            false => head(all, half, cut) + &tail(all, half, ""),
        }
    };
    let mut excerpt = Excerpt::default();
    for (at, range) in ranges.iter().enumerate() {
        if let Some(last) = at.checked_sub(1).map(|last| ranges[last].end()) {
            excerpt.text += &short(TextRange::between(last, range.start()));
        }
        let start = excerpt.text.len();
        excerpt.text += &format!("[{}]", short(*range));
        excerpt.marked.push(start..excerpt.text.len());
    }
    excerpt
}

/// The beginning of `text`, in so many cells at most; no word is cut in two, if that can be helped.
fn head(text: &str, cells: usize, cut: &str) -> String {
    let text = squeezed(&text[..text.floor_char_boundary(window(cells))]);
    let text = neutral(&text);
    let Some(end) = ends(text.graphemes(true), cells) else {
        return text.into_owned();
    };
    let end = ends(text.graphemes(true), cells.saturating_sub(width(cut))).unwrap_or(end);
    let whole = text[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
    format!("{}{cut}", &text[..whole])
}

/// The same of the end.
fn tail(text: &str, cells: usize, cut: &str) -> String {
    let start = text.ceil_char_boundary(text.len().saturating_sub(window(cells)));
    let text = squeezed(&text[start..]);
    let text = neutral(&text);
    let Some(end) = ends(text.graphemes(true).rev(), cells) else {
        return text.into_owned();
    };
    let end = ends(text.graphemes(true).rev(), cells.saturating_sub(width(cut))).unwrap_or(end);
    let kept = &text[text.len() - end..];
    let whole = kept.find(' ').map(|at| at + 1);
    let whole = whole.filter(|at| *at < kept.len()).unwrap_or(0);
    format!("{cut}{}", &kept[whole..])
}

/// Where so many cells of graphemes end; `None` when all are fewer.
fn ends<'t>(graphemes: impl Iterator<Item = &'t str>, cells: usize) -> Option<usize> {
    let (mut used, mut bytes) = (0, 0);
    for grapheme in graphemes {
        used += width(grapheme);
        if used > cells {
            return Some(bytes);
        }
        bytes += grapheme.len();
    }
    None
}

/// More bytes than so many cells take, if nobody stacks accents.
fn window(cells: usize) -> usize {
    8 * cells + 64
}

/// Every stretch of blanks and line ends as one blank.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if squeezed.ends_with(' ') => {}
            true => squeezed.push(' '),
            false => squeezed.push(c),
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of the parts of `old` in brackets, in so many cells.
    fn said(old: &str, cells: usize) -> String {
        let (mut text, mut ranges, mut open) = (String::new(), Vec::new(), 0);
        for c in old.chars() {
            match c {
                '[' => open = text.len(),
                ']' => ranges.push(TextRange::from_usize(open..text.len())),
                _ => text.push(c),
            }
        }
        let (text, parts) = (Text::new(&*text).unwrap(), Parts::new(ranges).unwrap());
        let excerpt = around(&text, &parts, "Было:", "…", cells);
        assert!(width(&excerpt.text) <= cells, "{}", excerpt.text);
        for (mark, part) in excerpt.marked.iter().zip(parts.ranges()) {
            let marked = &excerpt.text[mark.clone()];
            assert!(marked.starts_with('[') && marked.ends_with(']'), "{marked}");
            assert!(width(marked) > 2 || part.is_empty());
        }
        excerpt.text
    }

    #[test]
    fn as_much_is_shown_as_there_is_room_for() {
        let text = "Раз два три. Вот [завод] открыт.\n\n\tИ всё тут.";
        for (cells, expected) in [
            (80, "Было: Раз два три. Вот [завод] открыт. И всё тут."),
            (40, "Было: …три. Вот [завод] открыт. И всё…"),
            (30, "Было: …Вот [завод] открыт. И…"),
            (24, "Было: …Вот [завод] откр…"),
        ] {
            assert_eq!(said(text, cells), expected, "in {cells}");
        }
        assert_eq!(
            said("[Титан] и ещё [Баррикады], заводы", 60),
            "Было: [Титан] и ещё [Баррикады], заводы"
        );
        assert_eq!(
            said("Один [\u{1b}]2J\u{202e} конец", 60),
            "Было: Один [␛]2J← конец",
        );
    }
}
