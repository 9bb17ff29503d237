//! `metka merge BASE OURS THEIRS`: the merge driver that git calls for layers. Nothing is written but a whole merge.

use super::{Outcome, Result};
use crate::{
    annotation::{DocumentId, Layer, layer_file, merge},
    locale::{Place, Problem},
    msg,
    shell::{lookup, text_file},
    text::Text,
};
use std::path::{Path, PathBuf};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The layer that both grew out of; empty when there was none
    #[arg(value_hint = clap::ValueHint::FilePath)]
    base: PathBuf,
    /// Our layer; the merge is written here
    #[arg(value_hint = clap::ValueHint::FilePath)]
    ours: PathBuf,
    /// Their layer
    #[arg(value_hint = clap::ValueHint::FilePath)]
    theirs: PathBuf,
    /// Where the merge will lie, when these are copies
    #[arg(value_hint = clap::ValueHint::FilePath)]
    path: Option<PathBuf>,
}

/// Merge the two; git takes a failure for a conflict.
///
/// # Errors
/// A side is damaged, or the text that both would be read on is nowhere.
pub(super) fn run(asked: &Asked) -> Result<Outcome> {
    let side = |number, file| Side::read(number, file, asked.path.as_deref());
    let base = side(1, &asked.base)?;
    let mut sides = vec![side(2, &asked.ours)?, side(3, &asked.theirs)?];
    if !base.source.trim().is_empty() {
        sides.insert(0, base);
    }
    let merged = merged(&sides, asked.path.as_ref().unwrap_or(&asked.ours))?;
    text_file::replace(&asked.ours, merged.as_bytes(), msg!("merge-not-written"))?;
    Ok(Outcome::Good)
}

/// The file of the merge of `sides`: base, if there is one, ours and theirs. The document is looked for from `near`.
fn merged(sides: &[Side], near: &Path) -> std::result::Result<String, Problem> {
    let stated = sides.iter().map(Side::stated);
    let stated = stated.collect::<std::result::Result<Vec<_>, _>>()?;
    let document = target(&stated);
    let text = match stated.iter().all(|it| it.hash == document.hash) {
        // Nobody has to know the rest of the text.
        true => sewn(sides)?,
        false => lookup::text_of(&document, near).ok_or_else(|| without_text(near, &document))?,
    };
    let layers = sides.iter().map(|side| side.layer(&text, &document));
    let layers = layers.collect::<std::result::Result<Vec<_>, _>>()?;
    let mut layers = layers.into_iter().rev();
    let mut next = || layers.next().unwrap_or_default();
    let (theirs, ours, base) = (next(), next(), next());
    let merged = merge(&base, &ours, &theirs);
    Ok(layer_file::write(&merged, &text, &document))
}

fn sewn(sides: &[Side]) -> std::result::Result<Text, Problem> {
    let sources: Vec<&str> = sides.iter().map(|side| &*side.source).collect();
    layer_file::patchwork(&sources).ok_or_else(|| Problem::new(msg!("layer-damaged")))
}

/// The document that the merge speaks of: the text and the path of whoever changed them, ours when both did.
fn target(stated: &[DocumentId]) -> DocumentId {
    let [before @ .., ours, theirs] = stated else {
        return DocumentId::default();
    };
    let kept = |same: fn(&DocumentId, &DocumentId) -> bool| match before
        .first()
        .is_some_and(|base| same(base, ours))
    {
        true => theirs,
        false => ours,
    };
    DocumentId {
        path: kept(|a, b| a.path == b.path).path.clone(),
        ..kept(|a, b| a.hash == b.hash).clone()
    }
}

fn without_text(near: &Path, document: &DocumentId) -> Problem {
    let what = msg!("merge-no-text", document = &*document.path);
    Problem::new(what)
        .at(Place::file(near.display().to_string()))
        .hint(msg!("merge-no-text-hint"))
}

/// One of the three files.
struct Side {
    /// As problems name it: copies as git names the sides of a conflict, so that `git show` finds them later.
    shown: String,
    source: String,
}

impl Side {
    fn read(number: u8, file: &Path, path: Option<&Path>) -> std::result::Result<Self, Problem> {
        let shown = match path {
            Some(path) => format!(":{number}:{}", path.display()),
            None => file.display().to_string(),
        };
        let bytes = text_file::bytes(file, msg!("store-unreadable-layer"))?;
        let source = text_file::utf8(&bytes, &shown, msg!("layer-damaged"))?.to_owned();
        Ok(Self { shown, source })
    }

    fn stated(&self) -> std::result::Result<DocumentId, Problem> {
        match layer_file::document(&self.source) {
            Some(document) => Ok(document),
            // Reading tells what is wrong.
            None => {
                let nothing = layer_file::patchwork(&[]);
                let problem =
                    nothing.and_then(|text| self.layer(&text, &DocumentId::default()).err());
                Err(problem.unwrap_or_else(|| Problem::new(msg!("layer-damaged"))))
            }
        }
    }

    fn layer(&self, text: &Text, document: &DocumentId) -> std::result::Result<Layer, Problem> {
        layer_file::read(&self.source, &self.shown, text, document)
    }
}
