//! The measure of a metric that was labelled without one: what the grammar reads where it stands, with the counted
//! noun, the change and the period that its sentence tells.

use crate::{
    annotation::{Measure, Parts},
    suggest::figures::{self, Figure},
    text::Text,
};

/// What the figure that `parts` covers says; `None` when there is none, or more than one.
pub(super) fn measure(text: &Text, parts: &Parts) -> Option<Measure> {
    let [range] = *parts.ranges() else {
        return None;
    };
    let block = figures::figures(text, text.block_at(range.start())).into_iter();
    let mut over: Vec<Figure> = block.filter(|it| it.range.overlaps(range)).collect();
    let figure = match over.len() {
        1 => over.pop(),
        _ => figures::reading(text.slice(range)),
    };
    figure.map(|it| it.measure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    #[test]
    fn a_figure_is_read_in_its_sentence() {
        let text = Text::new("Создано 9,5 тыс. рабочих мест, 5 и 6 домов.").unwrap();
        let of = |words: &str| {
            let at = text.as_str().find(words).unwrap();
            let parts = Parts::one(TextRange::from_usize(at..at + words.len())).unwrap();
            measure(&text, &parts)
        };
        let jobs = of("9,5 тыс.").unwrap();
        assert_eq!(jobs.value.as_deref(), Some("9500"));
        assert_eq!(jobs.of.as_deref(), Some("рабочих мест"));
        assert_eq!(of("рабочих"), None);
    }
}
