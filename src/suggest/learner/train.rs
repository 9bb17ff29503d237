//! Training: an averaged structured perceptron. What it guesses wrong moves its weights; what it knows after all is
//! the mean of what it knew on the way.

use super::{
    certainty::Certainty,
    decode::Transitions,
    lesson::{Example, Lesson, examples},
    model::{Desk, Guess, Learnt, Model, SCALE, Weights, score, slots},
    tags::{self, Span, Tag},
};
use std::{collections::BTreeSet, sync::Arc};

/// How often each example is looked at.
const EPOCHS: usize = 4;

/// How often all are looked at after certainty was measured on those that were held out.
const LAST_EPOCHS: usize = 3;

/// How often what comes later is looked at.
const LATER_EPOCHS: usize = 2;

/// A wrong tag must be worse than the right one by as much, in steps of a weight.
const MARGIN: i32 = 2;

/// Weights on their way.
pub(super) struct Perceptron {
    tags: usize,
    weights: Vec<i32>,
    /// What was added to each weight, times when.
    late: Vec<i64>,
    transitions: Transitions,
    steps: Vec<i32>,
    late_steps: Vec<i64>,
    /// How many examples were looked at.
    time: i64,
    desk: Desk,
}

impl Perceptron {
    /// One that knows nothing of `labels` labels.
    pub(super) fn new(labels: usize) -> Self {
        let tags = tags::count(labels);
        Self {
            tags,
            weights: vec![0; slots(tags)],
            late: vec![0; slots(tags)],
            transitions: Transitions::new(tags, |_, _| 0),
            steps: vec![0; tags * tags],
            late_steps: vec![0; tags * tags],
            time: 1,
            desk: Desk::default(),
        }
    }

    /// One that knows what `known` knows.
    pub(super) fn from(known: &Weights) -> Self {
        let mut new = Self::new(0);
        new.tags = known.tags();
        new.weights = known.features().iter().map(|it| i32::from(*it)).collect();
        new.late = vec![0; new.weights.len()];
        new.steps = known.steps().iter().map(|it| i32::from(*it)).collect();
        new.late_steps = vec![0; new.steps.len()];
        new.transitions = known.transitions().clone();
        new
    }

    /// Look at all `examples` again and again, in an order that `rng` tells.
    pub(super) fn train(&mut self, examples: &[&Example], rng: &mut fastrand::Rng, epochs: usize) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let again = (0..examples.len()).filter(|at| examples[*at].refused);
        order.extend(again);
        for _ in 0..epochs {
            rng.shuffle(&mut order);
            for at in &order {
                self.look_at(examples[*at]);
            }
        }
    }

    fn look_at(&mut self, example: &Example) {
        self.time += 1;
        score(&example.sentence, &self.weights, self.tags, &mut self.desk);
        let scores = self.desk.decoder.scores.chunks_exact_mut(self.tags);
        for (scores, right) in scores.zip(&example.tags) {
            scores[*right] -= MARGIN * STEP;
        }
        self.desk.decoder.decode(&self.transitions);
        if self.desk.decoder.best != example.tags {
            let desk = std::mem::take(&mut self.desk);
            self.correct(&example.tags, &desk);
            self.desk = desk;
        }
    }

    /// Move the weights from what was guessed to what is `right`.
    fn correct(&mut self, right: &[Tag], desk: &Desk) {
        let guess = &desk.decoder.best;
        let mut first = 0;
        for ((right, guess), end) in right.iter().zip(guess).zip(&desk.ends) {
            let rows = &desk.rows[first..*end];
            first = *end;
            if right != guess {
                for row in rows {
                    self.add(*row as usize + right, STEP);
                    self.add(*row as usize + guess, -STEP);
                }
            }
        }
        for tags in right.windows(2) {
            self.step(tags[0], tags[1], STEP);
        }
        for tags in guess.windows(2) {
            self.step(tags[0], tags[1], -STEP);
        }
    }

    fn add(&mut self, slot: usize, worth: i32) {
        self.weights[slot] += worth;
        self.late[slot] += self.time * i64::from(worth);
    }

    fn step(&mut self, from: Tag, to: Tag, worth: i32) {
        self.transitions.add(from, to, worth);
        self.steps[from * self.tags + to] += worth;
        self.late_steps[from * self.tags + to] += self.time * i64::from(worth);
    }

    /// The mean of all weights so far.
    pub(super) fn mean(&self) -> Weights {
        let mean = |weight: i32, late: i64| i64::from(weight) - late / self.time;
        let mean = |(weight, late): (&i32, &i64)| {
            mean(*weight, *late).clamp(i16::MIN.into(), i16::MAX.into()) as i16
        };
        let features = self.weights.iter().zip(&self.late).map(mean).collect();
        let steps = self.steps.iter().zip(&self.late_steps).map(mean).collect();
        Weights::new(self.tags, features, steps)
    }
}

