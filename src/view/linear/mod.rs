//! What is spoken instead of being drawn: after each action one line for whoever listens or reads with the fingers,
//! with the place in it where the cursor is to stand. Which of it is new, and how it gets to the terminal, is the
//! business of the shell.

mod line;
mod list;
mod over;
mod reading;

pub use line::Line;

use crate::{
    app::{App, Extent, Notice, Popup, msg::DocId},
    locale::Problem,
    msg,
};
use std::mem::{Discriminant, discriminant};

/// All there is to say now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    /// While it is the same, nothing that was said is said again.
    pub scene: Scene,
    /// What is wrong until it is mended.
    pub banner: String,
    /// What the last command did, or why it did nothing.
    pub notice: String,
    /// It did nothing.
    pub refused: bool,
    /// Where one is.
    pub place: Line,
    /// What there is to choose from or to read on, a line for each.
    pub items: Vec<String>,
    /// `place` is what is being typed: what is added to it is echoed.
    pub typed: bool,
    /// How many writes ended well, and what is said of the last one.
    pub confirmed: (u64, String),
}

/// What one is doing, as far as that makes a new announcement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    keys: u64,
    /// What lies over the text or the list, and how much of it is shown.
    pub over: (Option<Discriminant<Popup>>, usize),
    document: Option<DocId>,
    /// It is open, and all of it is there.
    open: bool,
    /// Of the document under the cursor of the list more is known than its path.
    known: bool,
}

impl Scene {
    /// Whether nothing but keys came between this and `other`: the same is open, and lies over it.
    pub fn is_still(&self, other: &Self) -> bool {
        let keys = other.keys;
        Self {
            keys,
            ..self.clone()
        } == *other
    }

    /// The scene after so many keys, when nothing else matters.
    #[cfg(test)]
    pub fn after(keys: u64) -> Self {
        Self {
            keys,
            ..Self::default()
        }
    }
}

/// What `app` has to say.
pub fn announce(app: &App) -> Announcement {
    let (place, items) = over::place(app).unwrap_or_else(|| (below(app), Vec::new()));
    Announcement {
        scene: scene(app, items.len()),
        banner: app.banner().map_or(String::new(), |it| told(app, [it])),
        notice: notice(app),
        refused: matches!(app.notice, Some(Notice::Refused(_))),
        place,
        items,
        typed: matches!(
            app.popup,
            Some(Popup::Find(_) | Popup::Palette(_) | Popup::Form(_) | Popup::Transfer(_))
        ),
        confirmed: (app.saves.confirmed, saved(app)),
    }
}

/// The text or the list, when nothing lies over it.
fn below(app: &App) -> Line {
    match &app.reader {
        // It is opened in a moment; its first line tells that it is. Whoever moves in its beginning hears where to.
        _ if app.is_opening() && (!app.is_glimpse() || app.extent == Extent::Document) => {
            Line::default()
        }
        Some(reader) => reading::place(app, reader),
        None => list::place(app),
    }
}

fn scene(app: &App, items: usize) -> Scene {
    let entry = app.list.current().and_then(|doc| app.corpus.entry(doc));
    let here = app.reader.as_ref().map(|reader| reader.doc);
    Scene {
        keys: app.keys.count,
        over: (app.popup.as_ref().map(discriminant), items),
        document: here.or(app.list.current()),
        open: here.is_some() && !app.is_glimpse(),
        known: here.is_some()
            || app.corpus.complete && entry.is_none_or(|entry| entry.survey.is_some()),
    }
}

fn notice(app: &App) -> String {
    let mut line = Line::default();
    match &app.notice {
        Some(Notice::Done(message) | Notice::Refused(message)) => {
            line.part(&app.locale.say(message))
        }
        Some(Notice::Problems(problems)) => line.part(&told(app, problems)),
        None => {}
    }
    if let Some(Popup::Occurrences(occurrences)) = &app.popup {
        line.part(&app.locale.say(&super::status::occurrence(occurrences)));
    }
    let search = app.reader.as_ref().and_then(|it| it.search.as_ref());
    if let (Extent::Hit, Some((hit, all)), None) =
        (app.extent, search.and_then(|it| it.count), &app.popup)
    {
        line.part(&app.locale.say(&msg!("hits", hit = hit, all = all)));
    }
    line.text
}

fn told<'p>(app: &App, problems: impl IntoIterator<Item = &'p Problem>) -> String {
    let mut line = Line::default();
    for problem in problems {
        line.part(&problem.line(&app.locale));
    }
    line.text
}

fn saved(app: &App) -> String {
    app.locale.say(&match app.saves.stashed {
        Some(_) => msg!("saved-aside"),
        None => msg!("linear-saved"),
    })
}
