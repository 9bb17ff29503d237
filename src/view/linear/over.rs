//! Menus, prompts, forms and pages in words: what a popup shows at once is a list here, one item a line.

use super::Line;
use crate::{
    annotation::Label,
    app::{App, Choice, Form, Palette, Popup, Prompt, Row, Stage, Transfer},
    keymap::Key,
    msg,
    view::{bookmarks, form, macros, popup, status, suggestions, transfer},
};

/// So many of the suggestions that would be accepted are read out.
const EXAMPLES: usize = 5;

/// What has the keys and is not the text or the list, with its items.
pub fn place(app: &App) -> Option<(Line, Vec<String>)> {
    let titled = |words: String, items| (line(&words), items);
    Some(match app.popup.as_ref() {
        None if app.keys.pressed.is_empty() => return None,
        None => {
            let hints = app.keys.hints.iter();
            let items: Vec<String> = hints.map(|binding| popup::hint(app, binding)).collect();
            match items.is_empty() {
                true => Default::default(),
                false => titled(pressed(&app.keys.pressed), items),
            }
        }
        // A letter is typed faster than the list is heard: it comes when one waits for it.
        Some(
            Popup::Labels { shown: false, .. }
            | Popup::Bookmarks { shown: false, .. }
            | Popup::Macros { shown: false, .. },
        ) => Default::default(),
        Some(Popup::Labels { purpose, .. }) => {
            let title = app.locale.say(&popup::labels_title(*purpose));
            let labels = app.corpus.schema.labels.iter().enumerate();
            titled(title, labels.map(|(at, it)| label(app, at, it)).collect())
        }
        Some(Popup::Bookmarks { setting, .. }) => {
            let title = app.locale.say(&bookmarks::title(*setting));
            titled(title, bookmark_items(app))
        }
        Some(Popup::Macros {
            recording, times, ..
        }) => {
            let title = app.locale.say(&macros::title(*recording, *times));
            titled(title, macros::items(app))
        }
        Some(Popup::Relation { .. }) => {
            let types = app.corpus.schema.relations.iter().zip(1..);
            let items = types.map(|(name, at)| format!("{at} {name}")).collect();
            titled(app.locale.say(&msg!("relations-title")), items)
        }
        Some(Popup::Find(prompt)) => (typed(&status::find_lead(app), prompt), Vec::new()),
        Some(Popup::Palette(it)) => (palette(app, it), Vec::new()),
        Some(Popup::Form(it)) => (form_row(app, it), Vec::new()),
        Some(Popup::Pager(pager)) => {
            let fresh: Vec<String> = pager.fresh().iter().map(|it| unspaced(&it.text)).collect();
            match (pager.moved, fresh.is_empty()) {
                (None, _) => titled(app.locale.say(&pager.title), fresh),
                (_, true) => titled(app.locale.say(&msg!("linear-no-further")), fresh),
                _ => (Line::default(), fresh),
            }
        }
        Some(Popup::Occurrences(_)) => (super::below(app), Vec::new()),
        Some(Popup::AcceptAll(all)) => {
            let reader = app.reader.as_ref()?;
            let mut line = line(&app.locale.say(&suggestions::all_title(reader, all)));
            line.part(&app.locale.say(&msg!("accept-all-help")));
            (line, suggestions::all_items(reader, all, EXAMPLES))
        }
        Some(Popup::Switches(menu)) => {
            let rows = Row::all();
            let row = rows
                .get(menu.cursor)
                .map(|row| suggestions::switch(app, *row));
            let mut line = line(&app.locale.say(&msg!("switches-title")));
            line.part(&row.unwrap_or_default());
            (line, Vec::new())
        }
        Some(Popup::Transfer(menu)) => transfer_lines(app, menu),
        Some(Popup::Quit) => {
            let mut it = line(&app.locale.say(&msg!("quit-title")));
            it.part(&app.locale.say(&msg!("quit-question")));
            (it, Vec::new())
        }
    })
}

fn line(words: &str) -> Line {
    let mut line = Line::default();
    line.part(words);
    line
}

fn pressed(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    names.join(" ")
}

/// `p/з 1 PER персона: имя человека`
fn label(app: &App, at: usize, label: &Label) -> String {
    let lang = app.locale.lang().tag();
    let (letter, digit) = popup::label_keys(app, at, label);
    let words = [&letter, &digit, &label.name, label.title.in_lang(lang)];
    let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
    let hint = label.hint.in_lang(lang);
    let said = match hint.is_empty() {
        true => words.join(" "),
        false => format!("{}: {hint}", words.join(" ")),
    };
    app.locale.fit(line(&said).text)
}

/// `text` without what sets off columns.
fn unspaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn bookmark_items(app: &App) -> Vec<String> {
    let reader = app.reader.as_ref().filter(|it| !it.bookmarks.is_empty());
    let Some(reader) = reader else {
        return vec![app.locale.say(&msg!("no-bookmarks"))];
    };
    let item = |(name, place): (&char, &_)| {
        let letter = bookmarks::letter(app, *name);
        line(&format!("{letter} {}", bookmarks::excerpt(reader, *place))).text
    };
    reader.bookmarks.iter().map(item).collect()
}

/// What is typed, and the cursor in it.
fn typed(lead: &str, prompt: &Prompt) -> Line {
    let mut line = line(lead);
    line.text.push(' ');
    line.add(&prompt.before_cursor());
    line.mark();
    line.add(&prompt.text()[prompt.before_cursor().len()..]);
    line
}

/// The command that Enter would carry out.
fn palette(app: &App, palette: &Palette) -> Line {
    let mut line = typed(&app.locale.say(&msg!("linear-palette")), &palette.prompt);
    let Some(choice) = palette.matches.get(palette.cursor) else {
        let none = msg!("not-found", text = palette.prompt.text());
        line.part(&app.locale.say(&none));
        return line;
    };
    line.part(&app.locale.say(&choice.message()));
    if let Choice::Command(action) = choice {
        line.part(&app.key_of(app.context(), *action));
    }
    let all = palette.matches.len();
    let at = msg!("hits", hit = palette.cursor + 1, all = all);
    line.part(&app.locale.say(&at));
    line
}

/// What keys do, the format, the file; below it what is asked or wrong, which comes without a key.
fn transfer_lines(app: &App, menu: &Transfer) -> (Line, Vec<String>) {
    let mut lead = Line::default();
    lead.part(&app.locale.say(&menu.way.title()));
    let mut items = vec![transfer::foot(app, menu)];
    if matches!(menu.stage, Stage::Asking | Stage::UnderWay) {
        items.drain(..).for_each(|foot| lead.part(&foot));
    }
    lead.part(menu.format().map_or("", |format| format.name));
    lead.part(&app.locale.say(&msg!("transfer-file")));
    (typed(&lead.text, &menu.prompt), items)
}

/// The row that is typed in; at the first one also which form it is.
fn form_row(app: &App, form: &Form) -> Line {
    let row = &form.rows[form.cursor];
    let mut lead = Line::default();
    if form.cursor == 0 {
        for message in [form::title(form), msg!("form-help")] {
            lead.part(&app.locale.say(&message));
        }
    }
    if let Some(refusal) = &form.refusal {
        lead.part(&app.locale.say(refusal));
    }
    lead.part(&format!("{}:", form::row_title(app, row)));
    if row.choices.is_empty() {
        return typed(&lead.text, &row.prompt);
    }
    lead.text.push(' ');
    lead.mark();
    lead.add(&form::value(app, row));
    lead.part(&app.locale.say(&msg!("form-choose")));
    lead
}
