//! The disk thread: opens documents and writes layers, one job after another. Nothing it does is waited for on the
//! path of a key.

use super::{places::Places, store::Store, transfer};
use crate::{
    annotation::Layer,
    app::{
        Export,
        msg::{DocId, Glimpse, Msg, Opened, SaveFault, Saved},
    },
    locale::{Place, Problem},
    msg,
    text::{CharRange, Text, TextRange, TextSize, decode::Encoding},
};
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc::{Sender, channel},
    thread,
    time::Duration,
};

/// What the disk thread is asked to do.
#[derive(Debug)]
pub enum Job {
    /// Read a document and its layer.
    Open(DocId, PathBuf),
    /// Write a layer.
    Save(DocId, PathBuf, Layer),
    /// Put a layer aside under the data folder, with the one it grew out of.
    Stash(PathBuf, Layer, Layer),
    /// Keep where a document was left.
    Remember(PathBuf, TextSize),
    /// Forget a document whose layer is saved.
    Close(PathBuf),
    /// Keep where a bookmark is, or that it is no more.
    Bookmark(PathBuf, char, Option<TextSize>),
    /// Write a text the person wants elsewhere.
    Copy(String),
    /// Write a document in another format.
    Export(Box<Export>),
    /// Read the guidelines.
    Guidelines(String),
    /// Read settings and keymap.
    Reload,
    /// Everything before this is done: answer.
    Finish(Sender<()>),
}

/// The disk thread: the only one that writes.
#[derive(Debug)]
pub struct Disk {
    jobs: Sender<Job>,
}

impl Disk {
    /// Start the thread; outcomes go to `send`.
    pub fn start(
        store: Store,
        places: Places,
        encoding: Option<Encoding>,
        reload: impl FnMut() -> Msg + Send + 'static,
        send: impl Fn(Msg) + Send + 'static,
    ) -> Self {
        let (jobs, queue) = channel();
        let mut desk = Desk {
            store,
            places,
            encoding,
            reload: Box::new(reload),
            texts: HashMap::new(),
        };
        thread::spawn(move || {
            for job in queue {
                if let Some(glimpse) = desk.glimpse(&job) {
                    send(glimpse);
                }
                let saved = match &job {
                    Job::Save(doc, path, _) => Some((*doc, path.clone())),
                    _ => None,
                };
                if let Some(outcome) = desk.carry_out(job) {
                    send(outcome);
                }
                // After what was saved: it is the more important news.
                if let Some((doc, path)) = saved {
                    if desk.store.is_text_new(&path) {
                        send(Msg::TextChanged(doc));
                    }
                    let tended = desk.guarded(|desk| desk.store.tend_texts(&path));
                    if let Some(problem) = tended.unwrap_or_else(Some) {
                        send(Msg::Problem(problem));
                    }
                }
            }
        });
        Self { jobs }
    }

    /// Ask for something. A thread that is gone says nothing: the program is ending.
    pub fn ask(&self, job: Job) {
        let _gone = self.jobs.send(job);
    }

    /// Wait until all that was asked is done, but no longer than `limit`.
    pub fn finish(&self, limit: Duration) {
        let (done, answer) = channel();
        self.ask(Job::Finish(done));
        let _late = answer.recv_timeout(limit);
    }
}

struct Desk {
    store: Store,
    places: Places,
    encoding: Option<Encoding>,
    /// Reads settings and keymap.
    reload: Box<dyn FnMut() -> Msg + Send>,
    /// Texts that were opened, to count code points in when they are left.
    texts: HashMap<PathBuf, Text>,
}

impl Desk {
    fn carry_out(&mut self, job: Job) -> Option<Msg> {
        match job {
            Job::Open(doc, path) => {
                let opened = self.guarded(|desk| desk.open(&path)).unwrap_or_else(Err);
                Some(Msg::Opened(doc, Box::new(opened)))
            }
            Job::Save(doc, path, layer) => {
                let saved = self.guarded(|desk| desk.save(&path, &layer));
                let saved = saved.unwrap_or_else(|problem| {
                    Err(SaveFault {
                        problem,
                        stashed: None,
                    })
                });
                Some(Msg::Saved(doc, Box::new(saved)))
            }
            Job::Stash(path, layer, base) => {
                let _told_already = self.guarded(|desk| desk.store.stash(&path, &layer, &base));
                None
            }
            Job::Remember(path, place) => {
                self.remember(&path, place);
                None
            }
            Job::Close(path) => {
                self.close(&path);
                None
            }
            Job::Bookmark(path, name, place) => {
                self.bookmark(&path, name, place);
                None
            }
            Job::Copy(text) => Some(self.copy(&text)),
            Job::Export(export) => {
                let outcome = self.guarded(|desk| transfer::export(&export, desk.store.root()));
                Some(Msg::Exported(Box::new(outcome.unwrap_or_else(Err))))
            }
            Job::Guidelines(name) => Some(Msg::Guidelines(self.store.guidelines(&name))),
            Job::Reload => Some((self.reload)()),
            Job::Finish(done) => {
                let _gone = done.send(());
                None
            }
        }
    }

