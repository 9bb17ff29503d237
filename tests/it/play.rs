//! Play tests: a text with its state written in it, keys, and what they make of it.
//!
//! `[…]` is the selection, `<ORG>…</ORG>` an annotation.

mod documents;
mod glimpse;
mod macros;
mod marking;
mod moving;
mod palette;
mod pointing;
mod suggesting;
mod transfer;

use metka::{
    annotation::{
        Annotation, Bound, Fields, Former, Id, Layer, Parts, Relation, Schema, Status, Unplaced,
        merge,
    },
    app::{
        App, Corpus, Notice, Popup, Queue, Start, Wanted,
        msg::{DocId, Effect, Found, Millis, Msg, Opened, SaveFault, Saved, Size, Survey, Timer},
    },
    keymap::{Key, Keyboard, Keymap},
    locale::{Lang, Locale, Problem},
    suggest::{self, Ground, Knowledge},
    text::{CharRange, Text, TextRange, TextSize, decode::Encoding, search::Query},
};
use std::{collections::BTreeMap, sync::Arc};

/// A program with one open document, and a disk that never fails.
pub struct Play {
    pub app: App,
    pub clock: u64,
    /// The layer as it is on the disk.
    pub disk: Option<Layer>,
    /// Whether saves end at once.
    pub answer: bool,
    /// Why the next document may only be read.
    pub fault: Option<Problem>,
    /// Whether the next document comes from the stash.
    pub stashed: bool,
    /// Earlier texts of the next document.
    pub former: Former,
    /// Whether suggestions are found.
    pub suggests: bool,
    /// Effects that were not answered.
    pub effects: Vec<Effect>,
}

impl Play {
    /// The document `text` opened with `layer`.
    pub fn open(text: &str, layer: Layer, schema: Schema) -> Self {
        let keyboard = Keyboard::default();
        let mut app = App::new(Start {
            corpus: Corpus::new("test".into(), schema),
            keymap: Keymap::preset("default", keyboard).expect("the default preset"),
            locale: Locale::new(Lang::Ru),
            annotator: "anna".into(),
            alone: None,
            resume: None,
            size: Size {
                columns: 80,
                rows: 24,
            },
            seed: 7,
        });
        let found = ["a.txt", "b.txt"].map(|path| Found {
            path: path.into(),
            bytes: text.len() as u64,
        });
        app.update(Millis(0), Msg::Found(found.to_vec()));
        app.update(Millis(0), Msg::ScanEnded(Vec::new()));
        let mut play = Self {
            app,
            clock: 0,
            disk: None,
            answer: true,
            fault: None,
            stashed: false,
            former: Former::new(),
            suggests: false,
            effects: Vec::new(),
        };
        play.keys("Enter");
        assert!(
            play.effects
                .iter()
                .any(|effect| matches!(effect, Effect::Open(DocId(0))))
        );
        play.opened(text, layer);
        play
    }

    /// The document that is being opened is there.
    pub fn opened(&mut self, text: &str, layer: Layer) {
        let opened = Opened {
            layer,
            fault: self.fault.take(),
            stashed: std::mem::take(&mut self.stashed),
            former: std::mem::take(&mut self.former),
            ..opened(text)
        };
        self.tell(Msg::Opened(DocId(0), Box::new(Ok(opened))));
    }

    /// Press keys, separated by blanks.
    pub fn keys(&mut self, keys: &str) {
        for name in keys.split(' ').filter(|name| !name.is_empty()) {
            let key = Key::parse(name).unwrap_or_else(|| panic!("no key is called {name}"));
            self.clock += 100;
            self.tell(Msg::Key(key));
        }
    }

    pub fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(Millis(self.clock), msg);
        self.app.layout();
        for effect in effects {
            if let Effect::Save(doc, layer) = &effect {
                self.disk = Some(layer.clone());
                if !self.answer {
                    continue;
                }
                let saved = Msg::Saved(*doc, Box::new(Ok(Saved { merged: None })));
                self.tell(saved);
            }
            if let Effect::Suggest(wanted) = &effect
                && self.suggests
            {
                let queue = suggested(wanted, &self.app.corpus.schema);
                self.tell(Msg::Suggested(wanted.doc, wanted.revision, queue));
            }
            self.effects.push(effect);
        }
    }

    /// The text with its state written in it.
    pub fn state(&self) -> String {
        let reader = self.app.reader.as_ref().expect("an open document");
        let range = reader.selection.range();
        let mut marks: Vec<(TextSize, i32, String)> = Vec::new();
        for (at, annotation) in reader.layer.annotations.iter().enumerate() {
            let (cover, label) = (annotation.parts.cover(), &annotation.label);
            let long = cover.len().raw() as i32 * 100 - at as i32;
            // Outer tags outside, the selection innermost where the ranges are the same.
            marks.push((cover.start(), 1_000_000 - long, format!("<{label}>")));
            marks.push((cover.end(), -1_000_000 + long, format!("</{label}>")));
        }
        marks.push((range.start(), 2_000_000, "[".into()));
        marks.push((range.end(), -2_000_000, "]".into()));
        marks.sort_by_key(|(place, order, _)| (*place, *order));
        let mut out = String::new();
        let mut place = TextSize::ZERO;
        for (at, _, mark) in marks {
            out += reader.text.slice(TextRange::between(place, at));
            out += &mark;
            place = at;
        }
        out + reader
            .text
            .slice(TextRange::between(place, reader.text.len()))
    }
}

/// What the thread of suggestions would answer.
fn suggested(wanted: &Wanted, schema: &Schema) -> Queue {
    let ground = Ground::new(&wanted.text, schema, &wanted.layer);
    let found = suggest::suggest(ground, &Knowledge::default(), &wanted.switches);
    Queue::new(found)
}

