//! Immutable text and everything that is true of it alone: ranges, code points,
//! graphemes, tokens, sentences, layout blocks, folding, decoding. No files, no screen.
//!
//! Two units of measure exist and cannot be mixed: inside the program a place is a
//! **byte offset** ([`TextSize`], [`TextRange`]); outside (files, command line, every
//! format) it is a **code point** offset ([`CharRange`]). [`Text`] converts.

mod abbreviation;
mod block;
mod char_index;
mod cluster;
mod content;
pub mod decode;
pub mod fold;
pub mod glyph;
pub mod hyphen;
pub mod inflection;
pub mod phrase;
mod prefilter;
mod range;
pub mod search;
mod sentence;
pub mod source;
mod token;

pub use block::Block;
pub use content::{Text, TooLong};
pub use range::{CharRange, TextRange, TextSize};
pub use token::{Segments, Token, TokenKind};
