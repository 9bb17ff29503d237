//! Documents and layers on disk: the only code that touches layer files. Opening writes nothing. A worker thread calls
//! it; nothing here waits longer than the disk does.
//!
//! What it promises: a layer that was saved is on the disk, whole, and nobody else's work in the same file is lost.
//! What changed underneath is merged. What cannot be understood is left alone. What cannot be written is put under the
//! data folder where that helps (a corpus that is read-only, a layer file that is damaged), and otherwise left to the
//! caller, who keeps it in memory and tries again (a full disk).
pub(super) mod disk;
pub(super) mod document;
mod fault;
mod finished;
mod former;
mod gather;
mod glimpse;
mod inspect;
mod intake;
mod intern;
mod name;
mod shelf;
mod slot;
mod texts;

use super::{stamp::Mark, text_file};
use crate::{
    annotation::{DocumentId, Former, Layer, Status, layer_file},
    locale::{Place, Problem},
    msg,
    text::{Text, decode::Encoding},
};
use document::{Document, Raw};
use fault::Trouble;
pub use fault::{SaveFault, walk_problem};
pub use finished::{Finished, MOST_BYTES, finished};
use former::Wanted;
pub use gather::{Layers, layers, read_bytes, read_text};
pub use inspect::inspect;
pub use intern::{Intern, Interned, Refused};
pub use name::{component, locate};
use shelf::Shelf;
use slot::Slot;
use std::{
    collections::HashMap,
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    sync::OnceLock,
};
pub use texts::Texts;

/// The documents of one corpus and the layers of one annotator on them.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    /// The root in one name, when it was asked for.
    name: OnceLock<OsString>,
    annotator: String,
    data_dir: PathBuf,
    open: HashMap<PathBuf, Entry>,
    texts: Texts,
    /// Texts are kept in case they change.
    keeps_texts: bool,
    /// That they could not be.
    told_of_texts: bool,
}

/// What is remembered of an open document.
#[derive(Debug)]
struct Entry {
    document: Document,
    /// Of the file of the document when it was last looked at.
    mark: Option<Mark>,
    slot: Slot,
    shelf: Shelf,
    wanted: Wanted,
}

/// A document as it was found, with what the annotator said about it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The text of the document.
    pub text: Text,
    /// The encoding it is read in.
    pub encoding: Encoding,
    /// Bytes that the encoding has no character for were replaced by U+FFFD.
    pub damaged_bytes: bool,
    /// The document as its layers name it.
    pub document: DocumentId,
    /// What was said; a new layer when nothing was or when the file cannot be used.
    pub layer: Layer,
    /// Why the document may only be read: the layer file cannot be used and must not be written.
    pub fault: Option<Problem>,
    /// Work that could not be written to the corpus was found under the data folder and is in the layer: save it.
    pub stashed: bool,
    /// The document is not as it was when it was annotated: what could be found again is where it is now, the rest is
    /// [unplaced](Layer::unplaced). The file says so after the next save.
    pub changed: bool,
    /// What the document was before, as far as that was kept and something waits that was made on it.
    pub former: Former,
}

/// The layer is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What is on the disk, when that is not the layer given: somebody else changed the file, and both are in here.
    pub merged: Option<Layer>,
}

impl Store {
    /// The store of the corpus at `corpus_root`. Nothing is read or written yet. `data_dir` is the data folder of the
    /// program (XDG).
    pub fn new(corpus_root: PathBuf, annotator: String, data_dir: PathBuf) -> Self {
        Self {
            root: corpus_root,
            name: OnceLock::new(),
            annotator,
            texts: Texts::new(&data_dir),
            keeps_texts: false,
            told_of_texts: false,
            data_dir,
            open: HashMap::new(),
        }
    }

    /// The same, that keeps texts that are annotated in case they change, or does not.
    pub fn keeping_texts(self, keeps_texts: bool) -> Self {
        Self {
            keeps_texts,
            ..self
        }
    }

    /// The folder of the corpus.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Who annotates.
    pub fn annotator(&self) -> &str {
        &self.annotator
    }

    /// The corpus in one name, another for each folder.
    pub fn name(&self) -> &OsStr {
        self.name.get_or_init(|| name::corpus(&self.root))
    }

    /// The files that a layer on `doc` may be in, whether they exist or not.
    pub fn layers_of(&self, doc: &Path) -> [PathBuf; 2] {
        [self.layer_path(doc), self.stash_path(doc)]
    }

    /// The file of the annotator's layer on `doc`.
    pub fn layer_path(&self, doc: &Path) -> PathBuf {
        name::layer(&self.root.join("annotations"), &self.annotator, doc)
    }

