//! What suggestions were worth in the open document: how many were accepted, and how many keys an annotation took.

use crate::{
    annotation::{Id, Layer, Rejection},
    app::reader::Reader,
    locale::{Lang, Message},
    msg,
};
use std::collections::BTreeSet;

/// Counts since the document was opened. What is undone does not count.
#[derive(Debug, Default)]
pub struct Tally {
    keys: u32,
    accepted: BTreeSet<Id>,
    /// Refused because they were accepted otherwise.
    corrected: Vec<Rejection>,
    annotations_before: usize,
    rejections_before: usize,
}

impl Tally {
    /// Nothing was done to `layer` yet.
    pub(in crate::app) fn new(layer: &Layer) -> Self {
        Self {
            annotations_before: layer.annotations.len(),
            rejections_before: layer.rejections.len(),
            ..Self::default()
        }
    }

    /// One more key was pressed.
    pub(in crate::app) fn key(&mut self) {
        self.keys = self.keys.saturating_add(1);
    }

    /// These were accepted.
    pub(super) fn accept(&mut self, ids: impl IntoIterator<Item = Id>) {
        self.accepted.extend(ids);
    }

    /// This was accepted with another label and other ends.
    pub(super) fn correct(&mut self, refused: Rejection) {
        self.corrected.push(refused);
    }
}

impl Reader {
    /// The annotation that was made last was suggested.
    pub(super) fn count_accepted(&mut self) {
        let made = self.focus.clone();
        self.tally.accept(made);
    }

    /// «принято 41 из 48, 1,6 клавиши на метку»; `None` while there is nothing to say.
    pub fn told_tally(&self, lang: Lang) -> Option<Message> {
        let (tally, layer) = (&self.tally, &self.layer);
        let there = |id: &&Id| layer.annotations.get(id).is_some();
        let accepted = tally.accepted.iter().filter(there).count();
        let refused = layer.rejections.iter();
        let refused = refused.filter(|it| !tally.corrected.contains(it)).count();
        let rejected = refused.saturating_sub(tally.rejections_before);
        let made = layer.annotations.len();
        let made = made
            .checked_sub(tally.annotations_before)
            .filter(|it| *it > 0);
        let decided = accepted + rejected;
        let share = (decided > 0).then(|| msg!("tally-share", accepted = accepted, all = decided));
        let keys = made.map(|made| tenths(tally.keys, made, lang));
        let keys = keys.map(|keys| msg!("tally-keys", keys = keys));
        match (share, keys) {
            (Some(share), Some(keys)) => Some(msg!("tally", share = share, keys = keys)),
            (share, keys) => share.or(keys),
        }
    }
}

/// `1,6`
fn tenths(keys: u32, made: usize, lang: Lang) -> String {
    let tenths = (u64::from(keys) * 10 + made as u64 / 2) / made as u64;
    let point = match lang {
        Lang::Ru => ',',
        Lang::En => '.',
    };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
