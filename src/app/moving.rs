//! Moving and resizing the selection.

use super::{
    layout::{RowId, column_of, place_at_column},
    reader::Reader,
    selection::Selection,
};
use crate::{
    commands::Action,
    text::{TextRange, TextSize},
};

impl Reader {
    /// Carry out a motion; false when `action` is none.
    pub(super) fn go(&mut self, action: Action) -> bool {
        match action {
            Action::RowDown => self.rows(1),
            Action::RowUp => self.rows(-1),
            Action::PageDown => self.page(1, 1),
            Action::PageUp => self.page(-1, 1),
            Action::HalfPageDown => self.page(1, 2),
            Action::HalfPageUp => self.page(-1, 2),
            Action::First => self.go_to_token(TextSize::ZERO),
            Action::Last => self.go_to_token(self.text.len()),
            Action::RowStart => self.go_to_row_edge(true),
            Action::RowEnd => self.go_to_row_edge(false),
            _ => return self.go_by_text(action),
        }
        true
    }

    fn go_by_text(&mut self, action: Action) -> bool {
        let head = self.selection.head();
        let after = head.end().max(head.start());
        let target = match action {
            Action::TokenRight => self.walker.token_from(after),
            Action::TokenLeft => self.walker.token_until(head.start()),
            Action::WordRight => self.walker.word_from(after),
            Action::WordLeft => self.walker.word_until(head.start()),
            Action::SentenceRight => self.next_sentence(head),
            Action::SentenceLeft => {
                let before = self.walker.sentence_before(head.start());
                before.map(|sentence| self.walker.token_at(sentence.start()))
            }
            Action::ParagraphDown => self.next_paragraph(head),
            Action::ParagraphUp => self.previous_paragraph(head),
            _ => return false,
        };
        if let Some(token) = target {
            self.move_to(token);
        }
        true
    }

    fn next_sentence(&mut self, head: TextRange) -> Option<TextRange> {
        let here = self.walker.sentence_at(head.start())?;
        let next = if here.start() > head.start() {
            here
        } else {
            self.walker.sentence_at(here.end())?
        };
        Some(self.walker.token_at(next.start()))
    }

    fn next_paragraph(&mut self, head: TextRange) -> Option<TextRange> {
        self.walker
            .token_from(self.walker.paragraph_at(head.start()).end())
    }

    fn previous_paragraph(&mut self, head: TextRange) -> Option<TextRange> {
        let start = self.walker.paragraph_at(head.start()).start();
        let first = self.walker.token_from(start)?;
        if first.start() < head.start() {
            return Some(first);
        }
        let above = self.walker.token_until(start)?;
        self.walker
            .token_from(self.walker.paragraph_at(above.start()).start())
    }

    /// Move the head to `to`, extending when that is on.
    pub(super) fn move_to(&mut self, to: TextRange) {
        let extend = self.extend;
        self.select(self.selection.moved(to, extend));
    }

    fn go_to_token(&mut self, place: TextSize) {
        let token = self.walker.token_at(place);
        self.move_to(token);
    }

    fn go_to_row_edge(&mut self, start: bool) {
        if self.text.is_empty() {
            return;
        }
        let row = self.layout.row_at(&self.text, self.selection.cursor());
        let row = self.layout.range(&self.text, row);
        let place = if start { row.start() } else { row.end() };
        if let Some(token) = self.walker.token_near(row, place) {
            self.move_to(token);
        }
    }

    /// `by` rows down; rows without a token are passed over.
    fn rows(&mut self, by: isize) {
        if self.text.is_empty() {
            return;
        }
        let head = self.selection.head();
        let from = self.layout.row_at(&self.text, self.selection.cursor());
        let here = self.layout.range(&self.text, from);
        let goal = self
            .goal
            .unwrap_or_else(|| column_of(&self.text, here, head.start()));
        let mut row = from;
        while let Some(next) = self.row_with_token(row, by > 0) {
            row = next;
            let range = self.layout.range(&self.text, row);
            let place = place_at_column(&self.text, range, goal);
            match self.walker.token_near(range, place) {
                // A long token takes several rows.
                Some(token) if token != head => {
                    self.move_to(token);
                    break;
                }
                _ => {}
            }
        }
        self.goal = Some(goal);
    }

    /// The next row that shows a token, however many blank ones are between.
    fn row_with_token(&mut self, from: RowId, down: bool) -> Option<RowId> {
        let row = self
            .layout
            .step(&self.text, from, if down { 1 } else { -1 });
        if row == from {
            return None;
        }
        let range = self.layout.range(&self.text, row);
        if self.walker.token_near(range, range.start()).is_some() {
            return Some(row);
        }
        let place = if down {
            self.walker.token_from(range.end())?.start()
        } else {
            self.walker.token_until(range.start())?.end() - TextSize::new(1)
        };
        Some(self.layout.row_at(&self.text, place))
    }

