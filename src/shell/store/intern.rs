//! Taking in documents and layers that come from elsewhere, many at once. A file that is there is never replaced.
//!
//! Each file is written beside and then renamed, so that nobody sees half of one; the disk is synced once,
//! at the end, because a sync for each of a thousand files takes longer than all the rest.
use super::{disk, document::Raw, name};
use crate::{
    annotation::{DocumentId, Layer, layer_file},
    locale::{Place, Problem},
    msg,
    text::{Text, decode::Encoding},
};
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// A corpus that takes in what comes from elsewhere, in the name of one annotator.
#[derive(Debug)]
pub struct Intern {
    root: PathBuf,
    annotator: String,
    /// Folders that are there and in the corpus: there are many documents in each.
    folders: Mutex<HashSet<PathBuf>>,
}

/// Why something was not taken in.
#[derive(Debug)]
pub enum Refused {
    /// Something else is there under the same name.
    Taken,
    /// It cannot be.
    Problem(Problem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// A document that was taken in.
#[derive(Clone, Debug)]
pub struct Interned {
    /// Where it is, relative to the corpus.
    pub doc: PathBuf,
    id: DocumentId,
    /// Its text.
    pub text: Text,
}

impl Intern {
    /// Into the corpus at `root`, which is made when it is not there.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(root: &Path, annotator: &str) -> Result<Self, Problem> {
        fs::create_dir_all(root).map_err(|error| refused(root, error))?;
        Ok(Self {
            root: root.to_owned(),
            annotator: annotator.to_owned(),
            folders: Mutex::default(),
        })
    }

    /// Copy the document at `doc` of the folder `source`, byte for byte.
    ///
    /// # Errors
    /// It cannot be read, is no text, or another text has its name in the corpus.
    pub fn document(
        &self,
        source: &Path,
        doc: &Path,
        forced: Option<Encoding>,
    ) -> Result<Interned, Refused> {
        is_free(doc).map_err(|problem| {
            let place = Place::file(source.join(doc).display().to_string());
            problem.at(place)
        })?;
        let raw = Raw::read(source, doc)?;
        let target = self.root.join(doc);
        let document = raw.decode(forced)?;
        match Raw::read(&self.root, doc).map(Raw::into_hash) {
            Ok(there) if there == document.id.hash => {}
            Ok(_) => return Err(Refused::Taken),
            Err(_) => {
                self.make_room(&target)?;
                let bytes = disk::read(&source.join(doc), u64::from(u32::MAX));
                let written = bytes.and_then(|bytes| write_new(&target, &bytes));
                written.map_err(|error| refused(&target, error))?;
            }
        }
        Ok(Interned {
            doc: doc.to_owned(),
            id: document.id,
            text: document.text,
        })
    }

    /// Write `text` as the document at `doc`; the very same one may be there.
    ///
    /// # Errors
    /// It is too long, another text has its name, or it cannot be written.
    pub fn text(&self, doc: &Path, text: &str) -> Result<Interned, Refused> {
        is_free(doc)?;
        let target = self.root.join(doc);
        self.make_room(&target)?;
        match write_new(&target, text.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let there = disk::read(&target, u64::from(u32::MAX));
                if !there.is_ok_and(|there| there == text.as_bytes()) {
                    return Err(Refused::Taken);
                }
            }
            Err(error) => return Err(refused(&target, error).into()),
            Ok(()) => {}
        }
        let document = Raw::of_text(&self.root, doc, text).decode(Some(Encoding::Utf8))?;
        Ok(Interned {
            doc: doc.to_owned(),
            id: document.id,
            text: document.text,
        })
    }

    /// The document that is at `doc` already.
    ///
    /// # Errors
    /// It cannot be read, or is no text.
    pub fn known(&self, doc: &Path, forced: Option<Encoding>) -> Result<Interned, Problem> {
        let document = Raw::read(&self.root, doc)?.decode(forced)?;
        Ok(Interned {
            doc: doc.to_owned(),
            id: document.id,
            text: document.text,
        })
    }

    /// Write the layer on `document`; one that says the same may be there. Whether it is new.
    ///
    /// # Errors
    /// There is another layer, or the folder cannot be written.
    pub fn layer(&self, document: &Interned, layer: &Layer) -> Result<bool, Refused> {
        let path = name::layer(
            &self.root.join("annotations"),
            &self.annotator,
            &document.doc,
        );
        let source = layer_file::write(layer, &document.text, &document.id);
        match self.write(&path, source.as_bytes()) {
            Err(Refused::Taken) if says(&path, document, layer) => Ok(false),
            written => written,
        }
    }

