//! What of a layer a format can hold, and what would be lost: said before anything is written.

use super::{
    Loss,
    nesting::{Policy, flat},
    xml,
};
use crate::{
    annotation::{Annotation, Annotations, Foreign, Id, Layer, Parts},
    text::{Text, TextRange},
};
use std::{collections::BTreeMap, collections::HashSet, sync::Arc};

/// What a format can say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// The text itself, so that it can be read back character by character.
    pub text: bool,
    /// Annotations that lie in one another or cover the very same.
    pub nested: bool,
    /// Annotations that share text and neither lies in the other.
    pub crossing: bool,
    /// One label on each place, but in several columns if that is asked for.
    pub columns: bool,
    /// Annotations of several parts.
    pub discontinuous: bool,
    /// Relations between annotations.
    pub relations: bool,
    /// Typed values of annotations.
    pub fields: bool,
    /// Where it has none of them: still the one called `identifier`, a name in a knowledge base.
    pub identifier: bool,
    /// Free words on annotations.
    pub notes: bool,
    /// Readings of metrics.
    pub measures: bool,
    /// Remarks on the whole document.
    pub document_notes: bool,
    /// Refused suggestions.
    pub rejections: bool,
    /// Who said it, how far the work is, how long it took.
    pub work: bool,
    /// The names of annotations and relations.
    pub ids: bool,
    /// Blanks at the ends of annotations.
    pub blanks: bool,
    /// Line ends at the ends of annotations, in notes and in values.
    pub line_ends: bool,
    /// Blanks in names of labels, relations and fields.
    pub spaced: bool,
    /// Control characters, which XML has not.
    pub controls: bool,
    /// Lines of other programs that were kept as they were.
    pub foreign: Keeps,
}

/// Which lines of other programs a format has room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeps {
    /// None.
    #[default]
    Nothing,
    /// Those that came from the format of this name.
    Of(&'static str),
    /// All.
    All,
}

impl Holds {
    /// Everything that a layer says.
    pub const ALL: Self = Self {
        text: true,
        nested: true,
        crossing: true,
        columns: true,
        discontinuous: true,
        relations: true,
        fields: true,
        identifier: false,
        notes: true,
        measures: true,
        document_notes: true,
        rejections: true,
        work: true,
        ids: true,
        blanks: true,
        line_ends: true,
        spaced: true,
        controls: true,
        foreign: Keeps::All,
    };

    /// Text with labelled stretches that may overlap at will, and nothing else.
    pub const SPANS: Self = Self {
        text: true,
        nested: true,
        crossing: true,
        columns: true,
        discontinuous: false,
        relations: false,
        fields: false,
        identifier: false,
        notes: false,
        measures: false,
        document_notes: false,
        rejections: false,
        work: false,
        ids: false,
        blanks: true,
        line_ends: true,
        spaced: true,
        controls: true,
        foreign: Keeps::Nothing,
    };

    /// Text with one label on each place.
    pub const FLAT: Self = Self {
        nested: false,
        crossing: false,
        columns: false,
        ..Self::SPANS
    };
}

/// The field that [`Holds::identifier`] speaks of.
pub(super) const IDENTIFIER: &str = "identifier";

/// A layer as a format can hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitted {
    /// What is left.
    pub layer: Layer,
    /// How much of each kind is not.
    pub losses: BTreeMap<Loss, usize>,
}

impl Fitted {
    fn lose(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.losses.entry(loss).or_default() += count;
        }
    }
}

/// What of `layer` on `text` a format that `holds` so much can say, where one label a place is chosen by `policy`.
pub fn fit(layer: &Layer, text: &Text, holds: Holds, policy: Policy) -> Fitted {
    let mut fitted = Fitted {
        layer: layer.clone(),
        losses: BTreeMap::new(),
    };
    fitted.trim(text, holds);
    fitted.discontinuous(holds);
    fitted.overlapping(holds, policy);
    fitted.bare(holds);
    fitted.relations(holds);
    fitted.rest(holds);
    fitted.foreign(holds.foreign);
    fitted.respelt(holds);
    fitted.replaced(text, holds);
    fitted
}

impl Fitted {
    /// Take blanks off the ends of annotations of `text` in a format that has tokens or lines only; what is of nothing
    /// else goes.
    fn trim(&mut self, text: &Text, holds: Holds) {
        let blank: fn(char) -> bool = match (holds.blanks, holds.line_ends) {
            (true, true) => return,
            (true, false) => |c| matches!(c, '\n' | '\r'),
            (false, _) => char::is_whitespace,
        };
        let all: Vec<Arc<Annotation>> = self.layer.annotations.iter().cloned().collect();
        for item in all {
            let parts = item
                .parts
                .ranges()
                .iter()
                .map(|part| filled(text, *part, blank));
            let parts = Parts::new(parts.filter(|part| !part.is_empty()).collect());
            if parts.as_ref() == Some(&item.parts) {
                continue;
            }
            self.lose(Loss::Blanks, 1);
            self.layer.annotations.remove(&item.id);
            if let Some(parts) = parts {
                let trimmed = Annotation {
                    parts,
                    ..Annotation::clone(&item)
                };
                self.layer.annotations.put(Arc::new(trimmed));
            }
        }
    }

