//! Annotations on their way in: from whatever a file says of the text that is open. Nothing of another text is taken.

use super::{Stage, Way};
use crate::{
    annotation::{Annotation, Annotations, Change, Id, Layer, Parts, Relation, Schema, Status},
    app::{
        App, Notice, Reader,
        marking::Refusal,
        msg::{DocId, Effect},
        suggesting::figure,
    },
    formats::{Format, Piece, Reading, Terms, settle},
    locale::{Message, Place, Problem},
    msg,
    text::Text,
};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

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

/// What became of annotations that were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// New ones, and new relations.
    added: usize,
    /// Those that were there.
    known: usize,
    /// Those that may not stand beside what is there.
    refused: usize,
}

impl Tally {
    fn message(self, imported: &Imported, locale: &crate::locale::Locale) -> Message {
        let refused = self.refused + imported.refused;
        let (added, known) = (self.added, self.known);
        match &imported.first {
            Some(first) => msg!(
                "document-imported-in-part",
                added = added,
                known = known,
                refused = refused,
                why = first.line(locale)
            ),
            None => msg!(
                "document-imported",
                added = added,
                known = known,
                refused = refused
            ),
        }
    }
}

impl Reader {
    /// Add what is in `layers` and not here yet, as one step.
    fn take_in(
        &mut self,
        layers: &[Layer],
        schema: &Schema,
        rng: &mut fastrand::Rng,
    ) -> Result<Tally, Refusal> {
        let mut all = Addition::new(&self.layer, schema);
        for layer in layers {
            all.layer(layer, rng);
        }
        let Addition { changes, tally, .. } = all;
        match changes.is_empty() {
            true => Ok(tally),
            false => self.commit(changes, None).map(|()| tally),
        }
    }
}

/// Finds what of other layers is new.
struct Addition<'a> {
    schema: &'a Schema,
    /// All that is here, with what was added.
    now: Annotations,
    /// The same by what it says.
    known: HashMap<(Arc<str>, Parts), Id>,
    related: HashSet<(Arc<str>, Id, Id)>,
    /// Names that are given away.
    taken: HashSet<Id>,
    changes: Vec<Change>,
    tally: Tally,
}

impl<'a> Addition<'a> {
    fn new(layer: &Layer, schema: &'a Schema) -> Self {
        let all = || layer.annotations.iter();
        let said = |it: &Arc<Annotation>| ((it.label.clone(), it.parts.clone()), it.id.clone());
        let relations = || layer.relations.iter();
        let ends = |it: &Relation| (it.label.clone(), it.from.clone(), it.to.clone());
        let taken = all().map(|it| it.id.clone());
        let taken = taken.chain(relations().map(|it| it.id.clone()));
        let waiting = layer.unplaced.iter().map(|it| it.id.clone());
        Self {
            schema,
            now: layer.annotations.clone(),
            taken: taken.chain(waiting).collect(),
            known: all().map(said).collect(),
            related: relations().map(ends).collect(),
            changes: Vec::new(),
            tally: Tally::default(),
        }
    }

    fn layer(&mut self, layer: &Layer, rng: &mut fastrand::Rng) {
        let mut ids = HashMap::new();
        for item in layer.annotations.iter() {
            if let Some(id) = self.annotation(item, rng) {
                ids.insert(item.id.clone(), id);
            }
        }
        for relation in &layer.relations {
            if let (Some(from), Some(to)) = (ids.get(&relation.from), ids.get(&relation.to)) {
                self.relation(relation, from.clone(), to.clone(), rng);
            }
        }
    }

    /// What `item` is called here; `None` when it may not be here.
    fn annotation(&mut self, item: &Arc<Annotation>, rng: &mut fastrand::Rng) -> Option<Id> {
        let said = (item.label.clone(), item.parts.clone());
        if let Some(twin) = self.known.get(&said) {
            self.tally.known += 1;
            return Some(twin.clone());
        }
        if self.schema.conflict(&self.now, &item.parts, None).is_some() {
            self.tally.refused += 1;
            return None;
        }
        let id = self.free(&item.id, rng);
        let new = Arc::new(Annotation {
            id: id.clone(),
            ..Annotation::clone(item)
        });
        self.now.put(Arc::clone(&new));
        self.known.insert(said, id.clone());
        self.tally.added += 1;
        self.changes.push(Change::Annotation {
            before: None,
            after: Some(new),
        });
        Some(id)
    }

    fn relation(&mut self, relation: &Relation, from: Id, to: Id, rng: &mut fastrand::Rng) {
        let said = (relation.label.clone(), from.clone(), to.clone());
        if !self.related.insert(said) {
            return;
        }
        let id = self.free(&relation.id, rng);
        self.tally.added += 1;
        self.changes.push(Change::Relation {
            before: None,
            after: Some(Relation {
                id,
                label: relation.label.clone(),
                from,
                to,
            }),
        });
    }

    /// `wanted`, if nothing here is called so; else a new name.
    fn free(&mut self, wanted: &Id, rng: &mut fastrand::Rng) -> Id {
        let mut id = wanted.clone();
        while !self.taken.insert(id.clone()) {
            id = Id::random(rng);
        }
        id
    }
}
