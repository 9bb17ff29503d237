//! What the program does: its state, and how everything that happens changes it.
//!
//! [`App::update`] takes a message and answers with effects; it opens no file and reads no clock.
//! [`App::layout`] wraps what the next screen needs. `view` then draws, changing nothing.

mod acting;
pub mod areas;
mod bookmarks;
mod copying;
mod corpus;
mod editing;
mod ending;
mod form;
mod fuzzy;
mod glimpse;
mod help;
mod jumps;
mod keys;
mod layout;
mod list;
mod macros;
pub mod margin;
mod markdown;
mod marking;
mod motion;
mod moving;
pub mod msg;
mod noticing;
mod occurrences;
mod opening;
mod order;
mod pager;
mod palette;
mod placing;
mod pointing;
mod popup;
mod prompt;
mod reader;
mod relating;
mod reloading;
mod replaying;
mod saving;
mod scroll;
mod searching;
mod selection;
mod sieve;
mod spoken;
mod spotlight;
mod suggesting;
mod transfer;
mod undoing;
mod wrap;

pub use corpus::{Corpus, Entry};
pub use form::{Form, FormRow, Part};
pub use glimpse::LARGE;
pub use keys::Keys;
pub use layout::{Layout, column_of, place_at_column};
pub use list::List;
pub use macros::{Instruction, Macros};
pub use occurrences::Occurrences;
pub use order::Order;
pub use pager::{Line, Pager, PagerRow};
pub use palette::{Choice, Palette};
pub use popup::{Popup, Purpose};
pub use prompt::Prompt;
pub use reader::{Reader, Search};
pub use relating::Related;
pub use saving::Saves;
pub use selection::Selection;
pub use spoken::Extent;
pub use spotlight::{Position, Spotlight};
pub use suggesting::{AcceptAll, Proposing, Queue, Row, SwitchMenu, Tally, Wanted};
pub use transfer::{Export, Exported, Import, Imported, Intake, Stage, Transfer, Way};
pub use wrap::wrap;

use crate::{
    keymap::{Key, Keymap},
    locale::{Locale, Message, Problem},
    msg,
};
use msg::{DocId, Effect, Millis, Msg, Size, Timer};
use std::path::PathBuf;

/// The narrowest and the widest text column a person may ask for, and the usual one.
pub const MEASURES: [u16; 5] = [72, 88, 104, 40, 56];

/// Everything the program knows.
#[derive(Debug)]
pub struct App {
    /// The documents.
    pub corpus: Corpus,
    /// The list of them.
    pub list: List,
    /// The open document; the list is on the screen when there is none.
    pub reader: Option<Reader>,
    /// What lies over the screen.
    pub popup: Option<Popup>,
    /// Keys pressed and what they mean.
    pub keys: Keys,
    /// What was recorded to be done again.
    pub macros: Macros,
    /// How suggestions are made and shown.
    pub proposing: Proposing,
    /// What is not on disk.
    pub saves: Saves,
    /// What is said in the status line until the next key.
    pub notice: Option<Notice>,
    /// The words of the interface.
    pub locale: Locale,
    /// Who annotates.
    pub annotator: String,
    /// The panel with all annotations.
    pub panel: Panel,
    /// Cells of the text column, if the terminal has that many.
    pub measure: u16,
    /// Long words are divided at the end of a row.
    pub hyphenate: bool,
    /// What stays bright while one reads.
    pub spotlight: Spotlight,
    /// Lines are spoken one after another, and no screen is drawn.
    pub linear: bool,
    /// How much of the text is read out then.
    pub extent: Extent,
    /// The folder where the file of an export is offered to lie; empty for the one the program runs in.
    pub outside: PathBuf,
    /// Cells of the terminal.
    pub size: Size,
    /// The document that is being opened. If there is a reader meanwhile, it has a glimpse of it.
    pub(crate) opening: Option<DocId>,
    /// The same, as long as it waits for the edits before it.
    held: Option<DocId>,
    /// Keys pressed while it is being opened: they are meant for it.
    typed_ahead: Vec<Key>,
    /// The only document, opened by its name: leaving it leaves the program.
    alone: Option<PathBuf>,
    /// The document that was left last, until it is found or a key is pressed.
    resume: Option<PathBuf>,
    /// What is to be said of the document that was left, in the one that is being opened.
    parting: Option<Notice>,
    ending: Ending,
    rng: fastrand::Rng,
    last_key: Millis,
}

/// Whether the side panel is there, and whether it has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Not there.
    #[default]
    Closed,
    /// There; the text has the keys.
    Open,
    /// There, with the keys.
    Focused,
}

/// What is said in the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something went as asked.
    Done(Message),
    /// Something was not done, and why.
    Refused(Message),
    /// Something is wrong with files.
    Problems(Vec<Problem>),
}

/// Whether the program is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    No,
    /// The person asked; there is time to ask back.
    Asked,
    /// The line is gone: save, or put aside, and go.
    Now,
}

/// What a program starts with.
#[derive(Debug)]
pub struct Start {
    /// The corpus, empty yet.
    pub corpus: Corpus,
    /// The keys.
    pub keymap: Keymap,
    /// The words.
    pub locale: Locale,
    /// Who annotates.
    pub annotator: String,
    /// Open this document alone, by its path in the corpus.
    pub alone: Option<PathBuf>,
    /// The document that was left last: the list begins there.
    pub resume: Option<PathBuf>,
    /// Cells of the terminal.
    pub size: Size,
    /// Where ids come from; tests give a fixed one.
    pub seed: u64,
}

