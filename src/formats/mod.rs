//! What other programs read and write. [`FORMATS`] is the table of all of it; nothing here opens a file.
//!
//! Reading goes in two steps. A reader understands one piece of a file and says what stands there, as it stands there
//! ([`Reading`]). What its offsets count, which ranges of the text they mean and what of it cannot be is found out in
//! one place for all formats ([`settle`]).
//!
//! Writing goes in two steps as well. What a format cannot hold is taken out of a layer first, counted by its kind
//! ([`fit`]); a writer is given only what it can write.

mod alone;
pub mod brat;
mod counting;
mod csv;
mod cuts;
mod doccano;
mod fit;
#[cfg(test)]
mod fixture;
mod html;
mod hugging_face;
mod json;
mod jsonl;
mod label_studio;
mod loss;
mod nesting;
mod points;
mod prodigy;
mod pubannotation;
mod reading;
mod scheme;
mod settle;
mod slate;
mod spacy;
mod stretch;
mod tables;
#[cfg(test)]
mod tests;
mod tokens;
mod uima;
mod web_annotation;
mod webanno;
mod xml;

use crate::{
    annotation::{Foreign, Layer, Schema},
    locale::{Lang, Message, Place, Problem},
    msg,
    text::Text,
};
pub use alone::{Alone, alone};
pub use counting::{Counting, LineEnd, Unit};
pub use csv::guarded;
pub use fit::{Fitted, Holds, Keeps, fit};
pub use json::Measured;
pub use jsonl::object;
pub use loss::Loss;
pub use nesting::{Policy, columns};
pub use points::Points;
pub use reading::{Claim, Link, Reading};
pub use scheme::Scheme;
pub use settle::{Settled, Terms, settle};
pub use tables::{Cell, Column, Holding, Row, Table};

/// A format of another program, or one that other programs read.
#[derive(Clone, Copy)]
pub struct Format {
    /// As it is called on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: fn() -> Message,
    /// How documents lie in files.
    pub files: Files,
    /// What of a layer it can say.
    pub holds: Holds,
    /// Reads it; `None` when it is only written.
    pub read: Option<Read>,
    /// Writes it; `None` when it is only read, and for [tables](Files::Tables).
    pub write: Option<Write>,
    /// What of a piece has to be kept beside the layer that was made of it, so that writing gives back every line.
    pub keep: Option<Keep>,
    /// What is wrong in a piece by the rules of the format, beside what reading it tells.
    pub check: Option<Check>,
    /// The file beside documents that states the labels, where there is such a thing.
    pub states: Option<States>,
    /// What lies beside the documents and is made once for all of them, by its name: the labels in its own form.
    pub beside: fn(&Schema) -> Vec<Beside>,
}

/// A file by its name.
pub type Beside = (&'static str, Vec<u8>);

/// Understands one piece of a file: the documents in it, mostly one.
pub type Read = fn(&Piece<'_>) -> Result<Vec<Reading>, Problem>;

/// Faults of a piece, where labels are stated so. Without any, all labels are right.
pub type Check = fn(&Piece<'_>, &Scheme) -> Vec<Problem>;

/// A file that states labels: its name, and who understands it.
pub type States = (&'static str, fn(&Piece<'_>) -> (Scheme, Vec<Problem>));

/// The lines of a piece that its layer does not say, or says otherwise.
pub type Keep = fn(&str, &Settled, &Text) -> Vec<Foreign>;

/// Adds a document to each of the files there are, in the order of [`Files`].
pub type Write = fn(&Sample<'_>, &Style, &mut [Vec<u8>]);

/// How documents lie in files.
#[derive(Clone, Copy)]
pub enum Files {
    /// Each document has files of its own, called like it, with these extensions. Where the first is `txt` that is the
    /// document itself, and it is copied; the second is what a reader is given.
    Each(&'static [&'static str]),
    /// One file holds all documents. Where there are several, they are tables of one folder, with these names.
    Together {
        /// The extension of the file, or the names of the tables.
        names: &'static [&'static str],
        /// How the file is cut into the pieces that are read.
        split: Split,
        /// What stands around the documents in each of the files.
        frame: fn(usize, &Schema, &Style) -> Frame,
    },
    /// Pages that people read: one with all documents, or one for each in a folder that has an index.
    Pages {
        /// The extension of a page.
        extension: &'static str,
        /// What stands around the documents of the page with this title; whether all of them are in it.
        frame: fn(&str, bool, &Schema, &Style) -> Frame,
        /// The list of the documents at these paths: at the end of the page with all of them, or in the index.
        contents: fn(&[String], bool, &Style) -> Vec<u8>,
    },
    /// Tables in one folder, which need a library to be written: the format itself has no [`Write`].
    Tables {
        /// The extension of a table.
        extension: &'static str,
        /// The tables.
        tables: &'static [Table],
        /// The rows that a document adds to each.
        rows: fn(&Sample<'_>) -> Vec<Vec<Row>>,
    },
}

impl Files {
    /// How many files there are, of a document or of all.
    pub fn count(&self) -> usize {
        match self {
            Files::Each(extensions) => extensions.len(),
            Files::Together { names, .. } => names.len(),
            Files::Pages { .. } => 1,
            Files::Tables { tables, .. } => tables.len(),
        }
    }

    /// The extensions of files that can be read, or the names of their tables.
    pub fn names(&self) -> &'static [&'static str] {
        match self {
            Files::Each(names) | Files::Together { names, .. } => names,
            Files::Pages { .. } | Files::Tables { .. } => &[],
        }
    }
}

/// How a file is cut into pieces, so that a large one is never wholly in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// At every line end.
    Lines,
    /// The elements of a JSON array at the top; a file that is no array is one piece.
    Array,
    /// Before every line that begins so; what stands before the first is a piece too.
    Before(&'static str),
    /// Not at all.
    Whole,
    /// Not at all: the tables of these names in a folder are one piece, the first as it is, before each other one a line
    /// of [`TABLE`] and its name. Those that are not there are left out.
    Tables(&'static [&'static str]),
}