    /// A page (or a part of one) down or up: the text scrolls and the selection keeps its row.
    fn page(&mut self, direction: isize, part: usize) {
        if self.text.is_empty() {
            return;
        }
        let height = self.layout.height();
        // Two rows of the old page stay in sight.
        let by = if part == 1 {
            height.saturating_sub(2).max(1)
        } else {
            (height / part).max(1)
        };
        let from = self.layout.row_at(&self.text, self.selection.cursor());
        let head_row = self.layout.range(&self.text, from);
        let above = self
            .layout
            .visible()
            .iter()
            .position(|row| *row == head_row)
            .unwrap_or(0);
        let row = self.layout.step(&self.text, from, direction * by as isize);
        let range = self.layout.range(&self.text, row);
        let column = self
            .goal
            .unwrap_or_else(|| column_of(&self.text, head_row, self.selection.cursor()));
        let place = place_at_column(&self.text, range, column);
        let near = self.walker.token_near(range, place);
        let token = near.unwrap_or_else(|| self.walker.token_at(range.start()));
        if token == self.selection.head() {
            // Nothing but blank rows ahead: go on to whatever comes.
            let edge = if direction > 0 {
                self.text.len()
            } else {
                TextSize::ZERO
            };
            return self.go_to_token(edge);
        }
        self.move_to(token);
        self.goal = Some(column);
        self.layout
            .place_at(&self.text, self.selection.cursor(), above);
    }

    /// Carry out a command that reshapes the selection; false when `action` is none.
    pub(super) fn reshape(&mut self, action: Action) -> bool {
        match action {
            Action::GrowToken => {
                // The rest of a token that is cut comes first.
                self.end_at(|reader, end| {
                    let token = reader.walker.token_at(end);
                    Some(token.end()).filter(|grown| *grown > end)
                })
            }
            Action::ShrinkToken => self.end_at(|reader, end| {
                reader
                    .walker
                    .token_until(end - TextSize::new(1))
                    .map(TextRange::end)
            }),
            Action::GrowCharacter => {
                self.end_at(|reader, end| Some(reader.text.next_grapheme(end)))
            }
            Action::ShrinkCharacter => {
                self.end_at(|reader, end| Some(reader.text.prev_grapheme(end)))
            }
            Action::ToggleExtend => {
                self.extend = !self.extend;
                self.part_ends();
            }
            // Whoever asks for the other end wants to move it.
            Action::OtherEnd => {
                self.extend = true;
                self.part_ends();
                self.selection = self.selection.flipped();
            }
            Action::Widen => self.widen(),
            Action::Narrow => self.narrow(),
            _ => return false,
        }
        true
    }

    /// Take hold of the ends of what is selected, token by token, so that moving can shrink it too.
    fn part_ends(&mut self) {
        let range = self.selection.range();
        if !self.extend || !self.selection.is_whole() || range.is_empty() {
            return;
        }
        let inside = |token: TextRange| token.intersect(range).unwrap_or(range);
        let first = inside(self.walker.token_at(range.start()));
        let last = inside(self.walker.token_at(range.end() - TextSize::new(1)));
        self.selection = Selection::between(first, last);
    }

    /// Move the right end to where `find` says; the annotation in focus stays so.
    fn end_at(&mut self, find: impl FnOnce(&mut Self, TextSize) -> Option<TextSize>) {
        let range = self.selection.range();
        if range.is_empty() {
            return;
        }
        if let Some(end) = find(self, range.end()).filter(|end| *end > range.start()) {
            self.selection = self.selection.with_end(end);
            self.goal = None;
        }
    }

    /// To the next larger of: token, annotation, phrase, sentence, paragraph.
    fn widen(&mut self) {
        let range = self.selection.range();
        let mut wider = vec![self.walker.token_at(range.start()).cover(range)];
        wider.extend(
            self.layer
                .annotations
                .overlapping(range)
                .map(|a| a.parts.cover()),
        );
        wider.push(self.walker.phrase_around(range));
        wider.extend(self.walker.sentence_at(range.start()));
        wider.push(self.walker.paragraph_at(range.start()));
        let next = wider
            .into_iter()
            .filter(|wider| wider.contains_range(range) && *wider != range)
            .min_by_key(|wider| wider.len());
        if let Some(next) = next {
            self.widened.push(self.selection);
            self.selection = Selection::new(next);
        }
    }

    fn narrow(&mut self) {
        match self.widened.pop() {
            Some(before) => self.selection = before,
            None => {
                self.selection =
                    Selection::new(self.walker.token_at(self.selection.range().start()))
            }
        }
    }

    /// Select the next or previous annotation in order; false when there is none that way.
    pub(super) fn go_to_annotation(&mut self, forward: bool) -> bool {
        let range = self.selection.range();
        let annotations = &self.layer.annotations;
        // What is exactly selected is where one stands, however one came there.
        let exact = || {
            let mut here = annotations.overlapping(range);
            let exact = here.find(|a| a.parts.cover() == range)?;
            annotations.index_of(&exact.id)
        };
        let focus = self.focus.as_ref();
        let here = focus.and_then(|id| annotations.index_of(id)).or_else(exact);
        let target = match (here, forward) {
            (Some(here), true) => Some(here + 1),
            (Some(here), false) => here.checked_sub(1),
            (None, true) => Some(annotations.starting_before(range.start() + TextSize::new(1))),
            (None, false) => annotations.starting_before(range.start()).checked_sub(1),
        };
        let target = target.and_then(|index| annotations.nth(index));
        let Some(target) = target.cloned() else {
            return false;
        };
        self.select_annotation(&target);
        true
    }
}
