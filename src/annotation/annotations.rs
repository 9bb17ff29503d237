//! The annotations of a layer, in order, with quick look-up by place and by id.
mod chunk;

use super::{Annotation, Id};
use crate::text::{TextRange, TextSize};
use chunk::{Chunk, MOST, hash};
use std::{cmp::Reverse, collections::HashMap, sync::Arc};

/// Sorted by start, then end (longer first), then id; made for 50,000.
///
/// A clone shares everything, and a change copies one chunk and the list of chunks: what was before is still whole, for
/// the thread that writes it. Finding by id or by place runs over compact arrays of keys and only looks at the
/// annotations that match.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// None of them is empty.
    chunks: Arc<Vec<Arc<Chunk>>>,
    len: usize,
}

fn order(item: &Annotation) -> (TextSize, Reverse<TextSize>, &Id) {
    let cover = item.parts.cover();
    (cover.start(), Reverse(cover.end()), &item.id)
}

impl Annotations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.chunks.iter().flat_map(|chunk| &chunk.items)
    }

    /// The one called `id`.
    pub fn get(&self, id: &Id) -> Option<&Arc<Annotation>> {
        self.find(id)
            .map(|(chunk, index)| &self.chunks[chunk].items[index])
    }

    /// The one at a position in the order.
    pub fn nth(&self, index: usize) -> Option<&Arc<Annotation>> {
        self.iter().nth(index)
    }

    /// Position in the order.
    pub fn index_of(&self, id: &Id) -> Option<usize> {
        let (chunk, index) = self.find(id)?;
        let before = self.chunks[..chunk].iter().map(|chunk| chunk.len());
        Some(before.sum::<usize>() + index)
    }

    /// How many start before `place`: the position of the first that does not.
    pub fn starting_before(&self, place: TextSize) -> usize {
        let chunks = self.chunks.iter();
        chunks.map(|chunk| chunk.starting_before(place)).sum()
    }

    /// Those of which some part shares a byte with `range` (for an empty range: those that contain its place), in order.
    pub fn overlapping(&self, range: TextRange) -> impl Iterator<Item = &Arc<Annotation>> {
        // An empty range stands for the byte after it.
        let after = range.start() + TextSize::new(u32::from(range.is_empty()));
        let end = range.end().max(after);
        let chunks = self.chunks.iter();
        chunks
            .take_while(move |chunk| chunk.start() < end)
            .flat_map(move |chunk| chunk.overlapping(range, end))
    }

    /// Put in, replacing the one with the same id, which is returned.
    pub fn put(&mut self, annotation: Arc<Annotation>) -> Option<Arc<Annotation>> {
        let replaced = self.remove(&annotation.id);
        self.len += 1;
        let chunks = Arc::make_mut(&mut self.chunks);
        // The last chunk that begins before it, or the first one.
        let begins_before = |chunk: &Arc<Chunk>| order(&chunk.items[0]) < order(&annotation);
        let at = chunks.partition_point(begins_before).saturating_sub(1);
        match chunks.get_mut(at) {
            Some(chunk) => {
                if let Some(second) = Arc::make_mut(chunk).insert(annotation) {
                    chunks.insert(at + 1, Arc::new(second));
                }
            }
            None => chunks.push(Arc::new(Chunk::new(vec![annotation]))),
        }
        replaced
    }

    /// Take out and return the one called `id`.
    pub fn remove(&mut self, id: &Id) -> Option<Arc<Annotation>> {
        let (at, index) = self.find(id)?;
        self.len -= 1;
        let chunks = Arc::make_mut(&mut self.chunks);
        if chunks[at].len() == 1 {
            return chunks.remove(at).items.first().cloned();
        }
        Some(Arc::make_mut(&mut chunks[at]).remove(index))
    }

    /// The chunk of the one called `id`, and its place in it.
    fn find(&self, id: &Id) -> Option<(usize, usize)> {
        let id_hash = hash(id);
        let mut chunks = self.chunks.iter().enumerate();
        chunks.find_map(|(at, chunk)| Some((at, chunk.find(id, id_hash)?)))
    }
}

