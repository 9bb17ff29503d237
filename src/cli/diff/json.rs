//! A difference for programs: a line of JSON for each thing, as it was and as it is.

use super::Compared;
use crate::{
    annotation::{Annotation, Fields, Measure, Pair, Rejection, Relation, Status, Unplaced},
    cli::{json_line, sheet::Sheet},
};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    /// The layer, in a folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<&'a str>,
    what: &'a str,
    before: Option<T>,
    after: Option<T>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    label: &'a str,
    /// Code points.
    at: Vec<(u32, u32)>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<&'a Measure>,
    #[serde(skip_serializing_if = "Fields::is_empty")]
    fields: &'a Fields,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
struct Link<'a> {
    id: &'a str,
    label: &'a str,
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Refusal<'a> {
    label: &'a str,
    at: Vec<(u32, u32)>,
    text: String,
    by: &'a str,
}

/// A line for each thing that differs.
pub(super) fn lines(compared: &Compared, name: Option<&Path>) -> String {
    let Compared {
        before,
        after,
        difference: found,
    } = compared;
    let name = name.map(|name| name.display().to_string());
    let mut lines = Lines {
        layer: name.as_deref(),
        sheets: [before, after],
        printed: String::new(),
    };
    lines.add("annotation", &found.annotations, |sheet, it| {
        annotation(sheet, it)
    });
    lines.add("relation", &found.relations, |_, it| relation(it));
    lines.add("rejection", &found.rejections, rejection);
    lines.add("note", &found.notes, |_, it| it.text.as_str());
    lines.add("unplaced", &found.unplaced, |_, it| unplaced(it));
    let status = found.status.map(|(from, to)| (Some(from), Some(to)));
    lines.add("status", status.as_slice(), |_, it: &Status| *it);
    let seconds = found.seconds.map(|(from, to)| (Some(from), Some(to)));
    lines.add("seconds", seconds.as_slice(), |_, it| *it);
    lines.printed
}

/// A layer that only one side has.
pub(super) fn alone(name: &str, is_new: bool) -> String {
    let there = |there: bool| there.then_some(name);
    line(&Line {
        layer: Some(name),
        what: "layer",
        before: there(!is_new),
        after: there(is_new),
    })
}

struct Lines<'a> {
    layer: Option<&'a str>,
    sheets: [&'a Sheet; 2],
    printed: String,
}

impl<'a> Lines<'a> {
    fn add<T, R: Serialize>(
        &mut self,
        what: &str,
        pairs: &'a [Pair<T>],
        record: impl Fn(&'a Sheet, &'a T) -> R,
    ) {
        let [first, second] = self.sheets;
        for (before, after) in pairs {
            self.printed += &line(&Line {
                layer: self.layer,
                what,
                before: before.as_ref().map(|it| record(first, it)),
                after: after.as_ref().map(|it| record(second, it)),
            });
        }
    }
}

fn line(value: &impl Serialize) -> String {
    String::from_utf8_lossy(&json_line(value)).into_owned()
}

fn annotation<'a>(sheet: &Sheet, it: &'a Annotation) -> Item<'a> {
    Item {
        id: it.id.as_str(),
        label: &it.label,
        at: sheet.chars(&it.parts),
        text: sheet.covered(&it.parts),
        measure: it.measure.as_ref(),
        fields: &it.fields,
        note: &it.note,
    }
}

fn unplaced(it: &Unplaced) -> Item<'_> {
    Item {
        id: it.id.as_str(),
        label: &it.label,
        at: it.at.iter().map(|part| (part.start, part.end)).collect(),
        text: it.text.clone(),
        measure: it.measure.as_ref(),
        fields: &it.fields,
        note: &it.note,
    }
}

fn relation(it: &Relation) -> Link<'_> {
    Link {
        id: it.id.as_str(),
        label: &it.label,
        from: it.from.as_str(),
        to: it.to.as_str(),
    }
}

fn rejection<'a>(sheet: &Sheet, it: &'a Rejection) -> Refusal<'a> {
    Refusal {
        label: &it.label,
        at: sheet.chars(&it.parts),
        text: sheet.covered(&it.parts),
        by: &it.by,
    }
}
