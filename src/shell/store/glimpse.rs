//! The beginning of a large document, to be shown while all of it is read: what a person sees first must not wait for
//! what is at the end.
use super::{disk, name};
use crate::{
    app::LARGE,
    text::{
        Text,
        decode::{self, Encoding},
    },
};
use std::path::Path;

/// How much of a document is more than anybody reads before all of it is there, in bytes.
const ENOUGH: u64 = 256 * 1024;

/// How much is still read sooner than all of it, in bytes.
const MOST: u64 = 8 * 1024 * 1024;

/// The beginning of the document at `doc` in the corpus at `root`, with code point number `left_at` far from its end;
/// `None` when there is no sense in it: the document is small, or was left far from its beginning. Whatever is wrong
/// with it is told when all of it is read.
pub(super) fn read(
    root: &Path,
    doc: &Path,
    forced: Option<Encoding>,
    left_at: u32,
) -> Option<(Text, Encoding)> {
    // Two bytes a letter, as Cyrillic mostly has.
    let needed = ENOUGH + 2 * u64::from(left_at);
    if !name::is_inside(doc) || needed > MOST {
        return None;
    }
    let bytes = disk::read_beginning(&root.join(doc), LARGE.max(needed), needed).ok()??;
    let decoded = decode::decode_beginning(bytes, forced).ok()?;
    let text = Text::of_beginning(decoded.text).ok()?;
    (left_at < text.char_count()).then_some((text, decoded.encoding))
}
