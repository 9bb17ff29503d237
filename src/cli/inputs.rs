//! The documents that a command is given: files and folders.

use super::{Result, settings};
use crate::{
    annotation::Schema,
    locale::{Place, Problem},
    msg,
    shell::{scan::scan, store},
    text::{Text, decode::Encoding},
};
use std::path::{Path, PathBuf};

/// A document and what it is called in what is printed.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Inside its folder with `/` between folders, or the file as it was named.
    pub id: String,
    /// The folder it is read from.
    pub root: PathBuf,
    /// Relative to that.
    pub doc: PathBuf,
}

impl Input {
    /// Its text.
    ///
    /// # Errors
    /// It cannot be read, or is no text.
    pub fn read(&self, encoding: Option<Encoding>) -> std::result::Result<Text, Problem> {
        store::read_text(&self.root, &self.doc, encoding)
    }
}

/// All documents of `paths`, in order, and what could not be looked into.
pub(super) fn inputs(paths: &[PathBuf], schema: &Schema) -> (Vec<Input>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match path.metadata() {
            Ok(meta) if meta.is_dir() => {
                problems.extend(scan(path, schema, |batch| {
                    found.extend(batch.into_iter().map(|it| Input {
                        id: it.path.to_string_lossy().into_owned(),
                        root: path.clone(),
                        doc: it.path,
                    }));
                }));
            }
            Ok(_) => {
                let root = path.parent().filter(|root| !root.as_os_str().is_empty());
                found.push(Input {
                    id: path.to_string_lossy().into_owned(),
                    root: root.unwrap_or(Path::new(".")).to_owned(),
                    doc: path.file_name().map(PathBuf::from).unwrap_or_default(),
                });
            }
            Err(why) => {
                let place = Place::file(path.display().to_string());
                problems.push(
                    Problem::new(msg!("cannot-read-document"))
                        .at(place)
                        .because(why),
                );
            }
        }
    }
    (found, problems)
}

/// The schema of the corpus that `path`, a folder or a document, belongs to.
///
/// # Errors
/// Every fault of its `metka.ron`.
pub(super) fn schema_of(path: &Path) -> Result<Schema> {
    match path.is_dir() {
        true => settings::schema(path),
        false => settings::schema(&store::locate(path).0),
    }
}
