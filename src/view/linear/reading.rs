//! Where one is in a text, in words: what is read out, what of it is selected, what was said of it, where it ends.

use super::Line;
use crate::{
    annotation::{Annotation, Status},
    app::{App, Extent, Panel, Reader},
    msg,
    text::{TextRange, TextSize},
    view::{details, stood, suggestions, under},
};

/// Bytes of text before and after the selection that are read out at most: half an hour of speech helps nobody.
const MOST: usize = 4000;

/// Cells of an earlier text that are read out, about two sentences.
const STOOD: usize = 240;

/// The place of the selection.
pub fn place(app: &App, reader: &Reader) -> Line {
    let mut line = Line::default();
    match app.extent {
        Extent::Document => document(app, reader, &mut line),
        Extent::Panel => panel(app, reader, &mut line),
        _ => {}
    }
    if reader.extend {
        line.part(&app.locale.say(&msg!("linear-extending")));
    }
    let begun = text(reader, &mut line);
    if begun {
        let words = reader.selected_text();
        line.note(&app.locale.say(&msg!("linear-selected", text = words)));
    }
    if let Some((words, [keys, _])) = suggestions::words(app, reader) {
        line.note(&words);
        line.note(&keys);
    }
    for annotation in reader.here() {
        line.note(&label(app, reader, annotation));
    }
    let relations = reader.current().map(|it| reader.related(&it.id));
    for related in relations.iter().flatten() {
        line.note(&under::relation(app, reader, related));
    }
    if let Some(waiting) = reader.waiting() {
        let words = msg!("waits-for-place", text = &*waiting.text);
        line.note(&app.locale.say(&words));
    }
    if let Some(stood) = stood::excerpt(app, reader, STOOD) {
        line.part(&stood.text);
    }
    let count = reader.layer.annotations.overlapping(reader.spoken).count();
    if begun && count > 0 {
        line.note(&app.locale.say(&msg!("annotations", count = count)));
    }
    end(app, reader, &mut line);
    line
}

/// `Документ 3 из 120: 2024/release-01.txt, в работе`
fn document(app: &App, reader: &Reader, line: &mut Line) {
    let shown = &app.list.shown;
    let at = shown.iter().position(|doc| *doc == reader.doc);
    let name = app.corpus.entry(reader.doc).map_or("", |it| &it.name);
    let words = msg!(
        "linear-document",
        at = at.map_or(0, |at| at + 1),
        all = shown.len(),
        name = name,
        status = status(reader.layer.status)
    );
    line.part(&app.locale.say(&words));
    let count = reader.layer.annotations.len();
    line.part(&app.locale.say(&msg!("annotations", count = count)));
    line.part(&format!("{} %", reader.percent()));
}

fn panel(app: &App, reader: &Reader, line: &mut Line) {
    let count = reader.layer.annotations.len();
    line.part(&app.locale.say(&match app.panel {
        Panel::Closed => msg!("linear-panel-closed"),
        _ if count == 0 => msg!("panel-empty"),
        _ => msg!("linear-panel", count = count),
    }));
}

/// A status in words.
pub fn status(status: Status) -> crate::locale::Message {
    match status {
        Status::New => msg!("status-new"),
        Status::InProgress => msg!("status-in-progress"),
        Status::Done => msg!("status-done"),
    }
}

/// What is read out, with the cursor on the selection; whether something stands before it.
fn text(reader: &Reader, line: &mut Line) -> bool {
    let (spoken, selected) = (reader.spoken, reader.selection.range());
    let slice = |from, to| reader.text.slice(TextRange::between(from, to));
    let before = slice(spoken.start(), selected.start());
    let before =
        before[before.ceil_char_boundary(before.len().saturating_sub(MOST))..].trim_start();
    let after = slice(selected.end(), spoken.end());
    let words = reader.selected_text();
    line.end_part();
    line.add(before);
    line.mark();
    line.add(&words[..words.floor_char_boundary(MOST)]);
    line.add(after[..after.floor_char_boundary(MOST)].trim_end());
    !before.is_empty()
}

/// `организация, более 381 000 RUB`; what is larger than the selection is told by what it covers.
fn label(app: &App, reader: &Reader, annotation: &Annotation) -> String {
    let label = app.corpus.schema.label(&annotation.label);
    let lang = app.locale.lang().tag();
    let title = label.map_or(&*annotation.label, |label| label.title.in_lang(lang));
    let (cover, selected) = (annotation.parts.cover(), reader.selection.range());
    if cover != selected {
        let around = cover.contains_range(selected);
        return app.locale.say(&match around {
            true => msg!("linear-inside", label = title),
            false => msg!("linear-partly", label = title),
        });
    }
    let said = details::of(app, annotation);
    match said.is_empty() {
        true => title.to_owned(),
        false => format!("{title}, {said}"),
    }
}

/// «конец абзаца», «конец текста»: what a blank line or the edge of the screen shows to others.
fn end(app: &App, reader: &Reader, line: &mut Line) {
    if reader.text.is_empty() {
        return;
    }
    let (start, end) = (reader.spoken.start(), reader.spoken.end());
    let rest = |to: TextSize| reader.text.slice(TextRange::between(end, to.max(end)));
    let block = reader.text.block(reader.text.block_at(start)).content;
    let small = matches!(app.extent, Extent::Selection | Extent::Row | Extent::Hit);
    let all = &reader.text.as_str()[end.to_usize()..];
    if all.trim_start().is_empty() {
        line.note(&app.locale.say(&msg!("linear-text-end")));
    } else if small && rest(block.end()).trim().is_empty() {
        line.note(&app.locale.say(&msg!("linear-paragraph-end")));
    }
}