    /// Write the schema of the corpus.
    ///
    /// # Errors
    /// There is another one, or the folder cannot be written.
    pub fn schema(&self, source: &str) -> Result<(), Problem> {
        let path = self.root.join("metka.ron");
        match self.write(&path, source.as_bytes()) {
            Err(Refused::Taken) => Err(taken(&path)),
            Err(Refused::Problem(problem)) => Err(problem),
            Ok(_) => Ok(()),
        }
    }

    /// Write the schema of the corpus in the place of the one that is there.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn replace_schema(&self, source: &str) -> Result<(), Problem> {
        self.replace("metka.ron", source)
    }

    /// Write the file called `name` at the top of the corpus, also in the place of another.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn replace(&self, name: &str, content: &str) -> Result<(), Problem> {
        let path = self.root.join(name);
        disk::replace(&path, content.as_bytes()).map_err(|error| refused(&path, error))
    }

    /// The folder that `path` lies in is there, and in the corpus.
    fn make_room(&self, path: &Path) -> Result<(), Problem> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(folder) {
            return Ok(());
        }
        self.is_inside(path)?;
        disk::create_folder(folder).map_err(|error| refused(path, error))?;
        known().insert(folder.to_owned());
        Ok(())
    }

    /// A link inside the corpus must not lead what is taken in out of it.
    fn is_inside(&self, path: &Path) -> Result<(), Problem> {
        let root = self.root.canonicalize();
        let mut folders = path.ancestors().skip(1);
        let there = folders.find_map(|folder| folder.canonicalize().ok());
        match (root, there) {
            (Ok(root), Some(there)) if !there.starts_with(&root) => {
                let place = Place::file(path.display().to_string());
                let why = msg!("cause-outside-corpus");
                Err(Problem::new(msg!("import-not-written"))
                    .at(place)
                    .because(why))
            }
            _ => Ok(()),
        }
    }

    /// Write a file; the very same one may be there. Whether it is new.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<bool, Refused> {
        self.make_room(path)?;
        match write_new(path, bytes) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                match fs::read(path).is_ok_and(|there| there == bytes) {
                    true => Ok(false),
                    false => Err(Refused::Taken),
                }
            }
            Err(error) => Err(refused(path, error).into()),
            Ok(()) => Ok(true),
        }
    }

    /// All that was written is on the disk.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn sync(&self) -> Result<(), Problem> {
        let folder = File::open(&self.root);
        let synced = folder.and_then(|folder| Ok(rustix::fs::syncfs(folder)?));
        synced.map_err(|error| refused(&self.root, error))
    }
}

/// Where layers lie nobody would find a document.
fn is_free(doc: &Path) -> Result<(), Problem> {
    match doc.starts_with("annotations") {
        true => Err(Problem::new(msg!(
            "import-bad-name",
            name = doc.display().to_string()
        ))),
        false => Ok(()),
    }
}

/// Whether the layer at `path` says of `document` what `layer` says: the time somebody looked at it is no saying.
fn says(path: &Path, document: &Interned, layer: &Layer) -> bool {
    let shown = path.display().to_string();
    let source = fs::read_to_string(path).unwrap_or_default();
    let there = layer_file::read(&source, &shown, &document.text, &document.id);
    there.is_ok_and(|there| {
        let seconds = layer.seconds;
        Layer { seconds, ..there } == *layer
    })
}

fn taken(path: &Path) -> Problem {
    let place = Place::file(path.display().to_string());
    let hint = msg!("import-taken-hint");
    Problem::new(msg!("import-taken")).at(place).hint(hint)
}

fn refused(path: &Path, error: io::Error) -> Problem {
    Problem::new(msg!("import-not-written"))
        .at(Place::file(path.display().to_string()))
        .because(error)
}

/// Write a file in a folder that is there, where no file is.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // The name of a document may be as long as names can be: nothing is added to it.
    let number = fastrand::u64(..);
    let beside = folder.join(format!(".metka-{number:x}.tmp"));
    let written = fs::write(&beside, bytes).and_then(|()| disk::rename_new(&beside, path));
    if written.is_err() {
        let _gone = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_does_not_lead_out_of_the_corpus() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        for name in ["from/sub/deep", "outside", "corpus"] {
            fs::create_dir_all(at(name))?;
        }
        fs::write(at("from/sub/deep/a.txt"), "раз")?;
        fs::write(at("from/b.txt"), "два")?;
        std::os::unix::fs::symlink(at("outside"), at("corpus/sub"))?;
        let intern = Intern::new(&at("corpus"), "a").unwrap();
        let taken = |doc: &str| intern.document(&at("from"), Path::new(doc), None);
        assert!(taken("sub/deep/a.txt").is_err());
        assert_eq!(fs::read_dir(at("outside"))?.count(), 0);
        assert!(taken("b.txt").is_ok());
        Ok(())
    }
}