    /// Where the layer on `doc` is kept while the corpus does not take it.
    fn stash_path(&self, doc: &Path) -> PathBuf {
        let corpus = self.data_dir.join("stash").join(self.name());
        name::layer(&corpus, &self.annotator, doc)
    }

    /// Read the document at `doc`, relative to the corpus, and the layer on it. Without `forced` the encoding is that
    /// of the layer, else it is recognised.
    ///
    /// A document that was not [closed](Self::close) has work that is not saved: it is given with the text that the
    /// work is about, whatever became of its file.
    ///
    /// # Errors
    /// The document cannot be read. A layer that cannot be used is no error but a [fault](Opened::fault).
    pub fn open(&mut self, doc: &Path, forced: Option<Encoding>) -> Result<Opened, Problem> {
        let mut slot = Slot::new(self.layer_path(doc));
        let mut fault = slot.load().err();
        let stated = slot.stated();
        let known = self.open.get(doc);
        // Before it is read: a change between the two is seen the next time. Of a text that is kept it is not known
        // whether the file still has it.
        let mark = match known {
            Some(_) => None,
            None => Mark::at(&self.root.join(doc)),
        };
        let mut document = match known {
            Some(known) => known.document.clone(),
            None => {
                let raw = Raw::read(&self.root, doc)?;
                let encoding = forced.or_else(|| raw.stated_encoding(stated.as_ref()?));
                raw.decode(encoding)?
            }
        };
        let mut shelf = Shelf::new(self.stash_path(doc));
        fault = fault.or(shelf.load().err());
        for stated in stated.iter().chain(&shelf.stated()) {
            self.recall(&mut document, &stated.hash);
        }
        let changed = stated.is_some_and(|stated| stated.hash != document.id.hash);
        let mut real = None;
        match slot.understand(&document) {
            Ok(layer) => real = Some(layer.unwrap_or_else(|| self.blank())),
            Err(problem) => fault = fault.or(Some(problem)),
        }
        let stashed = match shelf.take(&document, real.as_ref().filter(|_| fault.is_none())) {
            Ok(layer) => layer,
            Err(problem) => {
                fault = fault.or(Some(problem));
                None
            }
        };
        let stash = stashed.is_some();
        let layer = stashed.or(real).unwrap_or_else(|| self.blank());
        for item in &layer.unplaced {
            self.recall(&mut document, &item.made_on);
        }
        let opened = Opened {
            text: document.text.clone(),
            encoding: document.encoding,
            damaged_bytes: document.damaged_bytes,
            document: document.id.clone(),
            stashed: stash,
            changed: changed && fault.is_none(),
            former: document.former.clone(),
            layer,
            fault,
        };
        let entry = Entry {
            wanted: Wanted::of(&document, &opened.layer),
            document,
            mark,
            slot,
            shelf,
        };
        // Work that is not saved grew out of what was seen last, and not out of a file that cannot be used.
        if opened.fault.is_none() || !self.open.contains_key(doc) {
            self.open.insert(doc.to_owned(), entry);
        }
        Ok(opened)
    }

    /// The beginning of a large document, as far as it is shown while all of it is read: with code point number
    /// `left_at` in it. `None` when the document is opened soon enough, or not at its beginning.
    pub fn glimpse(
        &self,
        doc: &Path,
        forced: Option<Encoding>,
        left_at: u32,
    ) -> Option<(Text, Encoding)> {
        match self.open.contains_key(doc) {
            true => None,
            false => glimpse::read(&self.root, doc, forced, left_at),
        }
    }

    /// Whether the file of `doc` is not what it was when this was asked last, or when it was opened. Annotations go on
    /// being saved with the text they were made on; the next opening finds them again in the new one.
    pub fn is_text_new(&mut self, doc: &Path) -> bool {
        let full = self.root.join(doc);
        let Some(entry) = self.open.get_mut(doc) else {
            return false;
        };
        let now = Mark::at(&full);
        if std::mem::replace(&mut entry.mark, now) == now {
            return false;
        }
        // A file that was only touched, or written again as it was, is no news.
        let hash = Raw::read(&self.root, doc).map(Raw::into_hash);
        hash.is_ok_and(|hash| hash != entry.document.id.hash) || now.is_none()
    }

