//! The menu of an export or import: the file, the formats, and what is asked or wrong.

use super::canvas::{Canvas, Sign};
use super::popup::menu_styles;
use super::theme::Role;
use crate::{
    app::{App, Stage, Transfer, areas, wrap},
    msg,
    text::{TextSize, glyph::width},
};

/// Rows of what is asked or wrong.
const FOOT: u16 = 3;

/// Cells of the name of a format.
const NAME: u16 = 14;

/// Draw it; returns the cell of the cursor.
pub fn draw(app: &App, menu: &Transfer, canvas: &mut Canvas) -> (u16, u16) {
    let [frame, heading, text, key] = menu_styles(&canvas.look.theme);
    let [error, dim] = [Role::Error, Role::Dim].map(|role| canvas.look.theme.role(role));
    let formats = menu.way.formats();
    let area = areas::popup(app.size, 76, formats.len() as u16 + FOOT + 4);
    let inside = canvas.frame(area, &app.locale.say(&menu.way.title()), frame, heading);
    let lead = app.locale.say(&msg!("transfer-file"));
    canvas.put(inside.x, inside.y, &lead, dim, inside.width);
    let column = inside.x + width(&lead) as u16 + 1;
    let room = (inside.x + inside.width).saturating_sub(column);
    let (_, caret) = canvas.put_line(column, inside.y, &menu.prompt, text, room);
    let pointer = canvas.sign(Sign::Pointer);
    // Where the screen is low, the formats scroll.
    let height = usize::from(inside.height.saturating_sub(FOOT + 2)).max(1);
    let top = (menu.cursor + 1).saturating_sub(height);
    for (y, (at, format)) in (inside.y + 2..).zip(formats.iter().enumerate().skip(top).take(height))
    {
        if at == menu.cursor {
            canvas.put(inside.x, y, pointer, key, 1);
        }
        canvas.put(inside.x + 2, y, format.name, text, NAME);
        let about = app.locale.say(&(format.about)());
        let room = inside.width.saturating_sub(NAME + 3);
        canvas.put(inside.x + NAME + 3, y, &about, dim, room);
    }
    let style = match menu.stage {
        Stage::Asking | Stage::UnderWay => dim,
        Stage::Taken(_) | Stage::Refused(_) => error,
    };
    let foot = foot(app, menu);
    let rows = wrap(&foot, TextSize::ZERO, inside.width);
    let bottom = inside.y + inside.height;
    let first = bottom.saturating_sub(rows.len().min(usize::from(FOOT)) as u16);
    let hidden = [top, formats.len().saturating_sub(top + height)];
    let ends = [inside.y + 1, inside.y + 2 + height as u16];
    for ((y, count), up) in ends.into_iter().zip(hidden).zip([true, false]) {
        // A long complaint needs the row below the formats.
        if count > 0 && y < first {
            let more = msg!("transfer-more", count = count, up = up.to_string());
            let more = app.locale.say(&more);
            canvas.put(inside.x + 2, y, &more, dim, inside.width.saturating_sub(2));
        }
    }
    for (y, row) in (first..bottom).zip(rows) {
        canvas.put(
            inside.x,
            y,
            foot[row.to_usize()].trim_end(),
            style,
            inside.width,
        );
    }
    (caret, inside.y)
}

/// What is asked or wrong, else what keys do.
pub fn foot(app: &App, menu: &Transfer) -> String {
    match &menu.stage {
        Stage::Asking => app.locale.say(&menu.way.help()),
        Stage::UnderWay => app.locale.say(&msg!("transfer-under-way")),
        Stage::Refused(problem) => problem.line(&app.locale),
        Stage::Taken(paths) => {
            let names = paths.iter().map(|path| path.display().to_string());
            let names: Vec<String> = names.collect();
            app.locale
                .say(&msg!("export-replace", files = names.join(", ")))
        }
    }
}
