//! Label Studio: an array of tasks, each with `data` (the text) and `annotations` (regions and relations), and beside it
//! the labelling configuration, whose names the regions carry. See `docs/formats.md`.

mod config;
mod read;
mod write;

use super::{Files, Format, Frame, Holds, Split, Style};
use crate::{annotation::Schema, msg};

/// `metka import label-studio`, `metka export label-studio`.
pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    about: || msg!("format-label-studio"),
    files: Files::Together {
        names: &["json"],
        split: Split::Array,
        frame,
    },
    holds: Holds {
        relations: true,
        notes: true,
        ..Holds::SPANS
    },
    read: Some(read::read),
    write: Some(write::write),
    beside: |schema| vec![("config.xml", config::config(schema).into_bytes())],
    ..Format::PLAIN
};

/// What regions are made with, as it is called in the configuration.
const CONTROL: &str = "label";
/// What they are made on, and the key of the text in `data`.
const OBJECT: &str = "text";
/// The key of the document's name in `data`.
const DOCUMENT: &str = "document";

fn frame(_: usize, _: &Schema, _: &Style) -> Frame {
    Frame {
        head: b"[\n".to_vec(),
        between: b",\n",
        tail: b"\n]\n".to_vec(),
    }
}

#[cfg(test)]
mod tests;
