//! Annotations in a format that has room for one label a token: which of them stay, or in how many columns all fit.

use crate::annotation::{Annotation, Annotations};
use std::{cmp::Reverse, sync::Arc};

/// What becomes of annotations that share text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The longest stay.
    #[default]
    Outermost,
    /// The shortest stay.
    Innermost,
    /// All stay, in as many columns as that takes.
    Columns,
}

impl Policy {
    /// As they are called on the command line.
    pub const NAMES: [&'static str; 3] = ["outermost", "innermost", "columns"];

    /// The one called `name`; the first when there is none.
    pub fn of_name(name: &str) -> Self {
        match name {
            "innermost" => Self::Innermost,
            "columns" => Self::Columns,
            _ => Self::Outermost,
        }
    }
}

/// Those of `all` that stay under `policy`, in their order, and those that do not. Of two that cover the very same the
/// first stays.
pub(super) fn flat(
    all: &Annotations,
    policy: Policy,
) -> (Vec<Arc<Annotation>>, Vec<Arc<Annotation>>) {
    let mut order: Vec<(usize, &Arc<Annotation>)> = all.iter().enumerate().collect();
    let len = |item: &Annotation| item.parts.cover().len();
    match policy {
        Policy::Outermost => order.sort_by_key(|(at, item)| (Reverse(len(item)), *at)),
        Policy::Innermost => order.sort_by_key(|(at, item)| (len(item), *at)),
        Policy::Columns => return (all.iter().cloned().collect(), Vec::new()),
    }
    let (mut stay, mut go) = (Annotations::default(), Vec::new());
    for (_, item) in order {
        let taken = stay
            .overlapping(item.parts.cover())
            .any(|it| it.parts.overlaps_parts(&item.parts));
        match taken {
            true => go.push(Arc::clone(item)),
            false => drop(stay.put(Arc::clone(item))),
        }
    }
    (stay.iter().cloned().collect(), go)
}

/// `all` in columns: those of one column share no text, outer ones come before inner ones. At least one column.
pub fn columns(all: &Annotations) -> Vec<Vec<Arc<Annotation>>> {
    let mut order: Vec<&Arc<Annotation>> = all.iter().collect();
    order.sort_by_key(|item| {
        (
            item.parts.cover().start(),
            Reverse(item.parts.cover().end()),
        )
    });
    let mut columns: Vec<Vec<Arc<Annotation>>> = vec![Vec::new()];
    for item in order {
        let cover = item.parts.cover();
        let free = |column: &&mut Vec<Arc<Annotation>>| {
            let last = column.last();
            last.is_none_or(|last| last.parts.cover().end() <= cover.start())
        };
        match columns.iter_mut().find(free) {
            Some(column) => column.push(Arc::clone(item)),
            None => columns.push(vec![Arc::clone(item)]),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::fixture::{annotation, layer};

    #[test]
    fn of_what_shares_text_one_stays_or_columns_grow() {
        let layer = layer([
            annotation("a", "ORG", 0, 20),
            annotation("b", "LOC", 5, 10),
            annotation("c", "PER", 8, 15),
            annotation("d", "PER", 20, 25),
            annotation("e", "LOC", 20, 25),
        ]);
        let ids = |items: &[Arc<Annotation>]| {
            let ids = items.iter().map(|item| item.id.to_string());
            ids.collect::<Vec<_>>().concat()
        };
        for (policy, stay, go) in [
            (Policy::Outermost, "ad", "cbe"),
            (Policy::Innermost, "bd", "eca"),
            (Policy::Columns, "abcde", ""),
        ] {
            let (stayed, gone) = flat(&layer.annotations, policy);
            assert_eq!((&*ids(&stayed), &*ids(&gone)), (stay, go), "{policy:?}");
        }
        let columns = columns(&layer.annotations);
        let columns: Vec<String> = columns.iter().map(|column| ids(column)).collect();
        assert_eq!(columns, ["ad", "be", "c"]);
    }
}
