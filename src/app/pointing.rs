//! The mouse, for those who turned it on: a click selects a token, an annotation or a document, dragging selects
//! more, the wheel scrolls. Nothing needs it.

use super::{
    App, Popup,
    areas::{self, Area},
    layout::place_at_column,
    margin::{Margin, Mark},
    msg::{Effect, Mouse, MouseKind},
    reader::Reader,
    selection::Selection,
};
use crate::{
    commands::Action,
    text::{TextRange, TextSize},
};

/// Rows a notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    /// The mouse did something.
    pub(super) fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        if self.opening.is_some() || self.linear {
            return Vec::new();
        }
        if let Some(popup) = &mut self.popup {
            // What asks for a key gets none of the mouse.
            if let (Popup::Pager(pager), Some(by)) = (popup, notch(mouse.kind)) {
                let step = if by > 0 {
                    Action::RowDown
                } else {
                    Action::RowUp
                };
                for _ in 0..NOTCH {
                    pager.go(step);
                }
            }
            return Vec::new();
        }
        self.stay();
        self.resume = None;
        self.notice = None;
        self.keys.give_up();
        match self.reader {
            Some(_) => self.point_in_text(mouse),
            None => self.point_in_list(mouse),
        }
    }

    fn point_in_list(&mut self, mouse: Mouse) -> Vec<Effect> {
        if let Some(by) = notch(mouse.kind) {
            self.list.scroll(by);
            return self.preview();
        }
        let rows = areas::list(self.size).rows;
        if mouse.kind == MouseKind::Press
            && let Some((_, y)) = within(rows, mouse)
            && let Some(doc) = self.list.shown.get(self.list.top + usize::from(y)).copied()
        {
            self.list.go_to(doc);
            return self.open(doc);
        }
        Vec::new()
    }

    fn point_in_text(&mut self, mouse: Mouse) -> Vec<Effect> {
        let areas = self.reader_areas();
        let schema = &self.corpus.schema;
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        if let Some(by) = notch(mouse.kind) {
            reader.scroll(by);
            return Vec::new();
        }
        let press = mouse.kind == MouseKind::Press;
        if let Some((x, y)) = within(areas.margin, mouse).filter(|_| press) {
            reader.grip = None;
            if let Some(row) = reader.layout.visible().get(usize::from(y)).copied() {
                let said = reader.layer.annotations.overlapping(row);
                let proposed = reader.queue.overlapping(row);
                let marks = said
                    .map(Mark::Annotation)
                    .chain(proposed.map(Mark::Suggestion));
                match Margin::of(marks, row, schema, areas.margin.width).at(x) {
                    Some(Mark::Annotation(it)) => reader.select_annotation(&it.clone()),
                    Some(Mark::Suggestion(it)) => reader.hop_to(it.clone()),
                    None => {}
                }
            }
        } else if let Some((x, y)) = within(areas.text, mouse) {
            reader.point(x, y, press);
        } else if press {
            reader.grip = None;
        }
        Vec::new()
    }
}

impl Reader {
    /// Select the token at a cell of the text, or all from the one that was pressed to it.
    fn point(&mut self, x: u16, y: u16, press: bool) {
        let Some(row) = self.layout.visible().get(usize::from(y)).copied() else {
            return;
        };
        let place = place_at_column(&self.text, row, x);
        let Some(token) = self.walker.token_near(row, place) else {
            return;
        };
        match self.grip {
            _ if press => {
                self.move_to(token);
                self.grip = Some(token);
            }
            Some(grip) => self.select(Selection::between(grip, token)),
            None => {}
        }
    }

    /// Scroll by rows; the selection comes along when it would leave the screen.
    fn scroll(&mut self, by: isize) {
        if self.text.is_empty() {
            return;
        }
        let height = self.layout.height() as isize;
        let shown = self.layout.visible_range().start();
        let top = self.layout.row_at(&self.text, shown);
        let top = self.layout.step(&self.text, top, by);
        let bottom = self.layout.step(&self.text, top, height - 1);
        let top = self.layout.step(&self.text, bottom, 1 - height);
        let here = self.layout.row_at(&self.text, self.selection.cursor());
        let there = here.clamp(top, bottom);
        if there != here {
            let row = self.layout.range(&self.text, there);
            let token = self.token_in_sight(row, by);
            self.move_to(token);
        }
        let first = self.layout.range(&self.text, top).start();
        self.layout.place_at(&self.text, first, 0);
    }

    /// The token that is met first when one goes on from `row`.
    fn token_in_sight(&mut self, row: TextRange, by: isize) -> TextRange {
        let near = self.walker.token_near(row, row.start());
        let found = near.or_else(|| match by > 0 {
            true => self.walker.token_from(row.start()),
            false => self.walker.token_until(row.end().max(TextSize::ZERO)),
        });
        found.unwrap_or(self.selection.head())
    }
}

/// How far a turn of the wheel goes.
fn notch(kind: MouseKind) -> Option<isize> {
    match kind {
        MouseKind::WheelDown => Some(NOTCH),
        MouseKind::WheelUp => Some(-NOTCH),
        MouseKind::Press | MouseKind::Drag => None,
    }
}

/// The cell of `area` the mouse is at.
fn within(area: Area, mouse: Mouse) -> Option<(u16, u16)> {
    let x = mouse
        .column
        .checked_sub(area.x)
        .filter(|x| *x < area.width)?;
    let y = mouse.row.checked_sub(area.y).filter(|y| *y < area.height)?;
    Some((x, y))
}
