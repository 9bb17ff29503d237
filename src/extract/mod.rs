//! The text of documents that other programs write: `.docx`, `.odt`, `.html`, `.md`, `.eml`. Bytes in, plain text out;
//! headings, lists and tables stay readable. Nothing here opens a file.
//!
//! Every format is read into the same few [`Block`]s, and [`plain`] makes the text of them, so that a table looks the
//! same wherever it came from.

mod block;
mod docx;
mod email;
mod html;
mod markdown;
mod odt;
mod package;

use crate::{
    locale::{Message, Problem},
    msg,
    text::decode::{DecodeError, Encoding, decode},
};
use block::{Block, Builder, plain};

/// A format whose text can be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text as it is, in any encoding.
    Plain,
    /// Word.
    Docx,
    /// OpenDocument.
    Odt,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// A letter.
    Email,
    /// Portable Document Format: taken out by the shell, in a process of its own.
    Pdf,
}

impl Kind {
    /// All of them with the extensions that tell them.
    const EXTENSIONS: [(&'static str, Kind); 10] = [
        ("txt", Kind::Plain),
        ("text", Kind::Plain),
        ("docx", Kind::Docx),
        ("odt", Kind::Odt),
        ("html", Kind::Html),
        ("htm", Kind::Html),
        ("xhtml", Kind::Html),
        ("md", Kind::Markdown),
        ("eml", Kind::Email),
        ("pdf", Kind::Pdf),
    ];

    /// The format of a file with `extension`.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let mut all = Self::EXTENSIONS.iter();
        all.find(|(known, _)| known.eq_ignore_ascii_case(extension))
            .map(|(_, kind)| *kind)
    }

    /// The extensions there are.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        Self::EXTENSIONS.iter().map(|(extension, _)| *extension)
    }
}

/// What was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The text; every line ends with `\n`.
    pub text: String,
    /// The encoding of the file, where it has one.
    pub encoding: Option<&'static str>,
    /// What is in the file and not in the text.
    pub left_out: Vec<Message>,
}

impl Extracted {
    fn of_blocks(blocks: &[Block]) -> Self {
        Self {
            text: plain(blocks),
            ..Self::default()
        }
    }
}

/// The text of `bytes`, a file of that `kind`; `forced` is the encoding where the file does not tell.
///
/// # Errors
/// It is no such file, or a damaged one. The problem has no place yet.
pub fn extract(kind: Kind, bytes: &[u8], forced: Option<Encoding>) -> Result<Extracted, Problem> {
    match kind {
        Kind::Plain => as_it_is(bytes, forced),
        Kind::Docx => docx::extract(bytes),
        Kind::Odt => odt::extract(bytes),
        Kind::Html => {
            let (source, encoding) =
                decoded(bytes, forced.or_else(|| html::stated_encoding(bytes)))?;
            let encoding = Some(encoding);
            Ok(Extracted {
                encoding,
                ..Extracted::of_blocks(&html::blocks(&source))
            })
        }
        Kind::Markdown => {
            let (source, encoding) = decoded(bytes, forced)?;
            let encoding = Some(encoding);
            Ok(Extracted {
                encoding,
                ..Extracted::of_blocks(&markdown::blocks(&source))
            })
        }
        Kind::Email => email::extract(bytes),
        Kind::Pdf => Err(Problem::new(msg!("extract-no-pdf")).hint(msg!("extract-no-pdf-hint"))),
    }
}

fn as_it_is(bytes: &[u8], forced: Option<Encoding>) -> Result<Extracted, Problem> {
    let (text, encoding) = decoded(bytes, forced)?;
    Ok(Extracted {
        text,
        encoding: Some(encoding),
        left_out: Vec::new(),
    })
}

/// `bytes` as text, and the name of their encoding.
fn decoded(bytes: &[u8], forced: Option<Encoding>) -> Result<(String, &'static str), Problem> {
    let decoded = decode(bytes, forced).map_err(|DecodeError::Binary { at }| {
        Problem::new(msg!("store-binary", at = at.to_string())).hint(msg!("store-binary-hint"))
    })?;
    Ok((decoded.text, decoded.encoding.name()))
}

fn damaged(why: impl ToString) -> Problem {
    Problem::new(msg!("extract-damaged")).because(why.to_string())
}

#[cfg(test)]
mod tests;
