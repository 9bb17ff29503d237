//! Looking again: which documents are new, changed or gone since they were found. By the marks of the files, so that
//! only what changed is read.

use super::{Errand, Sighting};
use crate::{
    app::msg::{DocId, Msg},
    shell::stamp::{Mark, Stamp},
};
use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    time::{Duration, Instant},
};

/// What looking again costs, so that nobody asks too much of a large folder by going in and out of documents.
#[derive(Default)]
pub(super) struct Effort {
    last: Option<(Instant, Duration)>,
}

impl Effort {
    /// How long to wait until the last look is long ago, compared with what it took.
    pub(super) fn rest(&self) -> Duration {
        let left = |(end, took): &(Instant, Duration)| (*took * 20).saturating_sub(end.elapsed());
        self.last.as_ref().map_or(Duration::ZERO, left)
    }
}

impl<F: Fn(Msg)> Errand<F> {
    /// Look which documents are new, changed or gone.
    pub(super) fn look_again(&mut self, asked: bool) {
        let begun = Instant::now();
        let known = self.documents.iter().map(|document| document.path.clone());
        let numbers: HashMap<PathBuf, u32> = known.zip(0..).collect();
        let mut missing: BTreeSet<u32> = (0..self.documents.len() as u32).collect();
        let mut changed = Vec::new();
        let problems = self.find(|errand, batch| {
            let (old, new): (Vec<_>, Vec<_>) = batch
                .into_iter()
                .partition(|sighting| numbers.contains_key(&sighting.path));
            for Sighting { path, mark } in old {
                let id = numbers[&path];
                missing.remove(&id);
                changed.extend(errand.has_changed(id, mark).then_some(DocId(id)));
            }
            if !new.is_empty() {
                errand.found(new);
            }
        });
        for id in missing {
            changed.extend(self.has_changed(id, None).then_some(DocId(id)));
        }
        self.effort.last = Some((Instant::now(), begun.elapsed()));
        if asked {
            let new = self.documents.len() - numbers.len();
            (self.send)(Msg::LookedAgain {
                new,
                changed,
                problems,
            });
        }
    }

    /// Whether a document that was known is not what it was; then it is to be looked into, as is one of which nothing
    /// could be learnt.
    fn has_changed(&mut self, id: u32, mark: Option<Mark>) -> bool {
        let document = &mut self.documents[id as usize];
        let store = &self.ground.store;
        let now = Stamp::of(store, &document.path, mark, &mut self.listing);
        let changed = std::mem::replace(&mut document.stamp, now) != now;
        if changed || document.failed {
            self.unknown.insert(id);
        }
        changed
    }
}
