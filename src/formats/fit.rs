//! What of a layer a format can hold, and what would be lost: said before anything is written.

use super::nesting::{Policy, flat};
use crate::{
    annotation::{Annotation, Annotations, Layer},
    locale::Message,
    msg,
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
        notes: true,
        measures: true,
        document_notes: true,
        rejections: true,
        work: true,
        ids: true,
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
        notes: false,
        measures: false,
        document_notes: false,
        rejections: false,
        work: false,
        ids: false,
    };

    /// Text with one label on each place.
    pub const FLAT: Self = Self {
        nested: false,
        crossing: false,
        columns: false,
        ..Self::SPANS
    };
}

/// A kind of what is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Annotations that share text with one that stayed.
    Nested,
    /// Annotations that cross one that stayed.
    Crossing,
    /// Annotations of several parts.
    Discontinuous,
    /// Relations, or relations whose ends are lost.
    Relation,
    /// Annotations whose fields are lost.
    Fields,
    /// Annotations whose note is lost.
    Note,
    /// Annotations whose measure is lost.
    Measure,
    /// Remarks on the document.
    DocumentNote,
    /// Refused suggestions.
    Rejection,
    /// Annotations that wait for their place.
    Unplaced,
}

impl Loss {
    /// All kinds, in the order they are told.
    pub const ALL: [Loss; 10] = [
        Loss::Nested,
        Loss::Crossing,
        Loss::Discontinuous,
        Loss::Relation,
        Loss::Fields,
        Loss::Note,
        Loss::Measure,
        Loss::DocumentNote,
        Loss::Rejection,
        Loss::Unplaced,
    ];

    /// So much of it, in words.
    pub fn message(self, count: usize) -> Message {
        match self {
            Loss::Nested => msg!("loss-nested", count = count),
            Loss::Crossing => msg!("loss-crossing", count = count),
            Loss::Discontinuous => msg!("loss-discontinuous", count = count),
            Loss::Relation => msg!("loss-relations", count = count),
            Loss::Fields => msg!("loss-fields", count = count),
            Loss::Note => msg!("loss-notes", count = count),
            Loss::Measure => msg!("loss-measures", count = count),
            Loss::DocumentNote => msg!("loss-document-notes", count = count),
            Loss::Rejection => msg!("loss-rejections", count = count),
            Loss::Unplaced => msg!("loss-unplaced", count = count),
        }
    }
}

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

/// What of `layer` a format that `holds` so much can say, where one label a place is chosen by `policy`.
pub fn fit(layer: &Layer, holds: Holds, policy: Policy) -> Fitted {
    let mut fitted = Fitted {
        layer: layer.clone(),
        losses: BTreeMap::new(),
    };
    fitted.discontinuous(holds);
    fitted.overlapping(holds, policy);
    fitted.bare(holds);
    fitted.relations(holds);
    fitted.rest(holds);
    fitted
}

impl Fitted {
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
            if !(holds.fields || bare.fields.is_empty()) {
                bare.fields.clear();
                self.lose(Loss::Fields, 1);
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