/// A document without annotations.
fn opened(text: &str) -> Opened {
    Opened {
        text: Text::new(text).expect("a short text"),
        encoding: Encoding::Utf8,
        damaged: false,
        layer: Layer::default(),
        fault: None,
        stashed: false,
        changed: false,
        former: Former::new(),
        place: None,
        bookmarks: BTreeMap::new(),
    }
}

/// Text, selection and layer of a state.
fn parse(state: &str) -> (String, TextRange, Layer) {
    let mut text = String::new();
    let (mut open, mut start, mut end) = (Vec::new(), None, None);
    let mut layer = Layer {
        annotator: "anna".into(),
        ..Layer::default()
    };
    let mut rest = state;
    while let Some(c) = rest.chars().next() {
        let here = TextSize::of(&text);
        let mark = rest
            .strip_prefix('<')
            .and_then(|rest| rest.split('>').next());
        rest = &rest[c.len_utf8()..];
        match (c, mark) {
            ('[', _) => start = Some(here),
            (']', _) => end = Some(here),
            ('<', Some(mark)) => {
                rest = &rest[mark.len() + 1..];
                match mark.strip_prefix('/') {
                    None => open.push((mark.to_owned(), here)),
                    Some(label) => {
                        let at = open
                            .iter()
                            .rposition(|(name, _)| name == label)
                            .expect("an open tag");
                        let (label, from) = open.remove(at);
                        layer.annotations.put(Arc::new(Annotation {
                            id: Id::new(&format!("id{}", layer.annotations.len())),
                            label: label.as_str().into(),
                            parts: Parts::one(TextRange::between(from, here)).expect("a range"),
                            measure: None,
                            fields: Fields::new(),
                            note: String::new(),
                        }));
                    }
                }
            }
            _ => text.push(c),
        }
    }
    (
        text,
        TextRange::between(start.expect("a selection"), end.expect("its end")),
        layer,
    )
}

/// A play in the state `before`.
pub fn play(before: &str) -> Play {
    let (text, selection, layer) = parse(before);
    let mut play = Play::open(&text, layer, Schema::standard());
    play.select(selection);
    play
}

impl Play {
    /// Move the selection to `range` by keys alone.
    fn select(&mut self, range: TextRange) {
        let reader = |play: &Self| play.app.reader.as_ref().expect("open").selection.range();
        for _ in 0..500 {
            if reader(self).start() >= range.start() {
                break;
            }
            self.keys("l");
        }
        for _ in 0..500 {
            match reader(self).end().cmp(&range.end()) {
                std::cmp::Ordering::Less => self.keys("Alt-l"),
                std::cmp::Ordering::Equal => break,
                std::cmp::Ordering::Greater => self.keys("Alt-h"),
            }
        }
        assert_eq!(
            reader(self),
            range,
            "the selection cannot be reached by keys"
        );
    }
}

#[track_caller]
fn check(before: &str, keys: &str, after: &str) {
    let mut play = play(before);
    play.keys(keys);
    assert_eq!(play.state(), after, "{before} + {keys}");
}

/// The only annotation of the open document.
fn only(play: &Play) -> Annotation {
    let reader = play.app.reader.as_ref().expect("an open document");
    assert_eq!(reader.layer.annotations.len(), 1);
    Annotation::clone(reader.layer.annotations.nth(0).expect("an annotation"))
}

/// A play whose disk refused the person labelled in `before`, with the document asked for again.
fn refused(before: &str) -> Play {
    let mut play = play(before);
    play.answer = false;
    play.keys("1");
    let refuse = |play: &mut Play| {
        let fault = SaveFault {
            problem: Problem::new(metka::msg!("store-not-saved", cause = "")),
            stashed: None,
        };
        play.tell(Msg::Saved(DocId(0), Box::new(Err(fault))));
    };
    refuse(&mut play);
    // Leaving tries again.
    play.keys("q");
    refuse(&mut play);
    assert!(!play.closed(), "its layer is not saved");
    play.keys("Enter");
    (play.disk, play.answer) = (None, true);
    play
}

impl Play {
    /// Whether the first document may be forgotten.
    fn closed(&self) -> bool {
        let close = |effect: &Effect| matches!(effect, Effect::Close(DocId(0)));
        self.effects.iter().any(close)
    }

    /// How many annotations are on the disk.
    fn written(&self) -> Option<usize> {
        self.disk.as_ref().map(|layer| layer.annotations.len())
    }
}

/// A play over `before` with an ORG that lost its place, between «Гефест» and «открыт».
pub fn waiting(before: &str) -> Play {
    let (text, _, mut layer) = parse(before);
    layer.unplaced.push(Unplaced {
        id: Id::new("lost"),
        label: "ORG".into(),
        made_on: String::new(),
        at: vec![CharRange { start: 6, end: 12 }],
        text: "Изопан".into(),
        measure: None,
        fields: Fields::new(),
        note: "важно".into(),
    });
    layer.relations.push(Relation {
        id: Id::new("r"),
        label: "part_of".into(),
        from: Id::new("lost"),
        to: Id::new("id0"),
    });
    Play::open(&text, layer, Schema::standard())
}

/// The same when it is known what the text was before: `old`.
pub fn waiting_after(old: &str, before: &str) -> Play {
    let mut play = waiting(before);
    let reader = play.app.reader.as_ref().expect("an open document");
    let (text, mut layer) = (reader.text.as_str().to_owned(), reader.layer.clone());
    layer.unplaced[0].made_on = "hash".into();
    play.keys("q Enter");
    let old = Text::new(old).expect("a short text");
    play.former.insert("hash".into(), old);
    play.opened(&text, layer);
    play
}
