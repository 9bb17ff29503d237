//! Learning document by document. All is learnt anew each time a quarter more documents are there; between, the model
//! is refined with the newest and some of the others, as a program must that goes on working meanwhile.

use super::super::learnt::{SEED, Told, count};
use crate::{
    annotation::Schema,
    suggest::{
        Knowledge,
        calibration::Calibration,
        dictionary::Dictionary,
        learner::{self, Lesson},
    },
};

/// The documents that go with a new one when the model is refined.
const COMPANY: usize = 20;

/// What was learnt so far.
pub(super) struct School<'a> {
    pub schema: &'a Schema,
    pub knowledge: Knowledge,
    told: Vec<&'a Told>,
    /// How many documents the model was last learnt from, all anew.
    whole: usize,
}

impl<'a> School<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        Self {
            schema,
            knowledge: Knowledge::default(),
            told: Vec::new(),
            whole: 0,
        }
    }

    /// One more finished document.
    pub fn learn(&mut self, told: &'a Told) {
        self.told.push(told);
        let lesson = told.lesson();
        let mut calibration = self.knowledge.calibration.take();
        count(
            calibration.get_or_insert_with(Calibration::default),
            told,
            self.schema,
        );
        self.knowledge.calibration = calibration;
        match &mut self.knowledge.dictionary {
            Some(dictionary) => dictionary.add(lesson, self.schema),
            none => *none = Some(Dictionary::new(&[lesson], self.schema)),
        }
        self.knowledge.model = Some(match &self.knowledge.model {
            Some(model) if self.told.len() * 4 < self.whole * 5 => {
                learner::refine(model, &self.some(), SEED)
            }
            _ => {
                self.whole = self.told.len();
                let lessons: Vec<Lesson<'_>> = self.told.iter().map(|it| it.lesson()).collect();
                learner::learn(&lessons, SEED)
            }
        });
    }

    /// The newest document and some of the others, evenly.
    fn some(&self) -> Vec<Lesson<'a>> {
        let step = self.told.len().div_ceil(COMPANY);
        let others = self.told.iter().rev().skip(1).step_by(step);
        let newest = self.told.last().into_iter();
        newest.chain(others).map(|it| it.lesson()).collect()
    }
}