    /// A fault of ours must not take the saving thread with it.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, Problem> {
        catch_unwind(AssertUnwindSafe(|| work(self)))
            .map_err(|_| Problem::new(msg!("internal-fault")))
    }

    /// What can be shown of a document before all of it is read.
    fn glimpse(&mut self, job: &Job) -> Option<Msg> {
        let Job::Open(doc, path) = job else {
            return None;
        };
        let absolute = self.store.root().join(path);
        let left_at = self.places.left_at(&absolute).unwrap_or(0);
        let encoding = self.encoding;
        let glimpse = self.guarded(|desk| desk.store.glimpse(path, encoding, left_at));
        let (text, encoding) = glimpse.ok()??;
        let place = self.places.get(&absolute, &text);
        Some(Msg::Glimpsed(
            *doc,
            Glimpse {
                text,
                encoding,
                place,
            },
        ))
    }

    fn open(&mut self, path: &Path) -> Result<Opened, Problem> {
        let opened = self.store.open(path, self.encoding)?;
        self.texts.insert(path.to_owned(), opened.text.clone());
        let absolute = self.store.root().join(path);
        Ok(Opened {
            place: self.places.get(&absolute, &opened.text),
            bookmarks: self.places.bookmarks(&absolute, &opened.text),
            text: opened.text,
            encoding: opened.encoding,
            damaged: opened.damaged_bytes,
            layer: opened.layer,
            fault: opened.fault,
            stashed: opened.stashed,
            changed: opened.changed,
            former: opened.former,
        })
    }

    fn save(&mut self, path: &Path, layer: &Layer) -> Result<Saved, SaveFault> {
        let saved = self.store.save(path, layer);
        saved
            .map(|saved| Saved {
                merged: saved.merged,
            })
            .map_err(|fault| SaveFault {
                problem: fault.problem,
                stashed: fault.stashed,
            })
    }

    fn bookmark(&self, path: &Path, name: char, place: Option<TextSize>) {
        let Some(text) = self.texts.get(path) else {
            return;
        };
        let at = place.map(|place| text.to_chars(TextRange::empty(place)).start);
        self.places
            .set_bookmark(&self.store.root().join(path), name, at);
    }

    fn copy(&self, text: &str) -> Msg {
        let file = self.places.copied();
        let path = file.display().to_string();
        match self.places.write_copied(text) {
            Ok(()) => Msg::Tell(msg!("copied-to-file", path = path)),
            Err(why) => Msg::Problem(
                Problem::new(msg!("cannot-copy-to-file"))
                    .at(Place::file(path))
                    .because(why),
            ),
        }
    }

    fn remember(&mut self, path: &Path, place: TextSize) {
        if let Some(text) = self.texts.get(path) {
            let at: CharRange = text.to_chars(TextRange::empty(place));
            self.places.set(&self.store.root().join(path), at.start);
        }
    }

    /// Forget a document.
    fn close(&mut self, path: &Path) {
        self.texts.remove(path);
        self.store.close(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_document_is_told_of_before_all_of_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let (root, state) = (folder.path().join("corpus"), folder.path().join("state"));
        std::fs::create_dir(&root).unwrap();
        std::fs::write(root.join("small.txt"), "Завод открыт.\n").unwrap();
        std::fs::write(root.join("large.txt"), "Завод открыт.\n".repeat(400_000)).unwrap();
        let store = Store::new(root, "anna".to_owned(), folder.path().join("data"));
        let (send, told) = channel();
        let reload = || unreachable!("nobody asks for it");
        let disk = Disk::start(store, Places::new(&state), None, reload, move |msg| {
            let _gone = send.send(msg);
        });
        disk.ask(Job::Open(DocId(0), "small.txt".into()));
        disk.ask(Job::Open(DocId(1), "large.txt".into()));
        let told: Vec<Msg> = told.iter().take(3).collect();
        let [
            Msg::Opened(DocId(0), _),
            Msg::Glimpsed(DocId(1), glimpse),
            Msg::Opened(DocId(1), opened),
        ] = &told[..]
        else {
            panic!("{told:?}");
        };
        let whole = opened.as_ref().as_ref().unwrap().text.as_str();
        assert!(whole.starts_with(glimpse.text.as_str()) && !glimpse.text.is_empty());
    }
}
