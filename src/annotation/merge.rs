//! Three-way merge of layers by id: both sides survive.
mod item;
mod twins;

pub(super) use item::Item;
pub use twins::Twins;

use super::{Annotation, Annotations, Id, Layer, Rejection, Relation};
use item::pick;
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

/// `ours` and `theirs` both grew out of `base`.
///
/// What one side changed is taken from that side; what one removed and the other changed stays. Where both changed the
/// same annotation, each of its fields is taken from who changed it; where both changed the same field, ours keeps the
/// id and theirs is added as a copy under an id that follows from its content, so that every session that merges the
/// two arrives at the same. What both sides created alike is kept once, under the smaller id.
pub fn merge(base: &Layer, ours: &Layer, theirs: &Layer) -> Layer {
    let items = |layer: &Layer| layer.annotations.iter().cloned().collect::<Vec<_>>();
    let (annotations, twins) = by_id(&items(base), &items(ours), &items(theirs));
    // Links follow the annotation that is kept.
    let links = |layer: &Layer| {
        let links = layer.relations.iter();
        links.map(|link| follow(link, &twins)).collect::<Vec<_>>()
    };
    let lines = |layer: &Layer| {
        let name = |id: &Id| twins.get(id).unwrap_or(id).clone();
        let lines = layer.foreign.iter();
        lines.map(|line| line.renamed(name)).collect::<Vec<_>>()
    };
    let annotations: Annotations = annotations.into_iter().collect();
    let mut unplaced = list(&base.unplaced, &ours.unplaced, &theirs.unplaced);
    // One side found its place: it waits no more.
    unplaced.retain(|item| annotations.get(&item.id).is_none());
    Layer {
        annotator: both(&base.annotator, &ours.annotator, &theirs.annotator),
        status: both(&base.status, &ours.status, &theirs.status),
        seconds: seconds(base.seconds, ours.seconds, theirs.seconds),
        annotations,
        relations: list(&links(base), &links(ours), &links(theirs)),
        rejections: rejections(&base.rejections, &ours.rejections, &theirs.rejections),
        notes: list(&base.notes, &ours.notes, &theirs.notes),
        unplaced,
        foreign: set(&lines(base), &lines(ours), &lines(theirs)),
    }
}

/// `ours` and `theirs` both grew out of `base`, under the same id; ours where both changed the same field.
pub fn joined(
    base: &Arc<Annotation>,
    ours: &Arc<Annotation>,
    theirs: &Arc<Annotation>,
) -> Arc<Annotation> {
    Item::blend(Some(base), ours, theirs, &mut false)
}

fn follow(link: &Relation, twins: &HashMap<Id, Id>) -> Relation {
    let end = |id: &Id| twins.get(id).unwrap_or(id).clone();
    Relation {
        from: end(&link.from),
        to: end(&link.to),
        ..link.clone()
    }
}

/// The value of who changed it; ours when both did.
fn both<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> T {
    pick(Some(base), ours, theirs, &mut false)
}

/// The seconds of both sides since the base.
fn seconds(base: u32, ours: u32, theirs: u32) -> u32 {
    let sum = i64::from(ours) + i64::from(theirs) - i64::from(base);
    u32::try_from(sum.max(0)).unwrap_or(u32::MAX)
}

/// Relations, notes, or what waits for its place. The order is that of the side that changed, else ours and then what theirs added.
fn list<T: Item + PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    if ours == base {
        return theirs.to_vec();
    }
    if theirs == base || theirs == ours {
        return ours.to_vec();
    }
    by_id(base, ours, theirs).0
}

