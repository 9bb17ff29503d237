//! WebAnno TSV 3.3, which WebAnno and INCEpTION write and read: sentences with their text, a line a token, a column a
//! feature. Offsets are UTF-16 units.
//!
//! Labels go to the `value` of DKPro's named entities, a built-in layer, so that a file can be imported into a project as
//! it is; only relations want a layer of their own there, and are declared only where there are any. The text is
//! restored from the sentences: they are laid so that nothing of it stands between two of them but a line end.

mod escape;
mod read;
mod rows;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod write;

use super::{Files, Format, Holds, uima};
use crate::msg;

/// `metka import webanno-tsv`, `metka export webanno-tsv`.
pub(super) const FORMAT: Format = Format {
    name: "webanno-tsv",
    about: || msg!("format-webanno-tsv"),
    files: Files::Each(&["tsv"]),
    holds: Holds {
        relations: true,
        identifier: true,
        ..Holds::SPANS
    },
    read: Some(read::read),
    write: Some(write::write),
    beside: |_| uima::type_system(),
    ..Format::PLAIN
};

/// What the first line begins with.
const HEAD: &str = "#FORMAT=WebAnno TSV 3.";
/// Before each line of the text of a sentence.
const TEXT: &str = "#Text=";
/// Nothing of this layer is here.
const NONE: &str = "_";
/// There is an annotation, and it has no such value.
const NO_VALUE: &str = "*";
