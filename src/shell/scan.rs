//! Finding the documents of a corpus, and what the list shows of each.

use super::{
    stamp::{Mark, Stamp},
    store::{self, Store, disk},
};
use crate::{
    annotation::{Kind, Schema, layer_file::Summary},
    app::msg::Survey,
    locale::{Place, Problem},
    msg,
    text::decode::{self, Encoding},
};
use std::{
    io::Read,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// Documents told of at once; fewer the first time, so that the first screen comes soon.
const BATCH: usize = 512;
const FIRST_BATCH: usize = 64;

/// Bytes read of a document for its title.
const HEAD: u64 = 4096;

/// A document that was found.
#[derive(Debug)]
pub struct Sighting {
    /// Relative to the corpus; any bytes.
    pub path: PathBuf,
    /// Of the file; `None` for a link that leads nowhere.
    pub mark: Option<Mark>,
}

/// Every document under `root`, in the order of names, in batches for `found`; returns what could not be read.
/// Hidden files and the layers are passed over; links are followed, loops are reported.
pub fn scan(root: &Path, schema: &Schema, mut found: impl FnMut(Vec<Sighting>)) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut batch = Vec::new();
    let mut most = FIRST_BATCH;
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(is_wanted) {
        match entry {
            Ok(entry) if is_document(&entry, schema) => {
                let path = entry
                    .path()
                    .strip_prefix(root)
                    .unwrap_or(entry.path())
                    .to_owned();
                let mark = entry.metadata().ok().map(|meta| Mark::of(&meta));
                batch.push(Sighting { path, mark });
                if batch.len() == most {
                    found(std::mem::take(&mut batch));
                    most = BATCH;
                }
            }
            Ok(_) => {}
            // Listed, so that opening it tells where it leads.
            Err(error) if error.path().is_some_and(|path| is_bad_link(path, schema)) => {
                let path = error.path().unwrap_or(root);
                let path = path.strip_prefix(root).unwrap_or(path).to_owned();
                batch.push(Sighting { path, mark: None });
            }
            Err(error) => problems.push(store::walk_problem(error)),
        }
    }
    found(batch);
    problems
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let hidden = name.as_encoded_bytes().first() == Some(&b'.');
    entry.depth() == 0 || !(hidden || entry.depth() == 1 && name == "annotations")
}

fn is_document(entry: &DirEntry, schema: &Schema) -> bool {
    // Whatever else it is, the store says so when it is opened; folders are walked into.
    !entry.file_type().is_dir()
        && is_named_document(entry.path(), schema)
        && entry.file_name() != schema.guidelines.as_str()
}

fn is_named_document(path: &Path, schema: &Schema) -> bool {
    let extension = path
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| schema.documents.contains(&extension))
}

/// A link that leads nowhere or to itself, called like a document.
fn is_bad_link(path: &Path, schema: &Schema) -> bool {
    path.is_symlink() && path.metadata().is_err() && is_named_document(path, schema)
}

/// What the list shows of one document that has this stamp: its first line, and what its layer holds.
pub fn survey(
    store: &Store,
    document: &Path,
    stamp: &Stamp,
    schema: &Schema,
    forced: Option<Encoding>,
) -> Survey {
    let title = match title(&store.root().join(document), forced) {
        Ok(title) => title,
        Err(problem) => {
            return Survey {
                bytes: stamp.document.map(|mark| mark.bytes),
                problem: Some(problem),
                ..Survey::default()
            };
        }
    };
    let summary = match stamp.has_layer() {
        true => store.summary(document),
        false => Ok(None),
    };
    match summary {
        Ok(summary) => Survey {
            title,
            bytes: stamp.document.map(|mark| mark.bytes),
            problem: None,
            ..counted(&summary.unwrap_or_default(), schema)
        },
        Err(problem) => Survey {
            title,
            bytes: stamp.document.map(|mark| mark.bytes),
            problem: Some(problem),
            ..Survey::default()
        },
    }
}

fn counted(summary: &Summary, schema: &Schema) -> Survey {
    let is_metric = |name: &str| {
        schema
            .label(name)
            .is_some_and(|label| label.kind == Kind::Metric)
    };
    let count = |metric: bool| -> u32 {
        summary
            .labels
            .iter()
            .filter(|(name, _)| is_metric(name) == metric)
            .map(|(_, count)| count)
            .sum()
    };
    Survey {
        status: summary.status,
        entities: count(false),
        metrics: count(true),
        waiting: summary.waiting,
        ..Survey::default()
    }
}

/// The first line of the beginning of a file.
fn title(path: &Path, forced: Option<Encoding>) -> Result<String, Problem> {
    let head = read_head(path).map_err(|why| {
        Problem::new(msg!("cannot-read-document"))
            .at(Place::file(path.display().to_string()))
            .because(why)
    })?;
    let decoded = decode::decode(head, forced).map_err(|_| {
        Problem::new(msg!("binary-document")).at(Place::file(path.display().to_string()))
    })?;
    Ok(headline(&decoded.text))
}

/// The first line with anything on it; a date line is followed by the next one, it says little alone.
fn headline(text: &str) -> String {
    let mut lines = text
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let bare = !first.contains(char::is_alphabetic);
    let next = lines
        .next()
        .filter(|_| bare && !first.is_empty())
        .map(|next| format!(" {next}"));
    first
        .chars()
        .chain(next.unwrap_or_default().chars())
        .take(200)
        .collect()
}

fn read_head(path: &Path) -> std::io::Result<Vec<u8>> {
    let (file, length) = disk::open(path)?;
    // One more, so that the end is seen without another buffer.
    let mut head = Vec::with_capacity(length.min(HEAD) as usize + 1);
    file.take(HEAD).read_to_end(&mut head)?;
    if head.len() as u64 == HEAD {
        // The last character may be cut: what follows the last blank is left out.
        let end = head
            .iter()
            .rposition(|byte| *byte == b' ' || *byte == b'\n')
            .unwrap_or(head.len());
        // In UTF-16 a blank is two bytes, and either may be found.
        let pair = if head.contains(&0) { end % 2 } else { 0 };
        head.truncate(end - pair);
    }
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_long_text_has_a_title_in_every_encoding() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        // Of both lengths, so that the cut falls on either byte of a character.
        for text in ["Завод — открыт\n", "Завод открыт!\n"].map(|line| line.repeat(500))
        {
            let units = || text.encode_utf16();
            let files: [Vec<u8>; 3] = [
                text.clone().into_bytes(),
                units().flat_map(u16::to_le_bytes).collect(),
                units().flat_map(u16::to_be_bytes).collect(),
            ];
            for bytes in files {
                std::fs::write(&path, bytes).unwrap();
                let found = title(&path, None);
                assert_eq!(found.as_deref().ok(), text.lines().next());
            }
        }
    }

    #[test]
    fn the_headline_is_the_first_line_that_says_something() {
        for (text, expected) in [
            ("", ""),
            ("\n \r\nЗавод открыт\nдалее", "Завод открыт"),
            (
                "07.07.2025\r\nЗавод открыт\r\nдалее",
                "07.07.2025 Завод открыт",
            ),
            ("2024", "2024"),
        ] {
            assert_eq!(headline(text), expected);
        }
    }
}
