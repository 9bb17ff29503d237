//! The files that are opened: generated in a folder that is gone at the end.

use crate::texts::{LAST_WORD, generate};
use metka::{
    annotation::{Annotation, DocumentId, Fields, Id, Layer, Parts, layer_file},
    text::{Text, TokenKind},
};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// What every text begins with.
pub const OPENING: &str = "Пролог";

/// What follows the last word, for which is searched.
pub const CLOSING: &str = "занавес";

/// The folder of all files.
pub struct Files {
    folder: TempDir,
    homes: Cell<usize>,
}

impl Files {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            homes: Cell::new(0),
        }
    }

    /// A home nobody lived in yet: no program begins where it was left.
    pub fn home(&self) -> PathBuf {
        self.homes.set(self.homes.get() + 1);
        let home = self
            .folder
            .path()
            .join(format!("home-{}", self.homes.get()));
        fs::create_dir(&home).expect("a home");
        home
    }

    /// A text of about `bytes`, with `between` its paragraphs.
    pub fn text(&self, bytes: usize, between: &str) -> PathBuf {
        let path = self.folder.path().join(format!(
            "{bytes}-{}.txt",
            if between == " " { "line" } else { "paragraphs" }
        ));
        if !path.exists() {
            fs::write(&path, content(bytes, between)).expect("a text is written");
        }
        path
    }

    /// The same, of paragraphs, with 50,000 annotations.
    pub fn annotated(&self) -> PathBuf {
        let corpus = self.folder.path().join("many");
        let path = corpus.join("many.txt");
        if !path.exists() {
            let layers = corpus.join("annotations/anna");
            fs::create_dir_all(&layers).expect("a folder");
            let content = content(1_000_000, "\n");
            fs::write(layers.join("many.txt.ron"), layer(&content)).expect("a layer is written");
            fs::write(&path, content).expect("a text is written");
        }
        path
    }

    /// A folder of `count` short documents, a thousand in a folder.
    pub fn corpus(&self, count: usize) -> PathBuf {
        let corpus = self.folder.path().join("corpus");
        for folder in 0..count.div_ceil(1000) {
            let folder = corpus.join(format!("{folder:03}"));
            fs::create_dir_all(&folder).expect("a folder");
            (0..1000).for_each(|at| document(&folder, at));
        }
        corpus
    }
}

fn document(folder: &Path, at: usize) {
    let path = folder.join(format!("{at:03}.txt"));
    fs::write(path, format!("{OPENING} {at}. Завод открыт.\n")).expect("a document is written");
}

fn content(bytes: usize, between: &str) -> String {
    let text = generate(bytes, between);
    let text = text.trim_end();
    format!("{OPENING}. {text} {CLOSING}\n")
}

/// The layer file with an annotation on each of the first 50,000 words.
fn layer(content: &str) -> String {
    let text = Text::new(content).expect("a text of 1 MB fits");
    let mut layer = Layer {
        annotator: "anna".into(),
        ..Layer::default()
    };
    let tokens = (0..text.block_count()).flat_map(|block| text.segments(block).tokens);
    let words = tokens.filter(|token| token.kind == TokenKind::Word);
    for (at, word) in words.take(50_000).enumerate() {
        layer.annotations.put(Arc::new(Annotation {
            id: Id::new(&format!("w{at}")),
            label: "ORG".into(),
            parts: Parts::one(word.range).expect("a word"),
            measure: None,
            fields: Fields::new(),
            note: String::new(),
        }));
    }
    assert_eq!(
        layer.annotations.len(),
        50_000,
        "{LAST_WORD} came too early"
    );
    let hash = Sha256::digest(content.as_bytes());
    let document = DocumentId {
        path: "many.txt".into(),
        chars: text.char_count(),
        hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        encoding: "UTF-8".into(),
    };
    layer_file::write(&layer, &text, &document)
}
