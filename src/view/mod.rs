//! The view: draws the state into a buffer and changes nothing.

mod bars;
mod bookmarks;
mod canvas;
pub mod details;
mod form;
mod hints;
pub mod linear;
mod list;
mod macros;
mod panel;
mod popup;
mod reader;
mod status;
mod stood;
mod suggestions;
pub mod theme;
mod transfer;
mod under;

use crate::app::{App, Popup, areas::Area};
use canvas::Canvas;
use ratatui::buffer::Buffer;
use theme::Theme;

/// How things look: colours, and whether frames and arrows must be plain ASCII.
#[derive(Clone, Debug)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// Frames and signs in ASCII.
    pub ascii: bool,
}

/// Draw `app` into `buffer`; returns the cell of the cursor.
pub fn draw(app: &App, look: &Look, buffer: &mut Buffer) -> (u16, u16) {
    let mut canvas = Canvas::new(buffer, look);
    let mut cursor = match &app.reader {
        Some(reader) => {
            let cursor = reader::draw(app, reader, &mut canvas);
            panel::draw(app, reader, &mut canvas);
            stood::draw(app, reader, &mut canvas);
            bars::reader(app, reader, &mut canvas);
            cursor
        }
        None => {
            let cursor = list::draw(app, &mut canvas);
            bars::list(app, &mut canvas);
            cursor
        }
    };
    let hints = popup::hints(app, cursor, &mut canvas);
    cursor = out_from_under(hints, cursor).unwrap_or(cursor);
    if let Some(over) = &app.popup {
        cursor = overlay(app, over, cursor, &mut canvas).unwrap_or(cursor);
    }
    let (columns, rows) = (app.size.columns.max(1), app.size.rows.max(1));
    (cursor.0.min(columns - 1), cursor.1.min(rows - 1))
}

/// A cursor under a popup would seem to stand on something in it: it goes to the title.
fn out_from_under(area: Option<Area>, (x, y): (u16, u16)) -> Option<(u16, u16)> {
    let covers = |area: &Area| {
        (area.x..area.x + area.width).contains(&x) && (area.y..area.y + area.height).contains(&y)
    };
    let area = area.filter(covers)?;
    Some((area.x + 3, area.y))
}

fn overlay(app: &App, over: &Popup, cursor: (u16, u16), canvas: &mut Canvas) -> Option<(u16, u16)> {
    match over {
        Popup::Labels { purpose, shown } => {
            let area = shown.then(|| popup::labels(app, *purpose, cursor, canvas));
            out_from_under(area, cursor)
        }
        Popup::Bookmarks { setting, shown } => {
            let reader = app.reader.as_ref().filter(|_| *shown);
            let area = reader.map(|it| bookmarks::draw(app, it, *setting, cursor, canvas));
            out_from_under(area, cursor)
        }
        Popup::Macros {
            recording,
            times,
            shown,
        } => {
            if *shown {
                macros::draw(app, *recording, *times, cursor, canvas);
            }
            None
        }
        Popup::Find(prompt) => Some(status::find(app, prompt, canvas)),
        Popup::Palette(palette) => Some(popup::palette(app, palette, canvas)),
        Popup::Form(form) => Some(form::draw(app, form, cursor, canvas)),
        Popup::Pager(pager) => Some(popup::pager(app, pager, canvas)),
        Popup::Relation { .. } => {
            let area = popup::relations(app, cursor, canvas);
            out_from_under(Some(area), cursor)
        }
        Popup::Occurrences(occurrences) => {
            status::occurrences(app, occurrences, canvas);
            None
        }
        Popup::AcceptAll(all) => {
            let reader = app.reader.as_ref()?;
            Some(suggestions::all(app, reader, all, cursor, canvas))
        }
        Popup::Switches(menu) => Some(suggestions::switches(app, menu, canvas)),
        Popup::Transfer(menu) => Some(transfer::draw(app, menu, canvas)),
        Popup::Quit => Some(popup::quit(app, canvas)),
    }
}
