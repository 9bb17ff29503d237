//! The thread that learns from finished documents: from all of the corpus when a document is opened for the first time,
//! and from each that is finished after that. It gives way to all others.
//!
//! The model is kept under the cache folder with the fingerprints of what it was learnt from. Whatever is wrong with
//! the file, it is learnt anew: it is always safe to delete. What became of earlier proposals is counted in the
//! layers themselves, each time: they are the truth, and counting is quick.

mod model_file;

use super::{
    scout::give_way,
    store::{Finished, MOST_BYTES, finished},
};
use crate::{
    annotation::{Layer, Schema},
    suggest::{
        self, Ground, Knowledge, Suggester as _, Switches,
        calibration::Calibration,
        dictionary::Dictionary,
        learner::{Learner, Lesson, Model, learn, refine},
    },
    text::decode::Encoding,
};
use model_file::{Kept, Print};
use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// The least a thread can count.
const NICE: i32 = 19;

/// The same lessons make the same model.
const SEED: u64 = 1;

/// Where it is learnt.
#[derive(Clone, Debug)]
pub struct School {
    /// The folder of the corpus.
    pub root: PathBuf,
    /// Who annotates.
    pub annotator: String,
    /// The labels.
    pub schema: Schema,
    /// Forced, or recognised.
    pub encoding: Option<Encoding>,
    /// Where the model is kept.
    pub file: PathBuf,
}

/// The thread, from outside.
#[derive(Debug)]
pub struct Learning {
    requests: Sender<Request>,
}

#[derive(Debug)]
enum Request {
    /// Whether the model is wanted too.
    Begin(bool),
    Lesson(Box<Finished>),
}

impl Learning {
    /// Start the thread, which waits until there is a reason to learn; what it learns goes to `send`.
    pub fn start(school: School, send: impl Fn(Knowledge) + Send + 'static) -> Self {
        let (requests, queue) = channel();
        thread::spawn(move || {
            give_way(NICE);
            Class {
                school,
                lessons: Vec::new(),
                kept: Kept::default(),
                wanted: false,
            }
            .run(&queue, send);
        });
        Self { requests }
    }

    /// There is a reason to learn; `model`: also what takes time and memory.
    pub fn begin(&self, model: bool) {
        let _ending = self.requests.send(Request::Begin(model));
    }

    /// One more document is finished.
    pub fn lesson(&self, finished: Finished) {
        let _ending = self.requests.send(Request::Lesson(Box::new(finished)));
    }
}

struct Class {
    school: School,
    /// With the fingerprint of each.
    lessons: Vec<(Print, Finished)>,
    kept: Kept,
    /// Somebody wants the model.
    wanted: bool,
}

impl Class {
    fn run(mut self, requests: &Receiver<Request>, send: impl Fn(Knowledge)) {
        let Ok(first) = requests.recv() else {
            return;
        };
        let School {
            root, annotator, ..
        } = &self.school;
        for lesson in finished(root, annotator, self.school.encoding) {
            self.add(lesson);
        }
        self.kept = Kept::read(&self.school.file, &self.school.schema);
        let mut news = self.take(first) | !self.lessons.is_empty();
        loop {
            for request in requests.try_iter().collect::<Vec<_>>() {
                news |= self.take(request);
            }
            if news {
                // What is quick comes first: learning may take seconds.
                let known = self.known();
                send(known.clone());
                if self.wanted && self.learn() {
                    // Before it is told of: whoever sees what was learnt may leave at once.
                    self.kept.write(&self.school.file, &self.school.schema);
                    let model = self.kept.model.clone();
                    send(Knowledge { model, ..known });
                }
            }
            news = match requests.recv() {
                Ok(request) => self.take(request),
                Err(_) => return,
            };
        }
    }

    /// Whether there is something new to learn.
    fn take(&mut self, request: Request) -> bool {
        match request {
            Request::Begin(model) => {
                let begins = model && !self.wanted;
                self.wanted = model;
                begins && !self.lessons.is_empty()
            }
            Request::Lesson(lesson) => {
                self.add(*lesson);
                true
            }
        }
    }

    fn add(&mut self, lesson: Finished) {
        self.lessons.retain(|(_, it)| it.path != lesson.path);
        // One huge text would take all time and memory there is for learning.
        if lesson.text.as_str().len() > MOST_BYTES {
            return;
        }
        let print = Print::of(&lesson.text, &lesson.layer);
        self.lessons.push((print, lesson));
    }

    /// Dictionary, history, and the model as far as it is learnt.
    fn known(&self) -> Knowledge {
        let lessons: Vec<Lesson> = self.lessons.iter().map(|(_, it)| it.lesson()).collect();
        Knowledge {
            model: self.kept.model.clone().filter(|_| self.is_sound()),
            dictionary: Some(Dictionary::new(&lessons, &self.school.schema)),
            calibration: Some(self.history()),
        }
    }

    /// What would have become of proposals, had each lesson been read with what was known before it.
    fn history(&self) -> Calibration {
        let mut calibration = Calibration::default();
        let mut known = Knowledge::default();
        let (schema, blank) = (&self.school.schema, Layer::default());
        // The model measures itself on lessons that it has not learnt.
        let mut switches = Switches::default();
        switches.set(Learner.name(), false);
        for (_, lesson) in &self.lessons {
            let ground = Ground::new(&lesson.text, schema, &blank);
            let proposals = suggest::proposals(ground, &known, &switches);
            calibration.count(&lesson.text, &lesson.layer, &proposals);
            let dictionary = known.dictionary.get_or_insert_default();
            dictionary.add(lesson.lesson(), schema);
        }
        calibration
    }

