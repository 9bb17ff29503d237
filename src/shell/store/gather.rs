//! Texts and layers of a whole corpus, for commands without a screen. Nothing is opened to be written.
use super::{
    disk, document::Document, document::Raw, fault::walk_problem, inspect, name, slot::Slot,
};
use crate::{
    annotation::{Layer, Status},
    locale::{Place, Problem},
    msg,
    text::{Text, decode::Encoding},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// The text of the document at `doc` in the corpus at `root`.
///
/// # Errors
/// It cannot be read, or is no text.
pub fn read_text(root: &Path, doc: &Path, forced: Option<Encoding>) -> Result<Text, Problem> {
    Ok(Raw::read(root, doc)?.decode(forced)?.text)
}

/// The bytes of the regular file at `path`, if they are no more than `most`.
///
/// # Errors
/// It cannot be read, or is too long.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Problem> {
    disk::read(path, most).map_err(|why| {
        Problem::new(msg!("cannot-read-document"))
            .at(Place::file(path.display().to_string()))
            .because(why)
    })
}

/// The layers on one document.
#[derive(Clone, Debug)]
pub struct Layers {
    /// The document, relative to the corpus.
    pub doc: PathBuf,
    /// In the order of the annotators.
    files: Vec<PathBuf>,
}

/// The documents of the corpus at `root` that have layers, in order, with what could not be read on the way. With
/// `annotator`, only layers of theirs count.
pub fn layers(root: &Path, annotator: Option<&str>) -> (Vec<Layers>, Vec<Problem>) {
    let layers = root.join("annotations");
    let start = match annotator {
        Some(annotator) => layers.join(name::component(annotator.as_ref())),
        None => layers.clone(),
    };
    let (mut found, mut problems) = (BTreeMap::<PathBuf, Vec<PathBuf>>::new(), Vec::new());
    if !start.is_dir() {
        return (Vec::new(), problems);
    }
    for entry in WalkDir::new(start).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if inspect::is_layer(root, &layers, &entry) => {
                let doc = inspect::document_of(&layers, entry.path());
                if let Some(doc) = doc {
                    found.entry(doc).or_default().push(entry.into_path());
                }
            }
            Ok(_) => {}
            Err(error) => problems.push(walk_problem(error)),
        }
    }
    let layers = found.into_iter().map(|(doc, files)| Layers { doc, files });
    (layers.collect(), problems)
}

impl Layers {
    /// How many layers there are beside the one that counts.
    pub fn others(&self) -> usize {
        self.files.len().saturating_sub(1)
    }

    /// The text and the layer that counts: the first that is finished, else the first.
    ///
    /// # Errors
    /// The document or one of the layers cannot be read.
    pub fn read(
        &self,
        root: &Path,
        forced: Option<Encoding>,
    ) -> Result<Option<(Text, Layer)>, Problem> {
        let mut first = None;
        let mut document: Option<Document> = None;
        for file in &self.files {
            let mut slot = Slot::new(file.clone());
            slot.load()?;
            let document = match &document {
                Some(document) => document,
                None => {
                    let raw = Raw::read(root, &self.doc)?;
                    let stated = || slot.stated();
                    let encoding = forced.or_else(|| raw.stated_encoding(&stated()?));
                    document.insert(raw.decode(encoding)?)
                }
            };
            let Some(layer) = slot.understand(document)? else {
                continue;
            };
            let done = layer.status == Status::Done;
            if done || first.is_none() {
                first = Some((document.text.clone(), layer));
            }
            if done {
                break;
            }
        }
        Ok(first)
    }
}
