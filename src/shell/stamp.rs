//! What the files of a document are like from outside: enough to tell whether they are still what was looked into.

use super::store::Store;
use std::{
    collections::{HashMap, HashSet},
    ffi::OsString,
    fmt, fs, io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

/// The size and the time of the last change of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its size.
    pub bytes: u64,
    seconds: i64,
    nanos: i64,
}

impl Mark {
    /// Of the file that has these properties.
    pub fn of(meta: &fs::Metadata) -> Self {
        Self {
            bytes: meta.len(),
            seconds: meta.mtime(),
            nanos: meta.mtime_nsec(),
        }
    }

    /// Of the file at `path`; `None` when there is none.
    pub fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|meta| Self::of(&meta))
    }
}

/// The marks of all files that have a say in what the list shows of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Of the document.
    pub document: Option<Mark>,
    /// Of its layer in the corpus, and of the one that was put aside.
    layers: [Option<Mark>; 2],
}

impl Stamp {
    /// Of `doc`, whose own mark is known.
    pub fn of(store: &Store, doc: &Path, document: Option<Mark>, listing: &mut Listing) -> Self {
        let layers = store.layers_of(doc);
        let mark = |path: PathBuf| listing.has(&path).then(|| Mark::at(&path)).flatten();
        Self {
            document,
            layers: layers.map(mark),
        }
    }

    /// Whether there is any layer.
    pub fn has_layer(&self) -> bool {
        self.layers.iter().any(Option::is_some)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for mark in [self.document].iter().chain(&self.layers) {
            match mark {
                Some(mark) => write!(f, "{} {}.{:09} ", mark.bytes, mark.seconds, mark.nanos)?,
                None => f.write_str("- ")?,
            }
        }
        Ok(())
    }
}

/// Which files there are: every folder is listed once instead of asking for each file in it. Made anew for each look.
#[derive(Debug, Default)]
pub struct Listing {
    /// `None`: it cannot be listed.
    folders: HashMap<PathBuf, Option<HashSet<OsString>>>,
}

impl Listing {
    /// Whether there is, or may be, a file at `path`.
    pub fn has(&mut self, path: &Path) -> bool {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return true;
        };
        if !self.folders.contains_key(folder) {
            self.folders.insert(folder.to_owned(), names(folder));
        }
        match self.folders.get(folder) {
            Some(Some(names)) => names.contains(name),
            _ => true,
        }
    }
}

/// The names in a folder, none when there is no such folder; `None` when it cannot be listed.
fn names(folder: &Path) -> Option<HashSet<OsString>> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.file_name()).ok())
            .collect(),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Some(HashSet::new()),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_seen_where_it_is_and_a_stamp_tells_that_it_came() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        let store = Store::new(root.clone(), "anna".into(), root.join("data"));
        let doc = Path::new("a/b.txt");
        let stamp = || Stamp::of(&store, doc, None, &mut Listing::default());
        let before = stamp();
        assert!(!before.has_layer());
        for path in store.layers_of(doc) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "1").unwrap();
            assert!(stamp().has_layer());
            assert_ne!(stamp(), before);
            assert_ne!(stamp().to_string(), before.to_string());
            fs::remove_file(&path).unwrap();
        }
        assert_eq!(stamp(), before);
    }
}
