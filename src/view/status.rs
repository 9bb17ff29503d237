//! The status line: what is not saved, what was just done or is wrong, what is typed; what is saved at the right.

use super::bars::row;
use super::canvas::{Canvas, Sign};
use super::theme::Role;
use crate::{
    app::{App, Notice, Occurrences, Prompt, Reader, wrap},
    locale::{Message, Problem},
    msg,
    text::{
        TextSize,
        glyph::{neutral, padded, width},
    },
};
use ratatui::style::Style;

/// What is to be said: one line or several, how they look, and how many rows above the status line they may take.
struct Said {
    lines: Vec<String>,
    style: Style,
    above: u16,
}

/// The last line: banner, notice, keys so far; at the right what is saved and the layout of the keyboard. What is
/// longer than the line takes rows above it.
pub fn draw(app: &App, figures: &str, canvas: &mut Canvas) {
    let y = app.size.rows.saturating_sub(1);
    let columns = app.size.columns;
    canvas.clear(row(app, y), Style::default());
    let said = said(app, canvas);
    let needed = match said.lines.as_slice() {
        [line] => width(line) as u16 + 3,
        _ => 0,
    };
    let mut parts = right_side(app, figures, canvas);
    // What is said now matters more than figures; whether all is saved matters always.
    if columns.saturating_sub(parts_width(&parts)) < needed {
        parts = right_side(app, "", canvas);
        // The banner says it already, with the cause.
        let unsaved = |reader: &Reader| !app.saves.is_saved(reader.doc);
        if app.banner().is_some() && app.reader.as_ref().is_some_and(unsaved) {
            parts.pop();
        }
    }
    let room = columns.saturating_sub(parts_width(&parts));
    let mut x = room;
    for (words, style) in parts {
        x = canvas.put(x, y, &words, style, columns.saturating_sub(x)) + 2;
    }
    say(app, &said, room.saturating_sub(3), canvas);
}

fn said(app: &App, canvas: &Canvas) -> Said {
    let role = |role| canvas.look.theme.role(role);
    let one = |line: String, style| Said {
        lines: vec![line],
        style,
        above: 3,
    };
    if let Some(problem) = app.banner() {
        // A banner stays for long: it takes one row of the text at most.
        return Said {
            above: 1,
            ..one(problem.line(&app.locale), role(Role::Error))
        };
    }
    if !app.keys.pressed.is_empty() {
        let pressed: Vec<String> = app.keys.pressed.iter().map(ToString::to_string).collect();
        return one(
            app.locale.fit(format!("{} …", pressed.join(" "))),
            role(Role::Key),
        );
    }
    match &app.notice {
        Some(Notice::Done(message)) => one(app.locale.say(message), role(Role::Text)),
        Some(Notice::Refused(message)) => one(app.locale.say(message), role(Role::Unsaved)),
        Some(Notice::Problems(problems)) => Said {
            lines: problems
                .iter()
                .map(|problem: &Problem| problem.line(&app.locale))
                .collect(),
            style: role(Role::Error),
            above: app.size.rows / 2,
        },
        None => Said {
            lines: Vec::new(),
            style: role(Role::Text),
            above: 0,
        },
    }
}

/// What is too long for the line begins in the rows above it; the next key takes it away.
fn say(app: &App, said: &Said, room: u16, canvas: &mut Canvas) {
    let y = app.size.rows.saturating_sub(1);
    let columns = app.size.columns.saturating_sub(2);
    let lines: Vec<_> = said.lines.iter().map(|line| neutral(line)).collect();
    if let [line] = lines.as_slice()
        && width(line) <= usize::from(room)
    {
        canvas.put(1, y, line, said.style, room);
        return;
    }
    let wrapped = |line| wrap(line, TextSize::ZERO, columns).into_iter();
    let rows: Vec<&str> = lines
        .iter()
        .flat_map(|line| wrapped(line).map(move |row| line[row.to_usize()].trim_end()))
        .collect();
    let last_fits = rows
        .last()
        .is_some_and(|row| width(row) <= usize::from(room));
    let above = rows.len() - usize::from(last_fits && lines.len() == 1);
    let above = above.min(usize::from(said.above.min(app.size.rows / 2)));
    for (words, y) in rows[..above].iter().zip(y - above as u16..) {
        canvas.clear(row(app, y), Style::default());
        canvas.put(1, y, words, said.style, columns);
    }
    let rest = rows[above..].join(" ");
    let last = match lines.len() {
        // Of several problems the number tells that there are more.
        2.. if !rest.is_empty() => app.locale.say(&msg!("more-problems", count = lines.len())),
        _ => rest,
    };
    canvas.put(1, y, &last, said.style, room);
}

