//! The text that a layer file was made on, wherever that file lies: in a corpus, or as a temporary copy that git hands
//! over. What counts is the hash that the layer states, so that a document that moved on is not taken for it.

use super::{
    git::Repository,
    store::{disk, document::stated_text},
};
use crate::{annotation::DocumentId, text::Text};
use std::path::{Component, Path, PathBuf};

/// The longest document that is read, in bytes.
const LONGEST: u64 = 1 << 30;

/// The text that `document` names: below one of the folders above `near` or the current one, else in the working tree
/// around them, else in what git keeps. `None` when it is in none of these.
pub fn text_of(document: &DocumentId, near: &Path) -> Option<Text> {
    let name = Path::new(&document.path);
    let normal = |part| matches!(part, Component::Normal(_));
    if name.as_os_str().is_empty() || !name.components().all(normal) {
        return None;
    }
    let read = |path: PathBuf| {
        let bytes = disk::read_if_any(&path, LONGEST).ok()??;
        stated_text(bytes, document)
    };
    let folders = folders(near);
    let beside = folders.iter().flat_map(|folder| folder.ancestors());
    if let Some(text) = beside.map(|above| above.join(name)).find_map(read) {
        return Some(text);
    }
    let repositories = folders.iter().map(|folder| Repository::around(folder));
    let mut repositories: Vec<Repository> = repositories.flatten().collect();
    repositories.dedup();
    let in_tree = |it: &Repository| it.files(&document.path).into_iter().find_map(read);
    let kept = |it: &Repository| {
        let mut versions = it.versions(&document.path);
        versions.find_map(|bytes| stated_text(bytes, document))
    };
    let there = repositories.iter().find_map(in_tree);
    there.or_else(|| repositories.iter().find_map(kept))
}

/// The folder of `near`, and the current one.
fn folders(near: &Path) -> Vec<PathBuf> {
    let near = std::path::absolute(near).ok();
    let near = near.and_then(|path| path.parent().map(Path::to_owned));
    near.into_iter()
        .chain(std::env::current_dir().ok())
        .collect()
}
