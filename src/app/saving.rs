//! Saving as the program sees it: what is on disk, what is on its way, what the disk refused.
//! One write per document is under way at a time; what changed meanwhile goes with the next one.

use super::msg::{DocId, Effect, SaveFault, Saved, Timer};
use crate::annotation::{Layer, Twins, merge};
use crate::locale::Problem;
use std::{collections::BTreeMap, path::PathBuf};

/// How long to wait before the disk is tried again, in milliseconds.
const RETRY: u64 = 3000;

/// Layers that are not, or not yet, on disk.
#[derive(Debug, Default)]
pub struct Saves {
    pending: BTreeMap<DocId, Pending>,
    /// Documents that are being read, once for each reading under way. Until their layers are known nothing is sent:
    /// a write that grew out of an older layer would pass for one that grew out of the layer that is read.
    reading: Vec<DocId>,
    /// Where the latest layer was put aside because the corpus cannot be written.
    pub stashed: Option<PathBuf>,
    /// How many writes ended well.
    pub confirmed: u64,
    retrying: bool,
}

/// What follows from a write that ended well.
#[derive(Debug)]
pub struct Done {
    /// The layer as it is on disk.
    pub on_disk: Layer,
    /// The layer as it now is, when others had changed the file and both sides were merged.
    pub now: Option<Layer>,
    /// What the layer has under other ids since.
    pub twins: Twins,
    /// What is still to be written.
    pub effects: Vec<Effect>,
}

/// One layer that is not on disk.
#[derive(Debug)]
struct Pending {
    /// What is to be on disk in the end.
    layer: Layer,
    /// What is being written now.
    sent: Option<Layer>,
    /// Both sides of every merge grew out of this: the layer last known to be on disk.
    base: Layer,
    /// What the disk said last time.
    fault: Option<Problem>,
}

impl Saves {
    /// `layer` is to be written; `base` is the layer last known to be on disk.
    pub fn want(&mut self, doc: DocId, layer: &Layer, base: &Layer) -> Vec<Effect> {
        let pending = self.pending.entry(doc).or_insert_with(|| Pending {
            layer: layer.clone(),
            sent: None,
            base: base.clone(),
            fault: None,
        });
        pending.layer.clone_from(layer);
        self.send(doc).into_iter().collect()
    }

    /// `doc` is to be read.
    pub fn begin_reading(&mut self, doc: DocId) {
        self.reading.push(doc);
    }

    /// A reading of `doc` ended; whether no other is under way.
    pub fn end_reading(&mut self, doc: DocId) -> bool {
        if let Some(at) = self.reading.iter().position(|reading| *reading == doc) {
            self.reading.swap_remove(at);
        }
        !self.reading.contains(&doc)
    }

    /// A write ended well.
    pub fn done(&mut self, doc: DocId, saved: Saved) -> Option<Done> {
        let pending = self.pending.get_mut(&doc)?;
        let sent = pending.sent.take()?;
        pending.fault = None;
        self.stashed = None;
        self.confirmed += 1;
        let changed_since = pending.layer != sent;
        let theirs = saved.merged.as_ref();
        let twins = theirs.map_or_else(Twins::default, |theirs| Twins::between(&sent, theirs));
        // What was done since to a twin is meant for the one that is left.
        let ours = |layer: &Layer| match twins.is_empty() {
            true => layer.clone(),
            false => twins.layer(layer),
        };
        let now = theirs.map(|theirs| merge(&ours(&sent), &ours(&pending.layer), theirs));
        pending.base = saved.merged.unwrap_or(sent);
        if let Some(now) = &now {
            pending.layer.clone_from(now);
        }
        let on_disk = pending.base.clone();
        let effects = if changed_since {
            self.send(doc)
        } else {
            self.pending.remove(&doc);
            None
        };
        Some(Done {
            on_disk,
            now,
            twins,
            effects: effects.into_iter().collect(),
        })
    }

    /// A write failed: keep the layer and try again later, unless it was put aside safely.
    pub fn failed(&mut self, doc: DocId, fault: SaveFault) -> Vec<Effect> {
        let Some(pending) = self.pending.get_mut(&doc) else {
            return Vec::new();
        };
        let sent = pending.sent.take();
        if let Some(path) = fault.stashed {
            self.stashed = Some(path);
            if sent.as_ref() == Some(&pending.layer) {
                self.pending.remove(&doc);
                return Vec::new();
            }
            return self.send(doc).into_iter().collect();
        }
        pending.fault = Some(fault.problem);
        if std::mem::replace(&mut self.retrying, true) {
            return Vec::new();
        }
        vec![Effect::After(RETRY, Timer::Retry)]
    }

    /// Try again what was refused.
    pub fn retry(&mut self) -> Vec<Effect> {
        self.retrying = false;
        let docs: Vec<DocId> = self.pending.keys().copied().collect();
        docs.into_iter().filter_map(|doc| self.send(doc)).collect()
    }

    /// Everything is on disk.
    pub fn all_done(&self) -> bool {
        self.pending.is_empty()
    }

    /// `doc` is on disk.
    pub fn is_saved(&self, doc: DocId) -> bool {
        !self.pending.contains_key(&doc)
    }

    /// Whether a layer goes to the disk only when the write that is under way is over.
    pub fn any_follows(&self) -> bool {
        self.pending.iter().any(|(doc, pending)| {
            let sent = pending.sent.as_ref();
            !self.reading.contains(doc) && sent.is_some_and(|sent| *sent != pending.layer)
        })
    }

    /// Neither to be written nor being read.
    pub fn is_idle(&self, doc: DocId) -> bool {
        self.is_saved(doc) && !self.reading.contains(&doc)
    }

    /// The layer of a document that was read again before its layer was saved, joined with what is `on_disk` now;
    /// as it was where that cannot be used.
    pub fn rejoin(&mut self, doc: DocId, on_disk: Option<&Layer>) -> Option<Layer> {
        let pending = self.pending.get_mut(&doc)?;
        if let Some(on_disk) = on_disk {
            pending.layer = merge(&pending.base, &pending.layer, on_disk);
            pending.base.clone_from(on_disk);
        }
        Some(pending.layer.clone())
    }

    /// Write the layer of `doc`, if it is not on disk, not on its way, and not to be joined with what is being read.
    pub fn send(&mut self, doc: DocId) -> Option<Effect> {
        let pending = self.pending.get_mut(&doc)?;
        if pending.sent.is_some() || self.reading.contains(&doc) {
            return None;
        }
        pending.sent = Some(pending.layer.clone());
        Some(Effect::Save(doc, pending.layer.clone()))
    }

    /// What the disk said of the layers it refused.
    pub fn faults(&self) -> impl Iterator<Item = (DocId, &Problem)> {
        self.pending
            .iter()
            .filter_map(|(doc, pending)| Some((*doc, pending.fault.as_ref()?)))
    }

    /// Put aside everything that is not on disk: the last resort before the program ends.
    pub fn stash_all(&self) -> Vec<Effect> {
        self.pending
            .iter()
            .map(|(doc, pending)| pending.stash(*doc))
            .collect()
    }

    /// Put aside what waits for a write that is under way: there may be no time for another one. The write that
    /// follows, if it comes, takes it away again.
    pub fn stash_waiting(&self) -> Vec<Effect> {
        self.pending
            .iter()
            .filter(|(_, pending)| pending.sent.as_ref() != Some(&pending.layer))
            .map(|(doc, pending)| pending.stash(*doc))
            .collect()
    }
}

impl Pending {
    fn stash(&self, doc: DocId) -> Effect {
        Effect::Stash(doc, self.layer.clone(), self.base.clone())
    }
}
