//! Reading a document: bytes, encoding, text, identity.
use super::{intake, name};
use crate::{
    annotation::{DocumentId, Former},
    locale::{Place, Problem},
    msg,
    text::{
        Text,
        decode::{self, DecodeError, Decoded, Encoding},
        source::Source,
    },
};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The longest document, in bytes.
const LONGEST: u64 = 1 << 30;

/// A document with all that its layers need of it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub text: Text,
    pub id: DocumentId,
    pub encoding: Encoding,
    pub damaged_bytes: bool,
    /// What it was when somebody annotated it, as far as that is known.
    pub former: Former,
}

/// The bytes of a document.
#[derive(Debug)]
pub(super) struct Raw {
    source: Source<'static>,
    hash: String,
    /// As layers name it.
    path: String,
    /// As messages name it.
    place: Place,
}

impl Raw {
    /// The bytes of `doc` in the corpus at `root`.
    pub fn read(root: &Path, doc: &Path) -> Result<Self, Problem> {
        let full = root.join(doc);
        let place = Place::file(full.display().to_string());
        if !name::is_inside(doc) {
            return Err(Problem::new(msg!("store-outside")).at(place));
        }
        let (source, hash) = intake::read(&full, LONGEST).map_err(|error| {
            Problem::new(msg!("cannot-read-document"))
                .at(place.clone())
                .because(error)
        })?;
        Ok(Self {
            source,
            hash,
            path: name::shown(doc),
            place,
        })
    }

    /// What is at `doc` of the corpus at `root` when `text` is written there in UTF-8.
    pub fn of_text(root: &Path, doc: &Path, text: &str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        Self {
            source: Source::Text(text.to_owned()),
            hash: intake::hex(&hash),
            path: name::shown(doc),
            place: Place::file(root.join(doc).display().to_string()),
        }
    }

    /// The hash alone.
    pub fn into_hash(self) -> String {
        self.hash
    }

    /// The encoding of a layer that is made on `stated`, if that is these very bytes.
    pub fn stated_encoding(&self, stated: &DocumentId) -> Option<Encoding> {
        let same = stated.hash == self.hash;
        same.then(|| Encoding::from_name(&stated.encoding))?
    }

    /// The text in `encoding`, or in the one that is recognised.
    pub fn decode(self, encoding: Option<Encoding>) -> Result<Document, Problem> {
        let decoded = decode::decode(self.source, encoding);
        let Decoded {
            text,
            encoding,
            damaged,
        } = decoded.map_err(|DecodeError::Binary { at }| {
            let what = msg!("store-binary", at = at.to_string());
            Problem::new(what)
                .at(self.place.clone())
                .hint(msg!("store-binary-hint"))
        })?;
        let text = Text::new(text)
            .map_err(|_| Problem::new(msg!("store-document-too-long")).at(self.place))?;
        let id = DocumentId {
            path: self.path,
            chars: text.char_count(),
            hash: self.hash,
            encoding: encoding.name().to_owned(),
        };
        Ok(Document {
            text,
            id,
            encoding,
            damaged_bytes: damaged,
            former: Former::new(),
        })
    }
}
