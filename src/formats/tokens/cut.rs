//! A text cut into sentences of tokens, so that annotations begin and end where tokens do.

use crate::{
    annotation::{Annotations, Parts},
    text::{Text, TextRange, TextSize, Token},
};

/// The tokens of a text by sentences, none of which is empty. A token is divided where an annotation begins or ends
/// inside it; sentences that an annotation lies across are one.
pub(super) fn sentences(text: &Text, annotations: &Annotations) -> Vec<Vec<TextRange>> {
    let mut borders = Borders::new(annotations);
    let mut reach = Reach::new(annotations);
    let mut sentences: Vec<Vec<TextRange>> = Vec::new();
    for block in 0..text.block_count() {
        let segments = text.segments(block);
        let mut tokens = segments.tokens.into_iter().peekable();
        for sentence in segments.sentences {
            let inside =
                std::iter::from_fn(|| tokens.next_if(|token| token.range.end() <= sentence.end()));
            match sentences
                .last_mut()
                .filter(|_| reach.over(sentence.start()))
            {
                Some(last) => borders.divide(inside, last),
                None => {
                    let mut tokens = Vec::new();
                    borders.divide(inside, &mut tokens);
                    sentences.push(tokens);
                }
            }
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Where annotations begin and end, in the order of the text.
struct Borders {
    places: Vec<TextSize>,
    next: usize,
}

impl Borders {
    fn new(annotations: &Annotations) -> Self {
        let ranges = annotations.iter().flat_map(|item| item.parts.ranges());
        let mut places: Vec<TextSize> = ranges.flat_map(|it| [it.start(), it.end()]).collect();
        places.sort_unstable();
        places.dedup();
        Self { places, next: 0 }
    }

    /// Add `tokens`, which come in the order of the text, divided.
    fn divide(&mut self, tokens: impl Iterator<Item = Token>, to: &mut Vec<TextRange>) {
        for Token { range, .. } in tokens {
            let mut start = range.start();
            while let Some(place) = self.places.get(self.next) {
                if *place >= range.end() {
                    break;
                }
                if *place > start {
                    to.push(TextRange::between(start, *place));
                    start = *place;
                }
                self.next += 1;
            }
            to.push(TextRange::between(start, range.end()));
        }
    }
}

/// How far what began already reaches.
struct Reach<'a> {
    covers: std::iter::Peekable<Box<dyn Iterator<Item = TextRange> + 'a>>,
    end: TextSize,
}

impl<'a> Reach<'a> {
    fn new(annotations: &'a Annotations) -> Self {
        let all = annotations.iter().map(|item| Parts::cover(&item.parts));
        let covers: Box<dyn Iterator<Item = TextRange>> = Box::new(all);
        Self {
            covers: covers.peekable(),
            end: TextSize::ZERO,
        }
    }

    /// Whether an annotation begins before `place` and ends after it. Asked in the order of the text.
    fn over(&mut self, place: TextSize) -> bool {
        while let Some(cover) = self.covers.next_if(|cover| cover.start() < place) {
            self.end = self.end.max(cover.end());
        }
        self.end > place
    }
}
