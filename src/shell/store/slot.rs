//! One layer file and what was last seen in it.
use super::{disk, document::Document, fault::Trouble};
use crate::{
    annotation::{Annotation, DocumentId, Layer, layer_file, merge},
    locale::{Place, Problem},
    msg,
    shell::text_file,
};
use std::{
    collections::VecDeque,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

/// The longest layer file that is read, in bytes: millions of annotations.
const LONGEST: u64 = 1 << 30;

/// A layer file. Before each write it is compared with what was last read or written.
#[derive(Debug)]
pub(super) struct Slot {
    pub path: PathBuf,
    /// The bytes last seen; `None`: there was no file.
    seen: Option<Vec<u8>>,
    /// The layer they say, when they were understood.
    base: Option<Layer>,
    /// What was in the file before our latest writes, newest last: somebody who does not take our lock may have read
    /// it then and write it back, changed, after us.
    earlier: VecDeque<Earlier>,
    swept: bool,
}

/// How long a version that was replaced is remembered.
const MEMORY: Duration = Duration::from_secs(3);

/// A version of the layer that we replaced.
#[derive(Debug)]
struct Earlier {
    layer: Layer,
    until: Instant,
}

/// How far one layer is from another: annotations only one of them has count twice, changed ones once.
fn distance(a: &Layer, b: &Layer) -> usize {
    let far =
        |annotation: &Arc<Annotation>, other: &Layer| match other.annotations.get(&annotation.id) {
            None => 4,
            Some(same) => usize::from(same != annotation),
        };
    let one_way = |a: &Layer, b: &Layer| a.annotations.iter().map(|it| far(it, b)).sum::<usize>();
    // Both ways: a changed annotation is met twice, one that is missing once.
    one_way(a, b) + one_way(b, a)
}

impl Slot {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            seen: None,
            base: None,
            earlier: VecDeque::new(),
            swept: false,
        }
    }

    /// The path as messages name it.
    pub fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether there was a file when it was last looked at.
    pub fn exists(&self) -> bool {
        self.seen.is_some()
    }

    /// The layer last seen.
    pub fn base(&self) -> Option<&Layer> {
        self.base.as_ref()
    }

    /// The bytes last seen.
    pub fn seen(&self) -> Option<&[u8]> {
        self.seen.as_deref()
    }

    /// Look at the file.
    pub fn load(&mut self) -> Result<(), Problem> {
        self.base = None;
        self.seen = self.read_now(&self.path).map_err(|error| {
            Problem::new(msg!("store-unreadable-layer"))
                .at(Place::file(self.shown()))
                .because(error)
                .hint(msg!("store-unreadable-layer-hint"))
        })?;
        Ok(())
    }

    /// The text of the file last seen.
    pub fn source(&self) -> Result<Option<&str>, Problem> {
        let source = self.seen.as_deref().map(|bytes| self.utf8(bytes));
        source.transpose()
    }

    /// The document that the layer last seen says it is made on.
    pub fn stated(&self) -> Option<DocumentId> {
        layer_file::document(self.source().ok()??)
    }

    /// The layer last seen; `None` when there was no file.
    pub fn understand(&mut self, document: &Document) -> Result<Option<Layer>, Problem> {
        self.base = match &self.seen {
            Some(bytes) => Some(self.parse(bytes, document)?),
            None => None,
        };
        Ok(self.base.clone())
    }

    /// Write `layer` together with what others wrote since the file was last seen, and return what is in the file now.
    /// `blank` stands for a file that there was not.
    pub fn save(
        &mut self,
        layer: &Layer,
        document: &Document,
        blank: &Layer,
    ) -> Result<Layer, Trouble> {
        self.earlier
            .retain(|earlier| earlier.until.elapsed() < MEMORY);
        let io = |error| Trouble::io(&self.path, error);
        let path = disk::resolve(&self.path).map_err(io)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        disk::create_folder(folder).map_err(io)?;
        let lock = disk::lock(folder);
        if lock.is_some() && !self.swept {
            disk::sweep(folder);
        }
        let (bytes, written, replaced) = loop {
            let now = self.read_now(&path).map_err(io)?;
            let theirs = self.news(now.as_deref(), document)?;
            let written = match &theirs {
                Some(theirs) => merge(self.grown_from(theirs, blank), layer, theirs),
                // A file that was taken away takes nothing with it.
                None => layer.clone(),
            };
            let bytes = layer_file::write(&written, &document.text, &document.id).into_bytes();
            let still = |path: &Path| self.read_now(path).is_ok_and(|later| later == now);
            if now.as_ref() == Some(&bytes) || disk::replace_if(&path, &bytes, still).map_err(io)? {
                break (bytes, written, theirs);
            }
        };
        self.swept = true;
        self.seen = Some(bytes);
        let before = self.base.replace(written.clone());
        let layer = replaced.or(before).unwrap_or_else(|| blank.clone());
        let until = Instant::now();
        self.earlier.push_back(Earlier { layer, until });
        // The new file is in place, whatever comes of this: the next save does not take it for somebody else's.
        disk::sync_folder(folder).map_err(|error| Trouble::io(&self.path, error))?;
        Ok(written)
    }

    /// The layer that is `now` in the file, when it is not what was last seen.
    fn news(&self, now: Option<&[u8]>, document: &Document) -> Result<Option<Layer>, Trouble> {
        let known = now == self.seen() && (now.is_none() || self.base.is_some());
        let news = now.filter(|_| !known);
        let theirs = news.map(|bytes| self.parse(bytes, document)).transpose();
        theirs.map_err(|it| Trouble::File(Box::new(it)))
    }

    /// The version that `theirs` most likely grew out of: the one last seen, or, when we wrote a moment ago, the one
    /// before that it differs least from. Taking a later one would read our own latest edits as deleted by them.
    fn grown_from<'s>(&'s self, theirs: &Layer, blank: &'s Layer) -> &'s Layer {
        let last = self.base.as_ref().unwrap_or(blank);
        let earlier = self.earlier.iter().rev().map(|earlier| &earlier.layer);
        let all = std::iter::once(last).chain(earlier);
        all.min_by_key(|version| distance(version, theirs))
            .unwrap_or(last)
    }

    /// `None` when there is no file; a file where a folder should be is told when something is to be written.
    fn read_now(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match disk::read_if_any(path, LONGEST) {
            Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(None),
            read => read,
        }
    }

    fn parse(&self, bytes: &[u8], document: &Document) -> Result<Layer, Problem> {
        let source = self.utf8(bytes)?;
        let Document {
            text, id, former, ..
        } = document;
        layer_file::read_with(source, &self.shown(), text, id, former)
    }

    fn utf8<'b>(&self, bytes: &'b [u8]) -> Result<&'b str, Problem> {
        text_file::utf8(bytes, &self.shown(), msg!("layer-damaged"))
            .map_err(|problem| problem.hint(msg!("layer-fault-hint")))
    }
}
