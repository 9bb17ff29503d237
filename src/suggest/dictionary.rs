//! What was annotated in finished documents is proposed in others, as far as it was not mostly left unmarked.

use super::{Ground, Suggester, Suggestion, learner::Lesson, repeats::Repeats};
use crate::annotation::Schema;

/// The words of finished documents.
#[derive(Clone, Debug, Default)]
pub struct Dictionary(Repeats);

impl Dictionary {
    /// All that is annotated in `lessons`, counted in all of them.
    pub fn new(lessons: &[Lesson<'_>], schema: &Schema) -> Self {
        let mut repeats = Repeats::default();
        for lesson in lessons {
            repeats.remember(lesson.text, lesson.layer, schema);
        }
        for lesson in lessons {
            repeats.count(lesson.text, lesson.layer);
        }
        Self(repeats)
    }

    /// Add one more: what it brings that is new is counted from here on.
    pub fn add(&mut self, lesson: Lesson<'_>, schema: &Schema) {
        self.0.remember(lesson.text, lesson.layer, schema);
        self.0.count(lesson.text, lesson.layer);
    }
}

/// Proposes what the dictionary of [`Ground::knowledge`] has.
#[derive(Debug)]
pub struct Known;

impl Suggester for Known {
    fn name(&self) -> &'static str {
        "dictionary"
    }

    fn propose(&self, ground: Ground<'_>, found: &mut Vec<Suggestion>) {
        if let Some(dictionary) = &ground.knowledge.dictionary {
            dictionary.0.propose(ground, self.name(), found);
        }
    }
}
