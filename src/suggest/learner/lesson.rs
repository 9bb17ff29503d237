//! What the learner learns from: a document and what an annotator said of it.

use super::clues::{self, Sentence};
use super::tags::{self, Span, Tag};
use crate::{
    annotation::Layer,
    suggest::extent,
    text::{Text, TextRange, TextSize},
};
use std::{collections::BTreeSet, sync::Arc};

/// A document, or the part of it that was annotated so far.
#[derive(Clone, Copy, Debug)]
pub struct Lesson<'a> {
    /// The text.
    pub text: &'a Text,
    /// What was said of it.
    pub layer: &'a Layer,
}

impl Lesson<'_> {
    /// What of the text teaches.
    pub fn extent(&self) -> TextRange {
        extent(self.text, self.layer)
    }

    /// The labels that occur, of annotations with one part.
    pub(super) fn labels(&self) -> BTreeSet<Arc<str>> {
        let whole = self.layer.annotations.iter();
        let whole = whole.filter(|it| it.parts.ranges().len() == 1);
        whole.map(|it| Arc::clone(&it.label)).collect()
    }
}

/// A sentence with its right tags.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub(super) sentence: Sentence,
    pub(super) tags: Vec<Tag>,
    /// What the rules propose here under one of the labels.
    pub(super) hints: Vec<Span>,
    /// Something here was proposed and refused: it is shown twice as often.
    pub(super) refused: bool,
}

/// The examples of `lesson`, tags by the order of `labels`.
pub(super) fn examples(lesson: Lesson<'_>, labels: &[Arc<str>]) -> Vec<Example> {
    let mut marked = outermost(lesson.layer, labels).into_iter().peekable();
    let mut refused = refusals(lesson.layer).into_iter().peekable();
    let hints = clues::hints(lesson.text);
    let sentences = clues::sentences(lesson.text, lesson.extent(), &hints);
    let mut hints = hints.iter().peekable();
    let mut example = |sentence: Sentence| {
        let mut tags = vec![tags::OUTSIDE; sentence.tokens.len()];
        let end = sentence.tokens.last().map_or(TextSize::ZERO, |it| it.end());
        while let Some((range, label)) = marked.next_if(|(range, _)| range.start() < end) {
            let first = sentence
                .tokens
                .partition_point(|it| it.end() <= range.start());
            let last = sentence
                .tokens
                .partition_point(|it| it.start() < range.end());
            tags::write(&mut tags, first..last, label);
        }
        let mut hinted = Vec::new();
        while let Some(hint) = hints.next_if(|it| it.range.start() < end) {
            let label = labels.binary_search(&hint.label).ok();
            hinted.extend(sentence.exactly(hint.range).zip(label));
        }
        let mut any = false;
        while refused.next_if(|range| range.start() < end).is_some() {
            any = true;
        }
        Example {
            sentence,
            tags,
            hints: hinted,
            refused: any,
        }
    };
    sentences.into_iter().map(&mut example).collect()
}

/// Annotations with one part that are inside of no other, with the numbers of their labels, in order.
fn outermost(layer: &Layer, labels: &[Arc<str>]) -> Vec<(TextRange, usize)> {
    let mut found: Vec<(TextRange, usize)> = Vec::new();
    for annotation in layer.annotations.iter() {
        let ([range], Ok(label)) = (
            annotation.parts.ranges(),
            labels.binary_search(&annotation.label),
        ) else {
            continue;
        };
        if found
            .last()
            .is_none_or(|(last, _)| last.end() <= range.start())
        {
            found.push((*range, label));
        }
    }
    found
}

fn refusals(layer: &Layer) -> Vec<TextRange> {
    let mut ranges: Vec<_> = layer.rejections.iter().map(|it| it.parts.cover()).collect();
    ranges.sort();
    ranges
}
