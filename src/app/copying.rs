//! The annotation here for other programs, by way of the clipboard: as the JSON of our lines, and as the lines of a
//! CoNLL file.

use super::{App, msg::Effect};
use crate::{
    annotation::Annotation,
    msg,
    text::{Text, TextRange},
};

impl App {
    /// Copy the annotation here, as `form` writes it.
    pub(super) fn copy_annotation(
        &mut self,
        form: impl Fn(&Annotation, &Text) -> String,
    ) -> Vec<Effect> {
        let reader = self.reader.as_ref();
        match reader.and_then(|reader| Some((reader.current()?, &reader.text))) {
            Some((annotation, text)) => vec![Effect::Copy(form(annotation, text))],
            None => self.refuse(msg!("no-annotation-here")),
        }
    }
}

/// `annotation` in IOB2: a line for each token with its tag. A token that a part begins or ends in is divided there.
/// What lies between parts is outside, so that each part begins anew.
pub(super) fn conll(annotation: &Annotation, text: &Text) -> String {
    let cover = annotation.parts.cover();
    let blocks = text.block_at(cover.start())..=text.block_at(cover.end());
    let tokens = blocks.flat_map(|block| text.segments(block).tokens);
    let tokens = tokens.filter_map(|token| token.range.intersect(cover));
    let mut lines = String::new();
    let mut last = None;
    for piece in tokens.flat_map(|token| divided(annotation, token)) {
        let parts = annotation.parts.ranges();
        let part = parts.iter().position(|part| part.contains_range(piece));
        let tag = match part {
            None => "O".to_owned(),
            Some(_) if part == last => format!("I-{}", annotation.label),
            Some(_) => format!("B-{}", annotation.label),
        };
        last = part;
        lines += &format!("{}\t{tag}\n", text.slice(piece));
    }
    lines
}

/// `token`, cut where a part begins or ends.
fn divided(annotation: &Annotation, token: TextRange) -> Vec<TextRange> {
    let parts = annotation.parts.ranges().iter();
    let cuts = parts.flat_map(|part| [part.start(), part.end()]);
    let inside = cuts.filter(|cut| token.start() < *cut && *cut < token.end());
    let mut pieces = Vec::new();
    let mut start = token.start();
    for cut in inside.chain([token.end()]) {
        pieces.push(TextRange::between(start, cut));
        start = cut;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Fields, Id, Parts};

    fn lines(source: &str, ranges: &[(usize, usize)]) -> String {
        let ranges = ranges.iter().map(|(a, b)| {
            let byte = |chars: usize| source.chars().take(chars).map(char::len_utf8).sum();
            TextRange::from_usize(byte(*a)..byte(*b))
        });
        let annotation = Annotation {
            id: Id::new("a"),
            label: "ORG".into(),
            parts: Parts::new(ranges.collect()).unwrap(),
            measure: None,
            fields: Fields::new(),
            note: String::new(),
        };
        let lines = conll(&annotation, &Text::new(source).unwrap());
        lines.replace('\t', "/").replace('\n', " ")
    }

    #[test]
    fn a_line_for_each_token_that_is_covered() {
        for (source, ranges, expected) in [
            (
                "Завод «Титан» открыт",
                &[(0, 13)][..],
                "Завод/B-ORG «/I-ORG Титан/I-ORG »/I-ORG ",
            ),
            ("Завод «Титан» открыт", &[(2, 5)], "вод/B-ORG "),
            (
                "Пётр и Анна Орловы",
                &[(0, 4), (12, 18)],
                "Пётр/B-ORG и/O Анна/O Орловы/B-ORG ",
            ),
            ("Автозавод", &[(0, 4), (5, 9)], "Авто/B-ORG з/O авод/B-ORG "),
            (
                "Одно.\r\n\r\nДва",
                &[(0, 12)],
                "Одно/B-ORG ./I-ORG Два/I-ORG ",
            ),
            (
                "За 😀9,5 тыс.",
                &[(3, 12)],
                "😀/B-ORG 9,5/I-ORG тыс./I-ORG ",
            ),
        ] {
            assert_eq!(lines(source, ranges), expected, "{source}");
        }
    }
}
