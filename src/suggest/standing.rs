//! What is annotated already, asked for places in the order of the text: one step over the annotations for all of
//! them together, also when one annotation covers everything.

use crate::{
    annotation::{Annotation, Annotations},
    text::{TextRange, TextSize},
};
use std::{iter::Peekable, sync::Arc};

/// Annotations in order.
type InOrder<'a> = Box<dyn Iterator<Item = &'a Arc<Annotation>> + 'a>;

/// A walk over annotations.
pub struct Standing<'a> {
    /// Those that begin later, in order.
    rest: Peekable<InOrder<'a>>,
    /// Those that are begun and may not be over.
    open: Vec<&'a Annotation>,
    /// The start of the place that was asked for last.
    place: TextSize,
}

impl<'a> Standing<'a> {
    /// Begin with the first of `annotations`.
    pub fn new(annotations: &'a Annotations) -> Self {
        Self {
            rest: (Box::new(annotations.iter()) as InOrder<'a>).peekable(),
            open: Vec::new(),
            place: TextSize::ZERO,
        }
    }

    /// Those of which some part shares a byte with `range`, which must not start before the one asked for last.
    pub fn over(&mut self, range: TextRange) -> impl Iterator<Item = &'a Annotation> {
        debug_assert!(self.place <= range.start(), "places are asked for in order");
        if self.place != range.start() {
            self.open
                .retain(|it| it.parts.cover().end() > range.start());
            self.place = range.start();
        }
        let begun = |it: &&Arc<Annotation>| it.parts.cover().start() < range.end();
        while let Some(next) = self.rest.next_if(begun) {
            if next.parts.cover().end() > range.start() {
                self.open.push(next);
            }
        }
        self.open
            .iter()
            .copied()
            .filter(move |it| it.parts.overlaps(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Fields, Id, Parts};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_a_search_for_each_place(
            there in prop::collection::vec((0usize..40, 1usize..20), 0..12),
            mut places in prop::collection::vec((0usize..50, 1usize..12), 0..12),
        ) {
            let annotation = |(number, (start, len)): (usize, (usize, usize))| Arc::new(Annotation {
                id: Id::new(&format!("id{number}")),
                label: "PER".into(),
                parts: Parts::one(TextRange::from_usize(start..start + len)).unwrap(),
                measure: None,
                fields: Fields::new(),
                note: String::new(),
            });
            let all: Annotations = there.into_iter().enumerate().map(annotation).collect();
            places.sort_unstable();
            let mut standing = Standing::new(&all);
            for (start, len) in places {
                let range = TextRange::from_usize(start..start + len);
                let expected: Vec<_> = all.overlapping(range).map(|it| it.id.clone()).collect();
                let found: Vec<_> = standing.over(range).map(|it| it.id.clone()).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
