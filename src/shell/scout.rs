//! The scout thread: finds the documents of a corpus, looks into each for the list, reads the beginning of the
//! one under the cursor, and looks through large texts for all hits. It writes nothing.

use super::{
    index::{Index, Stamp},
    scan,
    store::Store,
};
use crate::{
    annotation::Schema,
    app::msg::{DocId, Found, Msg, Preview},
    locale::Problem,
    msg,
    text::{Text, decode::Encoding, search::Query},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// Documents larger than this are not read for the preview, in bytes.
const PREVIEW_LIMIT: u64 = 1 << 20;

/// Documents looked into between two answers.
const BATCH: usize = 256;

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

/// What may be asked between two batches. Only the latest request is answered: whoever asks for something else looks
/// at something else.
#[derive(Debug)]
pub enum Request {
    /// The beginning of a document.
    Preview(DocId, PathBuf),
    /// Where a query is found in a text.
    Count(DocId, Text, Query),
}

impl Scout {
    /// Start looking; what is found goes to `send`.
    pub fn start(ground: Ground, send: impl Fn(Msg) + Send + 'static) -> Self {
        let (wanted, requests) = channel();
        thread::spawn(move || {
            Errand {
                ground,
                requests,
                send,
                index: None,
                documents: Vec::new(),
                unknown: BTreeSet::new(),
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
}

struct Errand<F> {
    ground: Ground,
    requests: Receiver<Request>,
    send: F,
    /// Read when the first documents were told of.
    index: Option<Index>,
    /// By their numbers.
    documents: Vec<PathBuf>,
    /// Numbers of documents not looked into yet.
    unknown: BTreeSet<u32>,
}

impl<F: Fn(Msg)> Errand<F> {
    fn run(mut self) {
        let problems = self.find();
        (self.send)(Msg::ScanEnded(problems));
        while let Some(first) = self.unknown.first().copied() {
            self.survey(first, BATCH);
            self.answer();
        }
        if let Some(index) = self.index.take() {
            index.write();
        }
        while let Ok(request) = self.requests.recv() {
            let latest = self.requests.try_iter().last();
            self.carry_out(latest.unwrap_or(request));
        }
    }

    /// Tell of every document; what could not be read on the way.
    fn find(&mut self) -> Vec<Problem> {
        if let Some(path) = self.ground.alone.clone() {
            let bytes = self.bytes(&path);
            self.found(vec![Found { path, bytes }]);
            return Vec::new();
        }
        let root = self.ground.store.root().to_owned();
        let schema = self.ground.schema.clone();
        scan::scan(&root, &schema, |batch| {
            self.found(batch);
            self.answer();
        })
    }

    fn found(&mut self, batch: Vec<Found>) {
        let first = self.documents.len() as u32;
        self.documents
            .extend(batch.iter().map(|found| found.path.clone()));
        (self.send)(Msg::Found(batch));
        self.recall(first);
    }

    /// Tell what is still known from the last session of the documents from number `first` on.
    fn recall(&mut self, first: u32) {
        let Ground {
            store,
            schema,
            encoding,
            alone,
            cache,
        } = &self.ground;
        if self.index.is_none() && alone.is_none() {
            self.index = Some(Index::read(cache, store, schema, *encoding));
        }
        let mut recalled = Vec::new();
        for (id, path) in (first..).zip(&self.documents[first as usize..]) {
            let recall = |index: &mut Index| index.recall(path, || Stamp::of(store, path));
            match self.index.as_mut().and_then(recall) {
                Some(survey) => recalled.push((DocId(id), survey)),
                None => {
                    self.unknown.insert(id);
                }
            }
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
        let mut look = |id| {
            let path = &self.documents[id as usize];
            // A change after this look is seen the next time.
            let stamp = Stamp::of(store, path);
            let survey = scan::survey(store, path, schema, *encoding);
            if let Some(index) = &mut self.index {
                index.learn(path, &stamp, &survey);
            }
            (DocId(id), survey)
        };
        let next: Vec<u32> = self.unknown.range(first..).take(most).copied().collect();
        if next.is_empty() {
            return;
        }
        let surveyed = next.iter().map(|id| look(*id)).collect();
        for id in &next {
            self.unknown.remove(id);
        }
        (self.send)(Msg::Surveyed(surveyed));
    }

    /// Answer the latest request, if there is one.
    fn answer(&mut self) {
        if let Some(request) = self.requests.try_iter().last() {
            self.carry_out(request);
        }
    }

    fn carry_out(&mut self, request: Request) {
        match request {
            Request::Preview(doc, path) => {
                self.preview(doc, &path);
                // The documents around it are on the screen too: they come before the others.
                self.survey(doc.0.saturating_sub(AROUND), 2 * AROUND as usize);
            }
            Request::Count(doc, text, query) => {
                let starts = query.starts(&text).into();
                (self.send)(Msg::Counted(doc, query, starts));
            }
        }
    }

    fn bytes(&self, path: &Path) -> u64 {
        let meta = self.ground.store.root().join(path).metadata();
        meta.map_or(0, |meta| meta.len())
    }

    fn preview(&mut self, doc: DocId, path: &Path) {
        let too_large = self.bytes(path) > PREVIEW_LIMIT;
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
