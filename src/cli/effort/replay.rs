//! A finished layer made again in the real program: a headless [`App`] gets the very keys that an annotator would
//! press, and what comes of them is compared with the layer. Nothing is estimated here.

use super::planner::Planner;
use crate::{
    annotation::{Annotation, Layer, Schema},
    app::{
        App, Corpus, Start,
        msg::{DocId, Effect, Found, Millis, Msg, Opened, Saved, Size},
    },
    keymap::{Code, Key, Keymap, Mods},
    locale::{Lang, Locale},
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
pub(super) struct Replay {
    app: App,
    clock: u64,
}

impl Replay {
    /// `text` open, and nothing said of it.
    pub fn open(text: &Text, schema: &Schema, keymap: &Keymap) -> Self {
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
        let mut new = Self { app, clock: 0 };
        let found = Found {
            path: "a.txt".into(),
            bytes: u64::from(text.len().raw()),
        };
        new.tell(Msg::Found(vec![found]));
        new.tell(Msg::ScanEnded(Vec::new()));
        new.tell(Msg::Opened(DocId(0), Box::new(Ok(opened(text)))));
        new
    }

    /// Press `keys`, one a tenth of a second.
    fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.clock += 100;
            self.tell(Msg::Key(*key));
        }
    }

    fn tell(&mut self, msg: Msg) {
        let mut msgs = vec![msg];
        while let Some(msg) = msgs.pop() {
            let effects = self.app.update(Millis(self.clock), msg);
            self.app.layout();
            let saved = |effect: &Effect| match effect {
                Effect::Save(doc, _) => {
                    Some(Msg::Saved(*doc, Box::new(Ok(Saved { merged: None }))))
                }
                _ => None,
            };
            msgs.extend(effects.iter().filter_map(saved));
        }
    }

    fn selected(&self) -> TextRange {
        let reader = self.app.reader.as_ref();
        reader.map_or(TextRange::default(), |reader| reader.selection.range())
    }

    fn has(&self, it: &Annotation) -> bool {
        let made = self
            .app
            .reader
            .iter()
            .flat_map(|reader| reader.layer.annotations.iter());
        let mut made = made.filter(|made| made.label == it.label);
        made.any(|made| made.parts == it.parts)
    }

    /// Whether something covers exactly what `it` covers.
    fn is_taken(&self, it: &Annotation) -> bool {
        let mut made = self
            .app
            .reader
            .iter()
            .flat_map(|reader| reader.layer.annotations.iter());
        it.parts
            .ranges()
            .first()
            .is_some_and(|first| made.any(|made| made.parts.cover() == *first))
    }

    /// Label what `it` covers; how many keys that took, or `None` when it did not come to that.
    pub fn annotate(&mut self, planner: &Planner<'_>, it: &Annotation) -> Option<usize> {
        let keys = planner.keys(self.selected(), it, self.is_taken(it))?;
        self.press(&keys);
        let made = self.has(it);
        if !made {
            // Whatever was begun is not in the way of the next one.
            self.press(&[Key::new(Code::Esc, Mods::default())]);
        }
        made.then_some(keys.len())
    }
}

/// The keys for each annotation of `layer`, in order; `None` for those that were not made.
pub(super) fn keys(
    text: &Text,
    layer: &Layer,
    schema: &Schema,
    keymap: &Keymap,
) -> Vec<(Arc<Annotation>, Option<usize>)> {
    let mut replay = Replay::open(text, schema, keymap);
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
        place: None,
        bookmarks: BTreeMap::new(),
    }
}
