//! What one layer says and another does not, for people to read. The two may be versions of one layer, whose ids tell
//! what became what, or those of two annotators, whose ids have nothing in common: then what covers the same text, or
//! has the same label and overlaps, is taken for the same thing said otherwise.
use super::{Annotation, Id, Layer, Note, Rejection, Relation, Status, Unplaced, merge::Item};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

/// Before and after: the first is missing from what was added, the second from what was removed.
pub type Pair<T> = (Option<T>, Option<T>);

/// All that differs; what both layers say alike is left out, whatever its ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the order of the text.
    pub annotations: Vec<Pair<Arc<Annotation>>>,
    /// By id, else added and removed.
    pub relations: Vec<Pair<Relation>>,
    /// Never changed, only added and removed.
    pub rejections: Vec<Pair<Rejection>>,
    /// Remarks on the document.
    pub notes: Vec<Pair<Note>>,
    /// What waits for its place.
    pub unplaced: Vec<Pair<Unplaced>>,
    /// How far the work is, when that differs.
    pub status: Option<(Status, Status)>,
    /// Seconds of work, when they differ.
    pub seconds: Option<(u32, u32)>,
}

impl Difference {
    /// From `before` to `after`, layers on the same text.
    pub fn between(before: &Layer, after: &Layer) -> Self {
        let other = |a, b| (a != b).then_some((a, b));
        let (annotations, twins) = annotations(before, after);
        let end = |id: &Id| twins.get(id).unwrap_or(id).clone();
        let follow = |link: &Relation| Relation {
            from: end(&link.from),
            to: end(&link.to),
            ..link.clone()
        };
        let links: Vec<Relation> = after.relations.iter().map(follow).collect();
        Self {
            annotations,
            relations: pairs(&before.relations, &links),
            rejections: sets(&before.rejections, &after.rejections),
            notes: pairs(&before.notes, &after.notes),
            unplaced: pairs(&before.unplaced, &after.unplaced),
            status: (before.status != after.status).then_some((before.status, after.status)),
            seconds: other(before.seconds, after.seconds),
        }
    }

    /// Whether both say the same.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What differs, and the ids of `after` that stand for another one of `before`.
fn annotations(before: &Layer, after: &Layer) -> (Vec<Pair<Arc<Annotation>>>, HashMap<Id, Id>) {
    let (old, new): (Vec<_>, Vec<_>) = (
        before.annotations.iter().cloned().collect(),
        after.annotations.iter().cloned().collect(),
    );
    let mut matching = Matching::new(&old, &new);
    matching.by_key(|it| it.id.clone());
    matching.by_key(Item::anonymous);
    matching.by_key(|it| it.parts.clone());
    matching.by_overlap(after);
    let alike = |a: &Arc<Annotation>, b: &Arc<Annotation>| a.anonymous() == b.anonymous();
    let mut found = matching.differing(alike);
    found.sort_by_key(|(before, after)| {
        let either = after.as_ref().or(before.as_ref());
        either.map(|it| (it.parts.cover().start(), it.parts.cover().end()))
    });
    let twins = matching.pairs.iter().enumerate();
    let twins = twins.filter_map(|(a, b)| Some((new[(*b)?].id.clone(), old[a].id.clone())));
    (found, twins.collect())
}

/// What differs between lists of items by id, else by content.
fn pairs<T: Item>(before: &[T], after: &[T]) -> Vec<Pair<T>> {
    let mut matching = Matching::new(before, after);
    matching.by_key(|it| it.id().clone());
    matching.by_key(Item::anonymous);
    matching.differing(|a, b| a.anonymous() == b.anonymous())
}

fn sets<T: Clone + Eq + Hash>(before: &[T], after: &[T]) -> Vec<Pair<T>> {
    let mut matching = Matching::new(before, after);
    matching.by_key(T::clone);
    matching.differing(|_, _| true)
}

/// Which item of `new` each item of `old` became, by index.
struct Matching<'a, T> {
    old: &'a [T],
    new: &'a [T],
    pairs: Vec<Option<usize>>,
    taken: HashSet<usize>,
}

impl<'a, T: Clone> Matching<'a, T> {
    fn new(old: &'a [T], new: &'a [T]) -> Self {
        Self {
            old,
            new,
            pairs: vec![None; old.len()],
            taken: HashSet::new(),
        }
    }

