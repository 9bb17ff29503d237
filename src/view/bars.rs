//! The top bar and the hints of the list.

use super::canvas::Canvas;
use super::theme::Role;
use super::{hints, status, under};
use crate::{
    annotation::Status,
    app::{App, Order, Reader, Spotlight, areas::Area},
    locale::Message,
    msg,
    text::{decode::Encoding, glyph::width},
};

/// Bars of the list.
pub fn list(app: &App, canvas: &mut Canvas) {
    let (progress, order) = (app.locale.say(&progress(app)), app.locale.say(&order(app)));
    let both = format!("{order}  {progress}");
    // How far the work is matters more than the order.
    let fits = width(&both) + width(&app.corpus.name) + 6 <= usize::from(app.size.columns);
    let right = match app.opens_slowly() {
        true => app.locale.say(&msg!("opening")),
        false if fits => both,
        false => progress,
    };
    top(app, "", &app.corpus.name, &right, canvas);
    let filter = &app.list.filter;
    let room = app.size.columns.saturating_sub(2);
    let words = if filter.is_empty() {
        hints::list(app, room)
    } else {
        app.locale.say(&filtered(app))
    };
    let y = app.size.rows.saturating_sub(2);
    let dim = canvas.look.theme.role(Role::Dim);
    canvas.put(1, y, &words, dim, room);
    status::draw(app, "", canvas);
}

/// How far the search for documents, or the work, is.
pub(super) fn progress(app: &App) -> Message {
    let (done, all) = app.corpus.progress();
    let surveyed = app.corpus.surveyed;
    match app.corpus.complete {
        false => msg!("scanning-found", count = all),
        true if surveyed < all => msg!("surveying", done = surveyed, count = all),
        true => msg!("corpus-progress", done = done, count = all),
    }
}

/// What the list is sorted by.
pub(super) fn order(app: &App) -> Message {
    match app.list.order {
        Order::Path => msg!("order-path"),
        Order::Title => msg!("order-title"),
        Order::Size => msg!("order-size"),
        Order::Status => msg!("order-status"),
        Order::Annotations => msg!("order-annotations"),
    }
}

/// What the list is narrowed to.
pub(super) fn filtered(app: &App) -> Message {
    let count = app.list.shown.len();
    msg!("filtered", text = app.list.filter.as_str(), count = count)
}

/// Cells from which on there is room in the top bar for how much is suggested.
const ROOMY: u16 = 60;

/// Bars of the reader.
pub fn reader(app: &App, reader: &Reader, canvas: &mut Canvas) {
    let entry = app.corpus.entry(reader.doc);
    let at = app
        .list
        .shown
        .iter()
        .position(|doc| *doc == reader.doc)
        .map_or(0, |row| row + 1);
    let number = format!("{at}/{}", app.list.shown.len());
    let name = entry.map_or("", |entry| entry.name.as_str());
    let mut right = app.locale.say(&match reader.layer.status {
        Status::New => msg!("status-new"),
        Status::InProgress => msg!("status-in-progress"),
        Status::Done => msg!("status-done"),
    });
    if reader.encoding != Encoding::Utf8 {
        right = format!("{}  {right}", reader.encoding.name());
    }
    let suggested = reader.queue.len();
    if suggested > 0 && app.size.columns >= ROOMY {
        let suggested = app.locale.say(&msg!("suggestions", count = suggested));
        right = format!("{suggested}  {right}");
    }
    if let Some(position) = &reader.position {
        let (number, all) = (position.number.to_string(), position.all().to_string());
        let words = app.locale.say(&match position.of {
            Spotlight::Sentence => msg!("at-sentence", number = number, all = all),
            _ => msg!("at-paragraph", number = number, all = all),
        });
        right = format!("{words}  {right}");
    }
    if let Some((hit, all)) = reader.search.as_ref().and_then(|search| search.count) {
        right = format!(
            "{}  {right}",
            app.locale.say(&msg!("hits", hit = hit, all = all))
        );
    }
    right = match app.is_glimpse() {
        // How much there is, and what was said of it, nobody knows yet.
        true => app.locale.say(&msg!("opening")),
        false => format!("{right}  {:>3} %", reader.percent()),
    };
    top(app, &number, name, &right, canvas);
    under::draw(app, reader, canvas);
    if app.is_glimpse() {
        return status::draw(app, "", canvas);
    }
    let count = reader.layer.annotations.len();
    let mut figures = app.locale.say(&msg!("annotations", count = count));
    let waiting = reader.layer.unplaced.len();
    if waiting > 0 {
        let waiting = app.locale.say(&msg!("waiting", count = waiting));
        figures = app.locale.fit(format!("{figures} · {waiting}"));
    }
    status::draw(app, &figures, canvas);
}

/// The top bar: a number, the name in bold, how things stand. Of a long name the end is kept: it tells documents apart.
fn top(app: &App, number: &str, name: &str, right: &str, canvas: &mut Canvas) {
    let bar = canvas.look.theme.role(Role::Bar);
    let bold = bar.patch(canvas.look.theme.role(Role::Title));
    let columns = app.size.columns;
    canvas.clear(row(app, 0), bar);
    // The name has the room that is left, but some of it always.
    let right_width = (width(right) as u16).min(columns.saturating_sub(14));
    let x = columns.saturating_sub(right_width + 1);
    let mut left = 1;
    if !number.is_empty() {
        left = canvas.put(left, 0, number, bar, x.saturating_sub(2)) + 2;
    }
    canvas.put_end(left, 0, name, bold, x.saturating_sub(left + 2));
    canvas.put(x, 0, right, bar, right_width);
}

/// The row `y` of the screen, all of it.
pub(super) fn row(app: &App, y: u16) -> Area {
    Area {
        x: 0,
        y,
        width: app.size.columns,
        height: 1,
    }
}
