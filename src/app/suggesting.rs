//! Suggestions in the reader: asked for when a document is opened and after every edit, shown in a queue, confirmed or
//! refused with one key.

pub(super) mod all;
pub(super) mod confirm;
mod queue;
pub(super) mod switches;
mod tally;

pub use all::AcceptAll;
pub use queue::Queue;
pub use switches::{Row, SwitchMenu};
pub use tally::Tally;

use super::{
    App,
    msg::{DocId, Effect},
    reader::Reader,
};
use crate::{
    annotation::{Change, Fields, Kind, Label, Layer, Measure, Nesting},
    suggest::{Suggestion, Switches, figures},
    text::{Text, TextRange},
};

/// Texts longer than this get no suggestions, in bytes: they would keep a thread busy for a long time.
const LONGEST: u32 = 16 << 20;

/// The longest text that is read as a figure, in bytes.
const LONGEST_FIGURE: usize = 400;

/// How suggestions are made and shown, for the session.
#[derive(Debug, Default)]
pub struct Proposing {
    /// Which suggesters are off.
    pub switches: Switches,
    /// The most uncertain come first; else they come as they stand in the text.
    pub uncertain_first: bool,
    /// None are shown.
    pub hidden: bool,
    /// Of the latest request.
    revision: u64,
}

/// What is to be suggested for, by a thread of the shell.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which document.
    pub doc: DocId,
    /// The number of the request: only the answer to the latest counts.
    pub revision: u64,
    /// Its text.
    pub text: Text,
    /// What is said of it so far.
    pub layer: Layer,
    /// Which suggesters are off.
    pub switches: Switches,
}

impl App {
    /// Ask for suggestions for the open document as it is now.
    pub(super) fn suggest(&mut self) -> Option<Effect> {
        self.proposing.revision += 1;
        let reader = self.reader.as_ref()?;
        let silent = self.proposing.hidden || reader.fault.is_some() || self.is_glimpse();
        if silent || reader.text.len().raw() > LONGEST {
            return None;
        }
        Some(Effect::Suggest(Box::new(Wanted {
            doc: reader.doc,
            revision: self.proposing.revision,
            text: reader.text.clone(),
            layer: reader.layer.clone(),
            switches: self.proposing.switches.clone(),
        })))
    }

    /// The suggestions are there; those for an older state of the document are dropped.
    pub(super) fn suggested(&mut self, doc: DocId, revision: u64, queue: Queue) -> Vec<Effect> {
        if self.is_glimpse() {
            // Asked when the document was open the last time: it may be another text by now.
            return Vec::new();
        }
        let reader = self.reader.as_mut().filter(|reader| reader.doc == doc);
        if let Some(reader) = reader
            && revision == self.proposing.revision
        {
            reader.queue.renew(queue);
        }
        Vec::new()
    }

    /// What was just edited is no suggestion any more; what that makes of the others is asked.
    pub(super) fn suggest_again(&mut self) -> Option<Effect> {
        let nesting = self.corpus.schema.nesting;
        if let Some(reader) = &mut self.reader {
            reader.cover_suggestions(nesting);
        }
        self.suggest()
    }

    /// Show suggestions, or none.
    pub(super) fn toggle_suggestions(&mut self) -> Vec<Effect> {
        self.proposing.hidden = !self.proposing.hidden;
        self.notice = Some(super::Notice::Done(match self.proposing.hidden {
            true => crate::msg!("suggestions-hidden"),
            false => crate::msg!("suggestions-shown"),
        }));
        self.renew_suggestions()
    }

    /// How suggestions are made or shown has changed.
    fn renew_suggestions(&mut self) -> Vec<Effect> {
        if let Some(reader) = &mut self.reader {
            reader.queue.leave();
            reader.queue.silence(&self.proposing.switches);
            if self.proposing.hidden {
                reader.queue = Queue::default();
            }
        }
        self.suggest().into_iter().collect()
    }
}

impl Reader {
    /// The suggestion that Enter accepts: the one that was hopped to, else one that is exactly selected.
    pub fn suggestion(&self) -> Option<&Suggestion> {
        let exact = || self.queue.exactly(self.selection.range());
        self.queue.hopped().or_else(exact)
    }

    /// The measure and the fields of an annotation with `label` over `range`: as suggested, else as read.
    pub(super) fn reading(&self, label: &Label, range: TextRange) -> (Option<Measure>, Fields) {
        let same = |it: &&Suggestion| it.range == range && *it.label == label.name;
        let suggested = self.queue.hopped().filter(same);
        let suggested = suggested.or_else(|| self.queue.labelled(range, &label.name));
        let fields = suggested.map(|it| it.fields.clone()).unwrap_or_default();
        let measure = suggested.and_then(|it| it.measure.as_deref().cloned());
        let read = || figure(label, self.text.slice(range));
        (measure.or_else(read), fields)
    }

    /// The annotations of the last step leave no room for what was suggested there.
    fn cover_suggestions(&mut self, nesting: Nesting) {
        let changes = self.history.last().map_or(&[][..], |step| &step.changes);
        for change in changes {
            match change {
                Change::Annotation { after, .. } => {
                    let still = after
                        .as_ref()
                        .and_then(|it| self.layer.annotations.get(&it.id));
                    if let Some(there) = still {
                        self.queue.cover(there, nesting);
                    }
                }
                Change::Rejection {
                    after: Some(refused),
                    ..
                } if self.layer.rejections.contains(refused) => self.queue.refuse(refused),
                _ => {}
            }
        }
    }
}

/// What `source` says when it is a figure, for a label that has a measure.
pub(super) fn figure(label: &Label, source: &str) -> Option<Measure> {
    let read = label.kind == Kind::Metric && source.len() <= LONGEST_FIGURE;
    read.then(|| measure(source)).flatten()
}

/// What `source` says when it is a figure.
pub(super) fn measure(source: &str) -> Option<Measure> {
    figures::reading(source.trim()).map(|it| it.measure)
}
