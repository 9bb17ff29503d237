//! The scout thread: finds the documents of a corpus, looks into each for the list, reads the beginning of the
//! one under the cursor, and looks through large texts for all hits. It writes nothing.

mod hands;
mod look;

use super::{
    index::Index,
    scan::{self, Sighting},
    stamp::{Listing, Mark, Stamp},
    store::Store,
    transfer,
};
use crate::{
    annotation::Schema,
    app::{
        Import,
        msg::{DocId, Found, Msg, Preview},
    },
    locale::Problem,
    msg,
    text::{Text, decode::Encoding, search::Query},
};
use hands::by_many_hands;
use look::Effort;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

/// Documents larger than this are not read for the preview, in bytes.
const PREVIEW_LIMIT: u64 = 1 << 20;

/// Documents looked into between two answers.
const BATCH: usize = 512;

/// Documents before and after the one under the cursor that are looked into first.
const AROUND: u32 = 40;

/// What is looked through.
#[derive(Debug)]
pub struct Ground {
    /// A store of its own: what it reads is nobody's open document.
    pub store: Store,
    /// Which files are documents, and which labels are metrics.
    pub schema: Schema,
    /// Forced, or recognised.
    pub encoding: Option<Encoding>,
    /// The only document, when one was named.
    pub alone: Option<PathBuf>,
    /// The cache folder.
    pub cache: PathBuf,
}

/// The thread, from outside.
#[derive(Debug)]
pub struct Scout {
    wanted: Sender<Request>,
}

/// What may be asked between two batches.
#[derive(Debug)]
pub enum Request {
    /// The beginning of a document. Only the latest of these and of the counts is answered: whoever asks for something
    /// else looks at something else.
    Preview(DocId, PathBuf),
    /// Where a query is found in a text.
    Count(DocId, Text, Query),
    /// Look again what is on the disk. Whether somebody asked for it, and waits for the outcome.
    Look(bool),
    /// What a file says of a document. Each of these is answered.
    Import(DocId, Box<Import>),
    /// The program ends: keep what was learnt, and answer.
    Finish(Sender<()>),
}

impl Scout {
    /// Start looking; what is found goes to `send`.
    pub fn start(ground: Ground, send: impl Fn(Msg) + Send + 'static) -> Self {
        let (wanted, requests) = channel();
        thread::spawn(move || {
            give_way(NICE);
            Errand {
                ground,
                requests,
                send,
                index: None,
                documents: Vec::new(),
                unknown: BTreeSet::new(),
                listing: Listing::default(),
                stage: Stage::First,
                look: None,
                effort: Effort::default(),
            }
            .run()
        });
        Self { wanted }
    }

    /// Ask for something.
    pub fn ask(&self, request: Request) {
        // A thread that is gone answers nothing: the program is ending.
        let _gone = self.wanted.send(request);
    }

    /// Wait until what was learnt is kept for the next start, but no longer than `limit`.
    pub fn finish(&self, limit: Duration) {
        let (done, answer) = channel();
        self.ask(Request::Finish(done));
        let _late = answer.recv_timeout(limit);
    }
}

/// Whoever presses keys goes before whoever looks through 100,000 files.
const NICE: i32 = 10;

/// Let this thread count `nice` less than the others.
pub(super) fn give_way(nice: i32) {
    // Elsewhere than on Linux the whole process would give way.
    #[cfg(target_os = "linux")]
    let _refused = rustix::process::setpriority_process(None, nice);
    #[cfg(not(target_os = "linux"))]
    let _ = nice;
}

struct Errand<F> {
    ground: Ground,
    requests: Receiver<Request>,
    send: F,
    /// Read when the first documents were told of, written when all are known.
    index: Option<Index>,
    /// By their numbers.
    documents: Vec<Document>,
    /// Numbers of documents not looked into yet, or changed since.
    unknown: BTreeSet<u32>,
    /// For the look that is under way.
    listing: Listing,
    stage: Stage,
    /// To be looked again; whether somebody waits for it.
    look: Option<bool>,
    effort: Effort,
}

/// A document that was told of.
struct Document {
    path: PathBuf,
    /// As it was when it was last found.
    stamp: Stamp,
    /// It could not be looked into. What stood in the way, such as a missing permission, leaves no mark when it goes.
    failed: bool,
}

/// What the scout does next.
enum Next {
    Request(Request),
    /// Look again; whether somebody waits for it.
    Look(bool),
    End,
}

/// How far the scout is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was found yet.
    First,
    /// Documents are told of, or looked into, for the first time.
    Fill,
    /// All were looked into: what is learnt now has changed.
    Again,
}

impl<F: Fn(Msg)> Errand<F> {
    fn run(mut self) {
        let problems = self.find(Self::found);
        (self.send)(Msg::ScanEnded(problems));
        loop {
            while let Some(first) = self.unknown.first().copied() {
                self.survey(first, BATCH);
                self.answer();
            }
            self.stage = Stage::Again;
            if let Some(index) = self.index.take() {
                index.write();
            }
            match self.next() {
                Next::Request(request) => self.take(request),
                Next::Look(asked) => self.look_again(asked),
                Next::End => return,
            }
        }
    }