/// What the line before a table begins with.
pub const TABLE: char = '\u{1d}';

/// What stands around documents in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Before the first.
    pub head: Vec<u8>,
    /// Between two.
    pub between: &'static [u8],
    /// After the last.
    pub tail: Vec<u8>,
}

impl Frame {
    /// Nothing: the pieces stand one after the other.
    pub fn none(_: usize, _: &Schema, _: &Style) -> Self {
        Self::default()
    }
}

/// What a reader is given.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The file as it is named in messages.
    pub path: &'a str,
    /// The number of its first line in the file, from 1.
    pub line: u32,
    /// What stands there.
    pub body: &'a str,
    /// The document, where it lies in a file of its own.
    pub text: Option<&'a Text>,
}

impl Piece<'_> {
    /// The place of line number `line` of the piece, from 0.
    pub fn place(&self, line: usize) -> Place {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Place {
            path: self.path.to_owned(),
            at: Some((self.line.saturating_add(line), 1)),
        }
    }
}

/// A document with one layer on it, as writers are given it.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The document, `/` between folders, with its extension.
    pub path: &'a str,
    /// Its text.
    pub text: &'a Text,
    /// What is said of it: nothing that the format does not hold.
    pub layer: &'a Layer,
    /// The labels there are.
    pub schema: &'a Schema,
}

/// What may be chosen in writing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What becomes of nested annotations where a format has room for one label a token.
    pub nesting: Policy,
    /// What a page speaks that people read.
    pub lang: Lang,
}

/// All formats, in the order of their names.
pub const FORMATS: &[Format] = &[
    tokens::table::BILOU,
    brat::FORMAT,
    tokens::table::CONLL2003,
    tokens::conllu::FORMAT,
    csv::FORMAT,
    doccano::FORMAT,
    html::FORMAT,
    hugging_face::FORMAT,
    tokens::table::IOB2,
    jsonl::FORMAT,
    label_studio::FORMAT,
    tables::FORMAT,
    prodigy::FORMAT,
    pubannotation::FORMAT,
    slate::FORMAT,
    spacy::FORMAT,
    uima::json::FORMAT,
    uima::xmi::FORMAT,
    web_annotation::FORMAT,
    webanno::FORMAT,
];

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Format {
    /// What a format is that says nothing else of itself.
    const PLAIN: Format = Format {
        name: "",
        about: || msg!("format-jsonl"),
        files: Files::Each(&[]),
        holds: Holds::SPANS,
        read: None,
        write: None,
        beside: |_| Vec::new(),
        keep: None,
        check: None,
        states: None,
    };

    /// The format called `name`.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The names of all that can be read.
    pub fn readable() -> Vec<&'static str> {
        let all = FORMATS.iter().filter(|format| format.read.is_some());
        all.map(|format| format.name).collect()
    }

    /// Whether it can be written.
    pub fn is_written(&self) -> bool {
        self.write.is_some() || matches!(self.files, Files::Tables { .. })
    }

    /// The names of all that can be written.
    pub fn writable() -> Vec<&'static str> {
        let all = FORMATS.iter().filter(|format| format.is_written());
        all.map(|format| format.name).collect()
    }
}

/// A piece that is not of its format, at line number `line` of it, from 0.
fn broken(piece: &Piece<'_>, line: usize, why: impl Into<Message>) -> Problem {
    Problem::new(msg!("format-broken"))
        .at(piece.place(line))
        .because(why)
}
