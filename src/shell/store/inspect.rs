//! Every layer of a corpus, of whichever annotator, against its text and the schema: what `metka validate` does.
use super::{document::Raw, fault::walk_problem, name, slot::Slot};
use crate::{
    annotation::{Schema, validate},
    locale::{Message, Place, Problem},
    msg,
    text::decode::Encoding,
};
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// What was looked at, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Inspection {
    /// How many layers there are.
    pub layers: usize,
    /// In the order of their paths.
    pub problems: Vec<Problem>,
}

/// All faults of all layers of the corpus at `root`.
pub fn inspect(root: &Path, schema: &Schema, forced: Option<Encoding>) -> Inspection {
    let mut found = Inspection::default();
    let layers = root.join("annotations");
    match layers.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return found,
        Ok(_) if layers.is_file() => {
            let place = Place::file(layers.display().to_string());
            let why = Message::from(io::Error::from(ErrorKind::NotADirectory));
            let problem = Problem::new(msg!("cannot-read-folder")).at(place);
            found.problems.push(problem.because(why));
            return found;
        }
        _ => {}
    }
    for entry in WalkDir::new(&layers).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if is_layer(root, &layers, &entry) => {
                found.layers += 1;
                let wrong = one(root, &layers, entry.path(), schema, forced);
                found.problems.extend(wrong);
            }
            Ok(_) => {}
            Err(error) => found.problems.push(walk_problem(error)),
        }
    }
    found
}

/// Temporary files of a write under way begin with a dot. A pipe, or a folder in the place of a layer, is told of too.
pub(super) fn is_layer(root: &Path, layers: &Path, entry: &DirEntry) -> bool {
    let path = entry.path();
    if entry.file_type().is_dir()
        && !document_of(layers, path).is_some_and(|doc| root.join(doc).is_file())
    {
        return false;
    }
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|extension| extension == "ron")
}

/// The document `ANNOTATOR/PATH.ron` speaks of.
pub(super) fn document_of(layers: &Path, path: &Path) -> Option<PathBuf> {
    let mut parts = path.strip_prefix(layers).ok()?.components();
    parts.next()?;
    Some(parts.as_path().with_extension("")).filter(|doc| doc.components().next().is_some())
}

fn one(
    root: &Path,
    layers: &Path,
    path: &Path,
    schema: &Schema,
    forced: Option<Encoding>,
) -> Vec<Problem> {
    let shown = path.display().to_string();
    let Some(doc) = document_of(layers, path) else {
        return vec![Problem::new(msg!("layer-without-annotator")).at(Place::file(shown))];
    };
    // What cannot be read is told in the same words as when the document is opened.
    let mut slot = Slot::new(path.to_owned());
    let source = match slot.load().and_then(|()| slot.source()) {
        Ok(source) => source.unwrap_or_default().to_owned(),
        Err(problem) => return vec![problem],
    };
    let document = Raw::read(root, &doc).and_then(|raw| {
        let encoding = forced.or_else(|| raw.stated_encoding(&slot.stated()?));
        raw.decode(encoding)
    });
    match document {
        Ok(document) => validate::validate(&source, &shown, &document.text, &document.id, schema),
        Err(problem) => {
            let what = msg!("layer-of-unreadable", document = name::shown(&doc));
            let place = Place::in_source(shown, &source, 0);
            vec![
                Problem::new(what)
                    .at(place)
                    .because(problem.why.unwrap_or(problem.what)),
            ]
        }
    }
}
