use super::*;
use crate::annotation::{
    Annotation, Change, Fields, Measure, Note, Status, Unplaced,
    fixture::{annotation, layer},
};
use crate::text::TextRange;
use proptest::prelude::*;
use std::sync::Arc;

/// `id label start-end note`, one annotation a line.
fn of(lines: &str) -> Layer {
    let item = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (start, end) = words[2].split_once('-').expect("start-end");
        let item = annotation(
            words[0],
            words[1],
            start.parse().unwrap(),
            end.parse().unwrap(),
        );
        let note = words.get(3).copied().unwrap_or_default().to_owned();
        Arc::new(Annotation {
            note,
            ..Annotation::clone(&item)
        })
    };
    layer(lines.split(", ").filter(|line| !line.is_empty()).map(item))
}

/// Ids that a merge made up are shown as `*`.
fn shown(layer: &Layer, known: &[&Layer]) -> String {
    let known = |id: &Id| {
        known
            .iter()
            .any(|layer| layer.annotations.get(id).is_some())
    };
    let line = |item: &Arc<Annotation>| {
        let cover = item.parts.cover().to_usize();
        let id = if known(&item.id) {
            item.id.as_str()
        } else {
            "*"
        };
        format!(
            "{id} {} {}-{} {}",
            item.label, cover.start, cover.end, item.note
        )
        .trim()
        .to_owned()
    };
    let mut lines: Vec<String> = layer.annotations.iter().map(line).collect();
    lines.sort();
    lines.join(", ")
}

#[test]
fn one_annotation_three_ways() {
    for (base, ours, theirs, expected) in [
        ("", "a PER 0-3", "b PER 5-9", "a PER 0-3, b PER 5-9"),
        ("a PER 0-3", "a PER 0-3", "", ""),
        ("a PER 0-3", "", "a PER 0-3", ""),
        ("a PER 0-3", "a ORG 0-3", "a PER 0-3", "a ORG 0-3"),
        ("a PER 0-3", "a PER 0-3", "a ORG 0-3", "a ORG 0-3"),
        ("a PER 0-3", "", "a ORG 0-3", "a ORG 0-3"),
        ("a PER 0-3", "a ORG 0-3", "", "a ORG 0-3"),
        ("a PER 0-3", "a ORG 0-3", "a PER 0-5", "a ORG 0-5"),
        ("a PER 0-3", "a ORG 0-3", "a ORG 0-3 да", "a ORG 0-3 да"),
        (
            "a PER 0-3",
            "a ORG 0-3",
            "a LOC 0-3",
            "* LOC 0-3, a ORG 0-3",
        ),
        (
            "a PER 0-3",
            "a ORG 0-3",
            "a LOC 0-3 да",
            "* LOC 0-3 да, a ORG 0-3 да",
        ),
        ("", "b PER 0-3", "a PER 0-3", "a PER 0-3"),
        ("", "a PER 0-3", "b PER 0-3", "a PER 0-3"),
        ("", "a PER 0-3", "b PER 0-3 да", "a PER 0-3, b PER 0-3 да"),
        ("", "a PER 0-3, b PER 0-3", "", "a PER 0-3, b PER 0-3"),
        ("", "a PER 0-3", "a LOC 0-3", "* LOC 0-3, a PER 0-3"),
        (
            "b PER 0-3",
            "b LOC 0-3",
            "b PER 0-3, a LOC 0-3",
            "a LOC 0-3, b LOC 0-3",
        ),
    ] {
        let (base, ours, theirs) = (of(base), of(ours), of(theirs));
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(
            shown(&merged, &[&base, &ours, &theirs]),
            expected,
            "{base:?} {ours:?} {theirs:?}"
        );
    }
}

#[test]
fn fields_are_taken_each_from_who_changed_it() {
    let with = |fields: &[(&str, &str)], unit: &str| {
        let item = annotation("a", "MONEY", 0, 3);
        let fields = fields
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        layer([Arc::new(Annotation {
            fields: fields.collect(),
            measure: Some(Measure {
                unit: unit.to_owned(),
                ..Measure::default()
            }),
            ..Annotation::clone(&item)
        })])
    };
    let base = with(&[("p", "1"), ("q", "1")], "RUB");
    let ours = with(&[("p", "2"), ("q", "1"), ("r", "1")], "RUB");
    let theirs = with(&[("p", "1")], "USD");
    let expected = with(&[("p", "2"), ("r", "1")], "USD");
    assert_eq!(merge(&base, &ours, &theirs), expected);
    assert_eq!(merge(&base, &theirs, &ours), expected);
}

