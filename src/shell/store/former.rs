//! Which texts of a document are kept, and until when: the one that is annotated, in case it changes, and each earlier
//! one that an annotation was made on which still waits for its place.
use super::{Entry, Store, document::Document, slot::Slot};
use crate::{
    annotation::{Layer, layer_file},
    locale::{Place, Problem},
    msg,
};
use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// The texts of one open document, by their hashes.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Earlier ones, whether they were kept or not.
    earlier: BTreeSet<String>,
    /// Those that the layer needs that was saved last.
    needed: BTreeSet<String>,
    /// Those that it needed when texts were tended last.
    tended: Option<BTreeSet<String>>,
}

impl Wanted {
    /// Those of a document that was opened with `layer`.
    pub fn of(document: &Document, layer: &Layer) -> Self {
        let waiting = layer.unplaced.iter().map(|item| &item.made_on);
        let earlier = document.former.keys().chain(waiting).cloned();
        let earlier = earlier.filter(|hash| *hash != document.id.hash);
        Self {
            earlier: earlier.collect(),
            ..Self::default()
        }
    }

    /// `layer` is on the disk.
    pub fn saved(&mut self, document: &Document, layer: &Layer) {
        let current = Some(&document.id.hash).filter(|_| !layer.annotations.is_empty());
        let waiting = layer.unplaced.iter().map(|item| &item.made_on);
        self.needed = waiting.chain(current).cloned().collect();
    }
}

impl Store {
    /// Load what was kept of the text with this hash, unless it is known.
    pub(super) fn recall(&self, document: &mut Document, hash: &str) {
        let known = hash == document.id.hash || document.former.contains_key(hash);
        if let Some(text) = (!known).then(|| self.texts.read(hash)).flatten() {
            document.former.insert(hash.to_owned(), text);
        }
    }

    /// Keep the texts that the layer on `doc` needs that was saved last, and those no longer that no layer needs. Left
    /// for after saving: nothing must wait for it. What fails is tried again after the next save, and told once.
    pub fn tend_texts(&mut self, doc: &Path) -> Option<Problem> {
        let entry = self.open.get(doc)?;
        let needed = entry.wanted.needed.clone();
        if entry.wanted.tended.as_ref() == Some(&needed) {
            return None;
        }
        // What goes makes room for what comes.
        let removed = self.remove_unneeded(doc, &entry.wanted);
        match removed.and(self.keep_needed(doc, entry)) {
            Ok(()) => {
                self.open.get_mut(doc)?.wanted.tended = Some(needed);
                None
            }
            Err(why) => {
                let folder = Place::file(self.texts.folder().display().to_string());
                let problem = Problem::new(msg!("texts-not-kept")).at(folder).because(why);
                let told = std::mem::replace(&mut self.told_of_texts, true);
                (!told).then(|| problem.hint(msg!("texts-not-kept-hint")))
            }
        }
    }

    fn keep_needed(&self, doc: &Path, entry: &Entry) -> io::Result<()> {
        let Document {
            id, text, former, ..
        } = &entry.document;
        let all = std::iter::once((&id.hash, text)).chain(former);
        let mut needed = all.filter(|(hash, _)| entry.wanted.needed.contains(*hash));
        match self.keeps_texts {
            true => {
                let document = self.full_name(doc);
                needed.try_for_each(|(hash, text)| self.texts.keep(hash, text, &document))
            }
            false => Ok(()),
        }
    }

    fn remove_unneeded(&self, doc: &Path, wanted: &Wanted) -> io::Result<()> {
        let mut over = wanted.earlier.difference(&wanted.needed).peekable();
        if over.peek().is_none() {
            return Ok(());
        }
        // Whoever else speaks of the document may need it. As long as that cannot be said, nothing goes.
        let Some(named) = self.named(doc) else {
            return Ok(());
        };
        let document = self.full_name(doc);
        over.filter(|hash| !named.contains(*hash))
            .try_for_each(|hash| self.texts.remove(hash, &document))
    }

    /// The corpus and the document in it.
    fn full_name(&self, doc: &Path) -> OsString {
        Path::new(self.name()).join(doc).into_os_string()
    }

    /// Every text that a layer on `doc` speaks of, whoever made it; `None` when that cannot be said.
    fn named(&self, doc: &Path) -> Option<BTreeSet<String>> {
        let mut named = BTreeSet::new();
        for folder in [
            self.root.join("annotations"),
            self.data_dir.join("stash").join(self.name()),
        ] {
            for file in layers_on(&folder, doc).ok()? {
                let mut slot = Slot::new(file);
                slot.load().ok()?;
                if let Some(source) = slot.source().ok()? {
                    named.extend(layer_file::hashes(source)?);
                }
            }
        }
        Some(named)
    }
}

/// Where each annotator who has a layer below `folder` would have one on `doc`.
fn layers_on(folder: &Path, doc: &Path) -> io::Result<Vec<PathBuf>> {
    let annotators = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        annotators => annotators?,
    };
    let layer = |annotator: io::Result<fs::DirEntry>| {
        let mut path = annotator?.path().join(doc);
        path.as_mut_os_string().push(".ron");
        Ok(path)
    };
    annotators.map(layer).collect()
}
