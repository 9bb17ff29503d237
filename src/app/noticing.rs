//! What others did on the disk meanwhile: documents that came, changed or went, and the text of the open one.

use super::{
    App, Notice,
    msg::{DocId, Effect, Survey},
};
use crate::{locale::Problem, msg};

impl App {
    /// Documents or layers changed since they were looked into.
    pub(super) fn changed(&mut self, surveys: Vec<(DocId, Survey)>) -> Vec<Effect> {
        let docs: Vec<DocId> = surveys.iter().map(|(doc, _)| *doc).collect();
        for (doc, survey) in surveys {
            // What is not on disk yet is newer than what was read there.
            if !self.is_open(doc) && self.saves.is_idle(doc) {
                self.corpus.trust_disk(doc);
            }
            self.corpus.learn(doc, survey);
        }
        let shown = self.list.preview.as_ref().map(|(doc, _)| *doc);
        if shown.is_some_and(|doc| docs.contains(&doc)) {
            self.list.preview = None;
        }
        let open = docs.iter().any(|doc| self.is_open(*doc));
        self.list
            .merge(&self.corpus, self.keys.map.keyboard(), docs);
        match open {
            true => self.join(),
            false => self.preview(),
        }
    }

    /// Somebody changed the layer of the open document, or its text: saving joins both sides, and tells. Of one that
    /// is just being read nothing is known that could be joined.
    fn join(&mut self) -> Vec<Effect> {
        let reader = self.reader.as_ref().filter(|_| self.opening.is_none());
        match reader.filter(|reader| reader.fault.is_none()) {
            Some(reader) => self.saves.want(reader.doc, &reader.layer, &reader.on_disk),
            None => Vec::new(),
        }
    }

    fn is_open(&self, doc: DocId) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.doc == doc)
    }

    /// What was asked for was looked at.
    pub(super) fn looked_again(
        &mut self,
        new: usize,
        changed: Vec<DocId>,
        problems: Vec<Problem>,
    ) -> Vec<Effect> {
        let by_others = changed.into_iter().filter(|doc| !self.is_of_us(*doc));
        let changed = by_others.count();
        let said = msg!("looked-again", new = new, changed = changed);
        // Nothing that is said already is worth less.
        self.notice.get_or_insert(Notice::Done(said));
        self.complain(problems);
        Vec::new()
    }

    /// The layer of `doc` was changed here since it was read: that it is another one is no news.
    fn is_of_us(&self, doc: DocId) -> bool {
        let touched = self.reader.as_ref().filter(|reader| reader.touched);
        let counted = self.corpus.entry(doc).is_some_and(|entry| entry.counted);
        counted || touched.is_some_and(|reader| reader.doc == doc)
    }

    /// The text of an open document is not what is on disk any more: annotations stay with the text they were made on.
    pub(super) fn text_changed(&mut self, doc: DocId) -> Vec<Effect> {
        if self.is_open(doc) {
            self.notice = Some(Notice::Refused(msg!("text-changed")));
        }
        Vec::new()
    }

    /// The list is on the screen again and everything is on disk: what others did is worth a look.
    pub(super) fn look_if_idle(&self) -> Option<Effect> {
        let idle = self.reader.is_none() && self.opening.is_none() && self.saves.all_done();
        (idle && self.alone.is_none()).then_some(Effect::Look(false))
    }
}