#[test]
fn relations_notes_rejections_status_and_time() {
    let note = |id: &str, text: &str| Note {
        id: Id::new(id),
        text: text.to_owned(),
    };
    let link = |id: &str, to: &str| Relation {
        id: Id::new(id),
        label: "in".into(),
        from: Id::new("x"),
        to: Id::new(to),
    };
    let refusal = |at: usize| crate::annotation::Rejection {
        label: "PER".into(),
        parts: crate::annotation::Parts::one(TextRange::from_usize(at..at + 1)).unwrap(),
        by: String::new(),
    };
    let with = |notes, relations, rejections, status, seconds| Layer {
        notes,
        relations,
        rejections,
        status,
        seconds,
        ..of("")
    };
    let base = with(
        vec![note("a", "1")],
        vec![],
        vec![refusal(1), refusal(2)],
        Status::New,
        100,
    );
    let ours = with(
        vec![note("b", "2"), note("a", "1")],
        vec![link("r", "y")],
        vec![refusal(2), refusal(3)],
        Status::Done,
        160,
    );
    let theirs = with(
        vec![note("a", "3"), note("c", "4")],
        vec![link("r", "z")],
        vec![refusal(1), refusal(4)],
        Status::InProgress,
        110,
    );
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        merged.notes,
        [note("b", "2"), note("a", "3"), note("c", "4")]
    );
    assert_eq!(merged.rejections, [refusal(3), refusal(4)]);
    let ends: Vec<&str> = merged
        .relations
        .iter()
        .map(|link| link.to.as_str())
        .collect();
    assert_eq!(
        (ends, merged.relations[0].id.as_str()),
        (vec!["y", "z"], "r")
    );
    assert_eq!((merged.status, merged.seconds), (Status::Done, 170));
}

#[test]
fn kept_lines_follow_and_are_a_set() {
    let line = |line: &str, of: &str| crate::annotation::Foreign {
        format: "brat".into(),
        line: line.to_owned(),
        of: vec![Id::new(of)],
        restates: false,
    };
    let with = |items: &str, foreign| Layer {
        foreign,
        ..of(items)
    };
    let base = with("", vec![line("A1", "x"), line("A2", "x")]);
    let ours = with("b ORG 0-5", vec![line("A1", "x"), line("A3", "b")]);
    let theirs = with("a ORG 0-5", vec![line("A1", "x"), line("A2", "x")]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.foreign, [line("A1", "x"), line("A3", "a")]);
    assert_eq!(
        Twins::between(&ours, &merged).layer(&ours).foreign,
        merged.foreign
    );
}

#[test]
fn what_waits_for_its_place_is_placed_or_dropped_once() {
    let waiting = |layer: Layer, ids: &[&str]| Layer {
        unplaced: ids
            .iter()
            .map(|id| Unplaced {
                id: Id::new(id),
                label: "PER".into(),
                made_on: String::new(),
                at: Vec::new(),
                text: String::new(),
                measure: None,
                fields: Fields::new(),
                note: String::new(),
            })
            .collect(),
        ..layer
    };
    let base = waiting(of(""), &["a", "b", "c"]);
    // Ours placed a, theirs dropped b.
    let ours = waiting(of("a PER 0-3"), &["b", "c"]);
    let theirs = waiting(of(""), &["a", "c"]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged, waiting(of("a PER 0-3"), &["c"]));
    // One session could place what the other, which knows an earlier text, has still there.
    let lost = waiting(of(""), &["a"]);
    let changed = of("a ORG 0-3");
    assert_eq!(merge(&of("a PER 0-3"), &lost, &changed), changed);
}

#[test]
fn relations_follow_the_annotation_that_is_kept_and_have_twins_too() {
    let linked = |id: &str, item: &str| {
        let mut layer = of(&format!("{item} PER 0-3"));
        layer.relations = vec![Relation {
            id: Id::new(id),
            label: "in".into(),
            from: Id::new(item),
            to: Id::new(item),
        }];
        layer
    };
    let merged = merge(&of(""), &linked("s", "b"), &linked("r", "a"));
    assert_eq!(merged, linked("r", "a"));
    assert_eq!(merge(&of(""), &linked("r", "a"), &linked("s", "b")), merged);
}

