//! What a format may lose, by kinds, and their words.

use crate::{locale::Message, msg};

/// A kind of what is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Annotations that share text with one that stayed.
    Nested,
    /// Annotations that cross one that stayed.
    Crossing,
    /// Annotations of several parts.
    Discontinuous,
    /// Relations, or relations whose ends are lost.
    Relation,
    /// Annotations whose fields are lost.
    Fields,
    /// Annotations whose note is lost.
    Note,
    /// Annotations whose measure is lost.
    Measure,
    /// Remarks on the document.
    DocumentNote,
    /// Refused suggestions.
    Rejection,
    /// Annotations that wait for their place.
    Unplaced,
    /// Annotations that lose blanks at their ends, or are of nothing else.
    Blanks,
    /// Annotations and relations whose names or values are written with other blanks.
    Words,
    /// Characters that are replaced.
    Characters,
    /// Lines of other programs, or of what is gone.
    Foreign,
    /// Layers of others on the same document.
    Layer,
}

impl Loss {
    /// All kinds, in the order they are told.
    pub const ALL: [Loss; 15] = [
        Loss::Nested,
        Loss::Crossing,
        Loss::Discontinuous,
        Loss::Relation,
        Loss::Fields,
        Loss::Note,
        Loss::Measure,
        Loss::DocumentNote,
        Loss::Rejection,
        Loss::Unplaced,
        Loss::Blanks,
        Loss::Words,
        Loss::Characters,
        Loss::Foreign,
        Loss::Layer,
    ];

    /// So much of it, in words.
    pub fn message(self, count: usize) -> Message {
        match self {
            Loss::Nested => msg!("loss-nested", count = count),
            Loss::Crossing => msg!("loss-crossing", count = count),
            Loss::Discontinuous => msg!("loss-discontinuous", count = count),
            Loss::Relation => msg!("loss-relations", count = count),
            Loss::Fields => msg!("loss-fields", count = count),
            Loss::Note => msg!("loss-notes", count = count),
            Loss::Measure => msg!("loss-measures", count = count),
            Loss::DocumentNote => msg!("loss-document-notes", count = count),
            Loss::Rejection => msg!("loss-rejections", count = count),
            Loss::Unplaced => msg!("loss-unplaced", count = count),
            Loss::Blanks => msg!("loss-blanks", count = count),
            Loss::Words => msg!("loss-words", count = count),
            Loss::Layer => msg!("loss-layers", count = count),
            Loss::Characters => msg!("loss-characters", count = count),
            Loss::Foreign => msg!("loss-foreign", count = count),
        }
    }
}
