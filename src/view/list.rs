//! The list of documents with the beginning of the one under the cursor.

use super::canvas::{Canvas, Sign};
use super::theme::Role;
use crate::{
    annotation::Status,
    app::{
        App, Entry,
        areas::{self, Area},
        msg::Preview,
        wrap,
    },
    locale::Message,
    msg,
    text::{
        TextSize,
        glyph::{glyph, width},
    },
};
use unicode_segmentation::UnicodeSegmentation;

/// Cells for counts and size at the right of a row; where it is narrow, for counts alone.
fn figures_width(area: Area) -> u16 {
    if area.width < 56 { 15 } else { 24 }
}

/// Draw the list; returns the cell of the cursor.
pub fn draw(app: &App, canvas: &mut Canvas) -> (u16, u16) {
    let areas = areas::list(app.size);
    let rows = areas.rows;
    if app.list.shown.is_empty() {
        draw_nothing(app, rows, canvas);
    } else {
        heads(app, areas.heads, canvas);
    }
    let first = app.list.top;
    for (y, row) in (rows.y..rows.y + rows.height).zip(first..app.list.shown.len()) {
        let entry = app
            .list
            .shown
            .get(row)
            .and_then(|doc| app.corpus.entry(*doc));
        if let Some(entry) = entry {
            draw_row(
                app,
                entry,
                row == app.list.cursor,
                Area {
                    y,
                    height: 1,
                    ..rows
                },
                canvas,
            );
        }
    }
    if let Some(area) = areas.preview {
        preview(app, area, canvas);
    }
    (
        // On the title: whoever listens to the screen hears it.
        rows.x + 4,
        rows.y + app.list.cursor.saturating_sub(first) as u16,
    )
}

/// Why no document is shown.
pub(super) fn nothing(app: &App) -> Message {
    match (app.corpus.complete, app.list.filter.is_empty()) {
        (false, _) => msg!("scanning"),
        (true, true) => msg!(
            "no-documents",
            extensions = app.corpus.schema.documents.join(", ")
        ),
        (true, false) => msg!("no-match", text = app.list.filter.as_str()),
    }
}

fn draw_nothing(app: &App, area: Area, canvas: &mut Canvas) {
    let words = app.locale.say(&nothing(app));
    let dim = canvas.look.theme.role(Role::Text);
    for (y, row) in (area.y + 1..area.y + area.height).zip(wrap(
        &words,
        TextSize::ZERO,
        area.width.saturating_sub(4),
    )) {
        canvas.put(
            area.x + 2,
            y,
            words[row.to_usize()].trim_end(),
            dim,
            area.width.saturating_sub(4),
        );
    }
}

/// What the columns mean.
fn heads(app: &App, area: Area, canvas: &mut Canvas) {
    let dim = canvas.look.theme.role(Role::Dim);
    let say = |message| app.locale.say(&message);
    canvas.put(
        area.x + 4,
        area.y,
        &say(msg!("column-title")),
        dim,
        area.width,
    );
    let [entities, metrics, size] = [
        msg!("column-entities"),
        msg!("column-metrics"),
        msg!("column-size"),
    ]
    .map(say);
    let heads = columns(&entities, &metrics, &size, figures_width(area));
    canvas.put(
        (area.x + area.width).saturating_sub(figures_width(area)),
        area.y,
        &heads,
        dim,
        figures_width(area),
    );
}

fn draw_row(app: &App, entry: &Entry, current: bool, area: Area, canvas: &mut Canvas) {
    let theme = &canvas.look.theme;
    let (text, title) = (theme.role(Role::Text), theme.role(Role::Title));
    // One style under the cursor: the bar is one piece.
    let (text, dim) = if current {
        (title, title)
    } else {
        (text, theme.role(Role::Dim))
    };
    let y = area.y;
    if current {
        let pointer = canvas.sign(Sign::Pointer);
        canvas.put(area.x, y, pointer, title, 1);
    }
    let (mark, style) = match entry.status() {
        Status::New => (" ", dim),
        Status::InProgress => (canvas.sign(Sign::Half), theme.role(Role::Unsaved)),
        Status::Done => (canvas.sign(Sign::Check), theme.role(Role::Done)),
    };
    canvas.put(area.x + 2, y, mark, if current { title } else { style }, 1);
    let room = area.width.saturating_sub(4 + figures_width(area) + 1);
    let room = waiting(app, entry, area, room, canvas);
    let end = canvas.put(area.x + 4, y, entry.title(), text, room);
    // Where there is room, the path tells documents with the same first line apart.
    let left = (area.x + 4 + room).saturating_sub(end);
    if left > 12 && entry.title() != entry.name {
        canvas.put(end + 2, y, &entry.name, dim, left - 2);
    }
    let x = (area.x + area.width).saturating_sub(figures_width(area));
    canvas.put(
        x,
        y,
        &figures(app, entry, figures_width(area)),
        dim,
        figures_width(area),
    );
    if current {
        canvas.restyle(area, canvas.look.theme.role(Role::Selection));
    }
}

