//! What lies over the screen: the label menu, keys that may follow, the palette, help, the last question.

use super::bookmarks::letter;
use super::canvas::{Canvas, Sign};
use super::theme::{Role, Theme};
use crate::{
    annotation::Label,
    app::{App, Choice, Pager, Palette, Purpose, areas, wrap},
    commands::Action,
    keymap::{Binding, Context, Key},
    locale::Message,
    msg,
    text::{TextSize, glyph},
};
use ratatui::style::Style;

/// Of a menu: frame, title, words, keys.
pub fn menu_styles(theme: &Theme) -> [Style; 4] {
    [Role::Frame, Role::Title, Role::Text, Role::Key].map(|role| theme.role(role))
}

/// The labels with their letters, digits and hints; returns the frame.
pub fn labels(app: &App, purpose: Purpose, cursor: (u16, u16), canvas: &mut Canvas) -> areas::Area {
    let labels = &app.corpus.schema.labels;
    let title = app.locale.say(&labels_title(purpose));
    let theme = &canvas.look.theme;
    let (frame, heading) = (theme.role(Role::Frame), theme.role(Role::Title));
    let area = beside(
        app,
        areas::popup(app.size, 78, labels.len() as u16 + 2),
        cursor,
    );
    let inside = canvas.frame(area, &title, frame, heading);
    // Where the screen is low, in as many columns as it takes to show every label, if it is wide enough for their letters.
    let rows = usize::from(inside.height.max(1));
    let most = usize::from(inside.width / LETTER).max(1);
    let columns = labels.len().div_ceil(rows).clamp(1, most);
    let width = inside.width / columns as u16;
    let names = labels.iter().map(|label| glyph::width(&label.name));
    let names = (names.max().unwrap_or(0) as u16).min(width / 2);
    for (at, label) in labels.iter().enumerate().take(rows * columns) {
        let cell = areas::Area {
            x: inside.x + (at / rows) as u16 * width,
            y: inside.y + (at % rows) as u16,
            width: width.saturating_sub(u16::from(columns > 1)),
            height: 1,
        };
        label_row(app, at, label, names, cell, canvas);
    }
    area
}

/// What the letter of a label does.
pub fn labels_title(purpose: Purpose) -> Message {
    match purpose {
        Purpose::Label => msg!("labels-title"),
        Purpose::Add => msg!("labels-add-title"),
        Purpose::Relabel => msg!("labels-relabel-title"),
        Purpose::RelabelAll => msg!("labels-relabel-all-title"),
    }
}

/// The letter of a label on both layouts, and its digit, if it has one.
pub fn label_keys(app: &App, at: usize, label: &Label) -> (String, String) {
    let digit = match at {
        0..10 => ((at + 1) % 10).to_string(),
        _ => String::new(),
    };
    (letter(app, label.key), digit)
}

/// Cells of the letters of a label, one on each layout, and of the blank after them.
const LETTER: u16 = 4;

/// `p/з 1 PER  персона  Имя человека…`
fn label_row(
    app: &App,
    at: usize,
    label: &Label,
    names: u16,
    area: areas::Area,
    canvas: &mut Canvas,
) {
    let lang = app.locale.lang().tag();
    let theme = &canvas.look.theme;
    let (text, dim) = (theme.role(Role::Text), theme.role(Role::Dim));
    let (key, code) = (theme.role(Role::Key), theme.code(&label.color));
    let (y, end) = (area.y, area.x + area.width);
    let (letter, digit) = label_keys(app, at, label);
    let mut x = area.x;
    for (words, style, width) in [
        (letter.as_str(), key, LETTER),
        (&digit, dim, 2),
        (&label.name, code, names),
    ] {
        canvas.put(x, y, words, style, width.min(end.saturating_sub(x)));
        x += width;
    }
    for (words, style, gap) in [(&label.title, text, 1), (&label.hint, dim, 2)] {
        let room = end.saturating_sub(x + gap);
        // A letter or two of a word tell nothing.
        if room >= 4 {
            let words = app.locale.fit(words.in_lang(lang).to_owned());
            x = canvas.put(x + gap, y, &words, style, room);
        }
    }
}

