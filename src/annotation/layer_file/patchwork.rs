//! The text of a document as far as its layers tell it. They keep what they cover beside its offsets, so layers made on
//! the same text can be read, merged and written where that text is out of reach.
use super::record::{AnnotationRecord, LayerRecord, RejectionRecord};
use crate::{
    annotation::reanchor::{Old, keys},
    locale::Source,
    msg,
    text::{CharRange, Text},
};
use std::collections::BTreeMap;

/// What `layers`, all made on the same text, cover of it, each piece at its place; blanks between them, and nothing
/// behind the last one. Of two that contradict each other one is believed: reading the other tells its fault. A layer
/// that is damaged tells nothing.
///
/// `None` when the text would be longer than a text can be.
pub fn patchwork(layers: &[&str]) -> Option<Text> {
    let mut known = BTreeMap::new();
    for source in layers {
        let source = Source::new("", source);
        let parsed: Result<LayerRecord<'_>, _> = source.parse(msg!("layer-damaged"));
        let Ok(layer) = parsed else { continue };
        for AnnotationRecord { at, text, .. } in &layer.annotations {
            add(&mut known, at, text);
        }
        for RejectionRecord { at, text, .. } in &layer.rejections {
            add(&mut known, at, text);
        }
    }
    sewn(&known)
}

/// The longest piece that begins at each place, in code points.
type Known = BTreeMap<u32, String>;

/// No text has more code points: it is shorter than that in bytes.
const MOST_CHARS: usize = 1 << 30;

fn add(known: &mut Known, at: &[(u32, u32)], text: &str) {
    let range = |(start, end): &(u32, u32)| CharRange {
        start: *start,
        end: *end,
    };
    let at: Vec<CharRange> = at.iter().map(range).collect();
    for (start, _, piece) in keys(&Old { at: &at, text }).unwrap_or_default() {
        let there = known.entry(start).or_default();
        if there.len() < piece.len() {
            there.clear();
            there.push_str(piece);
        }
    }
}

fn sewn(known: &Known) -> Option<Text> {
    let (mut text, mut chars) = (String::new(), 0);
    for (start, piece) in known {
        let start = *start as usize;
        if start > MOST_CHARS {
            return None;
        }
        if start > chars {
            text.extend(std::iter::repeat_n(' ', start - chars));
            chars = start;
        }
        // What an earlier piece told already is left out of this one.
        for c in piece.chars().skip(chars - start) {
            text.push(c);
            chars += 1;
        }
    }
    Text::new(text).ok()
}
