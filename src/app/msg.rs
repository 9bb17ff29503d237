//! What comes to the program and what it asks for: the only two doors between the floors
//! that decide and the floor that does.

use super::{
    suggesting::{Queue, Wanted},
    transfer::{Export, Exported, Import, Imported},
};
use crate::{
    annotation::{Former, Layer, Status},
    keymap::{Key, Keymap},
    locale::{Lang, Message, Problem},
    text::{Text, TextSize, decode::Encoding, fold, glyph, search::Query},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A document of the corpus: its number in [`super::Corpus`], never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// Milliseconds since the program started. The shell stamps every message; nothing below it reads a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(pub u64);

/// Cells of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Cells across.
    pub columns: u16,
    /// Cells down.
    pub rows: u16,
}

/// What the mouse did, and at which cell from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Cells from the left.
    pub column: u16,
    /// Cells from above.
    pub row: u16,
}

/// What a mouse does that means anything here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The mouse was moved with the left button down.
    Drag,
    /// A notch of the wheel, away from the person.
    WheelUp,
    /// A notch of the wheel towards the person.
    WheelDown,
}

/// Something happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted, any text.
    Paste(String),
    /// The terminal has a new size.
    Resize(Size),
    /// A timer that was asked for ran out.
    Timer(Timer),
    /// Some documents were found.
    Found(Vec<Found>),
    /// The search for documents ended; what could not be read on the way.
    ScanEnded(Vec<Problem>),
    /// More is known of some documents.
    Surveyed(Vec<(DocId, Survey)>),
    /// The beginning of a large document that is being opened.
    Glimpsed(DocId, Glimpse),
    /// Documents or their layers are not what they were when they were looked into; those that are gone have a problem.
    Changed(Vec<(DocId, Survey)>),
    /// What the person asked to look at again was looked at.
    LookedAgain {
        /// Documents that were not known.
        new: usize,
        /// Documents that changed or are gone, with those that were annotated here.
        changed: Vec<DocId>,
        /// What could not be read.
        problems: Vec<Problem>,
    },
    /// The file of an open document is not what it was when it was opened.
    TextChanged(DocId),
    /// A document was opened, or not.
    Opened(DocId, Box<Result<Opened, Problem>>),
    /// The beginning of a document for the preview, or why there is none.
    Previewed(DocId, Box<Result<Preview, Problem>>),
    /// Where the hits of a query in a document start, in order.
    Counted(DocId, Query, Arc<[TextSize]>),
    /// What is suggested for a document, for the request with this number.
    Suggested(DocId, u64, Queue),
    /// A layer was saved, or not.
    Saved(DocId, Box<Result<Saved, SaveFault>>),
    /// The open document was exported, or not.
    Exported(Box<Result<Exported, Problem>>),
    /// What a file says of a document with this text.
    Imported(DocId, Text, Box<Result<Imported, Problem>>),
    /// The guidelines of the corpus.
    Guidelines(Result<String, Problem>),
    /// Settings and keymap were read again.
    Reloaded(Box<Reloaded>),
    /// Something the person should know once.
    Tell(Message),
    /// Something is wrong that belongs to no document.
    Problem(Problem),
    /// The line is gone or the system asks to end: save and go, ask nothing.
    Terminate,
}

/// Something to be done by the shell; its outcome comes back as a [`Msg`].
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read a document and its layer.
    Open(DocId),
    /// Read the beginning of a document; only the latest request matters.
    Preview(DocId),
    /// Look again at the files of the corpus; whether the person waits to be told of the outcome.
    Look(bool),
    /// Look for all hits of a query in the text of a document; only the latest request matters.
    Count(DocId, Text, Query),
    /// Find suggestions; only the latest request matters.
    Suggest(Box<Wanted>),
    /// Learn from a finished document.
    Learn(DocId, Text, Layer),
    /// Write a layer. At most one is under way for a document.
    Save(DocId, Layer),
    /// Last resort when the corpus refuses: put the layer aside under the data folder, with the layer it grew out of.
    Stash(DocId, Layer, Layer),
    /// Keep where the reader is in the document.
    Remember(DocId, TextSize),
    /// Forget what was read of a document: it is neither shown nor to be saved any more.
    Close(DocId),
    /// Keep where a bookmark of the document is; `None`: it is no more.
    Bookmark(DocId, char, Option<TextSize>),
    /// Hand this text to the terminal for its clipboard, and tell whether that was possible.
    Copy(String),
    /// Write this text to a file of the person, and tell which.
    CopyToFile(String),
    /// Write a document in another format.
    Export(Box<Export>),
    /// Find what a file says of a document.
    Import(DocId, Box<Import>),
    /// Read the guidelines.
    ReadGuidelines,
    /// Send [`Msg::Timer`] after so many milliseconds.
    After(u64, Timer),
    /// Read settings and keymap.
    Reload,
    /// Draw everything anew.
    Redraw,
    /// Stop and give the terminal back to the shell of the person.
    Suspend,
    /// End the program; all that could be saved has been.
    Exit,
}