/// Some words and how they look.
type Part = (String, Style);

fn parts_width(parts: &[Part]) -> u16 {
    parts.iter().map(|(words, _)| width(words) as u16 + 2).sum()
}

/// Modes first: they come and go, and nothing jumps when they do. Then figures, then whether all is saved.
fn right_side(app: &App, figures: &str, canvas: &Canvas) -> Vec<Part> {
    let theme = &canvas.look.theme;
    let (key, dim) = (theme.role(Role::Key), theme.role(Role::Dim));
    let mut parts: Vec<Part> = Vec::new();
    if let Some((name, _)) = &app.macros.recording {
        let name = app.keys.both_letters(*name);
        parts.push((app.locale.say(&msg!("recording", name = name)), key));
    }
    if app.reader.as_ref().is_some_and(|reader| reader.extend) {
        parts.push((app.locale.say(&msg!("extending")), key));
    }
    if app.keys.cyrillic {
        parts.push((app.locale.say(&msg!("cyrillic-layout")), key));
    }
    if !figures.is_empty() {
        parts.push((figures.to_owned(), dim));
    }
    if let Some(reader) = app.reader.as_ref().filter(|_| !app.is_glimpse()) {
        parts.push(saved(app, reader, canvas));
    }
    parts
}

/// Whether all is saved, as wide in every state: what stands left of it must not jump.
fn saved(app: &App, reader: &Reader, canvas: &Canvas) -> Part {
    let theme = &canvas.look.theme;
    if reader.fault.is_some() {
        return (
            app.locale.say(&msg!("bar-read-only")),
            theme.role(Role::Unsaved),
        );
    }
    let (done, role) = if app.saves.stashed.is_some() {
        (msg!("saved-aside"), Role::Unsaved)
    } else {
        let check = canvas.sign(Sign::Check);
        (msg!("saved", check = check), Role::Saved)
    };
    let (done, saving) = (app.locale.say(&done), app.locale.say(&msg!("saving")));
    let cells = width(&done).max(width(&saving));
    if app.saves.is_saved(reader.doc) {
        (padded(&done, cells), theme.role(role))
    } else {
        (padded(&saving, cells), theme.role(Role::Unsaved))
    }
}

/// What the find line begins with.
pub(super) fn find_lead(app: &App) -> String {
    app.locale.say(&match app.reader {
        Some(_) => msg!("find-in-text"),
        None => msg!("find-in-list"),
    })
}

/// The find line, in the place of the status line; returns the cell of the cursor.
pub fn find(app: &App, prompt: &Prompt, canvas: &mut Canvas) -> (u16, u16) {
    let y = app.size.rows.saturating_sub(1);
    let columns = app.size.columns;
    canvas.clear(row(app, y), Style::default());
    let lead = find_lead(app);
    let (key, text) = (
        canvas.look.theme.role(Role::Key),
        canvas.look.theme.role(Role::Text),
    );
    let x = canvas.put(1, y, &lead, key, columns.saturating_sub(2)) + 1;
    let room = columns.saturating_sub(x + 1);
    let (end, caret) = canvas.put_line(x, y, prompt, text, room);
    let hint = app.locale.say(&msg!("find-forms"));
    let at = columns.saturating_sub(width(&hint) as u16 + 1);
    if app.reader.is_some() && end + 2 <= at {
        let dim = canvas.look.theme.role(Role::Dim);
        canvas.put(at, y, &hint, dim, columns.saturating_sub(at));
    }
    (caret, y)
}

/// The question about one occurrence.
pub(super) fn occurrence(occurrences: &Occurrences) -> Message {
    let at = occurrences.found - occurrences.left.len() + 1;
    msg!(
        "occurrence",
        label = &*occurrences.model.label,
        at = at.to_string(),
        all = occurrences.found.to_string()
    )
}

/// The question about one occurrence, in the place of the status line.
pub fn occurrences(app: &App, occurrences: &Occurrences, canvas: &mut Canvas) {
    let y = app.size.rows.saturating_sub(1);
    canvas.clear(row(app, y), Style::default());
    // The keys stand at its end: in a narrow terminal it takes rows above.
    let said = Said {
        lines: vec![app.locale.say(&occurrence(occurrences))],
        style: canvas.look.theme.role(Role::Key),
        above: 3,
    };
    say(app, &said, app.size.columns.saturating_sub(2), canvas);
}
