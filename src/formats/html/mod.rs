//! A page for people who have no terminal: the annotated text with a legend, the figures in a table, relations and
//! notes. It holds no script, loads nothing, and whatever a document contains stays text.

mod article;
mod escape;
mod marks;
mod page;
mod tables;
#[cfg(test)]
mod tests;
mod text;

use super::{Files, Format, Holds, Keeps, Sample, Style};
use crate::msg;

/// `metka export html`.
pub(super) const FORMAT: Format = Format {
    name: "html",
    about: || msg!("format-html"),
    files: Files::Pages {
        extension: "html",
        frame: page::frame,
        contents: page::contents,
    },
    holds: Holds {
        rejections: false,
        foreign: Keeps::Nothing,
        ids: false,
        ..Holds::ALL
    },
    read: None,
    write: Some(write),
    ..Format::PLAIN
};

fn write(sample: &Sample<'_>, style: &Style, to: &mut [Vec<u8>]) {
    let article = style.lang.speak(|locale| article::of(sample, locale));
    to[0].extend(article.into_bytes());
}
