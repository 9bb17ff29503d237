//! Focus mode: all but the sentence or the paragraph one is at is dimmed. With it on, `)` and `(` read sentence by
//! sentence.

use super::{App, Notice, Reader, msg::Effect};
use crate::{msg, text::TextRange};

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

impl App {
    /// Sentence, paragraph, off.
    pub(super) fn next_spotlight(&mut self) -> Vec<Effect> {
        let (next, said) = match self.spotlight {
            Spotlight::Off => (Spotlight::Sentence, msg!("spotlight-sentence")),
            Spotlight::Sentence => (Spotlight::Paragraph, msg!("spotlight-paragraph")),
            Spotlight::Paragraph => (Spotlight::Off, msg!("spotlight-off")),
        };
        self.spotlight = next;
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
    }
}
