//! A difference in words, a line for each thing that a person would tell.

use super::Compared;
use crate::{
    annotation::{Annotation, Pair},
    cli::sheet,
    locale::{Locale, Message},
    msg,
    view::details,
};
use std::{collections::BTreeSet, sync::Arc};

/// All that differs.
pub(super) fn lines(compared: &Compared, locale: &Locale) -> Vec<String> {
    let Compared {
        before,
        after,
        difference: found,
    } = compared;
    let mut said = Vec::new();
    for pair in &found.annotations {
        said.extend(annotation(compared, pair, locale));
    }
    let places = [before, after];
    list(&mut said, &found.relations, Sort::Relation, |side, it| {
        places[side].relation(it, places[1 - side], locale)
    });
    list(&mut said, &found.rejections, Sort::Rejection, |side, it| {
        places[side].rejection(it, locale)
    });
    list(&mut said, &found.unplaced, Sort::Waiting, |_, it| {
        sheet::waiting(it, locale)
    });
    list(&mut said, &found.notes, Sort::Note, |_, it| it.text.clone());
    said.extend(found.status.map(|(from, to)| {
        msg!(
            "diff-status",
            before = sheet::status(from),
            after = sheet::status(to)
        )
    }));
    said.extend(found.seconds.map(|(from, to)| {
        msg!(
            "diff-seconds",
            before = from.to_string(),
            after = to.to_string()
        )
    }));
    said.iter().map(|message| locale.say(message)).collect()
}

/// What became of one annotation.
fn annotation(compared: &Compared, pair: &Pair<Arc<Annotation>>, locale: &Locale) -> Vec<Message> {
    let Compared { before, after, .. } = compared;
    match pair {
        (Some(old), Some(new)) => changed(compared, old, new, locale),
        (None, Some(new)) => {
            let (what, at) = (after.whole(new, locale), after.place(&new.parts));
            vec![msg!("diff-added", what = what, at = at)]
        }
        (Some(old), None) => {
            let (what, at) = (before.whole(old, locale), before.place(&old.parts));
            vec![msg!("diff-removed", what = what, at = at)]
        }
        (None, None) => Vec::new(),
    }
}

/// Each thing in which `new` is not as `old`.
fn changed(
    Compared { before, after, .. }: &Compared,
    old: &Annotation,
    new: &Annotation,
    locale: &Locale,
) -> Vec<Message> {
    let (what, at) = (after.named(new, locale), after.place(&new.parts));
    let mut said = Vec::new();
    if old.label != new.label {
        let text = after.covered(&new.parts);
        let (from, to) = (&*old.label, &*new.label);
        said.push(msg!(
            "diff-label",
            before = from,
            after = to,
            text = text,
            at = at.clone()
        ));
    }
    if old.parts != new.parts {
        let (from, to) = (before.covered(&old.parts), after.covered(&new.parts));
        said.push(match from == to {
            false => {
                let label = &*new.label;
                msg!(
                    "diff-borders",
                    label = label,
                    before = from,
                    after = to,
                    at = at.clone()
                )
            }
            true => {
                let from = before.place(&old.parts);
                msg!(
                    "diff-moved",
                    what = what.clone(),
                    before = from,
                    after = at.clone()
                )
            }
        });
    }
    let values = values(old, new, locale);
    said.extend(values.into_iter().map(|(name, from, to)| {
        let (from, to) = (or_dash(from), or_dash(to));
        msg!(
            "diff-value",
            what = what.clone(),
            name = name,
            before = from,
            after = to,
            at = at.clone()
        )
    }));
    said
}

/// Measure, fields and note that differ: what they are called, before, after.
fn values(old: &Annotation, new: &Annotation, locale: &Locale) -> Vec<(String, String, String)> {
    let measure = |it: &Annotation| {
        let read = it.measure.as_ref();
        read.map(|read| details::measure(locale, read))
            .unwrap_or_default()
    };
    let mut values = Vec::new();
    if old.measure != new.measure {
        values.push((locale.say(&msg!("form-value")), measure(old), measure(new)));
    }
    let names: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    for name in names {
        let [from, to] = [old, new].map(|it| it.fields.get(name));
        if from != to {
            let text = |value: Option<&String>| value.cloned().unwrap_or_default();
            values.push((name.clone(), text(from), text(to)));
        }
    }
    if old.note != new.note {
        let name = locale.say(&msg!("form-note"));
        values.push((name, old.note.clone(), new.note.clone()));
    }
    values
}

fn or_dash(text: String) -> String {
    match text.is_empty() {
        true => "—".to_owned(),
        false => text,
    }
}

/// What a list is of.
#[derive(Clone, Copy)]
enum Sort {
    Relation,
    Rejection,
    Waiting,
    Note,
}

impl Sort {
    fn name(self) -> Message {
        match self {
            Sort::Relation => msg!("diff-relation"),
            Sort::Rejection => msg!("diff-rejection"),
            Sort::Waiting => msg!("diff-waiting"),
            Sort::Note => msg!("diff-note"),
        }
    }
}

/// What was added to a list, removed from it and changed; `words` tells an item of the first or the second side.
fn list<T>(
    said: &mut Vec<Message>,
    pairs: &[Pair<T>],
    sort: Sort,
    words: impl Fn(usize, &T) -> String,
) {
    for pair in pairs {
        said.extend(match pair {
            (Some(old), Some(new)) => {
                let (from, to) = (words(0, old), words(1, new));
                Some(msg!(
                    "diff-item-changed",
                    sort = sort.name(),
                    before = from,
                    after = to
                ))
            }
            (None, Some(new)) => Some(msg!(
                "diff-item-added",
                sort = sort.name(),
                what = words(1, new)
            )),
            (Some(old), None) => Some(msg!(
                "diff-item-removed",
                sort = sort.name(),
                what = words(0, old)
            )),
            (None, None) => None,
        });
    }
}
