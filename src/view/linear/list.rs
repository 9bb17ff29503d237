//! Where one is in the list, in words.

use super::{Line, reading};
use crate::{
    app::{App, Entry, Extent},
    locale::Message,
    msg,
    view::bars,
};

/// Characters of a title that are read out at most: some texts are one line.
const LONGEST: usize = 120;

/// The row under the cursor.
pub fn place(app: &App) -> Line {
    let mut line = Line::default();
    if !app.corpus.complete && app.keys.count == 0 {
        line.part(&app.locale.say(&msg!("scanning")));
        return line;
    }
    if app.extent == Extent::Document {
        line.part(&app.corpus.name);
        for message in [bars::order(app), bars::progress(app)] {
            line.part(&app.locale.say(&message));
        }
    }
    if app.extent == Extent::Hit && !app.list.filter.is_empty() {
        line.part(&app.locale.say(&bars::filtered(app)));
    }
    let current = app.list.current().and_then(|doc| app.corpus.entry(doc));
    match current {
        Some(entry) => row(app, entry, &mut line),
        None => line.part(&app.locale.say(&super::super::list::nothing(app))),
    }
    line
}

/// `Завод удвоил выпуск, в работе, 6 сущностей, 2 метрики. 3 из 120. 2024/release-01.txt`
fn row(app: &App, entry: &Entry, line: &mut Line) {
    line.end_part();
    line.mark();
    let title = entry.title();
    let end = title.char_indices().nth(LONGEST).map(|(at, _)| at);
    line.add(&title[..end.unwrap_or(title.len())]);
    if end.is_some() {
        line.add(&app.locale.fit("…".into()));
    }
    let mut said: Vec<Message> = vec![reading::status(entry.status())];
    if let Some(survey) = &entry.survey {
        if survey.entities > 0 {
            said.push(msg!("linear-entities", count = survey.entities));
        }
        if survey.metrics > 0 {
            said.push(msg!("linear-metrics", count = survey.metrics));
        }
    }
    for message in said {
        line.note(&app.locale.say(&message));
    }
    if let Some(problem) = entry.survey.as_ref().and_then(|it| it.problem.as_ref()) {
        line.part(&problem.line(&app.locale));
    }
    let position = msg!(
        "hits",
        hit = app.list.cursor + 1,
        all = app.list.shown.len()
    );
    line.part(&app.locale.say(&position));
    if entry.title() != entry.name {
        line.part(&entry.name);
    }
}
