//! A layer as CoNLL-U.

use super::{
    super::{cut, tags, tags::Scheme},
    ONLY_SPACES,
    misc::{escape, escape_spaces},
};
use crate::{
    formats::{Policy, Sample, Style, columns},
    text::{Text, TextRange, TextSize},
};
use std::fmt::Write;

/// The document, a block for each sentence.
pub(super) fn write(sample: &Sample<'_>, style: &Style, to: &mut [Vec<u8>]) {
    let annotations = &sample.layer.annotations;
    let columns = match style.nesting {
        Policy::Columns => columns(annotations),
        _ => vec![annotations.iter().cloned().collect()],
    };
    let sentences = cut::sentences(sample.text, annotations);
    let starts = sentences.iter().flatten().map(|token| token.start());
    let mut gaps = Gaps {
        text: sample.text,
        starts: starts.chain([sample.text.len()]).skip(1),
    };
    let mut out = String::new();
    let path = escape(sample.path);
    let _infallible = writeln!(out, "# newdoc id = {path}");
    let first = sentences.first().and_then(|sentence| sentence.first());
    let before = first.map_or(sample.text.len(), |token| token.start());
    let before = escape_spaces(
        sample
            .text
            .slice(TextRange::between(TextSize::ZERO, before)),
    );
    if sentences.is_empty() {
        let _infallible = writeln!(out, "# {ONLY_SPACES} = {before}\n");
    }
    for (number, tokens) in (1..).zip(&sentences) {
        let text = said(sample.text, tokens);
        let _infallible = writeln!(out, "# sent_id = {path}-{number}\n# text = {text}");
        let tags: Vec<_> = columns
            .iter()
            .map(|column| tags::write(Scheme::Iob2, column, tokens))
            .collect();
        for (at, token) in tokens.iter().enumerate() {
            let mut misc = Vec::new();
            if number == 1 && at == 0 && !before.is_empty() {
                misc.push(format!("SpacesBefore={before}"));
            }
            misc.extend(gaps.after(*token));
            // The tag comes last, for some programs strip a blank that ends a line, also NBSP.
            misc.extend(
                (1..)
                    .zip(&tags)
                    .map(|(column, tags)| tag(column, &tags[at])),
            );
            let form = sample.text.slice(*token);
            let id = at + 1;
            let misc = misc.join("|");
            let _infallible = writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}");
        }
        out.push('\n');
    }
    to[0].extend_from_slice(out.as_bytes());
}

fn tag(column: usize, tag: &str) -> String {
    let tag = escape(tag);
    match column {
        1 => format!("NER={tag}"),
        _ => format!("NER{column}={tag}"),
    }
}

/// The sentence on one line.
fn said(text: &Text, tokens: &[TextRange]) -> String {
    let cover = tokens.iter().copied().reduce(TextRange::cover);
    let sentence = text.slice(cover.unwrap_or_default());
    let ends = |c| {
        matches!(
            c,
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    sentence.replace(ends, " ")
}

/// What stands behind one token after the other.
struct Gaps<'t, I> {
    text: &'t Text,
    /// Where each next token begins.
    starts: I,
}

impl<I: Iterator<Item = TextSize>> Gaps<'_, I> {
    /// The attribute for what stands behind `token`; a space before another token is told by saying nothing.
    fn after(&mut self, token: TextRange) -> Option<String> {
        let next = self.starts.next().unwrap_or(token.end());
        match self.text.slice(TextRange::between(token.end(), next)) {
            "" => Some("SpaceAfter=No".to_owned()),
            " " if next < self.text.len() => None,
            gap => Some(format!("SpacesAfter={}", escape_spaces(gap))),
        }
    }
}