/// How many annotations wait for their place, at the end of the `room` for the title; returns what is left of it.
fn waiting(app: &App, entry: &Entry, area: Area, room: u16, canvas: &mut Canvas) -> u16 {
    let waiting = entry.survey.as_ref().map_or(0, |survey| survey.waiting);
    if waiting == 0 {
        return room;
    }
    let words = app.locale.say(&msg!("waiting", count = waiting));
    let cells = (width(&words) as u16).min(room / 2);
    let left = room.saturating_sub(cells + 1);
    let style = canvas.look.theme.role(Role::Unsaved);
    canvas.put(area.x + 4 + left + 1, area.y, &words, style, cells);
    left
}

/// Entities, metrics and size, right-aligned in columns.
fn columns(entities: &str, metrics: &str, size: &str, cells: u16) -> String {
    let right = |text: &str, cells: usize| {
        format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
    };
    let counts = format!("{} {}", right(entities, 6), right(metrics, 7));
    if cells < 24 {
        return counts;
    }
    format!("{counts} {}", right(size, 8))
}

fn figures(app: &App, entry: &Entry, cells: u16) -> String {
    let size = size(app, entry.bytes);
    let count = |count: u32| {
        if count == 0 {
            app.locale.fit("·".into())
        } else {
            count.to_string()
        }
    };
    match &entry.survey {
        Some(survey) if survey.problem.is_some() => {
            let words = app.locale.say(&msg!("unreadable"));
            let before = usize::from(cells.saturating_sub(1)).saturating_sub(width(&words));
            " ".repeat(before) + &words
        }
        Some(survey) => columns(
            &count(survey.entities),
            &count(survey.metrics),
            &size,
            cells,
        ),
        None => columns("", "", &size, cells),
    }
}

fn size(app: &App, bytes: u64) -> String {
    let kilo = bytes.div_ceil(1024);
    let message = if kilo < 1024 {
        msg!("size-kb", size = kilo)
    } else {
        msg!("size-mb", size = kilo.div_ceil(1024))
    };
    app.locale.say(&message)
}

fn preview(app: &App, area: Area, canvas: &mut Canvas) {
    let (line, column) = (canvas.sign(Sign::Line), canvas.sign(Sign::Column));
    let frame = canvas.look.theme.role(Role::Frame);
    let beside = area.x > 0;
    if beside {
        for y in area.y..area.y + area.height {
            canvas.cell(area.x - 1, y, column, 1, frame);
        }
    } else {
        for x in area.x..area.x + area.width {
            canvas.cell(x, area.y, line, 1, frame);
        }
    }
    let inside = Area {
        x: area.x + 2,
        y: area.y + u16::from(!beside),
        width: area.width.saturating_sub(4).min(app.measure),
        height: area.height.saturating_sub(u16::from(!beside)),
    };
    match &app.list.preview {
        Some((doc, Ok(shown))) if Some(*doc) == app.list.current() => {
            draw_text(app, shown, inside, canvas)
        }
        Some((doc, Err(problem))) if Some(*doc) == app.list.current() => {
            let error = canvas.look.theme.role(Role::Error);
            let words = problem.line(&app.locale);
            for (y, row) in
                (inside.y..inside.y + inside.height).zip(wrap(&words, TextSize::ZERO, inside.width))
            {
                let row = words[row.to_usize()].trim_end();
                canvas.put(inside.x, y, row, error, inside.width);
            }
        }
        _ => {}
    }
}

fn draw_text(app: &App, shown: &Preview, area: Area, canvas: &mut Canvas) {
    let blocks = shown.text.blocks().take(usize::from(area.height));
    let rows = blocks.flat_map(|block| {
        // No more of a long paragraph than could be on the screen.
        let limit = (usize::from(area.width) * usize::from(area.height) * 4).max(64);
        let content = shown.text.slice(block.content);
        let content = &content[..content.floor_char_boundary(limit)];
        wrap(content, block.content.start(), area.width)
    });
    for (y, row) in (area.y..area.y + area.height).zip(rows) {
        let mut column = 0;
        for (offset, grapheme) in shown.text.slice(row).grapheme_indices(true) {
            let place = row.start() + TextSize::from_usize(offset);
            let drawn = glyph(grapheme, column);
            if column + drawn.width > area.width {
                break;
            }
            let over = shown
                .layer
                .annotations
                .overlapping(crate::text::TextRange::empty(place));
            let inner = over.min_by_key(|a| a.parts.cover().len());
            let theme = &canvas.look.theme;
            let style = inner.map_or(theme.role(Role::Text), |annotation| {
                let label = app.corpus.schema.label(&annotation.label);
                theme.annotated(label.map_or("gray", |label| &label.color), None)
            });
            if drawn.symbol.trim().is_empty() {
                for blank in 0..drawn.width {
                    canvas.cell(area.x + column + blank, y, " ", 1, style);
                }
            } else {
                canvas.cell(area.x + column, y, &drawn.symbol, drawn.width, style);
            }
            column += drawn.width;
        }
    }
}
