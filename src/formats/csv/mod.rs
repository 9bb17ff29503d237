//! CSV: four tables of one folder, for whoever works with tables. `spans.csv` is the one that must be there; without
//! `documents.csv` the documents are those of the corpus that the tables are taken into.
//!
//! Texts are others' words, and a spreadsheet computes a cell that begins with `=`. Such a cell gets an apostrophe, and
//! so does one that begins with an apostrophe: what begins with one has it from here, and reading takes it away.

mod cell;
mod read;
#[cfg(test)]
mod tests;
mod write;

use super::{Files, Format, Frame, Holds, Keeps, Split};
use crate::msg;
pub use cell::guarded;

/// `metka import csv`, `metka export csv`.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: || msg!("format-csv"),
    files: Files::Together {
        names: &TABLES,
        split: Split::Tables(&TABLES),
        frame: |which, _, _| Frame {
            head: write::row(COLUMNS[which].iter().copied()),
            ..Frame::default()
        },
    },
    holds: Holds {
        document_notes: false,
        rejections: false,
        foreign: Keeps::Nothing,
        ..Holds::ALL
    },
    read: Some(read::read),
    write: Some(write::write),
    ..Format::PLAIN
};

/// The tables.
const TABLES: [&str; 4] = [
    "spans.csv",
    "documents.csv",
    "relations.csv",
    "measures.csv",
];

/// The columns of each.
const COLUMNS: [&[&str]; 4] = [
    &[
        "document", "id", "label", "start", "end", "text", "parts", "note", "fields",
    ],
    &["document", "annotator", "status", "seconds", "text"],
    &["document", "id", "label", "from", "to"],
    &[
        "document", "span", "value", "to", "bound", "unit", "of", "change", "period", "base",
    ],
];
