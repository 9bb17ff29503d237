//! The line above the status line: the annotation under the selection in words, else the keys to start with.

use super::canvas::Canvas;
use super::theme::Role;
use super::{details, hints, suggestions};
use crate::{
    annotation::{Annotation, Label},
    app::{App, Reader, Related},
    msg,
    text::glyph::width,
};

/// The most cells the covered text takes: it can be read above as well.
const COVERED: u16 = 40;

/// Label, covered text, measure, fields and note; then the labels around.
pub fn draw(app: &App, reader: &Reader, canvas: &mut Canvas) {
    let y = app.size.rows.saturating_sub(2);
    let end = app.size.columns.saturating_sub(1);
    let theme = &canvas.look.theme;
    let (dim, text) = (theme.role(Role::Dim), theme.role(Role::Text));
    if let Some(waiting) = reader.waiting() {
        let label = app.corpus.schema.label(&waiting.label);
        let x = chip(app, label, &waiting.label, 1, y, canvas);
        let words = app.locale.say(&match reader.guessed {
            true => msg!("waits-likely-here", text = &*waiting.text),
            false => msg!("waits-for-place", text = &*waiting.text),
        });
        let key = canvas.look.theme.role(Role::Key);
        canvas.put(x + 1, y, &words, key, end.saturating_sub(x + 1));
        return;
    }
    if let Some((words, keys)) = suggestions::words(app, reader) {
        let room = end.saturating_sub(1);
        let x = canvas.put(1, y, &words, text, room);
        // Whole or not at all: half a key is no help.
        let fits = |keys: &&String| x + 3 + width(keys) as u16 <= end;
        if let Some(keys) = keys.iter().find(fits) {
            let keys = app.locale.fit(format!("— {keys}"));
            canvas.put(x + 1, y, &keys, dim, end.saturating_sub(x + 1));
        }
        return;
    }
    let Some(current) = reader.current() else {
        let room = end.saturating_sub(1);
        let words = hints::reader(app, !reader.queue.is_empty(), room);
        canvas.put(1, y, &words, dim, room);
        return;
    };
    let label = |annotation: &Annotation| app.corpus.schema.label(&annotation.label);
    let mut x = chip(app, label(current), &current.label, 1, y, canvas);
    let said = details::of(app, current);
    let room = end.saturating_sub(x + 1);
    let covered = room.saturating_sub(width(&said) as u16 + 2).min(COVERED);
    // In a narrow terminal what is not in the text goes first.
    if said.is_empty() || covered >= 8 {
        let words = covered_text(reader, current);
        let covered = if said.is_empty() {
            room.min(COVERED)
        } else {
            covered
        };
        x = canvas.put(x + 1, y, &words, text, covered);
    }
    if !said.is_empty() {
        x = canvas.put(x + 2, y, &said, dim, end.saturating_sub(x + 2));
    }
    for related in reader.related(&current.id) {
        let words = relation(app, reader, &related);
        let room = end.saturating_sub(x + 2).min(COVERED);
        x = canvas.put(x + 2, y, &words, text, room);
    }
    let around = reader.here().into_iter().filter(|a| a.id != current.id);
    for annotation in around {
        let name = &annotation.label;
        x = chip(app, label(annotation), name, x + 2, y, canvas);
    }
}

/// `→ works_at «Изопан»`.
pub(super) fn relation(app: &App, reader: &Reader, related: &Related) -> String {
    let arrow = if related.outgoing { "→" } else { "←" };
    let words = format!(
        "{arrow} {} {}",
        related.label,
        covered_text(reader, related.other)
    );
    app.locale.fit(words)
}

fn covered_text(reader: &Reader, annotation: &Annotation) -> String {
    let parts = annotation.parts.ranges().iter();
    let covered: Vec<&str> = parts.map(|range| reader.text.slice(*range)).collect();
    covered.join(" … ")
}

/// `PER персона` in the colour of the label.
fn chip(app: &App, label: Option<&Label>, name: &str, x: u16, y: u16, canvas: &mut Canvas) -> u16 {
    let end = app.size.columns.saturating_sub(1);
    let style = canvas
        .look
        .theme
        .code(label.map_or("gray", |label| &label.color));
    let x = canvas.put(x, y, name, style, end.saturating_sub(x));
    let title = match label {
        Some(label) => label.title.in_lang(app.locale.lang().tag()).to_owned(),
        None => app.locale.say(&msg!("unknown-label")),
    };
    let dim = canvas.look.theme.role(Role::Dim);
    canvas.put(x + 1, y, &title, dim, end.saturating_sub(x + 1))
}
