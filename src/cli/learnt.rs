//! What the finished layers of a corpus teach.

use super::flow;
use crate::{
    annotation::{Layer, Schema, Status},
    locale::Problem,
    shell::store,
    suggest::{
        Ground, Knowledge, Switches,
        calibration::Calibration,
        dictionary::Dictionary,
        learner::{self, Lesson},
        proposals,
    },
    text::{Text, decode::Encoding},
};
use rayon::{ThreadPool, prelude::*};
use std::path::Path;

/// The same lessons make the same model.
pub(super) const SEED: u64 = 7;

/// A document of a corpus with what was said of it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Its text.
    pub text: Text,
    /// What was said of it.
    pub layer: Layer,
}

impl Told {
    /// It as a lesson.
    pub fn lesson(&self) -> Lesson<'_> {
        Lesson {
            text: &self.text,
            layer: &self.layer,
        }
    }
}

/// The finished documents of the corpus at `root`, in order, one layer for each, and what could not be read.
pub(super) fn finished(
    root: &Path,
    annotator: Option<&str>,
    encoding: Option<Encoding>,
    pool: &ThreadPool,
) -> (Vec<Told>, Vec<Problem>) {
    let (layers, mut problems) = store::layers(root, annotator);
    let read = |it: &store::Layers| match it.read(root, encoding) {
        Ok(Some((text, layer))) if layer.status == Status::Done => Some(Ok(Told { text, layer })),
        Ok(_) => None,
        Err(problem) => Some(Err(problem)),
    };
    let all: Vec<_> = pool.install(|| layers.par_iter().filter_map(read).collect());
    let mut found = Vec::with_capacity(all.len());
    for told in all {
        match told {
            Ok(told) => found.push(told),
            Err(problem) => problems.push(problem),
        }
    }
    (found, problems)
}

/// What `told` teaches: a model, a dictionary, and how far the rules are to be believed.
pub(super) fn knowledge(told: &[Told], schema: &Schema) -> Knowledge {
    if told.is_empty() {
        return Knowledge::default();
    }
    let lessons: Vec<Lesson<'_>> = told.iter().map(Told::lesson).collect();
    let mut calibration = Calibration::default();
    for told in told {
        count(&mut calibration, told, schema);
    }
    Knowledge {
        model: Some(learner::learn(&lessons, SEED)),
        dictionary: Some(Dictionary::new(&lessons, schema)),
        calibration: Some(calibration),
    }
}

/// Count what would have become of the proposals of the rules in `told`: they are made without any knowledge of it.
pub(super) fn count(calibration: &mut Calibration, told: &Told, schema: &Schema) {
    let blank = Layer::default();
    let ground = Ground::new(&told.text, schema, &blank);
    let proposals = proposals(ground, &Knowledge::default(), &Switches::default());
    calibration.count(&told.text, &told.layer, &proposals);
}

/// The knowledge of the corpus at `root`.
///
/// # Errors
/// There are no threads.
pub(super) fn of_corpus(
    root: &Path,
    schema: &Schema,
    annotator: Option<&str>,
    encoding: Option<Encoding>,
    threads: Option<usize>,
) -> Result<(Knowledge, Vec<Problem>), Problem> {
    let pool = flow::pool(threads)?;
    let (told, problems) = finished(root, annotator, encoding, &pool);
    Ok((knowledge(&told, schema), problems))
}
