//! Where a layer waits that the corpus does not take: under the data folder, with the layer file of the corpus as it
//! was last seen beside it (`.ron.base`), so that the two can be merged when the corpus takes it again.
use super::{disk, document::Document, fault::Trouble, slot::Slot};
use crate::{
    annotation::{DocumentId, Layer, layer_file, merge},
    locale::Problem,
};
use std::path::PathBuf;

/// The stash of one document.
#[derive(Debug)]
pub(super) struct Shelf {
    stash: Slot,
    base: Slot,
}

impl Shelf {
    pub fn new(path: PathBuf) -> Self {
        let mut base = path.clone();
        base.as_mut_os_string().push(".base");
        Self {
            stash: Slot::new(path),
            base: Slot::new(base),
        }
    }

    /// Look at what is there.
    pub fn load(&mut self) -> Result<(), Problem> {
        self.stash.load()
    }

    /// The document that what is there says it is made on.
    pub fn stated(&self) -> Option<DocumentId> {
        self.stash.stated()
    }

    /// Whether something was there when it was last looked at.
    pub fn exists(&self) -> bool {
        self.stash.exists()
    }

    /// `real`, the layer in the corpus, together with what was stashed when it was looked at; the stash alone when the corpus has no layer
    /// that can be used. `None` when nothing is stashed.
    pub fn take(
        &mut self,
        document: &Document,
        real: Option<&Layer>,
    ) -> Result<Option<Layer>, Problem> {
        let Some(stashed) = self.stash.understand(document)? else {
            return Ok(None);
        };
        let Some(real) = real else {
            return Ok(Some(stashed));
        };
        let blank = Layer {
            annotator: stashed.annotator.clone(),
            ..Layer::default()
        };
        // Without a base that can be read, both sides stay whole.
        let base = self
            .base
            .load()
            .and_then(|()| self.base.understand(document));
        let base = base.ok().flatten().unwrap_or(blank);
        Ok(Some(merge(&base, real, &stashed)))
    }

    /// The same as [`take`](Self::take) if the stash is not the one last seen: another session had to use it.
    pub fn take_news(
        &mut self,
        document: &Document,
        layer: &Layer,
    ) -> Result<Option<Layer>, Problem> {
        let mut now = Slot::new(self.stash.path.clone());
        now.load()?;
        match now.exists() && now.seen() != self.stash.seen() {
            true => {
                self.load()?;
                self.take(document, Some(layer))
            }
            false => Ok(None),
        }
    }

    /// Keep `layer`, which grew out of `base`, the layer of the corpus as it was last seen.
    pub fn put(
        &mut self,
        layer: &Layer,
        document: &Document,
        base: &Layer,
    ) -> Result<PathBuf, Trouble> {
        // At no moment may a stash stand beside a base that is newer than it: merging would take the difference for
        // something that the annotator removed.
        if !self.stash.exists() {
            self.put_base(document, base)?;
        }
        self.stash.save(layer, document, base)?;
        self.put_base(document, base)?;
        Ok(self.stash.path.clone())
    }

    fn put_base(&self, document: &Document, base: &Layer) -> Result<(), Trouble> {
        let path = &self.base.path;
        let io = |error| Trouble::io(path, error);
        let bytes = layer_file::write(base, &document.text, &document.id).into_bytes();
        if disk::read_if_any(path, u64::MAX - 1)
            .ok()
            .flatten()
            .as_ref()
            == Some(&bytes)
        {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            disk::create_folder(folder).map_err(io)?;
        }
        disk::replace(path, &bytes).map_err(io)
    }

    /// The corpus took the layer: remove the stash, unless another session changed it meanwhile.
    pub fn clear(&mut self) {
        if !self.stash.exists() {
            return;
        }
        let _lock = self.stash.path.parent().and_then(disk::lock);
        let mut now = Slot::new(self.stash.path.clone());
        if now.load().is_ok() && now.seen() == self.stash.seen() {
            let removed = disk::remove(&self.stash.path);
            // A base without a stash means nothing; a stash without its base would bring back what was removed.
            if removed.and_then(|()| disk::remove(&self.base.path)).is_ok() {
                self.stash = Slot::new(self.stash.path.clone());
            }
        }
    }
}