    /// The guidelines of the corpus; `name` is their path in it, as a schema says it.
    ///
    /// # Errors
    /// There are none, they are no text, or they are outside of the corpus.
    pub fn guidelines(&self, name: &str) -> Result<String, Problem> {
        let path = self.root.join(name);
        let place = Place::file(path.display().to_string());
        if !name::is_inside(name.as_ref()) {
            return Err(Problem::new(msg!("store-outside")).at(place));
        }
        let text = text_file::read(&path, msg!("cannot-read-guidelines"))?;
        text.ok_or_else(|| {
            let missing = Problem::new(msg!("no-guidelines")).at(place);
            missing.hint(msg!("no-guidelines-hint"))
        })
    }

    /// Forget `doc`: it is not shown any more. Saving it again needs it open.
    pub fn close(&mut self, doc: &Path) {
        self.open.remove(doc);
    }

    /// Bring `layer` to the disk, whole and synced, with what others wrote there since it was last read or written.
    ///
    /// # Errors
    /// The file is as it was. Where the corpus does not take the layer it is under the data folder
    /// ([`SaveFault::stashed`]); otherwise it is only in memory, and saving should be tried again.
    pub fn save(&mut self, doc: &Path, layer: &Layer) -> Result<Saved, SaveFault> {
        let blank = self.blank();
        let gone = self.is_gone(doc);
        let entry = self.open.get_mut(doc).ok_or_else(|| not_open(doc))?;
        if !entry.slot.exists() && !entry.shelf.exists() && is_blank(layer) {
            return Ok(Saved { merged: None });
        }
        let Entry {
            document,
            slot,
            shelf,
            wanted,
            ..
        } = entry;
        // What another session had to stash meanwhile; if it cannot be read it stays where it is.
        let ours = match shelf.take_news(document, layer) {
            Ok(Some(both)) => both,
            Ok(None) | Err(_) => layer.clone(),
        };
        let written = match gone {
            true => Err(Trouble::io(&slot.path, io::ErrorKind::NotFound.into())),
            false => slot.save(&ours, document, &blank),
        };
        match written {
            Ok(written) => {
                shelf.clear();
                wanted.saved(document, &written);
                let merged = (written != *layer).then_some(written);
                Ok(Saved { merged })
            }
            Err(trouble) if trouble.is_denied() => {
                let base = slot.base().unwrap_or(&blank);
                match shelf.put(&ours, document, base) {
                    Ok(path) => {
                        wanted.saved(document, &ours);
                        Err(trouble.stashed(path))
                    }
                    Err(_) => Err(trouble.kept_in_memory()),
                }
            }
            Err(trouble) => Err(trouble.kept_in_memory()),
        }
    }

    /// Put `layer`, which grew out of `base`, under the data folder without trying the corpus: the last resort of a program that must end while
    /// [`save`](Self::save) fails. The next time the document is opened it is in its layer again. The path is returned.
    ///
    /// # Errors
    /// The data folder cannot be written either.
    pub fn stash(&mut self, doc: &Path, layer: &Layer, base: &Layer) -> Result<PathBuf, SaveFault> {
        let entry = self.open.get_mut(doc).ok_or_else(|| not_open(doc))?;
        let put = entry.shelf.put(layer, &entry.document, base);
        put.map_err(Trouble::kept_in_memory)
    }

    /// What the list shows of the layer on `doc`; `None` when there is none. The document is not read.
    ///
    /// # Errors
    /// The file cannot be read, is damaged or of a newer format.
    pub fn summary(&self, doc: &Path) -> Result<Option<layer_file::Summary>, Problem> {
        for path in [self.stash_path(doc), self.layer_path(doc)] {
            let mut slot = Slot::new(path);
            slot.load()?;
            if let Some(source) = slot.source()? {
                return layer_file::summary(source, &slot.shown()).map(Some);
            }
        }
        Ok(None)
    }

    fn blank(&self) -> Layer {
        Layer {
            annotator: self.annotator.clone(),
            ..Layer::default()
        }
    }

    /// Whether document and layer are both not there any more: the folder was moved, or what it is on was unmounted.
    /// A layer written now would be hidden as soon as they are back.
    fn is_gone(&self, doc: &Path) -> bool {
        !self.root.join(doc).exists() && !self.layer_path(doc).exists()
    }
}

/// Whether nothing was said yet. Seconds alone are not worth a file: the document was only looked at.
fn is_blank(layer: &Layer) -> bool {
    layer.status == Status::New
        && layer.annotations.is_empty()
        && layer.relations.is_empty()
        && layer.rejections.is_empty()
        && layer.notes.is_empty()
        && layer.unplaced.is_empty()
        && layer.foreign.is_empty()
}

fn not_open(doc: &Path) -> SaveFault {
    Trouble::io(doc, io::ErrorKind::NotFound.into()).kept_in_memory()
}

#[cfg(test)]
mod tests;
