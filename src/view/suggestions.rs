//! Suggestions in words, and what lies over the screen to decide about many of them.

use super::canvas::{Canvas, Sign};
use super::details;
use super::popup::beside;
use super::theme::Role;
use crate::{
    annotation::{Annotation, Id, Parts},
    app::{AcceptAll, App, Reader, Row, SwitchMenu, areas},
    commands::Action,
    keymap::Context,
    locale::Message,
    msg,
    suggest::Suggestion,
    text::glyph::width,
};

/// The most bytes of the covered text that are told: it can be read above as well.
const COVERED: usize = 80;

/// «подсказка 3 из 17: ORG организация «Изопан» 92 %», with the reading; then the keys, all of them and only the one that accepts.
pub fn words(app: &App, reader: &Reader) -> Option<(String, [String; 2])> {
    let it = reader.suggestion()?;
    let uncertain_first = app.proposing.uncertain_first;
    let at = reader.queue.place_of(it, uncertain_first);
    let label = app.corpus.schema.label(&it.label);
    let title = label.map_or("", |label| label.title.in_lang(app.locale.lang().tag()));
    // Adjusted, it is what is selected now.
    let text = match reader.queue.hopped() {
        Some(_) => reader.selected_text(),
        None => reader.text.slice(it.range),
    };
    let text = &text[..text.floor_char_boundary(COVERED)];
    let mut said = app.locale.say(&msg!(
        "suggestion",
        at = at.map_or_else(|| "?".to_owned(), |at| at.to_string()),
        all = reader.queue.len().to_string(),
        label = &*it.label,
        title = title,
        text = text,
        percent = percent(it).to_string()
    ));
    let details = details(app, it);
    if !details.is_empty() {
        said = format!("{said}; {details}");
    }
    let key = |action| app.key_of(Context::Reader, action);
    let accept = [Action::AcceptSuggestion, Action::AcceptOrLabel];
    let accept = accept.map(key).into_iter().find(|it| !it.is_empty());
    let accept = accept.unwrap_or_default();
    let only = app
        .locale
        .say(&msg!("suggestion-key", accept = accept.as_str()));
    let keys = app.locale.say(&msg!(
        "suggestion-keys",
        accept = accept,
        reject = key(Action::RejectSuggestion)
    ));
    Some((said, [keys, only]))
}

fn percent(it: &Suggestion) -> u32 {
    (it.score * 100.0).round() as u32
}

/// The measure and the fields that would be taken over.
fn details(app: &App, it: &Suggestion) -> String {
    let Some(parts) = Parts::one(it.range) else {
        return String::new();
    };
    let annotation = Annotation {
        id: Id::new(""),
        label: it.label.clone(),
        parts,
        measure: it.measure.as_deref().cloned(),
        fields: it.fields.clone(),
        note: String::new(),
    };
    details::of(app, &annotation)
}

/// «Принять все ORG от 80 %: 12».
pub fn all_title(reader: &Reader, all: &AcceptAll) -> Message {
    msg!(
        "accept-all-title",
        label = &*all.label,
        least = u32::from(all.least).to_string(),
        count = all.chosen(reader).count()
    )
}

/// The texts that would be accepted, with how often each stands there.
pub fn all_items(reader: &Reader, all: &AcceptAll, most: usize) -> Vec<String> {
    let texts = all.examples(reader).into_iter().take(most);
    let item = |(text, count): (&str, usize)| {
        let text = &text[..text.floor_char_boundary(COVERED)];
        match count {
            1 => text.to_owned(),
            _ => format!("{text} ×{count}"),
        }
    };
    texts.map(item).collect()
}

/// What is about to be accepted; returns the cell of the cursor.
pub fn all(
    app: &App,
    reader: &Reader,
    all: &AcceptAll,
    cursor: (u16, u16),
    canvas: &mut Canvas,
) -> (u16, u16) {
    let theme = &canvas.look.theme;
    let (frame, heading) = (theme.role(Role::Frame), theme.role(Role::Title));
    let (text, dim) = (theme.role(Role::Text), theme.role(Role::Dim));
    let area = beside(app, areas::popup(app.size, 60, 12), cursor);
    let title = app.locale.say(&all_title(reader, all));
    let inside = canvas.frame(area, &title, frame, heading);
    let rows = usize::from(inside.height.saturating_sub(1));
    for (y, item) in (inside.y..).zip(all_items(reader, all, rows)) {
        canvas.put(inside.x, y, &app.locale.fit(item), text, inside.width);
    }
    let help = app.locale.say(&msg!("accept-all-help"));
    let y = inside.y + inside.height.saturating_sub(1);
    canvas.put(inside.x, y, &help, dim, inside.width);
    (area.x + 3, area.y)
}

/// `[x] цифры: деньги, проценты…`
pub fn switch(app: &App, row: Row) -> String {
    let sign = if app.is_on(row) { "[x]" } else { "[ ]" };
    format!("{sign} {}", app.locale.say(&row.message()))
}

/// The suggesters with their switches; returns the cell of the cursor.
pub fn switches(app: &App, menu: &SwitchMenu, canvas: &mut Canvas) -> (u16, u16) {
    let theme = &canvas.look.theme;
    let (frame, heading) = (theme.role(Role::Frame), theme.role(Role::Title));
    let (text, dim, key) = (
        theme.role(Role::Text),
        theme.role(Role::Dim),
        theme.role(Role::Key),
    );
    let rows = Row::all();
    let area = areas::popup(app.size, 64, rows.len() as u16 + 3);
    let title = app.locale.say(&msg!("switches-title"));
    let inside = canvas.frame(area, &title, frame, heading);
    let pointer = canvas.sign(Sign::Pointer);
    // Where the screen is low, the rows scroll.
    let height = usize::from(inside.height.saturating_sub(1)).max(1);
    let top = (menu.cursor + 1).saturating_sub(height);
    let mut cursor = (inside.x, inside.y);
    for (y, (at, row)) in (inside.y..).zip(rows.iter().enumerate().skip(top).take(height)) {
        if at == menu.cursor {
            canvas.put(inside.x, y, pointer, key, 1);
            cursor = (inside.x, y);
        }
        let room = inside.width.saturating_sub(2);
        canvas.put(inside.x + 2, y, &switch(app, *row), text, room);
    }
    let help = app.locale.say(&msg!("switches-help"));
    let y = inside.y + inside.height.saturating_sub(1);
    if width(&help) <= usize::from(inside.width) {
        canvas.put(inside.x, y, &help, dim, inside.width);
    }
    cursor
}