/// Each id that any side has, merged: ours first, then those of theirs alone, then copies. Beside it, which id stands
/// for which where both sides created the same.
fn by_id<T: Item>(base: &[T], ours: &[T], theirs: &[T]) -> (Vec<T>, HashMap<Id, Id>) {
    let (in_base, in_ours, in_theirs) = (index(base), index(ours), index(theirs));
    let new = theirs
        .iter()
        .filter(|item| !in_ours.contains_key(item.id()));
    let mut merged = Vec::with_capacity(ours.len());
    let mut copies = Vec::new();
    for id in ours.iter().chain(new).map(Item::id) {
        let sides = [&in_base, &in_ours, &in_theirs].map(|side| side.get(id).copied());
        let (kept, copy) = one(sides);
        merged.extend(kept);
        copies.extend(copy);
    }
    if !copies.is_empty() {
        // An earlier merge may have made the copy, or somebody said the same.
        let said: HashSet<T> = merged.iter().map(Item::anonymous).collect();
        copies.retain(|copy: &T| {
            let known = in_ours.contains_key(copy.id()) || in_theirs.contains_key(copy.id());
            !known && !said.contains(&copy.anonymous())
        });
    }
    merged.extend(copies);
    let created = |side: &HashMap<&Id, _>, other: &HashMap<&Id, _>, item: &&T| {
        !in_base.contains_key(item.id())
            && side.contains_key(item.id())
            && !other.contains_key(item.id())
    };
    let twins = twins(
        merged
            .iter()
            .filter(|item| created(&in_ours, &in_theirs, item)),
        merged
            .iter()
            .filter(|item| created(&in_theirs, &in_ours, item)),
    );
    merged.retain(|item| !twins.contains_key(item.id()));
    (merged, twins)
}

fn index<T: Item>(side: &[T]) -> HashMap<&Id, &T> {
    side.iter().map(|item| (item.id(), item)).collect()
}

/// What both sides created alike: the larger id with the smaller. What one side says twice was meant to be there twice.
fn twins<'a, T: Item + 'a>(
    ours: impl Iterator<Item = &'a T>,
    theirs: impl Iterator<Item = &'a T>,
) -> HashMap<Id, Id> {
    let mut contents: HashMap<T, &Id> = ours.map(|item| (item.anonymous(), item.id())).collect();
    let pair = |twin: &'a T| {
        let own = contents.remove(&twin.anonymous())?;
        Some((own.max(twin.id()).clone(), own.min(twin.id()).clone()))
    };
    theirs.filter_map(pair).collect()
}

/// What becomes of one id: the item that keeps it, and a copy of theirs where the two cannot be reconciled.
fn one<T: Item>([base, ours, theirs]: [Option<&T>; 3]) -> (Option<T>, Option<T>) {
    match (ours, theirs) {
        _ if base == ours => (theirs.cloned(), None),
        _ if base == theirs || ours == theirs => (ours.cloned(), None),
        (Some(ours), Some(theirs)) => {
            let mut clash = false;
            let kept = T::blend(base, ours, theirs, &mut clash);
            let copy = clash.then(|| T::blend(base, theirs, ours, &mut clash).renamed());
            (Some(kept), copy)
        }
        // Removed on one side, changed on the other.
        (ours, theirs) => (ours.or(theirs).cloned(), None),
    }
}

/// Rejections have no ids: one is there when a side added it, or when neither removed it. The same may have been
/// proposed to both by different suggesters.
fn rejections(base: &[Rejection], ours: &[Rejection], theirs: &[Rejection]) -> Vec<Rejection> {
    if ours == base {
        return theirs.to_vec();
    }
    let set = |side| <[Rejection]>::iter(side).map(Rejection::what).collect();
    let (in_base, in_ours, in_theirs): (HashSet<_>, HashSet<_>, HashSet<_>) =
        (set(base), set(ours), set(theirs));
    let kept =
        |item: &&Rejection| !in_base.contains(&item.what()) || in_theirs.contains(&item.what());
    let added =
        |item: &&Rejection| !in_base.contains(&item.what()) && !in_ours.contains(&item.what());
    let ours = ours.iter().filter(kept);
    ours.chain(theirs.iter().filter(added)).cloned().collect()
}

/// What has no ids: it is there when a side added it, or when neither removed it.
fn set<T: Clone + Eq + Hash>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    if ours == base {
        return theirs.to_vec();
    }
    let set = |side: &[T]| side.iter().cloned().collect::<HashSet<_>>();
    let (in_base, in_ours, in_theirs) = (set(base), set(ours), set(theirs));
    let kept = |item: &&T| !in_base.contains(item) || in_theirs.contains(item);
    let added = |item: &&T| !in_base.contains(item) && !in_ours.contains(item);
    let ours = ours.iter().filter(kept);
    ours.chain(theirs.iter().filter(added)).cloned().collect()
}

#[cfg(test)]
mod tests;
