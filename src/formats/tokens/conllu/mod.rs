//! CoNLL-U: ten columns a token, with the tags in MISC as `NER=B-PER` (`NER2=` and so on for further columns). What
//! stands between tokens is there too, as UDPipe writes it (`SpaceAfter=No`, `SpacesAfter=\s\n`, `SpacesBefore=`), so
//! that the text comes back character by character.

mod misc;
mod read;
mod write;

use crate::{
    formats::{Files, Format, Frame, Holds, Split},
    msg,
};

/// `metka import conllu`, `metka export conllu`.
pub(in crate::formats) const FORMAT: Format = Format {
    name: "conllu",
    about: || msg!("format-conllu"),
    files: Files::Together {
        names: &["conllu"],
        split: Split::Before("# newdoc"),
        frame: Frame::none,
    },
    holds: Holds {
        columns: true,
        blanks: false,
        spaced: false,
        ..Holds::FLAT
    },
    read: Some(read::read),
    write: Some(write::write),
    ..Format::PLAIN
};

/// The remark that tells the blanks of a document without any token.
const ONLY_SPACES: &str = "spaces";
