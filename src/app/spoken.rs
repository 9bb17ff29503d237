//! What of the text is read out when the program speaks in lines: whoever moves by rows hears rows, whoever moves by
//! tokens hears tokens.

use super::Reader;
use crate::{commands::Action, text::TextRange};

/// How much of the text the last command asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What is selected.
    Selection,
    /// The row it is in.
    Row,
    /// The sentence.
    Sentence,
    /// The paragraph.
    Paragraph,
    /// The row a search led to, and which hit it is.
    Hit,
    /// The annotation, and how many there are.
    Panel,
    /// The sentence, and which document this is.
    #[default]
    Document,
}

impl Extent {
    /// What `action` leaves one wanting to hear.
    pub(super) fn after(action: Action) -> Self {
        match action {
            Action::RowDown
            | Action::RowUp
            | Action::PageDown
            | Action::PageUp
            | Action::HalfPageDown
            | Action::HalfPageUp
            | Action::First
            | Action::Last
            | Action::GoToBookmark
            | Action::JumpBack
            | Action::JumpForward
            | Action::NextSuggestion
            | Action::PreviousSuggestion
            | Action::AcceptSuggestion
            | Action::AcceptOrLabel
            | Action::RejectSuggestion
            | Action::Occurrences => Self::Row,
            Action::Find | Action::FindNext | Action::FindPrevious => Self::Hit,
            Action::Panel => Self::Panel,
            Action::SentenceLeft | Action::SentenceRight | Action::Spotlight => Self::Sentence,
            Action::ParagraphUp | Action::ParagraphDown => Self::Paragraph,
            Action::Open
            | Action::NextDocument
            | Action::PreviousDocument
            | Action::NextUnfinished
            | Action::Done
            | Action::Sort
            | Action::Redraw => Self::Document,
            _ => Self::Selection,
        }
    }
}

impl Reader {
    /// Find what is read out: around the cursor, and all that is selected.
    pub(super) fn speak(&mut self, extent: Extent) {
        let (place, selected) = (self.selection.cursor(), self.selection.range());
        let around: Option<TextRange> = match extent {
            _ if self.text.is_empty() => None,
            Extent::Selection | Extent::Panel => None,
            Extent::Row | Extent::Hit => {
                let row = self.layout.row_at(&self.text, place);
                Some(self.layout.range(&self.text, row))
            }
            Extent::Sentence | Extent::Document => self.walker.sentence_at(place),
            Extent::Paragraph => Some(self.walker.paragraph_at(place)),
        };
        self.spoken = around.map_or(selected, |around| around.cover(selected));
    }
}