type Edit = (usize, bool, u8, usize, usize, u8);

/// Few places and labels, so that edits of two sides meet; what `side` creates has ids of its own.
fn edited(base: &Layer, side: &str, edits: &[Edit]) -> Layer {
    let mut layer = base.clone();
    for (which, own, label, start, len, note) in edits {
        let of_base = base.annotations.nth(*which).filter(|_| !own);
        let id = of_base.map_or_else(|| format!("{side}{which}"), |item| item.id.to_string());
        let item = annotation(
            &id,
            ["PER", "ORG"][usize::from(*label % 2)],
            *start,
            start + len,
        );
        let after = (*label < 4).then(|| {
            Arc::new(Annotation {
                note: "я".repeat(usize::from(*note)),
                ..Annotation::clone(&item)
            })
        });
        let before = layer.annotations.get(&item.id).cloned();
        Change::Annotation { before, after }.apply(&mut layer);
        layer.seconds += u32::from(*note);
    }
    layer
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(
        (
            0..4usize,
            any::<bool>(),
            0..5u8,
            0..3usize,
            1..3usize,
            0..2u8,
        ),
        0..8,
    )
}

/// All but the ids, sorted; a clash may leave the same content under two ids.
fn contents(layer: &Layer) -> Vec<String> {
    let anonymous = |item: &Arc<Annotation>| format!("{:?}", item.with_id(Id::new("")));
    let mut contents: Vec<String> = layer.annotations.iter().map(anonymous).collect();
    contents.sort();
    contents.dedup();
    contents
}

/// Whether every value that `side` changed since `base` stands together in some annotation of `merged`.
fn survives(base: &Layer, side: &Layer, merged: &Layer) -> bool {
    side.annotations.iter().all(|item| {
        let before = base.annotations.get(&item.id);
        let kept = |found: &Arc<Annotation>| {
            let changed = |same_before: fn(&Annotation, &Annotation) -> bool| {
                before.is_some_and(|before| same_before(before, item)) || same_before(found, item)
            };
            changed(|a, b| a.label == b.label)
                && changed(|a, b| a.parts == b.parts)
                && changed(|a, b| a.note == b.note)
        };
        before == Some(item) || merged.annotations.iter().any(kept)
    })
}

proptest! {
    #[test]
    fn merging_with_the_base_changes_nothing(start in edits(), edits in edits()) {
        let base = edited(&of(""), "base", &start);
        let side = edited(&base, "a", &edits);
        prop_assert_eq!(&merge(&base, &side, &base), &side);
        prop_assert_eq!(&merge(&base, &base, &side), &side);
        prop_assert_eq!(merge(&base, &side, &side).annotations, side.annotations);
    }

    #[test]
    fn nothing_of_either_side_is_missing(start in edits(), a in edits(), b in edits()) {
        let base = edited(&of(""), "base", &start);
        let (ours, theirs) = (edited(&base, "a", &a), edited(&base, "b", &b));
        let merged = merge(&base, &ours, &theirs);
        prop_assert!(survives(&base, &ours, &merged), "ours: {merged:#?}");
        prop_assert!(survives(&base, &theirs, &merged), "theirs: {merged:#?}");
        for item in merged.annotations.iter() {
            let untouched = base.annotations.get(&item.id) == Some(item);
            let removed = [&ours, &theirs].iter().any(|side| side.annotations.get(&item.id).is_none());
            prop_assert!(!(untouched && removed), "came back: {item:?}");
        }
    }

    #[test]
    fn merging_again_converges(start in edits(), a in edits(), b in edits()) {
        let base = edited(&of(""), "base", &start);
        let (ours, theirs) = (edited(&base, "a", &a), edited(&base, "b", &b));
        let merged = merge(&base, &ours, &theirs);
        let again = merge(&base, &merged, &theirs).annotations;
        prop_assert_eq!(&again, &merged.annotations);
        prop_assert_eq!(&merge(&base, &ours, &merged).annotations, &merged.annotations);
        prop_assert_eq!(contents(&merge(&base, &theirs, &ours)), contents(&merged));
    }
}