    /// Count what is written with `_` for the blanks of its name, or with blanks for the line ends of its values.
    fn respelt(&mut self, holds: Holds) {
        let name = |name: &str| !holds.spaced && name.contains(char::is_whitespace);
        let words = |text: &str| {
            !holds.line_ends && (text.contains(['\n', '\r', '\t']) || text.trim() != text)
        };
        let field = |(it, value): (&String, &String)| {
            name(it) || words(value) || value.is_empty() && !holds.line_ends
        };
        let annotations = self.layer.annotations.iter();
        let annotations = annotations
            .filter(|it| name(&it.label) || words(&it.note) || it.fields.iter().any(field));
        let relations = self.layer.relations.iter().filter(|it| name(&it.label));
        let count = annotations.count() + relations.count();
        self.lose(Loss::Words, count);
    }

    /// Count the characters that a format which `holds` no controls writes as U+FFFD: those of `text` and of all that is
    /// said of it.
    fn replaced(&mut self, text: &Text, holds: Holds) {
        if holds.controls {
            return;
        }
        let count = |text: &str| text.chars().filter(|c| !xml::is_char(*c)).count();
        let said = self.layer.annotations.iter().map(|item| {
            let fields = item.fields.iter();
            let fields = fields.map(|(name, value)| count(name) + count(value));
            count(&item.label) + count(&item.note) + fields.sum::<usize>()
        });
        let count = said.sum::<usize>() + count(text.as_str());
        self.lose(Loss::Characters, count);
    }

    fn discontinuous(&mut self, holds: Holds) {
        if !holds.discontinuous {
            self.keep(Loss::Discontinuous, |item| item.parts.ranges().len() == 1);
        }
    }

    fn keep(&mut self, loss: Loss, stays: impl Fn(&Annotation) -> bool) {
        let all = &self.layer.annotations;
        let left: Annotations = all.iter().filter(|item| stays(item)).cloned().collect();
        let lost = all.len() - left.len();
        if lost > 0 {
            self.layer.annotations = left;
            self.lose(loss, lost);
        }
    }

    /// Where nothing may nest, nothing may cross either. Where only crossing is forbidden, the longer of two stays.
    fn overlapping(&mut self, holds: Holds, policy: Policy) {
        if holds.columns && policy == Policy::Columns || holds.nested && holds.crossing {
            return;
        }
        let (stay, go) = match holds.nested {
            false => {
                let policy = match policy {
                    Policy::Columns => Policy::Outermost,
                    policy => policy,
                };
                flat(&self.layer.annotations, policy)
            }
            true => uncrossed(&self.layer.annotations),
        };
        let stay: Annotations = stay.into_iter().collect();
        let crosses = |item: &&Arc<Annotation>| {
            let mut near = stay.overlapping(item.parts.cover());
            near.any(|other| other.parts.crosses(&item.parts))
        };
        let crossing = go.iter().filter(crosses).count();
        self.lose(Loss::Crossing, crossing);
        self.lose(Loss::Nested, go.len() - crossing);
        self.layer.annotations = stay;
    }

    /// Annotations without what the format has no room for.
    fn bare(&mut self, holds: Holds) {
        let all: Vec<Arc<Annotation>> = self.layer.annotations.iter().cloned().collect();
        for item in all {
            let mut bare = Annotation::clone(&item);
            if !holds.fields {
                bare.fields
                    .retain(|name, _| holds.identifier && name == IDENTIFIER);
                self.lose(Loss::Fields, usize::from(bare.fields != item.fields));
            }
            if !(holds.notes || bare.note.is_empty()) {
                bare.note.clear();
                self.lose(Loss::Note, 1);
            }
            if !holds.measures && bare.measure.take().is_some() {
                self.lose(Loss::Measure, 1);
            }
            if bare != *item {
                self.layer.annotations.put(Arc::new(bare));
            }
        }
    }

    fn relations(&mut self, holds: Holds) {
        let ids: HashSet<_> = self
            .layer
            .annotations
            .iter()
            .map(|it| it.id.clone())
            .collect();
        let all = std::mem::take(&mut self.layer.relations);
        let count = all.len();
        let tied = all
            .into_iter()
            .filter(|it| ids.contains(&it.from) && ids.contains(&it.to));
        self.layer.relations = tied.filter(|_| holds.relations).collect();
        self.lose(Loss::Relation, count - self.layer.relations.len());
    }

