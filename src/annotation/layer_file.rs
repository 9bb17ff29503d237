//! A layer on disk: one RON value that a person can read, `git diff` shows well and a wrong offset stands out in.
mod check;
mod patchwork;
mod record;
mod survey;

use super::{DocumentId, Former, Layer, Parts, Status};
use crate::{
    locale::{Problem, Source, options},
    msg,
    text::{Text, TextRange},
};
pub use patchwork::patchwork;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
pub(super) use survey::{Purpose, Survey, survey};

/// The format number written; a file with a higher one is not touched.
pub const FORMAT: u32 = 1;

/// What stands between the parts of a discontinuous annotation where its text is written: «Титан … Баррикады».
pub const GAP: &str = " … ";

/// The covered text; of several parts, joined by [`GAP`].
pub fn covered(text: &Text, parts: &Parts) -> String {
    let slices = parts.ranges().iter().map(|range| text.slice(*range));
    slices.collect::<Vec<&str>>().join(GAP)
}

/// The file of a layer: one annotation per line, sorted, covered text beside the offsets (code points).
pub fn write(layer: &Layer, text: &Text, document: &DocumentId) -> String {
    record::write(layer, text, document)
}

/// Read a layer for `document`. `path` is named in errors. All that is not exactly right is an error with its place:
/// damaged RON, newer format, another document, offsets past the end, off a grapheme is fine, parts that overlap or
/// are out of order, duplicate ids, git conflict markers, covered text that differs.
///
/// A layer of the same document under another path is read. In a document that changed since, annotations are found
/// anew by `reanchor`; what cannot be found with certainty is [`unplaced`](Layer::unplaced).
///
/// # Errors
/// The first fault of the file.
pub fn read(
    source: &str,
    path: &str,
    text: &Text,
    document: &DocumentId,
) -> Result<Layer, Problem> {
    read_with(source, path, text, document, &Former::new())
}

/// The same with what is known of earlier texts of the document: more is found again.
///
/// # Errors
/// The first fault of the file.
pub fn read_with(
    source: &str,
    path: &str,
    text: &Text,
    document: &DocumentId,
    former: &Former,
) -> Result<Layer, Problem> {
    if let Some(layer) = survey::faultless(source, text, document, former) {
        return Ok(layer);
    }
    let mut faults = survey(Source::new(path, source), text, document, Purpose::Read)?.faults;
    faults.truncate(1);
    // Both readers ask the same questions; a test compares them.
    Err(faults
        .pop()
        .unwrap_or_else(|| Problem::new(msg!("layer-damaged"))))
}

/// What the list shows of a layer, without its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How far the work is.
    pub status: Status,
    /// Seconds of work.
    pub seconds: u32,
    /// How many annotations each label has, by the name of the label.
    pub labels: BTreeMap<String, u32>,
    /// How many annotations wait for their place.
    pub waiting: u32,
}

/// Status and counts of a layer, read without looking at offsets. `path` is named in errors.
///
/// # Errors
/// Damaged RON, a newer format, conflict markers of git.
pub fn summary(source: &str, path: &str) -> Result<Summary, Problem> {
    #[derive(Deserialize)]
    struct LabelOnly {
        label: String,
    }
    #[derive(Deserialize)]
    struct Outline {
        metka: u32,
        #[serde(default)]
        status: Status,
        #[serde(default)]
        seconds: u32,
        #[serde(default)]
        annotations: Vec<LabelOnly>,
        #[serde(default)]
        unplaced: Vec<LabelOnly>,
    }
    let source = Source::new(path, source);
    let format = |outline: &Outline| outline.metka;
    let outline: Outline = source.parse_format(FORMAT, format, msg!("layer-damaged"))?;
    let mut labels = BTreeMap::new();
    for item in outline.annotations {
        *labels.entry(item.label).or_default() += 1;
    }
    Ok(Summary {
        status: outline.status,
        seconds: outline.seconds,
        labels,
        waiting: u32::try_from(outline.unplaced.len()).unwrap_or(u32::MAX),
    })
}

/// The document that a layer says it is made on; `None` when that cannot be read. Nothing else of it is looked at.
pub fn document(source: &str) -> Option<DocumentId> {
    if let Some(document) = document_of_line(source) {
        return Some(document);
    }
    #[derive(Deserialize)]
    struct Outline {
        document: DocumentId,
    }
    let outline: Outline = Source::new("", source).parse(msg!("layer-damaged")).ok()?;
    Some(outline.document)
}

/// The hashes of the texts that a layer speaks of: its document, and what waits was made on. `None` when the file is
/// damaged.
pub fn hashes(source: &str) -> Option<BTreeSet<String>> {
    #[derive(Deserialize)]
    struct Waiting {
        #[serde(default)]
        made_on: String,
    }
    #[derive(Deserialize)]
    struct Outline {
        document: DocumentId,
        #[serde(default)]
        unplaced: Vec<Waiting>,
    }
    let outline: Outline = Source::new("", source).parse(msg!("layer-damaged")).ok()?;
    let waiting = outline.unplaced.into_iter().map(|it| it.made_on);
    Some(waiting.chain([outline.document.hash]).collect())
}

/// The same of a file that is as [`write`] leaves it. Reading the whole takes as long as making the layer of it.
fn document_of_line(source: &str) -> Option<DocumentId> {
    let mut lines = source.lines();
    let head = lines.next()? == "(" && lines.next()?.starts_with("    metka: ");
    let line = lines.next().filter(|_| head)?;
    let value = line.strip_prefix("    document: ")?.strip_suffix(',')?;
    options().from_str(value).ok()
}

/// Where `parts` are, in code points.
fn chars(text: &Text, parts: &Parts) -> Vec<(u32, u32)> {
    let pair = |range: &TextRange| {
        let chars = text.to_chars(*range);
        (chars.start, chars.end)
    };
    parts.ranges().iter().map(pair).collect()
}

#[cfg(test)]
mod tests;
