//! Where one left off in each document and what has a bookmark there, and which corpus was open last: XDG state.
//! Losing this file loses comfort, nothing else: whatever is wrong with it, it is begun anew.

use crate::text::{CharRange, Text, TextRange, TextSize};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Documents remembered; the ones left longest ago are forgotten, unless they have bookmarks.
const KEPT: usize = 5000;

/// The state file.
#[derive(Clone, Debug)]
pub struct Places {
    file: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct State {
    /// The corpus or document opened last, absolute.
    last: Option<String>,
    /// Counts up at every visit.
    visits: u64,
    /// By absolute path.
    documents: BTreeMap<String, Visit>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Visit {
    /// Code points from the start of the text.
    at: u32,
    visit: u64,
    /// The same of every bookmark.
    bookmarks: BTreeMap<char, u32>,
}

impl Places {
    /// The places kept in the state folder `state`.
    pub fn new(state: &Path) -> Self {
        Self {
            file: state.join("places.ron"),
        }
    }

    fn read(&self) -> State {
        let source = fs::read_to_string(&self.file).unwrap_or_default();
        ron::from_str(&source).unwrap_or_default()
    }

    /// Written beside and renamed, not synced: it is worth little.
    fn write(&self, state: &State) -> Option<()> {
        fs::create_dir_all(self.file.parent()?).ok()?;
        let beside = self
            .file
            .with_extension(format!("{}.new", std::process::id()));
        fs::write(
            &beside,
            ron::ser::to_string_pretty(state, ron::ser::PrettyConfig::new().depth_limit(2)).ok()?,
        )
        .ok()?;
        fs::rename(&beside, &self.file).ok()
    }

    /// Where the document was left.
    pub fn get(&self, document: &Path, text: &Text) -> Option<TextSize> {
        place(text, self.left_at(document)?)
    }

    /// The same in code points from the start of the text, which may have become shorter.
    pub fn left_at(&self, document: &Path) -> Option<u32> {
        Some(self.read().documents.get(&key(document))?.at)
    }

    /// The bookmarks of the document; those past its end are left out.
    pub fn bookmarks(&self, document: &Path, text: &Text) -> BTreeMap<char, TextSize> {
        let visit = self.read().documents.remove(&key(document));
        let kept = visit.unwrap_or_default().bookmarks.into_iter();
        kept.filter_map(|(name, at)| Some((name, place(text, at)?)))
            .collect()
    }

    /// Keep that the bookmark `name` is `at` code points from the start of the document, or is no more.
    pub fn set_bookmark(&self, document: &Path, name: char, at: Option<u32>) {
        let mut state = self.read();
        let bookmarks = &mut state.documents.entry(key(document)).or_default().bookmarks;
        match at {
            Some(at) => bookmarks.insert(name, at),
            None => bookmarks.remove(&name),
        };
        self.write(&state);
    }

    /// Keep where the document is left, `at` code points from its start.
    pub fn set(&self, document: &Path, at: u32) {
        let mut state = self.read();
        state.visits += 1;
        let visit = state.documents.entry(key(document)).or_default();
        (visit.at, visit.visit) = (at, state.visits);
        if state.documents.len() > KEPT {
            let oldest = state.visits.saturating_sub(KEPT as u64);
            state
                .documents
                .retain(|_, visit| visit.visit > oldest || !visit.bookmarks.is_empty());
        }
        self.write(&state);
    }

    /// The file that holds what was copied last.
    pub fn copied(&self) -> PathBuf {
        self.file.with_file_name("copied.txt")
    }

    /// Write what is copied, in the place of what was copied before.
    ///
    /// # Errors
    /// When the state folder or the file cannot be written.
    pub fn write_copied(&self, text: &str) -> io::Result<()> {
        let file = self.copied();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, text)
    }

    /// The document of the corpus at `root` that was left last, relative to it.
    pub fn latest(&self, root: &Path) -> Option<PathBuf> {
        let state = self.read();
        let inside = state.documents.iter().filter_map(|(path, visit)| {
            let document = Path::new(path).strip_prefix(root).ok()?;
            Some((visit.visit, document.to_owned()))
        });
        inside
            .max_by_key(|(visit, _)| *visit)
            .map(|(_, document)| document)
    }

    /// The corpus or document opened last, if it is still there.
    pub fn last(&self) -> Option<PathBuf> {
        self.read()
            .last
            .map(PathBuf::from)
            .filter(|path| path.exists())
    }

    /// Keep which corpus or document is opened. Names that are no text are not kept.
    pub fn set_last(&self, path: &Path) {
        let Some(path) = path.to_str() else { return };
        let mut state = self.read();
        if state.last.as_deref() != Some(path) {
            state.last = Some(path.to_owned());
            self.write(&state);
        }
    }
}

/// The place `at` code points from the start of the text.
fn place(text: &Text, at: u32) -> Option<TextSize> {
    text.to_range(CharRange { start: at, end: at })
        .map(TextRange::start)
}

fn key(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_whatever_became_of_the_file() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let places = Places::new(&folder.path().join("state"));
        let document = Path::new("/corpus/текст.txt");
        let text = Text::new("Завод открыт").map_err(|_| std::io::ErrorKind::InvalidData)?;
        assert_eq!(places.get(document, &text), None);
        places.set(document, 6);
        assert_eq!(places.get(document, &text), Some(TextSize::of("Завод ")));
        places.set(Path::new("/corpus/ещё.txt"), 1);
        let latest = places.latest(Path::new("/corpus"));
        assert_eq!(latest.as_deref(), Some(Path::new("ещё.txt")));
        assert_eq!(places.latest(Path::new("/elsewhere")), None);
        places.set(document, 600);
        assert_eq!(
            places.get(document, &text),
            None,
            "a place past the end is no place"
        );
        places.set_bookmark(document, 'a', Some(6));
        places.set_bookmark(document, 'b', Some(600));
        places.set(document, 2);
        let found = places.bookmarks(document, &text);
        assert_eq!(found, BTreeMap::from([('a', TextSize::of("Завод "))]));
        places.set_bookmark(document, 'a', None);
        assert!(places.bookmarks(document, &text).is_empty());
        assert_eq!(places.get(document, &text), Some(TextSize::of("За")));
        fs::write(folder.path().join("state/places.ron"), "rubbish(")?;
        assert_eq!(places.get(document, &text), None);
        places.set(document, 1);
        assert_eq!(places.get(document, &text), Some(TextSize::of("З")));
        Ok(())
    }
}
