//! The annotations of a layer, in order, with quick look-up by place and by id.
use super::{Annotation, Id};
use crate::text::{TextRange, TextSize};
use std::{
    cmp::Reverse,
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// Sorted by start, then end (longer first), then id; made for 50,000.
///
/// A clone shares everything until one of the two is changed. Finding by id or by place runs over a compact array of keys and only
/// looks at the annotations that match; putting in and taking out move the array.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    items: Arc<Vec<Arc<Annotation>>>,
    /// One for each item: what searches need to know of it.
    keys: Arc<Vec<Key>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    id_hash: u64,
    /// Where the item ends.
    end: TextSize,
    /// The furthest end among this item and all before it.
    reach: TextSize,
}

type Order = (TextSize, Reverse<TextSize>, Id);

fn order(item: &Annotation) -> Order {
    let cover = item.parts.cover();
    (cover.start(), Reverse(cover.end()), item.id.clone())
}

fn hash(id: &Id) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

impl Annotations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> + ExactSizeIterator {
        self.items.iter()
    }

    /// All in order.
    pub fn as_slice(&self) -> &[Arc<Annotation>] {
        &self.items
    }

    /// The one called `id`.
    pub fn get(&self, id: &Id) -> Option<&Arc<Annotation>> {
        self.index_of(id).map(|index| &self.items[index])
    }

    /// Position in the order.
    pub fn index_of(&self, id: &Id) -> Option<usize> {
        let wanted = hash(id);
        let mut keys = self.keys.iter().enumerate();
        keys.find(|(index, key)| key.id_hash == wanted && self.items[*index].id == *id)
            .map(|(index, _)| index)
    }

    /// Those of which some part shares a byte with `range` (for an empty range: those that contain its place), in order.
    pub fn overlapping(&self, range: TextRange) -> impl Iterator<Item = &Arc<Annotation>> {
        let start = range.start();
        // An empty range stands for the byte after it.
        let end = range
            .end()
            .max(start + TextSize::new(u32::from(range.is_empty())));
        let first = self.keys.partition_point(|key| key.reach <= start);
        let last = self
            .items
            .partition_point(|item| item.parts.cover().start() < end)
            .max(first);
        self.keys[first..last]
            .iter()
            .zip(&self.items[first..last])
            .filter(move |(key, item)| key.end > start && item.parts.overlaps(range))
            .map(|(_, item)| item)
    }

    /// Put in, replacing the one with the same id, which is returned.
    pub fn put(&mut self, annotation: Arc<Annotation>) -> Option<Arc<Annotation>> {
        let replaced = self.remove(&annotation.id);
        let place = order(&annotation);
        let index = self.items.partition_point(|item| order(item) < place);
        Arc::make_mut(&mut self.keys).insert(
            index,
            Key {
                id_hash: hash(&annotation.id),
                end: annotation.parts.cover().end(),
                reach: TextSize::ZERO,
            },
        );
        Arc::make_mut(&mut self.items).insert(index, annotation);
        self.extend_reach_from(index);
        replaced
    }

    /// Take out and return the one called `id`.
    pub fn remove(&mut self, id: &Id) -> Option<Arc<Annotation>> {
        let index = self.index_of(id)?;
        Arc::make_mut(&mut self.keys).remove(index);
        let removed = Arc::make_mut(&mut self.items).remove(index);
        self.extend_reach_from(index);
        Some(removed)
    }

    fn extend_reach_from(&mut self, index: usize) {
        let mut reach = index
            .checked_sub(1)
            .map_or(TextSize::ZERO, |before| self.keys[before].reach);
        for key in &mut Arc::make_mut(&mut self.keys)[index..] {
            reach = reach.max(key.end);
            key.reach = reach;
        }
    }
}

impl FromIterator<Arc<Annotation>> for Annotations {
    /// Of several with the same id the last one stays.
    fn from_iter<T: IntoIterator<Item = Arc<Annotation>>>(iter: T) -> Self {
        let by_id: HashMap<Id, Arc<Annotation>> = iter
            .into_iter()
            .map(|item| (item.id.clone(), item))
            .collect();
        let mut items: Vec<_> = by_id.into_values().collect();
        items.sort_by_cached_key(|item| order(item));
        let key = |item: &Arc<Annotation>| Key {
            id_hash: hash(&item.id),
            end: item.parts.cover().end(),
            reach: TextSize::ZERO,
        };
        let keys = Arc::new(items.iter().map(key).collect());
        let items = Arc::new(items);
        let mut annotations = Self { items, keys };
        annotations.extend_reach_from(0);
        annotations
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

    proptest! {
        /// A simple list that is sorted and searched from end to end says the same.
        #[test]
        fn agrees_with_a_plain_list(
            edits in prop::collection::vec((0usize..12, 0usize..40, 1usize..20, any::<bool>()), 0..60),
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
            plain.sort_by_key(|item| order(item));
            prop_assert_eq!(all.as_slice(), &plain[..]);
            prop_assert_eq!(&plain.iter().cloned().collect::<Annotations>(), &all);
            for (index, item) in plain.iter().enumerate() {
                prop_assert_eq!(all.index_of(&item.id), Some(index));
            }
            let range = TextRange::from_usize(range.0..range.0 + range.1);
            let expected: Vec<_> = plain.iter().filter(|item| item.parts.overlaps(range)).collect();
            prop_assert_eq!(all.overlapping(range).collect::<Vec<_>>(), expected);
        }
    }
}
