//! What belongs to a corpus: nothing that is exported may take its place.

use super::store::disk;
use crate::annotation::Schema;
use std::path::{Path, PathBuf};

/// Whether a file at `path`, there or not, is a document, a layer or a setting of the corpus at `root`.
pub fn is_of_corpus(path: &Path, root: &Path, schema: &Schema) -> bool {
    let (Some(path), Ok(root)) = (located(path), root.canonicalize()) else {
        return false;
    };
    let Ok(inside) = path.strip_prefix(root) else {
        return false;
    };
    let extension = inside.extension().unwrap_or_default();
    inside.starts_with("annotations")
        || inside == Path::new("metka.ron")
        || inside == Path::new(&schema.guidelines)
        || schema.documents.iter().any(|known| extension == &**known)
}

/// Where `path` is once all links are followed, also where it and the folders above it are still to be made.
fn located(path: &Path) -> Option<PathBuf> {
    let path = disk::resolve(&std::path::absolute(path).ok()?).ok()?;
    let folder = path.ancestors().skip(1);
    let there = folder.filter_map(|it| Some((it, it.canonicalize().ok()?)));
    let (named, there) = there.into_iter().next()?;
    Some(there.join(path.strip_prefix(named).ok()?))
}
