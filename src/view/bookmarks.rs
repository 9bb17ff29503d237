//! The bookmarks there are, with the words that stand there.

use super::canvas::Canvas;
use super::popup::{beside, menu_styles};
use crate::{
    app::{App, Reader, areas},
    locale::Message,
    msg,
    text::TextSize,
};

/// Bytes of a text that are looked at for a row: more than any row holds.
const EXCERPT: usize = 512;

/// What the letters lead to.
pub fn draw(
    app: &App,
    reader: &Reader,
    setting: bool,
    cursor: (u16, u16),
    canvas: &mut Canvas,
) -> areas::Area {
    let [frame, heading, text, key] = menu_styles(&canvas.look.theme);
    let title = app.locale.say(&title(setting));
    let rows = reader.bookmarks.len().max(1) as u16;
    let area = beside(
        app,
        areas::popup(app.size, 72, rows.saturating_add(2)),
        cursor,
    );
    let inside = canvas.frame(area, &title, frame, heading);
    if reader.bookmarks.is_empty() {
        let none = app.locale.say(&msg!("no-bookmarks"));
        canvas.put(inside.x, inside.y, &none, text, inside.width);
    }
    for (y, (name, place)) in (inside.y..inside.y + inside.height).zip(&reader.bookmarks) {
        canvas.put(inside.x, y, &letter(app, *name), key, 4);
        let room = inside.width.saturating_sub(5);
        canvas.put(inside.x + 5, y, excerpt(reader, *place), text, room);
    }
    area
}

/// What is asked for.
pub fn title(setting: bool) -> Message {
    match setting {
        true => msg!("bookmarks-set-title"),
        false => msg!("bookmarks-title"),
    }
}

/// A letter and the one in its place on the other layout: `h/р`.
pub fn letter(app: &App, letter: char) -> String {
    let native = app.keys.map.keyboard().native_char(letter);
    native.map_or_else(|| letter.to_string(), |native| format!("{letter}/{native}"))
}

/// The text from `place` to the end of its line, or as much as a row can hold.
pub fn excerpt(reader: &Reader, place: TextSize) -> &str {
    let rest = &reader.text.as_str()[place.to_usize()..];
    let line = &rest[..rest.floor_char_boundary(EXCERPT)];
    line.lines().next().unwrap_or("")
}