    /// Wait for something to do; a look that nobody waits for is put off until the last one was long enough ago.
    fn next(&mut self) -> Next {
        let request = match self.look {
            Some(true) => Err(RecvTimeoutError::Timeout),
            Some(false) => self.requests.recv_timeout(self.effort.rest()),
            None => self.requests.recv().map_err(RecvTimeoutError::from),
        };
        match request {
            Ok(request) => Next::Request(request),
            Err(RecvTimeoutError::Timeout) => Next::Look(self.look.take() == Some(true)),
            Err(RecvTimeoutError::Disconnected) => Next::End,
        }
    }

    /// Hand every document to `found`; what could not be read on the way.
    fn find(&mut self, mut found: impl FnMut(&mut Self, Vec<Sighting>)) -> Vec<Problem> {
        self.listing = Listing::default();
        let problems = match self.ground.alone.clone() {
            Some(path) => {
                let mark = Mark::at(&self.ground.store.root().join(&path));
                found(self, vec![Sighting { path, mark }]);
                Vec::new()
            }
            None => {
                let root = self.ground.store.root().to_owned();
                let schema = self.ground.schema.clone();
                scan::scan(&root, &schema, |batch| {
                    found(self, batch);
                    self.answer();
                })
            }
        };
        self.listing = Listing::default();
        problems
    }

    /// Tell of new documents, and what is still known of them from the last session.
    fn found(&mut self, batch: Vec<Sighting>) {
        let found = batch.iter().map(|Sighting { path, mark }| Found {
            path: path.clone(),
            bytes: mark.map_or(0, |mark| mark.bytes),
        });
        (self.send)(Msg::Found(found.collect()));
        let Ground {
            store,
            schema,
            encoding,
            alone,
            cache,
        } = &self.ground;
        if self.stage == Stage::First {
            let read = || Index::read(cache, store, schema, *encoding);
            self.index = alone.is_none().then(read);
            self.stage = Stage::Fill;
        }
        let mut recalled = Vec::new();
        for (id, Sighting { path, mark }) in (self.documents.len() as u32..).zip(batch) {
            let stamp = Stamp::of(store, &path, mark, &mut self.listing);
            let recall = |index: &mut Index| index.recall(&path, &stamp);
            match self.index.as_mut().and_then(recall) {
                Some(survey) => recalled.push((DocId(id), survey.prepared(&path))),
                None => {
                    self.unknown.insert(id);
                }
            }
            let failed = false;
            self.documents.push(Document {
                path,
                stamp,
                failed,
            });
        }
        if !recalled.is_empty() {
            (self.send)(Msg::Surveyed(recalled));
        }
    }

    /// Look into `most` documents that were not looked into yet, from number `first` on.
    fn survey(&mut self, first: u32, most: usize) {
        let Ground {
            store,
            schema,
            encoding,
            ..
        } = &self.ground;
        let next: Vec<u32> = self.unknown.range(first..).take(most).copied().collect();
        if next.is_empty() {
            return;
        }
        let look = |id: &u32| {
            let Document { path, stamp, .. } = &self.documents[*id as usize];
            // The stamp is older than this look: a change between the two is seen the next time.
            let survey = scan::survey(store, path, stamp, schema, *encoding);
            (DocId(*id), survey.prepared(path))
        };
        let surveyed = by_many_hands(&next, look);
        for (DocId(id), survey) in &surveyed {
            self.unknown.remove(id);
            let document = &mut self.documents[*id as usize];
            document.failed = survey.problem.is_some();
            if let Some(index) = &mut self.index {
                index.learn(&document.path, &document.stamp, survey);
            }
        }
        (self.send)(match self.stage {
            Stage::Again => Msg::Changed(surveyed),
            _ => Msg::Surveyed(surveyed),
        });
    }

    /// Answer what was asked meanwhile.
    fn answer(&mut self) {
        if let Ok(request) = self.requests.try_recv() {
            self.take(request);
        }
    }

    /// Carry out a request and those that wait behind it; of previews and counts only the latest.
    fn take(&mut self, request: Request) {
        let mut latest = None;
        let waiting: Vec<Request> = self.requests.try_iter().collect();
        for request in std::iter::once(request).chain(waiting) {
            match request {
                Request::Look(asked) => self.look = Some(asked || self.look == Some(true)),
                Request::Import(doc, import) => {
                    let outcome = transfer::import(&import, self.ground.encoding);
                    (self.send)(Msg::Imported(doc, import.text, Box::new(outcome)));
                }
                Request::Finish(done) => {
                    if let Some(index) = self.index.take() {
                        index.write_early();
                    }
                    let _gone = done.send(());
                }
                other => latest = Some(other),
            }
        }
        match latest {
            Some(Request::Preview(doc, path)) => {
                self.preview(doc, &path);
                // The documents around it are on the screen too: they come before the others.
                self.survey(doc.0.saturating_sub(AROUND), 2 * AROUND as usize);
            }
            Some(Request::Count(doc, text, query)) => {
                let starts = query.starts(&text).into();
                (self.send)(Msg::Counted(doc, query, starts));
            }
            _ => {}
        }
    }

    fn preview(&mut self, doc: DocId, path: &Path) {
        let mark = Mark::at(&self.ground.store.root().join(path));
        let too_large = mark.is_some_and(|mark| mark.bytes > PREVIEW_LIMIT);
        let Ground {
            store, encoding, ..
        } = &mut self.ground;
        let preview = if too_large {
            Err(Problem::new(msg!("too-large-for-preview")))
        } else {
            store.open(path, *encoding).map(|opened| Preview {
                text: opened.text,
                layer: opened.layer,
            })
        };
        store.close(path);
        (self.send)(Msg::Previewed(doc, Box::new(preview)));
    }
}