impl App {
    /// The program before anything happened.
    pub fn new(start: Start) -> Self {
        Self {
            corpus: start.corpus,
            list: List::default(),
            reader: None,
            popup: None,
            keys: Keys::new(start.keymap),
            macros: Macros::default(),
            proposing: Proposing::default(),
            saves: Saves::default(),
            notice: None,
            locale: start.locale,
            annotator: start.annotator,
            panel: Panel::Closed,
            measure: MEASURES[0],
            hyphenate: false,
            spotlight: Spotlight::Off,
            linear: false,
            extent: Extent::default(),
            outside: PathBuf::new(),
            size: start.size,
            opening: None,
            held: None,
            typed_ahead: Vec::new(),
            alone: start.alone,
            resume: start.resume,
            parting: None,
            ending: Ending::No,
            rng: fastrand::Rng::with_seed(start.seed),
            last_key: Millis::default(),
        }
    }

    /// Something happened at `at`: change the state, say what is to be done.
    pub fn update(&mut self, at: Millis, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => {
                self.count_work(at);
                self.key(key)
            }
            Msg::Mouse(mouse) => {
                self.count_work(at);
                self.point(mouse)
            }
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(size) => {
                self.size = size;
                Vec::new()
            }
            Msg::Timer(Timer::Hints(count)) => {
                self.show_hints(count);
                Vec::new()
            }
            Msg::Timer(Timer::Retry) => self.saves.retry(),
            Msg::Tell(message) => {
                self.notice = Some(Notice::Done(message));
                Vec::new()
            }
            Msg::Reloaded(read) => self.reloaded(*read),
            Msg::Terminate => self.terminate(),
            Msg::Saved(doc, result) => self.saved(doc, *result),
            other => self.learn(other),
        }
    }

    /// News from the disk about documents.
    fn learn(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Found(found) => {
                let known = self.corpus.entries.len();
                let new = self.corpus.add(found);
                self.list.merge(&self.corpus, self.keys.map.keyboard(), new);
                self.go_where_one_left_off(known);
                self.open_alone()
            }
            Msg::ScanEnded(problems) => self.scan_ended(problems),
            Msg::Surveyed(surveys) => {
                let known: Vec<DocId> = surveys.iter().map(|(doc, _)| *doc).collect();
                for (doc, survey) in surveys {
                    self.corpus.learn(doc, survey);
                }
                self.list
                    .merge(&self.corpus, self.keys.map.keyboard(), known);
                self.preview()
            }
            Msg::Glimpsed(doc, glimpse) => self.glimpsed(doc, glimpse),
            Msg::Changed(surveys) => self.changed(surveys),
            Msg::LookedAgain {
                new,
                changed,
                problems,
            } => self.looked_again(new, changed, problems),
            Msg::TextChanged(doc) => self.text_changed(doc),
            Msg::Opened(doc, opened) => self.opened(doc, *opened),
            Msg::Previewed(doc, preview) => {
                self.list.preview = Some((doc, *preview));
                Vec::new()
            }
            Msg::Counted(doc, query, starts) => {
                self.counted(doc, &query, starts);
                Vec::new()
            }
            Msg::Suggested(doc, revision, queue) => self.suggested(doc, revision, queue),
            Msg::Exported(outcome) => {
                self.exported(*outcome);
                Vec::new()
            }
            Msg::Imported(doc, text, outcome) => self.imported(doc, &text, *outcome),
            Msg::Guidelines(Ok(text)) => {
                let lines = markdown::lines(&text, &self.locale);
                self.popup = Some(Popup::Pager(Pager::new(msg!("guidelines-title"), lines)));
                Vec::new()
            }
            Msg::Guidelines(Err(problem)) | Msg::Problem(problem) => {
                self.complain([problem]);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn scan_ended(&mut self, problems: Vec<Problem>) -> Vec<Effect> {
        self.corpus.complete = true;
        self.complain(problems);
        self.preview()
    }

    /// Tell of problems, with those that are told already: none may push another out before it was seen.
    fn complain(&mut self, problems: impl IntoIterator<Item = Problem>) {
        let mut problems: Vec<Problem> = problems.into_iter().collect();
        match &mut self.notice {
            Some(Notice::Problems(told)) => told.append(&mut problems),
            _ if problems.is_empty() => {}
            notice => *notice = Some(Notice::Problems(problems)),
        }
    }

    /// The list begins at the document that was left last, as soon as it is found; the first `known` were looked at.
    fn go_where_one_left_off(&mut self, known: usize) {
        let mut new = self.corpus.ids().skip(known);
        let left = new.find(|(_, entry)| Some(&entry.path) == self.resume.as_ref());
        if let Some(doc) = left.map(|(doc, _)| doc) {
            self.list.go_to(doc);
            self.resume = None;
        }
    }

    fn open_alone(&mut self) -> Vec<Effect> {
        let found = |path: &PathBuf| self.corpus.ids().find(|(_, entry)| entry.path == *path);
        match self.alone.as_ref().and_then(found).map(|(id, _)| id) {
            Some(doc) if self.reader.is_none() && self.opening.is_none() => self.open(doc),
            _ => self.preview(),
        }
    }

    /// Ask for the beginning of the document under the cursor, unless it is there.
    pub(crate) fn preview(&mut self) -> Vec<Effect> {
        let shown = self.list.preview.as_ref().map(|(doc, _)| *doc);
        match self.list.current() {
            Some(doc) if Some(doc) != shown && self.reader.is_none() => vec![Effect::Preview(doc)],
            _ => Vec::new(),
        }
    }
}
