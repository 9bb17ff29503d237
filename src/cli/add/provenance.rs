//! `sources.ron` of a corpus: which file each document was made from. One line a document, so that `git diff` reads well.

use crate::{
    locale::{self, Place, Problem},
    msg,
    shell::{store::Intern, text_file},
};
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};

/// What the file is called.
const NAME: &str = "sources.ron";

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// The document, relative to the corpus.
    pub document: String,
    /// The file it was made from, as it was named.
    pub from: String,
    /// SHA-256 of that file.
    pub hash: String,
    /// The encoding it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "metka")]
    _format: u32,
    sources: Vec<Origin>,
}

/// All of them by their document.
#[derive(Debug, Default)]
pub(super) struct Provenance {
    all: BTreeMap<String, Origin>,
    changed: bool,
}

impl Provenance {
    /// As it is in the corpus at `root`.
    ///
    /// # Errors
    /// It is there and cannot be read: it must not be lost.
    pub fn read(root: &Path) -> Result<Self, Problem> {
        let path = root.join(NAME);
        let source = text_file::read(&path, msg!("format-unreadable"))?;
        let Some(source) = source else {
            return Ok(Self::default());
        };
        let file: File = locale::options().from_str(&source).map_err(|why| {
            Problem::new(msg!("format-broken"))
                .at(Place::file(path.display().to_string()))
                .because(why.to_string())
        })?;
        let all = file.sources.into_iter().map(|it| (it.document.clone(), it));
        Ok(Self {
            all: all.collect(),
            changed: false,
        })
    }

    /// Whether `document` was made from the file at `from`.
    pub fn is_of(&self, document: &Path, from: &Path) -> bool {
        let origin = self.all.get(&*document.to_string_lossy());
        origin.is_some_and(|it| it.from == from.to_string_lossy())
    }

    /// Note one more.
    pub fn add(&mut self, origin: Origin) {
        let document = origin.document.clone();
        let before = self.all.insert(document.clone(), origin);
        self.changed |= before.as_ref() != self.all.get(&document);
    }

    /// Write them, when there is something new.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn write(&self, corpus: &Intern) -> Result<(), Problem> {
        if !self.changed {
            return Ok(());
        }
        let mut file = String::from("(\n    metka: 1,\n    sources: [\n");
        let one_line = || PrettyConfig::new().depth_limit(0);
        for origin in self.all.values() {
            // Records of strings can be written.
            let line = locale::options()
                .to_string_pretty(origin, one_line())
                .unwrap_or_default();
            file.extend(["        ", &line, ",\n"]);
        }
        file.push_str("    ],\n)\n");
        corpus.replace(NAME, &file)
    }
}
