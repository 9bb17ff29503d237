//! The reader: one open document, what is selected in it, and what was said of it.

use super::{
    jumps::Jumps,
    layout::Layout,
    motion::Walker,
    msg::{DocId, Opened},
    selection::Selection,
    spotlight::Position,
    suggesting::{Queue, Tally},
};
use crate::{
    annotation::{Annotation, Former, History, Id, Layer},
    locale::Problem,
    text::{Text, TextRange, TextSize, decode::Encoding, search::Query},
};
use std::{collections::BTreeMap, sync::Arc};

/// One open document.
#[derive(Debug)]
pub struct Reader {
    /// Which one.
    pub doc: DocId,
    /// Its text.
    pub text: Text,
    /// What the text was decoded from.
    pub encoding: Encoding,
    /// What the text was before, as far as that was kept.
    pub(super) former: Former,
    /// What the annotator said of it.
    pub layer: Layer,
    /// What the next command acts on.
    pub selection: Selection,
    /// Moving extends the selection.
    pub extend: bool,
    /// The rows on the screen.
    pub layout: Layout,
    /// What is read out when lines are spoken.
    pub spoken: TextRange,
    /// What is not dimmed; `None`: nothing is.
    pub lit: Option<TextRange>,
    /// Which sentence or paragraph that is.
    pub position: Option<Position>,
    /// Why the layer may only be read.
    pub fault: Option<Problem>,
    /// What is searched for.
    pub search: Option<Search>,
    /// Places with a letter.
    pub bookmarks: BTreeMap<char, TextSize>,
    /// What is suggested.
    pub queue: Queue,
    /// What suggestions were worth.
    pub(super) tally: Tally,
    /// The annotation the selection was taken from; it survives resizing, not moving.
    pub(super) focus: Option<Id>,
    /// The annotation that was made, changed or walked to last: more parts go to it.
    pub(super) last: Option<Id>,
    /// The annotation a relation begins at, until its other end is said.
    pub(super) relating: Option<Id>,
    /// The annotation of an earlier text whose place is being shown.
    pub(super) placing: Option<Id>,
    /// What is shown for it is where it most likely belongs, not just where it was.
    pub guessed: bool,
    /// The label that was given last, for «once more».
    pub(super) last_label: Option<String>,
    /// Selections that were widened, to be narrowed to again.
    pub(super) widened: Vec<Selection>,
    pub(super) history: History<Selection>,
    pub(super) walker: Walker,
    /// The token the mouse was pressed on.
    pub(super) grip: Option<TextRange>,
    /// The cell that moving up and down aims at.
    pub goal: Option<u16>,
    /// Where one came from by going far.
    pub(super) jumps: Jumps,
    /// Selection and search to come back to when the search line is given up.
    pub(super) search_origin: Option<(Selection, Option<Search>)>,
    /// The layer as it is on disk.
    pub(super) on_disk: Layer,
    /// Something was changed since the document was opened.
    pub(super) touched: bool,
    /// Seconds of work in earlier sessions.
    pub(super) seconds_before: u32,
    /// Milliseconds of work in this one.
    pub(super) worked: u64,
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was typed.
    pub typed: String,
    /// The same, folded.
    pub query: Query,
    /// Number of the hit the selection is on, and of all hits.
    pub count: Option<(usize, usize)>,
    pub(super) starts: Starts,
    /// The first hit from here on is to be selected when it is known where they are.
    pub(super) jump: Option<TextSize>,
}

/// Where the hits of a search start.
#[derive(Clone, Debug)]
pub(super) enum Starts {
    /// Nobody looked yet.
    Unknown,
    /// A thread is looking.
    Asked,
    Known(Arc<[TextSize]>),
}

impl Reader {
    /// A reader over what was opened, at the place where it was left.
    pub fn new(doc: DocId, opened: Opened) -> Self {
        let mut walker = Walker::new(opened.text.clone());
        let place = opened.place.unwrap_or_default().min(opened.text.len());
        let selection = Selection::new(walker.token_at(place));
        let tally = Tally::new(&opened.layer);
        Self {
            doc,
            encoding: opened.encoding,
            seconds_before: opened.layer.seconds,
            on_disk: opened.layer.clone(),
            layer: opened.layer,
            former: opened.former,
            selection,
            extend: false,
            layout: Layout::new(TextSize::ZERO),
            spoken: selection.range(),
            lit: None,
            position: None,
            fault: opened.fault,
            search: None,
            bookmarks: opened.bookmarks,
            queue: Queue::default(),
            tally,
            focus: None,
            last: None,
            relating: None,
            placing: None,
            guessed: false,
            last_label: None,
            widened: Vec::new(),
            history: History::default(),
            walker,
            grip: None,
            goal: None,
            jumps: Jumps::default(),
            search_origin: None,
            touched: false,
            worked: 0,
            text: opened.text,
        }
    }

    /// The annotation a command would act on: the one in focus, else one that is exactly selected, else the
    /// smallest around the selection, else the first that it touches.
    pub fn current(&self) -> Option<&Arc<Annotation>> {
        let range = self.selection.range();
        if let Some(focused) = self
            .focus
            .as_ref()
            .and_then(|id| self.layer.annotations.get(id))
        {
            return Some(focused);
        }
        let here = |annotation: &Arc<Annotation>| annotation.parts.cover().contains_range(range);
        let around = self
            .layer
            .annotations
            .overlapping(range)
            .filter(|a| here(a));
        around
            .min_by_key(|annotation| annotation.parts.cover().len())
            .or_else(|| self.layer.annotations.overlapping(range).next())
    }

    /// All annotations the selection touches, outermost first.
    pub fn here(&self) -> Vec<&Arc<Annotation>> {
        self.layer
            .annotations
            .overlapping(self.selection.range())
            .collect()
    }

    /// How far the screen is in the text, in percent; the last row is the end, whatever line ends follow it.
    pub fn percent(&self) -> u8 {
        let last = self.text.blocks().next_back();
        let length = last.map_or(0, |block| u64::from(block.content.end().raw()));
        if length == 0 {
            return 100;
        }
        let end = u64::from(
            self.layout
                .visible_range()
                .end()
                .max(self.selection.cursor())
                .raw(),
        );
        (end * 100 / length).min(100) as u8
    }

    /// Select `range` anew: nothing is extended, in focus or widened any more.
    pub(super) fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.focus = None;
        self.queue.leave();
        self.widened.clear();
        self.goal = None;
    }

    /// Select an annotation: it comes into focus.
    pub(super) fn select_annotation(&mut self, annotation: &Annotation) {
        self.select(Selection::new(annotation.parts.cover()));
        self.extend = false;
        self.focus = Some(annotation.id.clone());
        self.last = self.focus.clone();
    }

    /// The place to come back to later.
    pub fn place(&self) -> TextSize {
        self.selection.cursor()
    }

    /// The covered text of the selection.
    pub fn selected_text(&self) -> &str {
        let range: TextRange = self.selection.range();
        self.text.slice(range)
    }
}
