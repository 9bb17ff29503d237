//! Some annotations that follow each other: what one change of a layer copies.
use super::{Annotation, Id, order};
use crate::text::{TextRange, TextSize};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// The most annotations of a chunk: about as many chunks as annotations in each when there are 50,000. Tests have few
/// annotations, and many chunks all the same.
pub(super) const MOST: usize = if cfg!(test) { 4 } else { 256 };

/// At least one annotation, in order.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub items: Vec<Arc<Annotation>>,
    /// One for each item: what searches need to know of it, side by side.
    keys: Vec<Key>,
    /// The furthest end.
    reach: TextSize,
}

#[derive(Clone, Copy, Debug)]
struct Key {
    id_hash: u32,
    start: TextSize,
    end: TextSize,
}

impl Key {
    fn of(item: &Annotation) -> Self {
        let cover = item.parts.cover();
        Self {
            id_hash: hash(&item.id),
            start: cover.start(),
            end: cover.end(),
        }
    }
}

/// The hash that [`Chunk::find`] looks for.
pub(super) fn hash(id: &Id) -> u32 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    // Whatever is found is compared: half of the bits will do.
    hasher.finish() as u32
}

impl Chunk {
    /// A chunk of `items`, which are in order.
    pub fn new(items: Vec<Arc<Annotation>>) -> Self {
        let keys: Vec<Key> = items.iter().map(|item| Key::of(item)).collect();
        let reach = reach(&keys);
        Self { items, keys, reach }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Where `id` is, whose hash is `id_hash`.
    pub fn find(&self, id: &Id, id_hash: u32) -> Option<usize> {
        let mut keys = self.keys.iter().enumerate();
        keys.find(|(index, key)| key.id_hash == id_hash && self.items[*index].id == *id)
            .map(|(index, _)| index)
    }

    /// Where the first one starts.
    pub fn start(&self) -> TextSize {
        self.keys[0].start
    }

    /// How many start before `place`.
    pub fn starting_before(&self, place: TextSize) -> usize {
        self.keys.partition_point(|key| key.start < place)
    }

    /// Those of which some part overlaps `range`, which is not behind the end of all: in order.
    pub fn overlapping(
        &self,
        range: TextRange,
        end: TextSize,
    ) -> impl Iterator<Item = &Arc<Annotation>> {
        let last = match self.reach > range.start() {
            true => self.starting_before(end),
            false => 0,
        };
        self.keys[..last]
            .iter()
            .zip(&self.items)
            .filter(move |(key, item)| key.end > range.start() && item.parts.overlaps(range))
            .map(|(_, item)| item)
    }

    /// Put `item` in its place; the second half of a chunk that becomes too large is given back as another one.
    pub fn insert(&mut self, item: Arc<Annotation>) -> Option<Self> {
        let place = order(&item);
        let index = self.items.partition_point(|other| order(other) < place);
        self.keys.insert(index, Key::of(&item));
        self.reach = self.reach.max(item.parts.cover().end());
        self.items.insert(index, item);
        (self.len() > MOST).then(|| {
            let second = Self::new(self.items.split_off(MOST / 2));
            self.keys.truncate(MOST / 2);
            self.reach = reach(&self.keys);
            second
        })
    }

    /// Take out the one at `index`.
    pub fn remove(&mut self, index: usize) -> Arc<Annotation> {
        self.keys.remove(index);
        self.reach = reach(&self.keys);
        self.items.remove(index)
    }
}

fn reach(keys: &[Key]) -> TextSize {
    keys.iter().map(|key| key.end).max().unwrap_or_default()
}