/// Why a timer was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The keys that may follow a prefix are shown after a while, unless typing went on (`0` counts keys).
    Hints(u64),
    /// Try again to save what the disk refused.
    Retry,
}

/// Settings that were read again.
#[derive(Clone, Debug)]
pub struct Reloaded {
    /// The keys; `None` when their file cannot be read.
    pub keymap: Option<Keymap>,
    /// The language of the interface.
    pub lang: Lang,
    /// The terminal has only ASCII besides letters.
    pub ascii: bool,
    /// Long words are divided.
    pub hyphenate: bool,
    /// What is wrong in the files.
    pub problems: Vec<Problem>,
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Relative to the corpus; any bytes.
    pub path: PathBuf,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// What the list shows of a document.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Survey {
    /// Its first line.
    pub title: String,
    /// Title and path folded for the filter, where that was worked out beforehand: thousands come at once.
    pub folded: Option<String>,
    /// The size of its file now, where that was looked at.
    pub bytes: Option<u64>,
    /// Of the layer.
    pub status: Status,
    /// Annotations with entity labels.
    pub entities: u32,
    /// Annotations with metric labels.
    pub metrics: u32,
    /// Annotations that wait for their place.
    pub waiting: u32,
    /// The document or its layer cannot be read.
    pub problem: Option<Problem>,
}

impl Survey {
    /// The survey of the document at `path` with all that can be worked out before the list is touched.
    pub fn prepared(self, path: &Path) -> Self {
        let title = glyph::neutral(&self.title).into_owned();
        let name = glyph::neutral(&path.to_string_lossy()).into_owned();
        let folded = (!title.is_empty()).then(|| fold::folded(&format!("{title} {name}")));
        Self {
            title,
            folded,
            ..self
        }
    }
}

/// The beginning of a document of which the rest is being read.
#[derive(Clone, Debug)]
pub struct Glimpse {
    /// The [beginning](Text::of_beginning) of the decoded text.
    pub text: Text,
    /// What it was decoded from.
    pub encoding: Encoding,
    /// Where the reader left off.
    pub place: Option<TextSize>,
}

/// An opened document.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The decoded text.
    pub text: Text,
    /// What it was decoded from.
    pub encoding: Encoding,
    /// Some bytes had no character in the encoding.
    pub damaged: bool,
    /// What the annotator said of it so far.
    pub layer: Layer,
    /// Why it may only be read.
    pub fault: Option<Problem>,
    /// The layer comes from the data folder because the corpus could not be written.
    pub stashed: bool,
    /// The document is not as it was when it was annotated.
    pub changed: bool,
    /// What it was before, as far as that was kept.
    pub former: Former,
    /// Where the reader left off.
    pub place: Option<TextSize>,
    /// Places with a letter.
    pub bookmarks: BTreeMap<char, TextSize>,
}

/// The beginning of a document with its annotations.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The beginning of the text.
    pub text: Text,
    /// The layer, empty when it could not be read.
    pub layer: Layer,
}

/// A layer is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What was written when somebody else had changed the file: both sides merged.
    pub merged: Option<Layer>,
}

/// A layer is not on disk where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveFault {
    /// What the disk said.
    pub problem: Problem,
    /// It was put aside here instead, safe.
    pub stashed: Option<PathBuf>,
}
