//! The form that edits an annotation.

use super::canvas::Canvas;
use super::popup::beside;
use super::theme::Role;
use crate::{
    annotation::{Bound, FieldKind},
    app::{App, Form, FormRow, Part, areas},
    locale::Message,
    msg,
    text::glyph::width,
};

/// Draw the form beside what it edits (at `place`); returns the cell of the cursor.
pub fn draw(app: &App, form: &Form, place: (u16, u16), canvas: &mut Canvas) -> (u16, u16) {
    let theme = &canvas.look.theme;
    let (frame, title, text, dim, key) = (
        theme.role(Role::Frame),
        theme.role(Role::Title),
        theme.role(Role::Text),
        theme.role(Role::Dim),
        theme.role(Role::Key),
    );
    let error = theme.role(Role::Error);
    let heading = app.locale.say(&self::title(form));
    let area = areas::popup(app.size, 72, form.rows.len() as u16 + 4);
    let area = beside(app, area, place);
    let inside = canvas.frame(area, &heading, frame, title);
    let titles: Vec<String> = form.rows.iter().map(|row| row_title(app, row)).collect();
    let names = titles.iter().map(|title| width(title)).max().unwrap_or(0) as u16;
    let names = names.min(inside.width / 2);
    // Below the rows stand a blank one and the help; where the screen is low, the rows scroll.
    let height = inside.height.saturating_sub(2).max(1);
    let top = (form.cursor + 1).saturating_sub(usize::from(height));
    let column = inside.x + names + 2;
    let room = (inside.x + inside.width).saturating_sub(column);
    let mut cursor = (column, inside.y);
    let rows = form.rows.iter().zip(&titles).enumerate().skip(top);
    for (y, (at, (row, title))) in (inside.y..inside.y + height).zip(rows) {
        let current = at == form.cursor;
        canvas.put(inside.x, y, title, if current { key } else { dim }, names);
        let (end, caret) = match current && row.choices.is_empty() {
            true => canvas.put_line(column, y, &row.prompt, text, room),
            false => (canvas.put(column, y, &value(app, row), text, room), column),
        };
        if !row.choices.is_empty() && current {
            let hint = app.locale.say(&msg!("form-choose"));
            canvas.put(
                end + 2,
                y,
                &hint,
                dim,
                (inside.x + inside.width).saturating_sub(end + 2),
            );
        }
        if current {
            cursor = (caret, y);
        }
    }
    let y = (inside.y + inside.height).saturating_sub(1);
    match &form.refusal {
        Some(refusal) => canvas.put(inside.x, y, &app.locale.say(refusal), error, inside.width),
        None => canvas.put(
            inside.x,
            y,
            &app.locale.say(&msg!("form-help")),
            dim,
            inside.width,
        ),
    };
    cursor
}

/// What is edited.
pub fn title(form: &Form) -> Message {
    msg!("form-title", label = &*form.annotation.label)
}

/// What is in a row; a choice in words.
pub fn value(app: &App, row: &FormRow) -> String {
    let text = row.prompt.text();
    let words = match (&row.part, text) {
        (Part::Measure("bound"), _) => Bound::from_name(text).map(Bound::words),
        (Part::Field(field), "true") if field.kind == FieldKind::Flag => Some(msg!("yes")),
        (Part::Field(field), "false") if field.kind == FieldKind::Flag => Some(msg!("no")),
        _ => None,
    };
    words.map_or_else(|| text.to_owned(), |words| app.locale.say(&words))
}

/// What a row is called; required ones bear a star.
pub fn row_title(app: &App, row: &FormRow) -> String {
    let message: Message = match &row.part {
        Part::Note => msg!("form-note"),
        Part::Field(field) => {
            let title = field.title.in_lang(app.locale.lang().tag());
            let title = if title.is_empty() { &field.name } else { title };
            return if field.required {
                format!("{title} *")
            } else {
                title.to_owned()
            };
        }
        Part::Measure("value") => msg!("form-value"),
        Part::Measure("to") => msg!("form-to"),
        Part::Measure("bound") => msg!("form-bound"),
        Part::Measure("unit") => msg!("form-unit"),
        Part::Measure("of") => msg!("form-of"),
        Part::Measure("change") => msg!("form-change"),
        Part::Measure("period") => msg!("form-period"),
        Part::Measure(_) => msg!("form-base"),
    };
    app.locale.say(&message)
}
