//! Writing into the buffer: everything is made neutral and clipped here, so that nothing else has to.

use super::Look;
use crate::{
    app::{
        Prompt,
        areas::{Area, inside},
    },
    text::glyph::{glyph, neutral},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_segmentation::UnicodeSegmentation;

/// A buffer with the look it is drawn in.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// Colours and signs.
    pub look: &'a Look,
}

/// Signs that have an ASCII form.
#[derive(Clone, Copy, Debug)]
pub enum Sign {
    /// The cursor of a list.
    Pointer,
    /// Something was cut off.
    Ellipsis,
    /// Done, saved.
    Check,
    /// Begun.
    Half,
    /// A line between columns.
    Column,
    /// A line between rows.
    Line,
}

impl Sign {
    fn text(self, ascii: bool) -> &'static str {
        match (self, ascii) {
            (Sign::Pointer, false) => "▸",
            (Sign::Pointer, true) => ">",
            (Sign::Line, true) => "-",
            (Sign::Ellipsis, false) => "…",
            (Sign::Ellipsis, true) => "~",
            (Sign::Check, false) => "✓",
            (Sign::Check, true) => "+",
            (Sign::Half, false) => "◐",
            (Sign::Half, true) => "*",
            (Sign::Column, false) => "│",
            (Sign::Column, true) => "|",
            (Sign::Line, false) => "─",
        }
    }
}

impl<'a> Canvas<'a> {
    /// A canvas over `buffer`.
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Self { buffer, look }
    }

    /// The text of a sign.
    pub fn sign(&self, sign: Sign) -> &'static str {
        sign.text(self.look.ascii)
    }

    /// Write `text`, made neutral, into at most `width` cells from (`x`, `y`); what does not fit is cut with an ellipsis.
    /// Returns the column after it.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        let text = neutral(text);
        let fits = crate::text::glyph::width(&text) <= usize::from(width);
        let room = if fits { width } else { width.saturating_sub(1) };
        let mut at = 0;
        for grapheme in text.graphemes(true) {
            let drawn = glyph(grapheme, at);
            if at + drawn.width > room {
                break;
            }
            self.cell(x + at, y, &drawn.symbol, drawn.width, style);
            at += drawn.width;
        }
        if !fits && width > 0 {
            let cut = self.sign(Sign::Ellipsis);
            self.cell(x + at, y, cut, 1, style);
            at += 1;
        }
        x + at
    }

    /// Like [`Canvas::put`], but of what does not fit the end is kept.
    pub fn put_end(&mut self, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
        let text = neutral(text);
        let mut over = crate::text::glyph::width(&text).saturating_sub(usize::from(width));
        if over == 0 || width == 0 {
            return self.put(x, y, &text, style, width);
        }
        // One more cell for the sign that says so.
        over += 1;
        let mut rest = text.as_ref();
        for grapheme in text.graphemes(true) {
            if over == 0 {
                break;
            }
            over = over.saturating_sub(crate::text::glyph::width(grapheme));
            rest = &rest[grapheme.len()..];
        }
        let x = self.put(x, y, self.sign(Sign::Ellipsis), style, 1);
        self.put(x, y, rest, style, width - 1)
    }

    /// Like [`Canvas::put`] with the line that is typed in `prompt`. What stands before its cursor is kept where not all
    /// fits: who types looks there. Returns the column after the text, and that of the cursor.
    pub fn put_line(
        &mut self,
        x: u16,
        y: u16,
        prompt: &Prompt,
        style: Style,
        width: u16,
    ) -> (u16, u16) {
        let before = prompt.before_cursor();
        let cells = crate::text::glyph::width(&before);
        // One cell is for the cursor itself, one for the sign that there is more after it.
        let last = usize::from(width.saturating_sub(2));
        let all = crate::text::glyph::width(prompt.text()) < usize::from(width);
        if all || cells < last {
            let end = self.put(x, y, prompt.text(), style, width);
            return (end, x + cells as u16);
        }
        let end = self.put_end(x, y, &before, style, width.saturating_sub(1));
        (end, end)
    }

    /// Put another symbol of one cell in the place of the one that is there, in its style.
    pub fn replace(&mut self, x: u16, y: u16, symbol: &str) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol);
        }
    }

    /// Write one symbol of `width` cells that is already fit for a terminal.
    pub fn cell(&mut self, x: u16, y: u16, symbol: &str, width: u16, style: Style) {
        let area = self.buffer.area;
        if width == 0 || y >= area.height || x + width > area.width {
            return;
        }
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            // Nothing of what was under it shines through.
            cell.reset();
            cell.set_symbol(symbol).set_style(style);
        }
        // The cells a wide symbol covers hold nothing of their own.
        for covered in x + 1..x + width {
            if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// The symbol at a cell.
    pub fn symbol(&self, x: u16, y: u16) -> &str {
        self.buffer.cell((x, y)).map_or(" ", |cell| cell.symbol())
    }

    /// Lay a style over cells that are already written.
    pub fn restyle(&mut self, area: Area, style: Style) {
        self.buffer.set_style(
            Rect::new(area.x, area.y, area.width, area.height).intersection(self.buffer.area),
            style,
        );
    }

    /// Blank an area in `style`.
    pub fn clear(&mut self, area: Area, style: Style) {
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// A blank frame with a title; returns the area inside, one cell of air left and right.
    pub fn frame(&mut self, area: Area, title: &str, style: Style, title_style: Style) -> Area {
        self.clear(area, Style::default());
        let (right, bottom) = (
            area.x + area.width.saturating_sub(1),
            area.y + area.height.saturating_sub(1),
        );
        let line = self.sign(Sign::Line);
        let column = self.sign(Sign::Column);
        for x in area.x..=right {
            self.cell(x, area.y, line, 1, style);
            self.cell(x, bottom, line, 1, style);
        }
        for y in area.y..=bottom {
            self.cell(area.x, y, column, 1, style);
            self.cell(right, y, column, 1, style);
        }
        let corners = if self.look.ascii {
            ["+"; 4]
        } else {
            ["┌", "┐", "└", "┘"]
        };
        for (corner, (x, y)) in corners.iter().zip([
            (area.x, area.y),
            (right, area.y),
            (area.x, bottom),
            (right, bottom),
        ]) {
            self.cell(x, y, corner, 1, style);
        }
        if !title.is_empty() {
            let title = format!(" {title} ");
            self.put(
                area.x + 2,
                area.y,
                &title,
                title_style,
                area.width.saturating_sub(4),
            );
        }
        inside(area)
    }
}