/// The types of relations with their digits.
pub fn relations(app: &App, cursor: (u16, u16), canvas: &mut Canvas) -> areas::Area {
    let types = &app.corpus.schema.relations;
    let [frame, heading, text, key] = menu_styles(&canvas.look.theme);
    let area = beside(
        app,
        areas::popup(app.size, 40, types.len() as u16 + 2),
        cursor,
    );
    let inside = canvas.frame(
        area,
        &app.locale.say(&msg!("relations-title")),
        frame,
        heading,
    );
    for (y, (at, name)) in (inside.y..inside.y + inside.height).zip((1..).zip(types)) {
        canvas.put(inside.x, y, &format!("{at}"), key, 3);
        canvas.put(inside.x + 4, y, name, text, inside.width.saturating_sub(4));
    }
    area
}

/// The popup at the bottom, or at the top when the cursor would be under it: what is being labelled stays in sight.
pub fn beside(app: &App, area: areas::Area, cursor: (u16, u16)) -> areas::Area {
    let bottom = app.size.rows.saturating_sub(area.height + 2);
    areas::Area {
        y: if cursor.1 >= bottom { 1 } else { bottom },
        ..area
    }
}

/// Keys that may follow a prefix; returns the frame, when there are any.
pub fn hints(app: &App, cursor: (u16, u16), canvas: &mut Canvas) -> Option<areas::Area> {
    let hints = &app.keys.hints;
    if hints.is_empty() {
        return None;
    }
    let [frame, heading, text, key] = menu_styles(&canvas.look.theme);
    let title: Vec<String> = app.keys.pressed.iter().map(ToString::to_string).collect();
    let area = beside(
        app,
        areas::popup(app.size, 60, hints.len() as u16 + 2),
        cursor,
    );
    let inside = canvas.frame(area, &title.join(" "), frame, heading);
    for (y, binding) in (inside.y..inside.y + inside.height).zip(hints) {
        canvas.put(inside.x, y, &rest(app, binding), key, 11);
        let help = app.locale.say(&binding.action.command().message());
        canvas.put(
            inside.x + 12,
            y,
            &help,
            text,
            inside.width.saturating_sub(12),
        );
    }
    Some(area)
}

/// The keys of `binding` that are still to be pressed.
fn rest(app: &App, binding: &Binding) -> String {
    let rest = binding.keys.iter().skip(app.keys.pressed.len());
    let rest: Vec<String> = rest.map(|key| both(app, *key)).collect();
    rest.join(" ")
}

/// `g/п В начало`
pub fn hint(app: &App, binding: &Binding) -> String {
    let help = app.locale.say(&binding.action.command().message());
    format!("{} {help}", rest(app, binding))
}

/// A key and the one in its place on the other layout: `h/р`.
fn both(app: &App, key: Key) -> String {
    match app.keys.map.keyboard().native(key) {
        Some(native) if !key.mods.ctrl && native != key => format!("{key}/{native}"),
        _ => key.to_string(),
    }
}