    /// Lines of what is there. One that only says what the layer says is no loss: the layer says it now.
    fn foreign(&mut self, keeps: Keeps) {
        let all = std::mem::take(&mut self.layer.foreign);
        if all.is_empty() {
            return;
        }
        let annotations = self.layer.annotations.iter().map(|it| &it.id);
        let there: HashSet<&Id> = annotations
            .chain(self.layer.relations.iter().map(|it| &it.id))
            .collect();
        let held = |it: &Foreign| match keeps {
            Keeps::Nothing => false,
            Keeps::Of(name) => *it.format == *name && it.of.iter().all(|id| there.contains(id)),
            Keeps::All => true,
        };
        let (held, gone): (Vec<_>, Vec<_>) = all.into_iter().partition(held);
        let lost = gone.iter().filter(|it| !it.restates).count();
        self.layer.foreign = held;
        self.lose(Loss::Foreign, lost);
    }

    fn rest(&mut self, holds: Holds) {
        if !holds.document_notes {
            let notes = std::mem::take(&mut self.layer.notes);
            self.lose(Loss::DocumentNote, notes.len());
        }
        if !holds.rejections {
            let rejections = std::mem::take(&mut self.layer.rejections);
            self.lose(Loss::Rejection, rejections.len());
        }
        // Offsets in a text that is gone are nothing another program could use.
        let unplaced = std::mem::take(&mut self.layer.unplaced);
        self.lose(Loss::Unplaced, unplaced.len());
    }
}

/// `range` without what is `blank` at its ends.
fn filled(text: &Text, range: TextRange, blank: fn(char) -> bool) -> TextRange {
    let covered = text.slice(range);
    let start = range.start().to_usize() + covered.len() - covered.trim_start_matches(blank).len();
    TextRange::from_usize(start..start + covered.trim_matches(blank).len())
}

/// Those that cross nothing that stays, the longest first, and the others.
fn uncrossed(all: &Annotations) -> (Vec<Arc<Annotation>>, Vec<Arc<Annotation>>) {
    let mut order: Vec<&Arc<Annotation>> = all.iter().collect();
    order.sort_by_key(|item| std::cmp::Reverse(item.parts.cover().len()));
    let (mut stay, mut go) = (Annotations::default(), Vec::new());
    for item in order {
        let crossed = stay
            .overlapping(item.parts.cover())
            .any(|it| it.parts.crosses(&item.parts));
        match crossed {
            true => go.push(Arc::clone(item)),
            false => drop(stay.put(Arc::clone(item))),
        }
    }
    (stay.iter().cloned().collect(), go)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::fixture::{annotation, layer};

    #[test]
    fn names_and_values_that_are_written_otherwise_are_counted() {
        let text = Text::new("ab\r\n c").unwrap();
        let mut noted = annotation("b", "X", 0, 4);
        Arc::make_mut(&mut noted).note = "one\ntwo".to_owned();
        let mut empty = annotation("c", "X", 0, 1);
        let fields = &mut Arc::make_mut(&mut empty).fields;
        fields.insert("wiki".to_owned(), String::new());
        let layer = layer([
            annotation("a", "X Y", 1, 2),
            noted,
            empty,
            annotation("d", "X", 2, 4),
            annotation("e", "X", 4, 6),
        ]);
        let fitted = |line_ends, spaced| {
            let holds = Holds {
                line_ends,
                spaced,
                ..Holds::ALL
            };
            fit(&layer, &text, holds, Policy::Outermost)
        };
        let brat = fitted(false, false);
        assert_eq!(
            brat.losses,
            BTreeMap::from([(Loss::Blanks, 2), (Loss::Words, 3)])
        );
        let left = brat.layer.annotations.iter();
        let left: Vec<&str> = left.map(|it| text.slice(it.parts.cover())).collect();
        assert_eq!(left, ["ab", "a", "b", " c"]);
        assert_eq!(
            fitted(true, false).losses,
            BTreeMap::from([(Loss::Words, 1)])
        );
        assert_eq!(fitted(true, true).losses, BTreeMap::new());
    }

    #[test]
    fn blanks_at_the_ends_go_and_are_counted() {
        let text = Text::new(" ab \u{a0}\n c").unwrap();
        let layer = layer([
            annotation("a", "X", 0, 4),
            annotation("b", "X", 1, 3),
            annotation("c", "X", 3, 8),
        ]);
        let holds = Holds {
            blanks: false,
            ..Holds::SPANS
        };
        let fitted = fit(&layer, &text, holds, Policy::Outermost);
        let left = fitted.layer.annotations.iter();
        let left: Vec<&str> = left.map(|it| text.slice(it.parts.cover())).collect();
        assert_eq!(left, ["ab", "ab"]);
        assert_eq!(fitted.losses, BTreeMap::from([(Loss::Blanks, 2)]));
    }
}