    /// Match what is left and has the same key, in order.
    fn by_key<K: Eq + Hash>(&mut self, key: impl Fn(&T) -> K) {
        let mut there: HashMap<K, Vec<usize>> = HashMap::new();
        let left = (0..self.new.len()).rev();
        for index in left.filter(|index| !self.taken.contains(index)) {
            there.entry(key(&self.new[index])).or_default().push(index);
        }
        for (item, pair) in self.old.iter().zip(&mut self.pairs) {
            if pair.is_none() {
                *pair = there.get_mut(&key(item)).and_then(Vec::pop);
                self.taken.extend(*pair);
            }
        }
    }

    /// What was changed, removed, added.
    fn differing(&self, alike: impl Fn(&T, &T) -> bool) -> Vec<Pair<T>> {
        let became = |(item, pair): (&T, &Option<usize>)| match pair {
            Some(index) => {
                let new = &self.new[*index];
                (!alike(item, new)).then(|| (Some(item.clone()), Some(new.clone())))
            }
            None => Some((Some(item.clone()), None)),
        };
        let new = self.new.iter().enumerate();
        let added = new.filter(|(index, _)| !self.taken.contains(index));
        let before = self.old.iter().zip(&self.pairs).filter_map(became);
        before
            .chain(added.map(|(_, item)| (None, Some(item.clone()))))
            .collect()
    }
}

impl Matching<'_, Arc<Annotation>> {
    /// Match what is left, has the same label and shares text.
    fn by_overlap(&mut self, after: &Layer) {
        let place: HashMap<&Id, usize> = self.new.iter().map(|it| &it.id).zip(0..).collect();
        for (item, pair) in self.old.iter().zip(&mut self.pairs) {
            if pair.is_some() {
                continue;
            }
            let near = after.annotations.overlapping(item.parts.cover());
            let same = |it: &&Arc<Annotation>| {
                it.label == item.label && it.parts.overlaps_parts(&item.parts)
            };
            let free = near
                .filter(same)
                .filter_map(|it| place.get(&it.id).copied());
            *pair = free.into_iter().find(|index| !self.taken.contains(index));
            self.taken.extend(*pair);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::fixture::{annotation, layer};

    /// `id before -> id after`, a side that is missing as `-`.
    fn told(before: &Layer, after: &Layer) -> String {
        let name = |it: &Option<Arc<Annotation>>| match it {
            Some(it) => it.id.to_string(),
            None => "-".to_owned(),
        };
        let found = Difference::between(before, after).annotations;
        let pairs = found
            .iter()
            .map(|(a, b)| format!("{} {}", name(a), name(b)));
        pairs.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_became_what_is_seen_by_id_place_and_overlap() {
        let before = || [annotation("a", "PER", 0, 4), annotation("b", "ORG", 10, 14)];
        for (after, expected) in [
            (vec![], "a -, b -"),
            (before().to_vec(), ""),
            // The same said by another annotator.
            (
                vec![annotation("x", "PER", 0, 4), annotation("y", "ORG", 10, 14)],
                "",
            ),
            (
                vec![
                    annotation("a", "PER", 20, 24),
                    annotation("y", "ORG", 10, 14),
                ],
                "a a",
            ),
            (
                vec![annotation("x", "POS", 0, 4), annotation("b", "ORG", 10, 14)],
                "a x",
            ),
            (
                vec![annotation("a", "PER", 0, 4), annotation("y", "ORG", 8, 14)],
                "b y",
            ),
            // Another label elsewhere is another thing.
            (
                vec![annotation("a", "PER", 0, 4), annotation("y", "LOC", 8, 14)],
                "- y, b -",
            ),
            (
                vec![
                    annotation("a", "PER", 0, 4),
                    annotation("b", "ORG", 10, 14),
                    annotation("z", "ORG", 10, 14),
                ],
                "- z",
            ),
        ] {
            assert_eq!(
                told(&layer(before()), &layer(after.clone())),
                expected,
                "{after:?}"
            );
        }
    }

    #[test]
    fn relations_follow_what_is_the_same_under_another_id() {
        let link = |id: &str, from: &str, to: &str| Relation {
            id: Id::new(id),
            label: "holds".into(),
            from: Id::new(from),
            to: Id::new(to),
        };
        let mut before = layer([annotation("a", "PER", 0, 4), annotation("b", "ORG", 10, 14)]);
        let mut after = layer([annotation("x", "PER", 0, 4), annotation("y", "ORG", 10, 14)]);
        before.relations = vec![link("r", "a", "b")];
        after.relations = vec![link("q", "x", "y")];
        assert!(Difference::between(&before, &after).is_empty());
        after.relations = vec![link("q", "y", "x")];
        let found = Difference::between(&before, &after).relations;
        let reversed = link("q", "b", "a");
        assert_eq!(
            found,
            [(before.relations.pop(), None), (None, Some(reversed))]
        );
    }
}
