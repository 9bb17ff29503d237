//! The file of a model: a checksum, which depends on the version of the program and on the schema as well, what it was
//! learnt from, and the model.

use crate::{
    annotation::{Layer, Parts, Schema},
    suggest::learner::Model,
    text::Text,
};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

/// Bytes of a digest.
const DIGEST: usize = 32;

/// Tells a finished document with what was said of it from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print([u8; DIGEST]);

impl Print {
    /// Of what is learnt from: the text, what is annotated, what is refused.
    pub fn of(text: &Text, layer: &Layer) -> Self {
        let mut digest = Sha256::new().chain_update(text.as_str());
        let mut add = |kind: &str, label: &str, parts: &Parts| {
            digest.update(format!("{kind}{label}"));
            for range in parts.ranges() {
                digest.update(range.start().raw().to_le_bytes());
                digest.update(range.end().raw().to_le_bytes());
            }
        };
        for it in layer.annotations.iter() {
            add("\n+", &it.label, &it.parts);
        }
        for it in &layer.rejections {
            add("\n-", &it.label, &it.parts);
        }
        Self(digest.finalize().into())
    }
}

/// A model with where it comes from.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// `None` while nothing was learnt.
    pub model: Option<Model>,
    /// What it was learnt from.
    pub learnt: Vec<Print>,
    /// How much of that was learnt at once; it was refined with the rest.
    pub at_once: u32,
}

impl Kept {
    /// What is in `file`, if it is of this program and this schema and nothing is wrong with it.
    pub fn read(file: &Path, schema: &Schema) -> Self {
        let bytes = fs::read(file).unwrap_or_default();
        Self::parse(&bytes, schema).unwrap_or_default()
    }

    fn parse(bytes: &[u8], schema: &Schema) -> Option<Self> {
        let (sum, body) = bytes.split_at_checked(DIGEST)?;
        if sum != checksum(schema, body) {
            return None;
        }
        let (at_once, body) = body.split_at_checked(4)?;
        let (count, body) = body.split_at_checked(4)?;
        let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
        let (prints, model) = body.split_at_checked(count.checked_mul(DIGEST)?)?;
        let prints = prints.chunks_exact(DIGEST);
        Some(Self {
            model: Some(Model::from_bytes(model).ok()?),
            learnt: prints
                .filter_map(|it| it.try_into().ok().map(Print))
                .collect(),
            at_once: u32::from_le_bytes(at_once.try_into().ok()?),
        })
    }

    /// Replace `file`. Without it everything works, only later.
    pub fn write(&self, file: &Path, schema: &Schema) {
        let _unwritable = self.replace(file, schema);
    }

    fn replace(&self, file: &Path, schema: &Schema) -> Option<()> {
        let mut body = self.at_once.to_le_bytes().to_vec();
        body.extend((self.learnt.len() as u32).to_le_bytes());
        body.extend(self.learnt.iter().flat_map(|it| it.0));
        body.extend(self.model.as_ref()?.to_bytes());
        let mut bytes = checksum(schema, &body).to_vec();
        bytes.extend(body);
        fs::create_dir_all(file.parent()?).ok()?;
        let mut beside = file.to_owned();
        beside
            .as_mut_os_string()
            .push(format!(".{}.new", std::process::id()));
        let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
        if written.is_err() {
            fs::remove_file(&beside).ok()?;
        }
        Some(())
    }
}

fn checksum(schema: &Schema, body: &[u8]) -> [u8; DIGEST] {
    let circumstances = format!("{} {schema:?}", env!("CARGO_PKG_VERSION"));
    let digest = Sha256::new().chain_update(circumstances);
    digest.chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::learner::{Lesson, learn};

    #[test]
    fn a_model_comes_back_and_whatever_is_wrong_makes_it_nothing() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (file, schema) = (folder.path().join("deep/model"), Schema::standard());
        let text = Text::new("Завод открыт").unwrap();
        let layer = Layer::default();
        let lesson = Lesson {
            text: &text,
            layer: &layer,
        };
        let kept = Kept {
            model: Some(learn(&[lesson], 1)),
            learnt: vec![Print::of(&text, &layer)],
            at_once: 1,
        };
        kept.write(&file, &schema);
        let back = Kept::read(&file, &schema);
        assert_eq!((back.learnt, back.at_once), (kept.learnt, 1));
        assert!(back.model.is_some());
        let other = Schema {
            labels: Vec::new(),
            ..Schema::standard()
        };
        assert!(Kept::read(&file, &other).model.is_none());
        let bytes = fs::read(&file)?;
        for cut in [0, 1, DIGEST, DIGEST + 5, bytes.len() - 1] {
            fs::write(&file, &bytes[..cut])?;
            assert!(Kept::read(&file, &schema).model.is_none(), "{cut}");
        }
        let mut wrong = bytes;
        *wrong.last_mut().expect("a byte") ^= 1;
        fs::write(&file, &wrong)?;
        assert!(Kept::read(&file, &schema).model.is_none());
        Ok(())
    }
}
