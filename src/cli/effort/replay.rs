//! A finished layer made again in the real program: a headless [`App`] gets the very keys that an annotator would
//! press, and what comes of them is compared with the layer. When it asks for suggestions, the suggesters answer at
//! once, as their thread does before the next key of a person. Nothing is estimated here.

use super::planner::Planner;
use crate::{
    annotation::{Annotation, Layer, Schema},
    app::{
        App, Corpus, Queue, Reader, Start, Wanted,
        msg::{DocId, Effect, Found, Millis, Msg, Opened, Saved, Size},
    },
    commands::Action,
    keymap::{Code, Key, Keymap, Mods},
    locale::{Lang, Locale},
    suggest::{self, Ground, Knowledge, Suggestion},
    text::{Text, TextRange, decode::Encoding},
};
use std::{collections::BTreeMap, sync::Arc};

/// The terminal of the annotator.
const SIZE: Size = Size {
    columns: 100,
    rows: 30,
};

/// Cells of a row of text in it.
pub(super) const WIDTH: u16 = crate::app::MEASURES[0];

/// The program with one document open.
pub(super) struct Replay<'a> {
    app: App,
    /// Who answers when the program asks for suggestions.
    desk: Option<Desk<'a>>,
    /// How many keys were pressed.
    pub pressed: usize,
}

/// What proposes: the suggesters with what they know, and what of the text they find whatever is said of it.
struct Desk<'a> {
    schema: &'a Schema,
    knowledge: &'a Knowledge,
    of_text: Vec<Arc<Suggestion>>,
}

impl<'a> Desk<'a> {
    fn new(text: &Text, schema: &'a Schema, knowledge: &'a Knowledge) -> Self {
        Self {
            schema,
            knowledge,
            of_text: suggest::of_text(text, schema, knowledge),
        }
    }

    fn answer(&self, wanted: &Wanted) -> Msg {
        let ground = Ground::new(&wanted.text, self.schema, &wanted.layer);
        let found = suggest::suggest_again(ground, self.knowledge, &wanted.switches, &self.of_text);
        Msg::Suggested(wanted.doc, wanted.revision, Queue::new(found))
    }
}

impl<'a> Replay<'a> {
    /// `text` open, and nothing said of it; it is proposed what follows from `knowledge`, or nothing at all.
    pub fn open(
        text: &Text,
        schema: &'a Schema,
        keymap: &Keymap,
        knowledge: Option<&'a Knowledge>,
    ) -> Self {
        let app = App::new(Start {
            corpus: Corpus::new("effort".into(), schema.clone()),
            keymap: keymap.clone(),
            locale: Locale::new(Lang::Ru),
            annotator: String::from("effort"),
            alone: Some("a.txt".into()),
            resume: None,
            size: SIZE,
            seed: 7,
        });
        let mut new = Self {
            app,
            desk: knowledge.map(|knowledge| Desk::new(text, schema, knowledge)),
            pressed: 0,
        };
        let found = Found {
            path: "a.txt".into(),
            bytes: u64::from(text.len().raw()),
        };
        new.tell(Msg::Found(vec![found]));
        new.tell(Msg::ScanEnded(Vec::new()));
        new.tell(Msg::Opened(DocId(0), Box::new(Ok(opened(text)))));
        new
    }

    /// Press `keys`, one a tenth of a second: time enough for suggestions to come.
    pub fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.pressed += 1;
            self.tell(Msg::Key(*key));
        }
    }

    fn tell(&mut self, msg: Msg) {
        let mut msgs = vec![msg];
        while let Some(msg) = msgs.pop() {
            let effects = self.app.update(Millis(self.pressed as u64 * 100), msg);
            self.app.layout();
            msgs.extend(effects.iter().filter_map(|effect| self.answer(effect)));
        }
    }

    /// What the world says to `effect`.
    fn answer(&self, effect: &Effect) -> Option<Msg> {
        match effect {
            Effect::Save(doc, _) => {
                let saved = Saved { merged: None };
                Some(Msg::Saved(*doc, Box::new(Ok(saved))))
            }
            Effect::Suggest(wanted) => Some(self.desk.as_ref()?.answer(wanted)),
            _ => None,
        }
    }

    /// The document as it is now.
    pub fn reader(&self) -> Option<&Reader> {
        self.app.reader.as_ref()
    }

    /// What is selected.
    pub fn selected(&self) -> TextRange {
        let reader = self.reader();
        reader.map_or(TextRange::default(), |reader| reader.selection.range())
    }

    /// The annotations there are.
    pub fn made(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let reader = self.reader().into_iter();
        reader.flat_map(|reader| reader.layer.annotations.iter())
    }

    /// Whether something is annotated just as in `it`.
    pub fn has(&self, it: &Annotation) -> bool {
        let mut made = self.made();
        made.any(|made| made.label == it.label && made.parts == it.parts)
    }

    /// Whether something covers exactly `range`.
    pub fn is_taken(&self, range: TextRange) -> bool {
        self.made().any(|made| made.parts.cover() == range)
    }

    /// Label what `it` covers; how many keys that took, or `None` when it did not come to that.
    pub fn annotate(&mut self, planner: &Planner<'_>, it: &Annotation) -> Option<usize> {
        let (before, known) = (self.pressed, self.made().count());
        let keys = self.make(planner, it).map(|()| self.pressed - before);
        if keys.is_none() {
            // Whatever was begun is not in the way of the next one.
            self.press(&[Key::new(Code::Esc, Mods::default())]);
            while self.made().count() > known && self.undo(planner).is_some() {}
        }
        keys
    }

    fn make(&mut self, planner: &Planner<'_>, it: &Annotation) -> Option<()> {
        let (first, others) = it.parts.ranges().split_first()?;
        self.select(planner, *first)?;
        self.press(&planner.label(&it.label, self.is_taken(*first))?);
        for part in others {
            self.select(planner, *part)?;
            self.press(&planner.press(Action::TogglePart)?);
        }
        self.has(it).then_some(())
    }

    /// Select `there`. Where the keys lead elsewhere than was planned, one goes on from there, as anybody would.
    fn select(&mut self, planner: &Planner<'_>, there: TextRange) -> Option<()> {
        const ATTEMPTS: usize = 3;
        for _ in 0..ATTEMPTS {
            if self.selected() == there {
                break;
            }
            let goal = self.reader().and_then(|reader| reader.goal);
            self.press(&planner.select((self.selected(), goal), there)?);
        }
        (self.selected() == there).then_some(())
    }

    /// Take the last step back; `None` when that changes nothing.
    fn undo(&mut self, planner: &Planner<'_>) -> Option<()> {
        let known = self.made().count();
        self.press(&planner.press(Action::Undo)?);
        (self.made().count() < known).then_some(())
    }
}

/// The keys for each annotation of `layer` by hand, in order; `None` for those that were not made.
pub(super) fn keys(
    text: &Text,
    layer: &Layer,
    schema: &Schema,
    keymap: &Keymap,
) -> Vec<(Arc<Annotation>, Option<usize>)> {
    let mut replay = Replay::open(text, schema, keymap, None);
    let planner = Planner::new(text, WIDTH, keymap, schema);
    let each = |it: &Arc<Annotation>| (Arc::clone(it), replay.annotate(&planner, it));
    layer.annotations.iter().map(each).collect()
}

fn opened(text: &Text) -> Opened {
    Opened {
        text: text.clone(),
        encoding: Encoding::Utf8,
        damaged: false,
        layer: Layer::default(),
        fault: None,
        stashed: false,
        changed: false,
        former: Default::default(),
        place: None,
        bookmarks: BTreeMap::new(),
    }
}
