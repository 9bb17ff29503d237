//! Annotations on their way in: from whatever a file says of the text that is open. Nothing of another text is taken.

use super::{Stage, Way};
use crate::{
    annotation::{Layer, Parts, Schema, Status},
    app::{
        App, Notice,
        msg::{DocId, Effect},
        suggesting::figure,
    },
    formats::{Format, Piece, Reading, Terms, settle},
    locale::{Place, Problem},
    msg,
    text::Text,
};
use std::path::{Path, PathBuf};

/// So much is shown of both texts where they differ, in characters.
const EXCERPT: usize = 16;

/// What is to be read, and what for.
#[derive(Clone, Debug)]
pub struct Import {
    /// How.
    pub format: &'static Format,
    /// The file as it was typed.
    pub from: PathBuf,
    /// The document in its corpus.
    pub document: PathBuf,
    /// Its text.
    pub text: Text,
    /// Who takes it in.
    pub annotator: String,
    /// The labels there are.
    pub schema: Schema,
    /// Where ids come from.
    pub seed: u64,
}

/// What a file says of the open text.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The layers in it.
    pub layers: Vec<Layer>,
    /// How much was refused.
    pub refused: usize,
    /// The first of what was refused.
    pub first: Option<Problem>,
}

/// Goes through the pieces of a file.
#[derive(Debug)]
pub struct Intake<'a> {
    import: &'a Import,
    found: Imported,
    /// How far the nearest other text agrees, and what stands in it there.
    nearest: Option<(usize, String)>,
}

impl<'a> Intake<'a> {
    /// Nothing was read yet.
    pub fn new(import: &'a Import) -> Self {
        Self {
            import,
            found: Imported::default(),
            nearest: None,
        }
    }

    /// Take what `piece` says of the text.
    pub fn take(&mut self, piece: &Piece<'_>) {
        let read = self.import.format.read;
        match read.map_or(Ok(Vec::new()), |read| read(piece)) {
            Ok(readings) => {
                for reading in readings {
                    if self.is_meant(piece, &reading) {
                        self.settle(piece, reading);
                    }
                }
            }
            Err(problem) => self.refuse(problem),
        }
    }

    /// Something could not be read.
    pub fn refuse(&mut self, problem: Problem) {
        self.found.refused += 1;
        self.found.first.get_or_insert(problem);
    }

    /// Whether it is the open text that `reading` is of. One that brings no text is, unless it names another document.
    fn is_meant(&mut self, piece: &Piece<'_>, reading: &Reading) -> bool {
        match (&reading.text, &reading.path) {
            (Some(text), _) => self.is_same(text),
            (None, Some(path)) if piece.text.is_none() => {
                let (named, open) = (Path::new(path), &self.import.document);
                named == open || named == open.with_extension("")
            }
            (None, _) => true,
        }
    }

    /// Whether `text` is the open one; else where it is not is remembered, if no other came so far.
    pub fn is_same(&mut self, text: &str) -> bool {
        let open = self.import.text.as_str();
        if text == open {
            return true;
        }
        let both = text.bytes().zip(open.bytes());
        let agree = both.take_while(|(a, b)| a == b).count();
        if self.nearest.as_ref().is_none_or(|(far, _)| *far < agree) {
            self.nearest = Some((agree, excerpt(text, agree)));
        }
        false
    }

    fn settle(&mut self, piece: &Piece<'_>, reading: Reading) {
        let schema = &self.import.schema;
        let measure = |label: &str, text: &Text, parts: &Parts| match parts.ranges() {
            [one] => figure(schema.label(label)?, text.slice(*one)),
            _ => None,
        };
        let terms = Terms {
            annotator: &self.import.annotator,
            status: Status::InProgress,
            rename: &|label| Some(label.to_owned()),
            measure: &measure,
        };
        let place = |line| piece.place(line);
        let settled = settle(reading, &self.import.text, self.import.seed, &terms, &place);
        settled.problems.into_iter().for_each(|it| self.refuse(it));
        self.found.layers.push(settled.layer);
    }

    /// All of it was read.
    ///
    /// # Errors
    /// Nothing in it is of the open text: where the nearest differs, or why it could not be read.
    pub fn finish(self) -> Result<Imported, Problem> {
        if !self.found.layers.is_empty() {
            return Ok(self.found);
        }
        Err(match (self.nearest, self.found.first) {
            (Some((at, there)), _) => {
                let open = self.import.text.as_str();
                let path = self.import.document.to_string_lossy();
                let place = Place::in_source(path, open, at);
                let here = excerpt(open, at);
                Problem::new(msg!("import-other-text"))
                    .at(place)
                    .because(msg!("import-differs", here = here, there = there))
            }
            (None, Some(first)) => first,
            (None, None) => Problem::new(msg!("import-not-of-this"))
                .at(Place::file(self.import.from.display().to_string())),
        })
    }
}

/// What stands in `text` from about byte `at` on, on one line.
fn excerpt(text: &str, at: usize) -> String {
    let rest = text[text.floor_char_boundary(at)..].chars().take(EXCERPT);
    rest.map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

impl App {
    pub(super) fn import(&mut self, format: &'static Format, from: PathBuf) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        let import = Import {
            format,
            from,
            document: self.corpus.entry(reader.doc)?.path.clone(),
            text: reader.text.clone(),
            annotator: self.annotator.clone(),
            schema: self.corpus.schema.clone(),
            seed: self.rng.u64(..),
        };
        Some(Effect::Import(reader.doc, Box::new(import)))
    }

    /// What a file says of `doc` is known.
    pub(in crate::app) fn imported(
        &mut self,
        doc: DocId,
        text: &Text,
        outcome: Result<Imported, Problem>,
    ) -> Vec<Effect> {
        let menu = self.waiting_menu(Way::Import);
        let imported = match outcome {
            Ok(imported) => imported,
            Err(problem) => {
                self.not_transferred(menu, Stage::Refused(problem));
                return Vec::new();
            }
        };
        let open = self.reader.as_mut();
        let Some(reader) = open.filter(|it| it.doc == doc && it.text.as_str() == text.as_str())
        else {
            return self.refuse(msg!("import-left"));
        };
        match reader.take_in(&imported.layers, &self.corpus.schema, &mut self.rng) {
            Ok(tally) => {
                self.notice = Some(Notice::Done(tally.message(&imported, &self.locale)));
                match tally.added {
                    0 => Vec::new(),
                    _ => self.save(),
                }
            }
            Err(refusal) => self.refuse(refusal),
        }
    }
}