impl PartialEq for Annotations {
    /// Where chunks begin depends on what happened before; it makes no difference.
    fn eq(&self, other: &Self) -> bool {
        let shared = Arc::ptr_eq(&self.chunks, &other.chunks);
        shared || self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Eq for Annotations {}

impl FromIterator<Arc<Annotation>> for Annotations {
    /// Of several with the same id the last one stays.
    fn from_iter<T: IntoIterator<Item = Arc<Annotation>>>(iter: T) -> Self {
        let by_id: HashMap<Id, Arc<Annotation>> = iter
            .into_iter()
            .map(|item| (item.id.clone(), item))
            .collect();
        let mut items: Vec<_> = by_id.into_values().collect();
        items.sort_unstable_by(|a, b| order(a).cmp(&order(b)));
        // Half full, so that the first change in each does not divide it.
        let chunks = items.chunks(MOST / 2);
        let chunks = chunks.map(|items| Arc::new(Chunk::new(items.to_vec())));
        Self {
            chunks: Arc::new(chunks.collect()),
            len: items.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{annotation, discontinuous};
    use super::*;
    use proptest::prelude::*;

    fn ids<'a>(items: impl Iterator<Item = &'a Arc<Annotation>>) -> String {
        items.map(|item| item.id.as_str()).collect()
    }

    #[test]
    fn order_is_start_then_longer_then_id() {
        let all: Annotations = [
            annotation("d", "PER", 5, 9),
            annotation("b", "PER", 0, 3),
            annotation("c", "ORG", 0, 3),
            annotation("a", "PER", 0, 8),
        ]
        .into_iter()
        .collect();
        assert_eq!(ids(all.iter()), "abcd");
    }

    #[test]
    fn overlapping_sees_every_part_and_no_gap() {
        let all: Annotations = [
            annotation("a", "DOC", 0, 100),
            discontinuous("b", "ORG", &[(10, 20), (30, 40)]),
            annotation("c", "PER", 20, 25),
        ]
        .into_iter()
        .collect();
        for (range, expected) in [
            (0..0, "a"),
            (5..10, "a"),
            (5..11, "ab"),
            (20..20, "ac"),
            (20..30, "ac"),
            (25..31, "ab"),
            (40..40, "a"),
            (100..100, ""),
            (100..120, ""),
        ] {
            let found = all.overlapping(TextRange::from_usize(range.clone()));
            assert_eq!(ids(found), expected, "{range:?}");
        }
    }

    /// `count` annotations of three bytes, one after the other.
    fn many(count: usize) -> Annotations {
        let item = |i: usize| annotation(&format!("id{i}"), "PER", 4 * i, 4 * i + 3);
        (0..count).map(item).collect()
    }

    #[test]
    fn a_change_copies_one_chunk_and_leaves_what_was_before_as_it_was() {
        let before = many(5000);
        let mut after = before.clone();
        after.put(annotation("new", "ORG", 8001, 8002));
        assert_eq!((before.len(), after.len()), (5000, 5001));
        assert!(before.get(&Id::new("new")).is_none());
        let others = before.chunks.iter().filter(|chunk| {
            let mut now = after.chunks.iter();
            !now.any(|now| Arc::ptr_eq(now, chunk))
        });
        assert_eq!(others.count(), 1);
        after.remove(&Id::new("new"));
        assert_eq!(after, before);
    }

    proptest! {
        /// A simple list that is sorted and searched from end to end says the same.
        #[test]
        fn agrees_with_a_plain_list(
            edits in prop::collection::vec((0usize..12, 0usize..40, 1usize..20, prop::bool::weighted(0.7)), 0..60),
            range in (0usize..60, 0usize..10),
        ) {
            let mut all = Annotations::default();
            let mut plain: Vec<Arc<Annotation>> = Vec::new();
            for (name, start, len, put) in edits {
                let item = annotation(&format!("id{name}"), "PER", start, start + len);
                let before = plain.iter().position(|old| old.id == item.id).map(|at| plain.remove(at));
                if put {
                    plain.push(item.clone());
                    prop_assert_eq!(all.put(item), before);
                } else {
                    prop_assert_eq!(all.remove(&item.id), before);
                }
            }
            plain.sort_by(|a, b| order(a).cmp(&order(b)));
            prop_assert_eq!(&all.iter().cloned().collect::<Vec<_>>(), &plain);
            prop_assert_eq!(&plain.iter().cloned().collect::<Annotations>(), &all);
            prop_assert_eq!(all.len(), plain.len());
            for (index, item) in plain.iter().enumerate() {
                prop_assert_eq!(all.index_of(&item.id), Some(index));
                prop_assert_eq!(all.nth(index), Some(item));
            }
            let before = |item: &&Arc<Annotation>| item.parts.cover().start().to_usize() < range.0;
            prop_assert_eq!(
                all.starting_before(TextSize::from_usize(range.0)),
                plain.iter().filter(before).count()
            );
            let range = TextRange::from_usize(range.0..range.0 + range.1);
            let expected: Vec<_> = plain.iter().filter(|item| item.parts.overlaps(range)).collect();
            prop_assert_eq!(all.overlapping(range).collect::<Vec<_>>(), expected);
        }
    }
}
