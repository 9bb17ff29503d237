//! A text to page through: help and guidelines.

use super::{scroll::scrolled, wrap::wrap};
use crate::{
    commands::Action,
    locale::Message,
    text::{TextSize, glyph},
};

/// One line before it is wrapped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What hangs at the left: keys, a bullet, an indent.
    pub lead: String,
    /// What is wrapped beside it.
    pub body: String,
    /// Stands out.
    pub heading: bool,
}

impl Line {
    /// Nothing.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A heading.
    pub fn heading(body: String) -> Self {
        Self {
            body,
            heading: true,
            ..Self::default()
        }
    }

    /// `body` beside `lead`.
    pub fn hanging(lead: String, body: String) -> Self {
        Self {
            lead: glyph::neutral(&lead).into_owned(),
            body: glyph::neutral(&body).into_owned(),
            heading: false,
        }
    }

    /// In rows of at most `width` cells. A lead that would take more than half of them gets a row of its own.
    fn wrap(&self, width: u16) -> Vec<PagerRow> {
        let hang = glyph::width(&self.lead);
        let own_row = hang * 2 > usize::from(width);
        let indent = if own_row { 4.min(hang) } else { hang };
        let room = width.saturating_sub(indent as u16).max(1);
        let mut rows = Vec::new();
        if own_row {
            rows.push(self.row(self.lead.trim_end().to_owned()));
        }
        for row in wrap(&self.body, TextSize::ZERO, room) {
            let beside = if rows.is_empty() {
                self.lead.clone()
            } else {
                " ".repeat(indent)
            };
            rows.push(self.row(beside + self.body[row.to_usize()].trim_end()));
        }
        rows
    }

    fn row(&self, text: String) -> PagerRow {
        PagerRow {
            text,
            heading: self.heading,
        }
    }
}

/// One row as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagerRow {
    /// Its text.
    pub text: String,
    /// Stands out.
    pub heading: bool,
}

/// A text and where one is in it.
#[derive(Debug)]
pub struct Pager {
    /// What it is.
    pub title: Message,
    /// The rows, wrapped for the current width.
    pub rows: Vec<PagerRow>,
    /// The first row on the screen.
    pub top: usize,
    /// Whether the last motion went down, up, or (at first) nowhere, by so many rows.
    pub moved: Option<isize>,
    /// Rows that fit.
    height: usize,
    lines: Vec<Line>,
    width: u16,
}

impl Pager {
    /// `lines` from their beginning.
    pub fn new(title: Message, lines: Vec<Line>) -> Self {
        Self {
            title,
            rows: Vec::new(),
            top: 0,
            moved: None,
            height: 1,
            lines,
            width: 0,
        }
    }

    /// Wrap for a popup of this size.
    pub fn layout(&mut self, width: u16, height: u16) {
        if width != self.width {
            self.width = width;
            self.rows = self
                .lines
                .iter()
                .flat_map(|line| line.wrap(width))
                .collect();
        }
        self.height = usize::from(height.max(1));
        self.top = self.top.min(self.rows.len().saturating_sub(self.height));
    }

    /// Page or step; false when `action` is no motion.
    pub fn go(&mut self, action: Action) -> bool {
        let last = self.rows.len().saturating_sub(self.height);
        let to = scrolled(action, self.top, self.height, last);
        if let Some(to) = to {
            self.moved = Some(to as isize - self.top as isize);
            self.top = to;
        }
        to.is_some()
    }

    /// The rows on the screen that were not there before the last motion: all at first.
    pub fn fresh(&self) -> &[PagerRow] {
        let shown = &self.rows[self.top..(self.top + self.height).min(self.rows.len())];
        let fresh = |by: usize| by.min(shown.len());
        match self.moved {
            None => shown,
            Some(by @ 0..) => &shown[shown.len() - fresh(by.unsigned_abs())..],
            Some(by) => &shown[..fresh(by.unsigned_abs())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_stands_beside_what_is_wrapped_or_above_it() {
        let line = Line::hanging("  j/о  ↓  ".into(), "Следующая строка текста".into());
        let rows = |width| -> Vec<String> {
            let rows = line.wrap(width);
            rows.into_iter().map(|row| row.text).collect()
        };
        assert_eq!(rows(60), ["  j/о  ↓  Следующая строка текста"]);
        assert_eq!(rows(26), ["  j/о  ↓  Следующая строка", "          текста"]);
        assert_eq!(rows(19), ["  j/о  ↓", "    Следующая", "    строка текста"]);
    }
}