/// One step of a weight.
const STEP: i32 = SCALE;

/// The share of lessons that certainty is measured on: one in so many.
const HELD_OUT: usize = 5;

/// Learn from all `lessons`, from nothing.
pub fn learn(lessons: &[Lesson<'_>], seed: u64) -> Model {
    let labels: BTreeSet<Arc<str>> = lessons.iter().flat_map(Lesson::labels).collect();
    let labels: Vec<Arc<str>> = labels.into_iter().collect();
    let lessons: Vec<Vec<Example>> = lessons.iter().map(|it| examples(*it, &labels)).collect();
    let (held, shown) = hold_out(&lessons);
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut perceptron = Perceptron::new(labels.len());
    perceptron.train(&shown, &mut rng, EPOCHS);
    let (certainty, alone) = measure(&perceptron.mean(), labels.len(), &held);
    let all: Vec<&Example> = lessons.iter().flatten().collect();
    perceptron.train(&all, &mut rng, LAST_EPOCHS);
    Model(Arc::new(Learnt {
        labels,
        weights: perceptron.mean(),
        certainty,
        alone,
    }))
}

/// Learn `lessons` in addition to what `model` knows: what is new, with some of what was learnt before among it, so
/// that that is not forgotten. Takes as long as `lessons` are, not as all that was learnt; a label that `model` does
/// not know makes it begin anew.
pub fn refine(model: &Model, lessons: &[Lesson<'_>], seed: u64) -> Model {
    let known = &model.0.labels;
    let mut labels = lessons.iter().flat_map(Lesson::labels);
    if labels.any(|label| known.binary_search(&label).is_err()) {
        return learn(lessons, seed);
    }
    let examples: Vec<Example> = lessons.iter().flat_map(|it| examples(*it, known)).collect();
    let shown: Vec<&Example> = examples.iter().collect();
    let mut perceptron = Perceptron::from(&model.0.weights);
    // What was known counts as much in the mean as one look at all of these.
    perceptron.time += shown.len() as i64;
    perceptron.train(&shown, &mut fastrand::Rng::with_seed(seed), LATER_EPOCHS);
    Model(Arc::new(Learnt {
        labels: known.clone(),
        weights: perceptron.mean(),
        certainty: model.0.certainty.clone(),
        alone: model.0.alone.clone(),
    }))
}

/// Some lessons to measure on, and the others. Of a single one none is held out.
fn hold_out(lessons: &[Vec<Example>]) -> (Vec<&Example>, Vec<&Example>) {
    let every = lessons.len().min(HELD_OUT);
    let (mut held, mut shown) = (Vec::new(), Vec::new());
    for (at, lesson) in lessons.iter().enumerate() {
        match every > 1 && at % every == every - 1 {
            true => held.extend(lesson),
            false => shown.extend(lesson),
        }
    }
    (held, shown)
}

/// What is thought of rules that stand alone before anything is measured, and how many cases that is worth.
const ALONE: (f32, f32) = (0.7, 8.0);

/// How sure which lead is, and how often the rules are right alone, for each label.
fn measure(weights: &Weights, labels: usize, held: &[&Example]) -> (Certainty, Vec<f32>) {
    let mut desk = Desk::default();
    let mut guesses = Vec::new();
    let mut alone = vec![(0.0, 0.0); labels];
    for example in held {
        let right = tags::spans(&example.tags);
        let found = weights.tag(&example.sentence, &mut desk);
        let same = |guess: &Guess, it: &Span| guess.tokens == it.0 && guess.label == it.1;
        for guess in &found {
            guesses.push((guess.lead, right.iter().any(|it| same(guess, it))));
        }
        for hint in &example.hints {
            if !found.iter().any(|guess| same(guess, hint)) {
                alone[hint.1].0 += f32::from(u8::from(right.contains(hint)));
                alone[hint.1].1 += 1.0;
            }
        }
    }
    let (prior, trust) = ALONE;
    let share = |(right, all): (f32, f32)| (right + prior * trust) / (all + trust);
    let alone = alone.into_iter().map(share).collect();
    (Certainty::measured(guesses), alone)
}
