//! What is merged by id, and which of its fields can be taken from different sides.
use crate::annotation::{Annotation, Fields, Id, Note, Relation, Unplaced};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Debug, hash::Hash, sync::Arc};

/// Something with an id.
pub(in crate::annotation) trait Item: Clone + Debug + Eq + Hash {
    fn id(&self) -> &Id;

    fn with_id(&self, id: Id) -> Self;

    /// The content alone, for comparing.
    fn anonymous(&self) -> Self {
        self.with_id(Id::new(""))
    }

    /// Each field from the side that changed it since `base`. Where both did, it is that of `first`, and `clash` is set.
    fn blend(base: Option<&Self>, first: &Self, second: &Self, clash: &mut bool) -> Self;

    /// The same under an id that follows from its content and its old id.
    fn renamed(&self) -> Self {
        let digest = Sha256::digest(format!("{self:?}"));
        let hash = digest
            .iter()
            .take(8)
            .fold(0, |hash, byte| hash << 8 | u64::from(*byte));
        self.with_id(Id::of_content(hash))
    }
}

/// The one that is not as in `base`; when neither is, `first`, and `clash` is set.
pub(super) fn pick<T: Clone + PartialEq>(
    base: Option<&T>,
    first: &T,
    second: &T,
    clash: &mut bool,
) -> T {
    if first == second || base == Some(second) {
        return first.clone();
    }
    if base == Some(first) {
        return second.clone();
    }
    *clash = true;
    first.clone()
}

impl Item for Arc<Annotation> {
    fn id(&self) -> &Id {
        &self.id
    }

    fn with_id(&self, id: Id) -> Self {
        Arc::new(Annotation {
            id,
            ..Annotation::clone(self)
        })
    }

    fn blend(base: Option<&Self>, first: &Self, second: &Self, clash: &mut bool) -> Self {
        let base = base.map(|base| &**base);
        Arc::new(Annotation {
            id: first.id.clone(),
            label: pick(base.map(|b| &b.label), &first.label, &second.label, clash),
            parts: pick(base.map(|b| &b.parts), &first.parts, &second.parts, clash),
            measure: pick(
                base.map(|b| &b.measure),
                &first.measure,
                &second.measure,
                clash,
            ),
            fields: blend_fields(
                base.map(|b| &b.fields),
                &first.fields,
                &second.fields,
                clash,
            ),
            note: pick(base.map(|b| &b.note), &first.note, &second.note, clash),
        })
    }
}

/// Each field of its own; one that is not there counts as a value.
fn blend_fields(
    base: Option<&Fields>,
    first: &Fields,
    second: &Fields,
    clash: &mut bool,
) -> Fields {
    let names: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    let value = |name: &String| {
        let base = base.and_then(|fields| fields.get(name));
        pick(
            Some(&base),
            &first.get(name),
            &second.get(name),
            &mut *clash,
        )
        .cloned()
    };
    let mut fields = Fields::new();
    let mut value = value;
    for name in names {
        if let Some(value) = value(name) {
            fields.insert(name.clone(), value);
        }
    }
    fields
}

impl Item for Relation {
    fn id(&self) -> &Id {
        &self.id
    }

    fn with_id(&self, id: Id) -> Self {
        Self { id, ..self.clone() }
    }

    fn blend(base: Option<&Self>, first: &Self, second: &Self, clash: &mut bool) -> Self {
        Self {
            id: first.id.clone(),
            label: pick(base.map(|b| &b.label), &first.label, &second.label, clash),
            from: pick(base.map(|b| &b.from), &first.from, &second.from, clash),
            to: pick(base.map(|b| &b.to), &first.to, &second.to, clash),
        }
    }
}

impl Item for Note {
    fn id(&self) -> &Id {
        &self.id
    }

    fn with_id(&self, id: Id) -> Self {
        Self { id, ..self.clone() }
    }

    fn blend(base: Option<&Self>, first: &Self, second: &Self, clash: &mut bool) -> Self {
        Self {
            id: first.id.clone(),
            text: pick(base.map(|b| &b.text), &first.text, &second.text, clash),
        }
    }
}

impl Item for Unplaced {
    fn id(&self) -> &Id {
        &self.id
    }

    fn with_id(&self, id: Id) -> Self {
        Self { id, ..self.clone() }
    }

    /// Nobody edits what waits: it is placed or dropped.
    fn blend(base: Option<&Self>, first: &Self, second: &Self, clash: &mut bool) -> Self {
        pick(base, first, second, clash)
    }
}
