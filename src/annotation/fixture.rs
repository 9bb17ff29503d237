//! Small annotations and layers for the tests of this floor.
use super::{Annotation, Fields, Id, Layer, Parts};
use crate::text::TextRange;
use std::sync::Arc;

pub(crate) fn annotation(id: &str, label: &str, start: usize, end: usize) -> Arc<Annotation> {
    discontinuous(id, label, &[(start, end)])
}

pub(crate) fn discontinuous(id: &str, label: &str, ranges: &[(usize, usize)]) -> Arc<Annotation> {
    let ranges = ranges.iter().map(|(a, b)| TextRange::from_usize(*a..*b));
    Arc::new(Annotation {
        id: Id::new(id),
        label: label.into(),
        parts: Parts::new(ranges.collect()).expect("parts of a test are right"),
        measure: None,
        fields: Fields::new(),
        note: String::new(),
    })
}

pub(crate) fn layer(items: impl IntoIterator<Item = Arc<Annotation>>) -> Layer {
    Layer {
        annotator: "anna".to_owned(),
        annotations: items.into_iter().collect(),
        ..Layer::default()
    }
}
