//! The side panel: all annotations of the document, in order.

use super::canvas::{Canvas, Sign};
use super::theme::Role;
use crate::{
    app::{App, Panel, Reader, areas},
    commands::Action,
    keymap::Context,
    msg,
    text::glyph::width,
};

/// Draw the panel, when it is open.
pub fn draw(app: &App, reader: &Reader, canvas: &mut Canvas) {
    let Some(area) = app.reader_areas().panel else {
        return;
    };
    let theme = &canvas.look.theme;
    let (text, dim) = (theme.role(Role::Text), theme.role(Role::Dim));
    let frame = if app.panel == Panel::Focused {
        theme.role(Role::Key)
    } else {
        theme.role(Role::Frame)
    };
    let line = canvas.sign(Sign::Column);
    for y in area.y..area.y + area.height {
        canvas.cell(area.x, y, line, 1, frame);
    }
    let area = tally(app, reader, area, canvas);
    let area = waiting(app, reader, area, canvas);
    let annotations = &reader.layer.annotations;
    let current = reader
        .current()
        .and_then(|current| annotations.index_of(&current.id));
    let ahead = annotations.starting_before(reader.selection.range().start());
    let here = current.unwrap_or(ahead);
    let height = usize::from(area.height);
    let top = here
        .saturating_sub(height / 2)
        .min(annotations.len().saturating_sub(height));
    // All texts begin in one column.
    let labels = app.corpus.schema.labels.iter();
    let widths = labels.map(|label| width(&label.name) as u16);
    let names = widths.max().unwrap_or(0).min(area.width / 3);
    if annotations.is_empty() {
        let words = app.locale.say(&msg!("panel-empty"));
        canvas.put(
            area.x + 2,
            area.y,
            &words,
            dim,
            area.width.saturating_sub(3),
        );
    }
    for (y, (index, annotation)) in
        (area.y..area.y + area.height).zip(annotations.iter().enumerate().skip(top))
    {
        let label = app.corpus.schema.label(&annotation.label);
        let code = canvas
            .look
            .theme
            .code(label.map_or("gray", |label| &label.color));
        let title = canvas.look.theme.role(Role::Title);
        // One style under the cursor: the bar is one piece.
        let (style, text) = if current == Some(index) {
            (title, title)
        } else {
            (code, text)
        };
        canvas.put(area.x + 2, y, &annotation.label, style, names);
        let end = area.x + area.width;
        let x = area.x + 2 + names;
        let covered = reader.text.slice(annotation.parts.cover());
        canvas.put(x + 1, y, covered, text, end.saturating_sub(x + 2));
        if current == Some(index) {
            let row = areas::Area {
                x: area.x + 1,
                y,
                width: area.width - 1,
                height: 1,
            };
            canvas.restyle(row, canvas.look.theme.role(Role::Selection));
        }
    }
}

/// What suggestions were worth, in the last row. Returns the rows that are left.
fn tally(app: &App, reader: &Reader, area: areas::Area, canvas: &mut Canvas) -> areas::Area {
    let Some(told) = reader
        .told_tally(app.locale.lang())
        .filter(|_| area.height > 2)
    else {
        return area;
    };
    let dim = canvas.look.theme.role(Role::Dim);
    let y = area.y + area.height - 1;
    let words = app.locale.say(&told);
    canvas.put(area.x + 2, y, &words, dim, area.width.saturating_sub(3));
    areas::Area {
        height: area.height - 1,
        ..area
    }
}

/// What waits for its place has no row of its own: how many there are, with the key that shows them, in the last row.
/// Returns the rows that are left.
fn waiting(app: &App, reader: &Reader, area: areas::Area, canvas: &mut Canvas) -> areas::Area {
    let count = reader.layer.unplaced.len();
    if count == 0 || area.height < 2 {
        return area;
    }
    let mut words = app.locale.say(&msg!("waiting", count = count));
    let key = app.key_of(Context::Reader, Action::Waiting);
    if !key.is_empty() {
        words = format!("{words}: {key}");
    }
    let y = area.y + area.height - 1;
    let style = canvas.look.theme.role(Role::Unsaved);
    let room = area.width.saturating_sub(3);
    canvas.put(area.x + 2, y, &words, style, room);
    areas::Area {
        height: area.height - 1,
        ..area
    }
}
