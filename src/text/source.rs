//! The bytes of a file before they are a text: gathered in pieces and made into text as they come, so that a large
//! file is looked at once, each piece of it while it is in the cache.

use simdutf8::compat::from_utf8;
use std::borrow::Cow;

/// The bytes of a file.
#[derive(Clone, Debug)]
pub enum Source<'a> {
    /// They are UTF-8.
    Text(String),
    /// Nobody looked yet, or they are not.
    Bytes(Cow<'a, [u8]>),
}

impl Source<'_> {
    /// How many bytes there are.
    pub fn length(&self) -> usize {
        self.as_bytes().len()
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Source::Text(text) => text.as_bytes(),
            Source::Bytes(bytes) => bytes,
        }
    }

    /// Whether it is UTF-8, all of it.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Source::Text(_) => true,
            Source::Bytes(bytes) => from_utf8(bytes).is_ok(),
        }
    }

    /// Leave out the first `length` bytes, which are a byte order mark.
    pub(super) fn skip_mark(&mut self, length: usize) {
        match self {
            Source::Text(text) => drop(text.drain(..length)),
            Source::Bytes(Cow::Owned(bytes)) => drop(bytes.drain(..length)),
            Source::Bytes(Cow::Borrowed(bytes)) => *bytes = &bytes[length..],
        }
    }

    /// The text, or the bytes when they are not UTF-8.
    pub(super) fn into_text(self) -> Result<String, Vec<u8>> {
        match self {
            Source::Text(text) => Ok(text),
            Source::Bytes(bytes) => {
                String::from_utf8(bytes.into_owned()).map_err(|broken| broken.into_bytes())
            }
        }
    }
}

impl<'a> From<&'a [u8]> for Source<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Source::Bytes(bytes.into())
    }
}

impl<'a> From<&'a Vec<u8>> for Source<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Source::Bytes(bytes.into())
    }
}

impl From<Vec<u8>> for Source<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Source::Bytes(bytes.into())
    }
}

/// A file of which some pieces have come: text for as long as it is UTF-8.
#[derive(Debug)]
pub struct Gathering {
    source: Source<'static>,
    /// The beginning of a character that the next piece may complete.
    rest: Vec<u8>,
}

impl Gathering {
    /// Nothing yet, with room for `length` bytes.
    pub fn with_capacity(length: usize) -> Self {
        Self {
            source: Source::Text(String::with_capacity(length)),
            rest: Vec::new(),
        }
    }

    /// The next piece.
    pub fn push(&mut self, piece: &[u8]) {
        let text = match &mut self.source {
            Source::Text(text) => text,
            Source::Bytes(bytes) => return bytes.to_mut().extend_from_slice(piece),
        };
        self.rest.extend_from_slice(piece);
        let (end, broken) = match from_utf8(&self.rest) {
            Ok(all) => (all.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some()),
        };
        text.push_str(from_utf8(&self.rest[..end]).unwrap_or_default());
        self.rest.drain(..end);
        if broken {
            self.give_up();
        }
    }

    /// It is not UTF-8: nothing but bytes.
    fn give_up(&mut self) {
        if let Source::Text(text) = &mut self.source {
            let mut bytes = std::mem::take(text).into_bytes();
            bytes.append(&mut self.rest);
            self.source = bytes.into();
        }
    }

    /// All that came.
    pub fn finish(mut self) -> Source<'static> {
        if !self.rest.is_empty() {
            self.give_up();
        }
        self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gathered(pieces: &[&[u8]]) -> Source<'static> {
        let mut gathering = Gathering::with_capacity(0);
        for piece in pieces {
            gathering.push(piece);
        }
        gathering.finish()
    }

    #[test]
    fn a_character_may_come_in_pieces() {
        let source = gathered(&[b"\xD0", b"", b"\x96\xE2\x80", b"\x94"]);
        assert!(matches!(source, Source::Text(text) if text == "Ж—"));
    }

    proptest! {
        #[test]
        fn what_comes_in_pieces_is_what_was_sent(
            pieces in proptest::collection::vec("[aЖ—🏭]{0,5}".prop_map(String::into_bytes), 0..9),
            odd in proptest::option::of((any::<u8>(), 0usize..60)),
            cuts in proptest::collection::vec(0usize..60, 0..5),
        ) {
            let mut whole = pieces.concat();
            if let Some((byte, at)) = odd {
                whole.insert(at.min(whole.len()), byte);
            }
            let mut cuts: Vec<usize> = cuts.into_iter().map(|at| at.min(whole.len())).collect();
            cuts.extend([0, whole.len()]);
            cuts.sort_unstable();
            let cut: Vec<&[u8]> = cuts.windows(2).map(|pair| &whole[pair[0]..pair[1]]).collect();
            let source = gathered(&cut);
            prop_assert_eq!(source.as_bytes(), &whole[..]);
            let is_utf8 = std::str::from_utf8(&whole).is_ok();
            prop_assert_eq!(matches!(source, Source::Text(_)), is_utf8);
        }
    }
}