    /// All that the model was learnt from still holds.
    fn is_sound(&self) -> bool {
        let prints: BTreeSet<Print> = self.lessons.iter().map(|(print, _)| *print).collect();
        self.kept.learnt.iter().all(|print| prints.contains(print))
    }

    /// Learn what is new; whether anything was. Now and then all is learnt anew: a model that was only refined is a
    /// little worse.
    fn learn(&mut self) -> bool {
        let learnt: BTreeSet<Print> = self.kept.learnt.iter().copied().collect();
        let new = self.lessons.iter().filter(|(it, _)| !learnt.contains(it));
        let new: Vec<Lesson> = new.map(|(_, it)| it.lesson()).collect();
        let few = self.lessons.len() <= 2 * self.kept.at_once as usize;
        let model: Model = match self.kept.model.as_ref().filter(|_| self.is_sound()) {
            Some(_) if new.is_empty() => return false,
            Some(model) if few => refine(model, &new, SEED),
            _ => {
                let all: Vec<Lesson> = self.lessons.iter().map(|(_, it)| it.lesson()).collect();
                self.kept.at_once = all.len() as u32;
                learn(&all, SEED)
            }
        };
        self.kept.learnt = self.lessons.iter().map(|(print, _)| *print).collect();
        self.kept.model = Some(model);
        true
    }
}

impl Finished {
    fn lesson(&self) -> Lesson<'_> {
        Lesson {
            text: &self.text,
            layer: &self.layer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{Annotation, Fields, Id, Parts, Status},
        text::{Text, TextRange},
    };
    use std::sync::Arc;

    fn lesson(path: &str, label: &str) -> Finished {
        let text = Text::new(format!("В городе открыт завод {path}.")).unwrap();
        let at = text.as_str().find("завод").unwrap();
        let annotation = Annotation {
            id: Id::new("a"),
            label: label.into(),
            parts: Parts::one(TextRange::from_usize(at..text.as_str().len() - 1)).unwrap(),
            measure: None,
            fields: Fields::new(),
            note: String::new(),
        };
        let mut layer = Layer {
            status: Status::Done,
            ..Layer::default()
        };
        layer.annotations.put(Arc::new(annotation));
        Finished {
            path: path.into(),
            text,
            layer,
        }
    }

    #[test]
    fn what_is_new_is_learnt_in_addition_and_what_changed_makes_it_begin_anew() {
        let school = School {
            root: PathBuf::new(),
            annotator: String::new(),
            schema: Schema::standard(),
            encoding: None,
            file: PathBuf::new(),
        };
        let mut class = Class {
            school,
            lessons: Vec::new(),
            kept: Kept::default(),
            wanted: true,
        };
        class.add(lesson("а", "ORG"));
        class.add(lesson("б", "ORG"));
        assert!(class.known().model.is_none());
        assert!(class.learn());
        assert_eq!((class.kept.at_once, class.kept.learnt.len()), (2, 2));
        assert!(!class.learn(), "nothing is new");
        class.add(lesson("в", "ORG"));
        assert!(class.known().model.is_some() && class.learn());
        assert_eq!((class.kept.at_once, class.kept.learnt.len()), (2, 3));
        // It was taken up again and finished otherwise.
        class.add(lesson("в", "LOC"));
        assert!(class.known().model.is_none(), "it holds no more");
        assert!(class.learn());
        assert_eq!((class.kept.at_once, class.kept.learnt.len()), (3, 3));
    }

    #[test]
    fn no_model_is_learnt_while_nobody_wants_it() {
        let folder = tempfile::tempdir().unwrap();
        let school = School {
            root: folder.path().to_owned(),
            annotator: String::from("anna"),
            schema: Schema::standard(),
            encoding: None,
            file: folder.path().join("model"),
        };
        let (send, told) = channel();
        let learning = Learning::start(school, move |known: Knowledge| {
            let _gone = send.send(known.model.is_some());
        });
        learning.begin(false);
        learning.lesson(lesson("а", "ORG"));
        // It is told of once: what comes next is what is known of the next lesson.
        assert_eq!(told.recv(), Ok(false));
        learning.lesson(lesson("б", "ORG"));
        assert_eq!(told.recv(), Ok(false));
        learning.begin(true);
        assert_eq!((told.recv(), told.recv()), (Ok(false), Ok(true)));
    }

    #[test]
    fn a_huge_text_is_no_lesson() {
        let school = School {
            root: PathBuf::new(),
            annotator: String::new(),
            schema: Schema::standard(),
            encoding: None,
            file: PathBuf::new(),
        };
        let mut class = Class {
            school,
            lessons: Vec::new(),
            kept: Kept::default(),
            wanted: true,
        };
        let text = Text::new("завод ".repeat(MOST_BYTES / 6)).unwrap();
        class.add(Finished {
            text,
            ..lesson("а", "ORG")
        });
        assert!(class.lessons.is_empty());
    }
}
