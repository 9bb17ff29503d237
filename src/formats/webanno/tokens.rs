//! The tokens that a document is written as: those of the text, and blanks that somebody must be able to refer to.

use crate::{
    formats::Sample,
    text::{Text, TextRange, TextSize},
};
use std::collections::BTreeSet;

/// A token, or blanks that are written as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub range: TextRange,
    /// A sentence begins with it.
    pub begins: bool,
}

/// The tokens of the text, with those blanks that somebody must be able to refer to.
pub(super) fn tokens(sample: &Sample<'_>) -> Vec<Token> {
    let text = sample.text;
    let words = words(text);
    let gaps = gaps(sample, &words);
    let mut all = Vec::with_capacity(words.len() + gaps.len());
    for at in 0..=words.len() {
        let start = at
            .checked_sub(1)
            .map_or(TextSize::ZERO, |it| words[it].range.end());
        let end = words.get(at).map_or(text.len(), |it| it.range.start());
        if gaps.contains(&at) {
            all.push(Token {
                range: TextRange::between(start, end),
                begins: at == 0,
            });
        }
        all.extend(words.get(at));
    }
    // Blanks at the very beginning are of the first sentence.
    if let Some(second) = all.get_mut(1).filter(|_| gaps.contains(&0)) {
        second.begins = false;
    }
    all
}

fn words(text: &Text) -> Vec<Token> {
    let mut words = Vec::new();
    for block in 0..text.block_count() {
        let segments = text.segments(block);
        let mut sentences = segments.sentences.iter().map(|it| it.start()).peekable();
        for token in segments.tokens {
            words.push(Token {
                range: token.range,
                begins: sentences
                    .next_if(|start| *start <= token.range.start())
                    .is_some(),
            });
        }
    }
    words
}

/// Which of the blanks before each token, and behind the last, must be tokens themselves.
fn gaps(sample: &Sample<'_>, words: &[Token]) -> BTreeSet<usize> {
    let first = words
        .first()
        .map_or(sample.text.len(), |it| it.range.start());
    let leading = sample.text.slice(TextRange::between(TextSize::ZERO, first));
    let mut gaps = BTreeSet::new();
    // A reader fills up with blanks what comes before the first token, but nothing else, and a text needs a token.
    if leading.bytes().any(|byte| byte != b' ') || words.is_empty() && !leading.is_empty() {
        gaps.insert(0);
    }
    for item in sample.layer.annotations.iter() {
        let range = item.parts.cover();
        let at = words.partition_point(|it| it.range.end() <= range.start());
        if words
            .get(at)
            .is_none_or(|it| range.start() < it.range.start())
        {
            gaps.insert(at);
        }
        let at = words.partition_point(|it| it.range.end() < range.end());
        if words
            .get(at)
            .is_none_or(|it| range.end() <= it.range.start())
        {
            gaps.insert(at);
        }
    }
    gaps
}
