//! Focus mode: all but the sentence or the paragraph one is at is dimmed. With it on, a page is what is bright, so that
//! one reads sentence by sentence with one key.

use super::{App, Notice, Reader, msg::Effect};
use crate::{
    commands::Action,
    keymap::Context,
    msg,
    text::{Text, TextRange, TextSize},
};
use std::rc::Rc;

/// The longest text whose sentences are counted, in bytes: it is done on the path of a key, once.
const COUNTED: TextSize = TextSize::new(256 * 1024);

/// What stays bright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spotlight {
    /// Everything: the mode is off.
    #[default]
    Off,
    /// The sentence.
    Sentence,
    /// The paragraph.
    Paragraph,
}

impl Spotlight {
    /// A page forth or back is the next or the previous of what is bright.
    pub(super) fn turned(self, action: Action) -> Action {
        match (self, action) {
            (Self::Sentence, Action::PageDown) => Action::SentenceRight,
            (Self::Sentence, Action::PageUp) => Action::SentenceLeft,
            (Self::Paragraph, Action::PageDown) => Action::ParagraphDown,
            (Self::Paragraph, Action::PageUp) => Action::ParagraphUp,
            _ => action,
        }
    }

    /// Where everything begins that may be bright.
    fn starts(self, text: &Text) -> Rc<[TextSize]> {
        let blocks = 0..text.block_count();
        let sentences = |block: usize| {
            let empty = text.block(block).content.is_empty();
            (!empty).then(|| text.segments(block).sentences)
        };
        match self {
            Self::Sentence => {
                let all = blocks.filter_map(sentences).flatten();
                all.map(TextRange::start).collect()
            }
            _ => {
                let paragraphs = text.blocks();
                let opens = paragraphs.filter(|it| it.opens_paragraph && !it.content.is_empty());
                opens.map(|it| it.content.start()).collect()
            }
        }
    }
}

/// Which of all sentences or paragraphs is bright.
#[derive(Clone, Debug)]
pub struct Position {
    /// Sentences or paragraphs.
    pub of: Spotlight,
    /// Its number, from 1.
    pub number: usize,
    /// Where each of them begins.
    starts: Rc<[TextSize]>,
}

impl Position {
    /// How many there are.
    pub fn all(&self) -> usize {
        self.starts.len()
    }
}

impl App {
    /// Sentence, paragraph, off.
    pub(super) fn next_spotlight(&mut self) -> Vec<Effect> {
        let key = |action| self.key_of(Context::Reader, action);
        let (next, previous) = (key(Action::PageDown), key(Action::PageUp));
        let (spotlight, said) = match self.spotlight {
            Spotlight::Off => (
                Spotlight::Sentence,
                msg!("spotlight-sentence", next = next, previous = previous),
            ),
            Spotlight::Sentence => (
                Spotlight::Paragraph,
                msg!("spotlight-paragraph", next = next, previous = previous),
            ),
            Spotlight::Paragraph => (Spotlight::Off, msg!("spotlight-off")),
        };
        self.spotlight = spotlight;
        self.notice = Some(Notice::Done(said));
        Vec::new()
    }
}

impl Reader {
    /// Find what stays bright: around the cursor, and all that is selected.
    pub(super) fn light(&mut self, spotlight: Spotlight) {
        let place = self.selection.cursor();
        let around: Option<TextRange> = match spotlight {
            Spotlight::Off => None,
            Spotlight::Sentence => self.walker.sentence_at(place),
            Spotlight::Paragraph => Some(self.walker.paragraph_at(place)),
        };
        self.lit = around.map(|around| around.cover(self.selection.range()));
        self.position = around.and_then(|around| self.number(spotlight, around.start()));
    }

    /// The number of what begins at `start`; where they begin is found once.
    fn number(&mut self, of: Spotlight, start: TextSize) -> Option<Position> {
        if self.text.len() > COUNTED {
            return None;
        }
        let known = self.position.take().filter(|known| known.of == of);
        let starts = known.map_or_else(|| of.starts(&self.text), |known| known.starts);
        let number = starts.partition_point(|it| *it <= start);
        let at = number.max(1);
        (!starts.is_empty()).then_some(Position {
            of,
            number: at,
            starts,
        })
    }
}