/// Commands by name; returns the cell of the cursor.
pub fn palette(app: &App, palette: &Palette, canvas: &mut Canvas) -> (u16, u16) {
    let theme = &canvas.look.theme;
    let (frame, heading, text, dim, key) = (
        theme.role(Role::Frame),
        theme.role(Role::Title),
        theme.role(Role::Text),
        theme.role(Role::Dim),
        theme.role(Role::Key),
    );
    let selected = theme.role(Role::Selection);
    let area = areas::popup(app.size, 72, 18);
    let title = app.locale.say(&msg!("palette-title"));
    let inside = canvas.frame(area, &title, frame, heading);
    let pointer = canvas.sign(Sign::Pointer);
    let x = canvas.put(inside.x, inside.y, pointer, key, 1) + 1;
    let room = inside.width.saturating_sub(2);
    let (_, caret) = canvas.put_line(x, inside.y, &palette.prompt, text, room);
    if palette.matches.is_empty() && inside.height > 2 {
        let nothing = app
            .locale
            .say(&msg!("not-found", text = palette.prompt.text()));
        canvas.put(inside.x, inside.y + 2, &nothing, dim, inside.width);
    }
    let rows = usize::from(inside.height.saturating_sub(2));
    let top = (palette.cursor + 1).saturating_sub(rows);
    for (y, (at, choice)) in
        (inside.y + 2..inside.y + inside.height).zip(palette.matches.iter().enumerate().skip(top))
    {
        canvas.put(
            inside.x,
            y,
            &app.locale.say(&choice.message()),
            text,
            inside.width.saturating_sub(14),
        );
        let keys = match choice {
            Choice::Command(action) => app.key_of(app.context(), *action),
            Choice::Line(_) => String::new(),
        };
        canvas.put(
            inside.x + inside.width.saturating_sub(13),
            y,
            &keys,
            if at == palette.cursor { text } else { dim },
            13,
        );
        if at == palette.cursor {
            canvas.restyle(
                areas::Area {
                    y,
                    height: 1,
                    ..inside
                },
                selected,
            );
        }
    }
    (caret, inside.y)
}

/// Help and guidelines; returns the cell of the cursor.
pub fn pager(app: &App, pager: &Pager, canvas: &mut Canvas) -> (u16, u16) {
    let theme = &canvas.look.theme;
    let (frame, heading, text, dim) = (
        theme.role(Role::Frame),
        theme.role(Role::Title),
        theme.role(Role::Text),
        theme.role(Role::Dim),
    );
    let area = areas::pager(app.size);
    let inside = canvas.frame(area, &app.locale.say(&pager.title), frame, heading);
    for (y, row) in (inside.y..inside.y + inside.height).zip(pager.rows.iter().skip(pager.top)) {
        let style = if row.heading { heading } else { text };
        canvas.put(inside.x, y, &row.text, style, inside.width);
    }
    let last = (pager.top + usize::from(inside.height)).min(pager.rows.len());
    let quit = app.key_of(Context::Pager, Action::Quit);
    let foot = msg!(
        "pager-foot",
        last = last,
        all = pager.rows.len(),
        key = quit
    );
    let foot = format!(" {} ", app.locale.say(&foot));
    let x = area.x + area.width.saturating_sub(glyph::width(&foot) as u16 + 3);
    canvas.put(
        x,
        area.y + area.height.saturating_sub(1),
        &foot,
        dim,
        area.width,
    );
    (inside.x, inside.y)
}

/// Something is not saved: quit all the same?
pub fn quit(app: &App, canvas: &mut Canvas) -> (u16, u16) {
    let theme = &canvas.look.theme;
    let (error, text) = (theme.role(Role::Error), theme.role(Role::Text));
    let faults: Vec<String> = app
        .saves
        .faults()
        .map(|(_, problem)| problem.line(&app.locale))
        .collect();
    let area = areas::popup(app.size, 76, 10);
    let title = app.locale.say(&msg!("quit-title"));
    let inside = canvas.frame(area, &title, error, error);
    let rows = faults.iter().flat_map(|fault| {
        wrap(fault, TextSize::ZERO, inside.width)
            .into_iter()
            .map(move |row| fault[row.to_usize()].trim_end())
    });
    for (y, row) in (inside.y..inside.y + 6).zip(rows) {
        canvas.put(inside.x, y, row, text, inside.width);
    }
    let question = app.locale.say(&msg!("quit-question"));
    let y = inside.y + inside.height.saturating_sub(1);
    (canvas.put(inside.x, y, &question, text, inside.width), y)
}
