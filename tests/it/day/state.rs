//! Random keys in the state alone, over a disk that works late and refuses now and then. After each round all is
//! taken back and done again: what is left must be exactly what was there.

use super::{DOCUMENTS, Deed, KEYS, PASTED, Seed, deed, document};
use crate::{picture::look, sessions::rounds};
use metka::{
    annotation::{DocumentId, Layer, Schema, layer_file, validate::validate},
    app::{
        App, Corpus, Notice, Panel, Start,
        msg::{
            DocId, Effect, Found, Millis, Msg, Opened, Preview, SaveFault, Saved, Size, Survey,
            Timer,
        },
    },
    keymap::{Key, Keyboard, Keymap},
    locale::{Lang, Locale, Problem},
    text::{Text, TextSize, decode::Encoding},
    view::{draw, theme::Depth},
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// A program, its disk, and the person at the keys.
struct Day {
    rng: fastrand::Rng,
    app: App,
    texts: Vec<Text>,
    /// What the disk has been asked to do, in order.
    asked: VecDeque<Effect>,
    disk: HashMap<DocId, Layer>,
    bookmarks: HashMap<DocId, BTreeMap<char, TextSize>>,
    timers: Vec<Timer>,
    /// The layer of each document as it was when it was opened last.
    opened: HashMap<DocId, Layer>,
    clock: u64,
    ended: bool,
    sessions: usize,
    /// The disk refuses nothing: what a key said is not replaced by a fault.
    calm: bool,
}

fn app(seed: u64) -> App {
    App::new(Start {
        corpus: Corpus::new("day".into(), Schema::standard()),
        keymap: Keymap::preset("default", Keyboard::default()).expect("the default preset"),
        locale: Locale::new(Lang::Ru),
        annotator: "anna".into(),
        alone: None,
        resume: None,
        size: Size {
            columns: 100,
            rows: 30,
        },
        seed,
    })
}

impl Day {
    fn new(seed: u64) -> Self {
        let texts = (0..DOCUMENTS).map(|at| Text::new(document(at)).expect("a short text"));
        let mut day = Self {
            rng: fastrand::Rng::with_seed(seed),
            app: app(seed),
            texts: texts.collect(),
            asked: VecDeque::new(),
            disk: HashMap::new(),
            bookmarks: HashMap::new(),
            timers: Vec::new(),
            opened: HashMap::new(),
            clock: 0,
            ended: false,
            sessions: 0,
            calm: false,
        };
        day.start();
        day
    }

    /// A new session over what is on the disk.
    fn start(&mut self) {
        (self.app, self.ended) = (app(self.rng.u64(..)), false);
        self.timers.clear();
        self.sessions += 1;
        let found = self.texts.iter().enumerate().map(|(at, text)| Found {
            path: format!("{at:03}.txt").into(),
            bytes: u64::from(text.len().raw()),
        });
        let found = found.collect();
        self.tell(Msg::Found(found));
        self.tell(Msg::ScanEnded(Vec::new()));
        let surveyed = (0..DOCUMENTS).map(|at| (DocId(at as u32), self.survey(at)));
        let surveyed = surveyed.collect();
        self.tell(Msg::Surveyed(surveyed));
        self.keys("Enter");
    }

    fn survey(&self, at: usize) -> Survey {
        let layer = self.disk.get(&DocId(at as u32));
        Survey {
            title: self.texts[at].title().to_owned(),
            status: layer.map(|layer| layer.status).unwrap_or_default(),
            ..Survey::default()
        }
    }

    fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(Millis(self.clock), msg);
        self.app.layout();
        for effect in effects {
            match effect {
                Effect::After(_, timer) => self.timers.push(timer),
                Effect::Exit => self.ended = true,
                effect => self.asked.push_back(effect),
            }
        }
    }

    fn keys(&mut self, keys: &str) {
        for name in keys.split(' ').filter(|name| !name.is_empty()) {
            if self.ended {
                return;
            }
            let key = Key::parse(name).unwrap_or_else(|| panic!("no key is called {name}"));
            self.clock += self.rng.u64(1..400);
            self.tell(Msg::Key(key));
            self.look();
            self.work();
        }
    }

    /// Nothing is drawn that cannot be, and the selection cuts no character.
    fn look(&mut self) {
        let Size { columns, rows } = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let (x, y) = draw(&self.app, &look(Depth::Mono, false), &mut buffer);
        assert!(x < columns.max(1) && y < rows.max(1));
        let control = |c: char| c.is_control();
        assert!(
            buffer
                .content
                .iter()
                .all(|cell| !cell.symbol().contains(control))
        );
        if let Some(reader) = &self.app.reader {
            let range = reader.selection.range();
            for place in [range.start(), range.end()] {
                assert!(
                    reader.text.is_grapheme_border(place),
                    "{range:?} cuts a character"
                );
            }
        }
    }

    /// The disk does some of what it was asked; timers run out now and then.
    fn work(&mut self) {
        while self.rng.u8(..3) > 0 {
            let refuses = self.rng.u8(..50) == 0 && !self.calm;
            self.work_once(refuses);
        }
        if self.rng.u8(..10) == 0
            && let Some(timer) = self.timers.pop()
        {
            self.tell(Msg::Timer(timer));
        }
    }

    fn work_once(&mut self, refuses: bool) {
        let Some(effect) = self.asked.pop_front() else {
            return;
        };
        let answer = match effect {
            Effect::Open(doc) => Msg::Opened(doc, Box::new(Ok(self.open(doc)))),
            Effect::Save(doc, layer) => {
                let saved = if refuses {
                    let problem = Problem::new(metka::msg!("store-not-saved", cause = ""));
                    Err(SaveFault {
                        problem,
                        stashed: None,
                    })
                } else {
                    self.disk.insert(doc, layer);
                    Ok(Saved { merged: None })
                };
                Msg::Saved(doc, Box::new(saved))
            }
            Effect::Stash(doc, layer, _) => {
                self.disk.insert(doc, layer);
                return;
            }
            Effect::Preview(doc) => {
                let text = self.texts[doc.0 as usize].clone();
                let layer = self.disk.get(&doc).cloned().unwrap_or_default();
                Msg::Previewed(doc, Box::new(Ok(Preview { text, layer })))
            }
            Effect::Count(doc, text, query) => {
                let starts = query.starts(&text).into();
                Msg::Counted(doc, query, starts)
            }
            Effect::Bookmark(doc, name, place) => {
                let bookmarks = self.bookmarks.entry(doc).or_default();
                match place {
                    Some(place) => bookmarks.insert(name, place),
                    None => bookmarks.remove(&name),
                };
                return;
            }
            Effect::ReadGuidelines => Msg::Guidelines(Ok("# Указания\n\nБез точки.\n".into())),
            _ => return,
        };
        self.tell(answer);
    }

    fn open(&mut self, doc: DocId) -> Opened {
        let layer = self.disk.get(&doc).cloned().unwrap_or_else(|| Layer {
            annotator: "anna".into(),
            ..Layer::default()
        });
        if self.app.saves.is_saved(doc) {
            self.opened.insert(doc, layer.clone());
        } else {
            // What the disk refused is joined with what it holds.
            self.opened.remove(&doc);
        }
        Opened {
            text: self.texts[doc.0 as usize].clone(),
            encoding: Encoding::Utf8,
            damaged: false,
            layer,
            fault: None,
            stashed: false,
            changed: false,
            former: Default::default(),
            place: None,
            bookmarks: self.bookmarks.get(&doc).cloned().unwrap_or_default(),
        }
    }

    /// All that was asked is done, and nothing is refused any more.
    fn settle(&mut self) {
        while !self.asked.is_empty() || !self.timers.is_empty() {
            self.work_once(false);
            if let Some(timer) = self.timers.pop() {
                self.tell(Msg::Timer(timer));
            }
        }
    }

    fn round(&mut self) {
        for _ in 0..KEYS {
            if self.ended {
                self.settle();
                self.start();
            }
            match deed(&mut self.rng) {
                Deed::Keys(keys) => self.keys(&keys),
                Deed::Paste => self.tell(Msg::Paste(PASTED.into())),
            }
            if self.rng.u8(..30) == 0 {
                let small = self.rng.u8(..4) == 0;
                let (columns, rows) = if small { (20, 8) } else { (140, 50) };
                let (columns, rows) = (self.rng.u16(1..columns), self.rng.u16(1..rows));
                self.tell(Msg::Resize(Size { columns, rows }));
                self.look();
            }
        }
        self.settle();
        if self.rng.u8(..8) == 0 {
            self.tell(Msg::Terminate);
            self.settle();
            self.ended = true;
        }
    }

    /// What is there of the open document, without what no undo takes back.
    fn layer(&self) -> Option<(DocId, Layer)> {
        let reader = self.app.reader.as_ref()?;
        Some((reader.doc, timeless(&reader.layer)))
    }

    /// Everything is taken back, then done again.
    fn back_and_forth(&mut self) {
        (self.app.popup, self.app.panel) = (None, Panel::Closed);
        for _ in 0..3 {
            self.keys("Esc");
        }
        self.settle();
        self.app.popup = None;
        let Some((doc, now)) = self.layer() else {
            return;
        };
        self.calm = true;
        let steps = self.press_until("u", "nothing-to-undo");
        let (_, before) = self.layer().expect("still open");
        if let Some(opened) = self.opened.get(&doc) {
            assert_eq!(before, timeless(opened), "{steps} steps taken back");
        }
        self.settle();
        assert_eq!(
            timeless(&self.disk.get(&doc).cloned().unwrap_or(before.clone())),
            before
        );
        // Some steps may have been taken back before: no further than that.
        (0..steps).for_each(|_| self.keys("U"));
        let (_, again) = self.layer().expect("still open");
        assert_eq!(again, now, "{steps} steps done again");
        self.settle();
        self.calm = false;
    }

    fn press_until(&mut self, key: &str, said: &str) -> usize {
        for step in 0..10_000 {
            self.keys(key);
            if matches!(&self.app.notice, Some(Notice::Refused(message)) if message.id == said) {
                return step;
            }
        }
        panic!("{key} never ends");
    }

    /// Each layer on the disk can be read again, and a check is content with it.
    fn disk_is_sound(&self) {
        for (doc, layer) in &self.disk {
            let text = &self.texts[doc.0 as usize];
            let document = DocumentId {
                path: "a.txt".into(),
                chars: text.char_count(),
                ..DocumentId::default()
            };
            let file = layer_file::write(layer, text, &document);
            let read = layer_file::read(&file, "a.ron", text, &document);
            assert_eq!(read.as_ref(), Ok(layer), "{file}");
            let faults = validate(&file, "a.ron", text, &document, &Schema::standard());
            assert!(faults.is_empty(), "{faults:?} in {file}");
        }
    }
}

/// The time that was spent is not taken back.
fn timeless(layer: &Layer) -> Layer {
    Layer {
        seconds: 0,
        ..layer.clone()
    }
}

#[test]
fn random_keys_leave_what_can_be_undone_and_read_again() {
    let seed = Seed::choose();
    let mut day = Day::new(seed.0);
    for round in 0..rounds(10) {
        day.round();
        if !day.ended {
            day.back_and_forth();
        }
        if round % 10 == 9 {
            day.settle();
            day.disk_is_sound();
        }
    }
    assert!(!day.disk.is_empty());
}
