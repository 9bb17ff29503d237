//! The thread that finds suggestions. It keeps what was learnt and what of the open text depends on the text alone, so
//! that an edit costs only what depends on the layer. It shares nothing with the loop and gives way to it.

use super::{
    learning::{Learning, School},
    scout::give_way,
};
use crate::{
    annotation::Schema,
    app::{Queue, Wanted, msg::Msg},
    suggest::{self, Ground, Knowledge, Suggester as _, Suggestion, learner::Learner},
    text::Text,
};
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread,
};

/// Texts up to this are looked through at once, in bytes; in longer ones what the model finds comes after the rest.
const SHORT: u32 = 256 << 10;

/// How much less than the loop this thread counts.
const NICE: i32 = 10;

/// The thread, from outside.
#[derive(Debug)]
pub struct Suggester {
    requests: Sender<Request>,
    learning: Learning,
}

#[derive(Debug)]
enum Request {
    /// Of these only the latest is answered.
    Suggest(Box<Wanted>),
    /// Something was learnt.
    Learnt(Box<Knowledge>),
}

impl Suggester {
    /// Start the thread; what it finds goes to `send`.
    pub fn start(school: School, send: impl Fn(Msg) + Send + 'static) -> Self {
        let (requests, queue) = channel();
        let schema = school.schema.clone();
        thread::spawn(move || {
            give_way(NICE);
            Desk {
                schema,
                requests: queue,
                send,
                knowledge: Knowledge::default(),
                wanted: None,
                kept: None,
                given: Default::default(),
            }
            .run()
        });
        let learnt = requests.clone();
        let learning = Learning::start(school, move |knowledge| {
            let _ending = learnt.send(Request::Learnt(Box::new(knowledge)));
        });
        Self { requests, learning }
    }

    /// Ask for suggestions. Who reads a document may finish it: now it is time to learn from others.
    pub fn ask(&self, wanted: Box<Wanted>) {
        self.learning.begin(wanted.switches.is_on(Learner.name()));
        let _ending = self.requests.send(Request::Suggest(wanted));
    }

    /// The thread that learns.
    pub fn learning(&self) -> &Learning {
        &self.learning
    }
}

struct Desk<F> {
    schema: Schema,
    requests: Receiver<Request>,
    send: F,
    knowledge: Knowledge,
    /// The latest request.
    wanted: Option<Box<Wanted>>,
    kept: Option<Kept>,
    /// The last answers: who holds them last frees them, and that must not be the loop.
    given: [Queue; 2],
}

/// What is proposed for a text whatever is said of it.
struct Kept {
    text: Text,
    proposals: Vec<Arc<Suggestion>>,
    /// The model was asked too.
    all: bool,
}

impl<F: Fn(Msg)> Desk<F> {
    fn run(mut self) {
        while let Some(request) = self.next() {
            let waiting: Vec<Request> = self.requests.try_iter().collect();
            for request in request.into_iter().chain(waiting) {
                self.take(request);
            }
            self.answer();
        }
    }

    /// The next request; `Some(None)` when there is none and something is left to be found; `None` at the end.
    fn next(&self) -> Option<Option<Request>> {
        match &self.kept {
            Some(kept) if !kept.all => match self.requests.try_recv() {
                Ok(request) => Some(Some(request)),
                Err(TryRecvError::Empty) => Some(None),
                Err(TryRecvError::Disconnected) => None,
            },
            _ => self.requests.recv().ok().map(Some),
        }
    }

    fn take(&mut self, request: Request) {
        match request {
            Request::Suggest(wanted) => {
                // Another document: half of what is known of the last one is not worth a turn.
                if self
                    .kept
                    .as_ref()
                    .is_some_and(|kept| !kept.is_of(&wanted.text))
                {
                    self.kept = None;
                }
                self.wanted = Some(wanted);
            }
            Request::Learnt(knowledge) => {
                self.knowledge = *knowledge;
                self.kept = None;
            }
        }
    }

    fn answer(&mut self) {
        let Some(wanted) = &self.wanted else {
            return;
        };
        let kept = match self.kept.take() {
            None => self.look(&wanted.text, wanted.text.len().raw() <= SHORT),
            // Nobody asked anything meanwhile, or only what depends on the layer.
            Some(kept) if kept.all => kept,
            Some(_) => self.look(&wanted.text, true),
        };
        let ground = Ground::new(&wanted.text, &self.schema, &wanted.layer);
        let found =
            suggest::suggest_again(ground, &self.knowledge, &wanted.switches, &kept.proposals);
        self.kept = Some(kept);
        let (doc, revision) = (wanted.doc, wanted.revision);
        let queue = Queue::new(found);
        self.given.rotate_right(1);
        self.given[0] = queue.clone();
        (self.send)(Msg::Suggested(doc, revision, queue));
    }

    /// What the text makes its suggesters propose: all of them, or those that are quick.
    fn look(&self, text: &Text, all: bool) -> Kept {
        let nothing = Knowledge::default();
        let all = all || self.knowledge.model.is_none();
        let knowledge = if all { &self.knowledge } else { &nothing };
        Kept {
            text: text.clone(),
            proposals: suggest::of_text(text, &self.schema, knowledge),
            all,
        }
    }
}

impl Kept {
    fn is_of(&self, text: &Text) -> bool {
        // Both are alive: the same place in memory is the same text.
        std::ptr::eq(self.text.as_str(), text.as_str())
    }
}
