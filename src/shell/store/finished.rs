//! The finished documents of a corpus, the newest first: what is learnt from.

use super::{document::Raw, inspect, name, slot::Slot};
use crate::{
    annotation::{Layer, Status, layer_file},
    text::{Text, decode::Encoding},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::SystemTime,
};
use walkdir::WalkDir;

/// So many layers are looked into at most, finished or not.
const MOST_LAYERS: usize = 2000;

/// So many bytes of text are read at most. What was finished longer ago teaches less of what is annotated now.
pub const MOST_BYTES: usize = 4 << 20;

/// A document that somebody is done with.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Its path in the corpus.
    pub path: PathBuf,
    /// Its text.
    pub text: Text,
    /// What was said of it.
    pub layer: Layer,
}

/// A layer file.
struct Candidate {
    document: PathBuf,
    file: PathBuf,
    /// Of the annotator who asks.
    own: bool,
    modified: SystemTime,
}

/// The finished documents of the corpus at `root`, in the order of their paths: of each the layer of `annotator`, else
/// the newest. What cannot be read is passed over: it is told of when it is opened.
pub fn finished(root: &Path, annotator: &str, forced: Option<Encoding>) -> Vec<Finished> {
    let mut candidates = candidates(root, annotator);
    candidates.sort_by_key(|it| (!it.own, std::cmp::Reverse(it.modified)));
    let mut found: BTreeMap<PathBuf, Finished> = BTreeMap::new();
    let mut bytes = 0;
    for it in candidates.into_iter().take(MOST_LAYERS) {
        if found.contains_key(&it.document) {
            continue;
        }
        let Some(finished) = read(root, &it, forced) else {
            continue;
        };
        let length = finished.text.as_str().len();
        // One huge text must not keep all others from being learnt.
        if length > MOST_BYTES {
            continue;
        }
        bytes += length;
        if bytes > MOST_BYTES {
            break;
        }
        found.insert(it.document, finished);
    }
    found.into_values().collect()
}

fn candidates(root: &Path, annotator: &str) -> Vec<Candidate> {
    let layers = root.join("annotations");
    let own = layers.join(name::component(annotator.as_ref()));
    let walk = WalkDir::new(&layers).follow_links(true).into_iter();
    let files = walk.flatten().filter(|it| it.file_type().is_file());
    let candidate = |entry: walkdir::DirEntry| {
        let layer = entry.path().extension().is_some_and(|it| it == "ron");
        let modified = entry.metadata().ok()?.modified().ok()?;
        Some(Candidate {
            document: inspect::document_of(&layers, entry.path()).filter(|_| layer)?,
            own: entry.path().starts_with(&own),
            file: entry.into_path(),
            modified,
        })
    };
    files.filter_map(candidate).collect()
}

fn read(root: &Path, candidate: &Candidate, forced: Option<Encoding>) -> Option<Finished> {
    let mut slot = Slot::new(candidate.file.clone());
    slot.load().ok()?;
    let source = slot.source().ok()??;
    let summary = layer_file::summary(source, &slot.shown()).ok()?;
    if summary.status != Status::Done {
        return None;
    }
    let raw = Raw::read(root, &candidate.document).ok()?;
    let encoding = forced.or_else(|| raw.stated_encoding(&slot.stated()?));
    let document = raw.decode(encoding).ok()?;
    let layer = slot.understand(&document).ok()??;
    Some(Finished {
        path: candidate.document.clone(),
        text: document.text,
        layer,
    })
}
