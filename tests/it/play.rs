//! Play tests: a text with its state written in it, keys, and what they make of it.
//!
//! `[…]` is the selection, `<ORG>…</ORG>` an annotation.

use metka::{
    annotation::{Annotation, Bound, Fields, Id, Layer, Parts, Relation, Schema, Status, Unplaced},
    app::{
        App, Corpus, Popup, Start,
        msg::{DocId, Effect, Found, Millis, Msg, Opened, SaveFault, Saved, Size, Survey, Timer},
    },
    keymap::{Key, Keyboard, Keymap},
    locale::{Lang, Locale, Problem},
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
    fn opened(&mut self, text: &str, layer: Layer) {
        let opened = Opened {
            text: Text::new(text).expect("a short text"),
            encoding: Encoding::Utf8,
            damaged: false,
            layer,
            fault: self.fault.take(),
            stashed: std::mem::take(&mut self.stashed),
            changed: false,
            place: None,
            bookmarks: BTreeMap::new(),
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

#[test]
fn digits_label_relabel_and_take_away() {
    check(
        "Завод [«Изопан»] открыт",
        "3",
        "Завод <ORG>[«Изопан»]</ORG> открыт",
    );
    check(
        "Завод <ORG>[«Изопан»]</ORG> открыт",
        "3",
        "Завод [«Изопан»] открыт",
    );
    check(
        "Завод <ORG>[«Изопан»]</ORG> открыт",
        "4",
        "Завод <LOC>[«Изопан»]</LOC> открыт",
    );
    check(
        "<ORG>Завод [«Изопан»]</ORG> открыт",
        "4",
        "<ORG>Завод <LOC>[«Изопан»]</LOC></ORG> открыт",
    );
    check(
        "[Завод «Изопан]» открыт",
        "3",
        "<ORG>[Завод «Изопан]</ORG>» открыт",
    );
}

#[test]
fn letters_label_on_both_layouts() {
    check(
        "глава [Иванов] сказал",
        "t p",
        "глава <PER>[Иванов]</PER> сказал",
    );
    check(
        "глава [Иванов] сказал",
        "е з",
        "глава <PER>[Иванов]</PER> сказал",
    );
    check(
        "глава <PER>[Иванов]</PER> сказал",
        "c o",
        "глава <ORG>[Иванов]</ORG> сказал",
    );
    check(
        "глава <PER>[Иванов]</PER> сказал",
        "T o",
        "глава <PER><ORG>[Иванов]</ORG></PER> сказал",
    );
    check("глава [Иванов] сказал", "t Esc", "глава [Иванов] сказал");
}

#[test]
fn moving_by_token_word_and_sentence() {
    check("[Завод], цех. Дом.", "l", "Завод[,] цех. Дом.");
    check("[Завод], цех. Дом.", "w", "Завод, [цех]. Дом.");
    check("Завод, [цех]. Дом.", "b", "[Завод], цех. Дом.");
    check("[Завод], цех. Дом.", ")", "Завод, цех. [Дом].");
    check("Завод, цех. [Дом].", "(", "[Завод], цех. Дом.");
    check("[раз]\nдва\n\nтри", "}", "раз\n[два]\n\nтри");
    check("раз\nдва\n\n[три]", "{", "раз\n[два]\n\nтри");
    check("[раз]\nдва\n\nтри", "j j", "раз\nдва\n\n[три]");
    check("раз\nдва\n\n[три]", "k", "раз\n[два]\n\nтри");
    check("[раз] два\r\nтри", "G", "раз два\r\n[три]");
    check("раз два\r\n[три]", "g g", "[раз] два\r\nтри");
    check("раз [два] три", "End", "раз два [три]");
    check("раз [два] три", "Home", "[раз] два три");
}

#[test]
fn the_right_end_grows_and_shrinks() {
    check("[Денис] Мантуров сказал", "L", "[Денис Мантуров] сказал");
    check("[Денис Мантуров] сказал", "H", "[Денис] Мантуров сказал");
    check("[Денис] Мантуров", "H", "[Денис] Мантуров");
    check("[Денис] Мантуров", "Alt-l Alt-l", "[Денис М]антуров");
    check("[Денис] Мантуров", "Alt-h", "[Дени]с Мантуров");
    check("[Денис М]антуров", "H", "[Денис] Мантуров");
    check("[Денис М]антуров сказал", "L", "[Денис Мантуров] сказал");
    check("[Денис Мантуров] ", "L", "[Денис Мантуров] ");
    check("[Денис] Мантуров", "Д", "[Денис Мантуров]");
    check("[Денис] Мантуров", "Shift-Right", "[Денис Мантуров]");
}

#[test]
fn extending_and_the_other_end() {
    check("раз [два] три", "v l", "раз [два три]");
    check("раз [два] три", "v h", "[раз два] три");
    check("раз [два] три", "v l o h", "[раз два три]");
    check("раз [два] три", "v l v h", "раз [два] три");
}

#[test]
fn widening_and_narrowing() {
    check(
        "Вот завод, [цех] и дом. Ещё.",
        "a",
        "Вот завод, [цех и дом]. Ещё.",
    );
    check(
        "Вот завод, [цех] и дом. Ещё.",
        "a a",
        "[Вот завод, цех и дом.] Ещё.",
    );
    check(
        "Вот завод, [цех] и дом. Ещё.",
        "a a A",
        "Вот завод, [цех и дом]. Ещё.",
    );
    check(
        "<ORG>завод, [цех]</ORG> и большой дом.",
        "a",
        "<ORG>[завод, цех]</ORG> и большой дом.",
    );
}

#[test]
fn an_annotation_is_resized_without_a_new_id() {
    let mut play = play("глава <PER>[Денис]</PER> Мантуров");
    let id = |play: &Play| {
        play.app
            .reader
            .as_ref()
            .unwrap()
            .layer
            .annotations
            .as_slice()[0]
            .id
            .clone()
    };
    let before = id(&play);
    play.keys("h ] L m");
    assert_eq!(play.state(), "глава <PER>[Денис Мантуров]</PER>");
    assert_eq!(id(&play), before);
}

#[test]
fn undo_brings_everything_back_and_redo_does_it_again() {
    let mut play = play("[раз] два три четыре");
    let mut states = vec![play.state()];
    for keys in ["1", "w 2", "L 3", "x", "3", "c 9"] {
        play.keys(keys);
        states.push(play.state());
    }
    let last = play.state();
    play.keys("u u u u u u u u");
    assert_eq!(play.state(), states[0]);
    assert!(
        play.disk
            .as_ref()
            .is_some_and(|layer| layer.annotations.is_empty())
    );
    play.keys("U U U U U U U");
    assert_eq!(play.state(), last);
}

#[test]
fn brackets_walk_the_annotations() {
    check(
        "[раз] <PER>два</PER> три <ORG>четыре</ORG>",
        "]",
        "раз <PER>[два]</PER> три <ORG>четыре</ORG>",
    );
    check(
        "[раз] <PER>два</PER> три <ORG>четыре</ORG>",
        "] ]",
        "раз <PER>два</PER> три <ORG>[четыре]</ORG>",
    );
    check(
        "[раз] <PER>два</PER> три <ORG>четыре</ORG>",
        "] ] [",
        "раз <PER>[два]</PER> три <ORG>четыре</ORG>",
    );
    check("[раз] <PER>два</PER> три", "] x", "раз [два] три");
}

#[test]
fn keys_pressed_while_a_document_opens_are_meant_for_it() {
    let mut play = play("[раз] два");
    play.keys("q Enter w 1");
    play.opened("раз два", Layer::default());
    assert_eq!(play.state(), "раз <PER>[два]</PER>");
}

#[test]
fn search_folds_and_goes_round() {
    check("[Ёлка] и елка", "f е л к а Enter", "[Ёлка] и елка");
    check("[Ёлка] и елка", "f е л к а Enter n", "Ёлка и [елка]");
    check("[Ёлка] и елка", "f е л к а Enter n n", "[Ёлка] и елка");
    check("[Ёлка] и елка", "f е л к а Enter N", "Ёлка и [елка]");
    check("Ёлка [и] елка", "f Ё л Esc", "Ёлка [и] елка");
}

/// The only annotation of the open document.
fn only(play: &Play) -> Annotation {
    let reader = play.app.reader.as_ref().expect("an open document");
    assert_eq!(reader.layer.annotations.len(), 1);
    (*reader.layer.annotations.as_slice()[0]).clone()
}

#[test]
fn the_form_takes_measure_and_note() {
    let mut play = play("сумма [530,5] млрд");
    play.keys("8 e 5 3 0 , 5 Tab Tab Right Tab R U B Up Up Up");
    play.keys("S-Tab с п о р н о Enter");
    let annotation = only(&play);
    let measure = annotation.measure.expect("a measure");
    assert_eq!(measure.value.as_deref(), Some("530.5"));
    assert_eq!(
        (measure.bound, measure.unit.as_str()),
        (Bound::MoreThan, "RUB")
    );
    assert_eq!(annotation.note, "спорно");
    assert!(
        play.disk
            .is_some_and(|layer| layer.annotations.as_slice()[0].note == "спорно")
    );
}

#[test]
fn the_form_refuses_what_is_no_number_and_keeps_what_was_typed() {
    let mut play = play("сумма [530,5] млрд");
    play.keys("8 e м н о г о Enter");
    assert!(matches!(&play.app.popup, Some(Popup::Form(form)) if form.refusal.is_some()));
    assert_eq!(only(&play).measure, None);
    play.keys("Ctrl-u 5 Enter");
    assert_eq!(
        only(&play)
            .measure
            .and_then(|measure| measure.value)
            .as_deref(),
        Some("5")
    );
}

#[test]
fn a_field_that_must_be_there_keeps_the_document_from_being_done() {
    let schema = r#"(metka: 1, labels: [(name: "ORG", kind: Entity, fields: [(name: "inn", kind: Text, required: true)])])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let mut play = Play::open("Завод открыт", Layer::default(), schema);
    play.keys("1 w d");
    assert_eq!(
        play.state(),
        "<ORG>[Завод]</ORG> открыт",
        "what lacks the field is selected"
    );
    play.keys("e 7 7 Enter d");
    assert_eq!(
        play.disk.as_ref().map(|layer| layer.status),
        Some(Status::Done)
    );
}

#[test]
fn another_label_keeps_only_the_fields_it_has() {
    let schema = r#"(metka: 1, labels: [(name: "ORG", kind: Entity, fields: [(name: "inn"), (name: "city")]), (name: "LOC", kind: Entity, fields: [(name: "city")])])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let mut play = Play::open("Завод открыт", Layer::default(), schema);
    play.keys("1 e 7 7 Tab О м с к Enter 2");
    let kept: Vec<_> = only(&play).fields.into_iter().collect();
    assert_eq!(kept, [("city".to_owned(), "Омск".to_owned())]);
}

#[test]
fn of_several_labels_on_the_same_text_the_one_in_focus_is_changed() {
    for (walk, after) in [("]", "PER LOC"), ("] ]", "ORG PER")] {
        let mut play = play("[о] <LOC><ORG>раз</ORG></LOC>");
        play.keys(&format!("{walk} 1"));
        let reader = play.app.reader.as_ref().expect("an open document");
        let labels: Vec<&str> = reader.layer.annotations.iter().map(|a| &*a.label).collect();
        assert_eq!(labels.join(" "), after);
    }
}

#[test]
fn done_goes_on_to_the_next_unfinished_document() {
    let mut play = play("[раз] два");
    play.keys("1 d");
    assert_eq!(
        play.disk.as_ref().map(|layer| layer.status),
        Some(Status::Done)
    );
    assert!(
        matches!(play.effects.last(), Some(Effect::Open(DocId(1)))),
        "{:?}",
        play.effects.last()
    );
}

#[test]
fn a_flat_schema_refuses_nesting() {
    let schema = r#"(metka: 1, nesting: Flat, labels: [(name: "ORG", kind: Entity), (name: "LOC", kind: Entity)])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let mut play = Play::open("Завод Волга открыт", Layer::default(), schema);
    play.keys("L 1 w");
    play.keys("b b 2");
    assert_eq!(play.state(), "<ORG>[Завод] Волга</ORG> открыт");
    assert!(
        play.disk
            .as_ref()
            .is_some_and(|layer| layer.annotations.len() == 1)
    );
}

#[test]
fn what_others_wrote_meanwhile_is_taken_in_and_undo_still_works() {
    let mut play = play("[раз] два три");
    play.answer = false;
    play.keys("1");
    let sent = play.disk.clone().expect("a save under way");
    // Another edit while the first is being written, and somebody else's in the file.
    play.keys("w 2");
    let mut merged = sent.clone();
    let (_, _, theirs) = parse("раз два <ORG>[три]</ORG>");
    merged
        .annotations
        .put(theirs.annotations.as_slice()[0].clone());
    play.answer = true;
    play.tell(Msg::Saved(
        DocId(0),
        Box::new(Ok(Saved {
            merged: Some(merged),
        })),
    ));
    assert_eq!(
        play.state(),
        "<PER>раз</PER> <POS>[два]</POS> <ORG>три</ORG>"
    );
    let disk = |play: &Play| play.disk.as_ref().map(|layer| layer.annotations.len());
    assert_eq!(
        disk(&play),
        Some(3),
        "the second edit is written with theirs"
    );
    play.keys("u u");
    assert_eq!(play.state(), "[раз] два <ORG>три</ORG>");
    assert_eq!(disk(&play), Some(1));
}

#[test]
fn a_form_keeps_what_others_made_of_its_annotation_meanwhile() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.keys("1 e о");
    let mut merged = play.disk.clone().expect("a save under way");
    let theirs = Annotation {
        label: "ORG".into(),
        ..only(&play)
    };
    merged.annotations.put(Arc::new(theirs));
    play.answer = true;
    let merged = Some(merged);
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged }))));
    play.keys("к Enter");
    let annotation = only(&play);
    assert_eq!((&*annotation.label, &*annotation.note), ("ORG", "ок"));
}

#[test]
fn seconds_of_work_stop_at_the_most_a_layer_can_say() {
    let layer = Layer {
        seconds: u32::MAX,
        ..Layer::default()
    };
    let mut play = Play::open("раз", layer, Schema::standard());
    play.clock = 50_000;
    play.keys("l 1");
    assert_eq!(play.disk.map(|layer| layer.seconds), Some(u32::MAX));
}

#[test]
fn a_read_only_layer_takes_no_edit() {
    let mut play = play("[раз] два");
    play.keys("q Enter");
    play.fault = Some(Problem::new(metka::msg!("layer-damaged")));
    play.opened("раз два", Layer::default());
    play.keys("1 t p x m d");
    assert_eq!(play.state(), "[раз] два");
    assert!(play.disk.is_none());
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

#[test]
fn a_document_is_not_forgotten_before_its_last_edit_is_saved() {
    let mut play = play("[раз] два три");
    play.answer = false;
    play.keys("1 w 2 q");
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    assert!(!play.closed());
    play.tell(saved());
    assert_eq!(play.written(), Some(2));
    assert!(!play.closed(), "the second write is under way");
    play.tell(saved());
    assert!(play.closed());
}

#[test]
fn what_waits_for_a_write_is_put_aside_when_the_line_is_lost() {
    let mut play = play("[раз] два три");
    play.answer = false;
    play.keys("1 w 2");
    play.tell(Msg::Terminate);
    let aside: Vec<_> = play
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Stash(_, layer, base) => {
                Some((layer.annotations.len(), base.annotations.len()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(aside, [(2, 0)]);
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    play.tell(saved());
    assert_eq!(play.written(), Some(2));
    play.tell(saved());
    assert!(
        play.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Exit))
    );
}

#[test]
fn no_write_overtakes_the_reading_of_its_document() {
    let mut play = refused("[раз] два три");
    play.tell(Msg::Timer(Timer::Retry));
    assert_eq!(play.written(), None, "what is being read is not known yet");
    let (text, _, theirs) = parse("раз два <ORG>[три]</ORG>");
    play.opened(&text, theirs);
    assert_eq!(play.state(), "<PER>[раз]</PER> два <ORG>три</ORG>");
    assert_eq!(play.written(), Some(2));
}

#[test]
fn a_reading_that_was_given_up_still_joins_what_others_wrote() {
    let mut play = refused("[раз] два три");
    play.keys("Esc");
    let (text, _, theirs) = parse("раз два <ORG>[три]</ORG>");
    play.opened(&text, theirs);
    assert!(play.app.reader.is_none());
    assert_eq!(play.written(), Some(2));
    assert!(play.closed());
}

#[test]
fn of_two_readings_the_last_one_counts() {
    let mut play = play("[раз] два три");
    play.keys("q Enter Esc Enter");
    play.opened("раз два три", Layer::default());
    assert!(play.app.reader.is_none());
    let (text, _, layer) = parse("раз два <ORG>[три]</ORG>");
    play.opened(&text, layer);
    assert_eq!(play.state(), "[раз] два <ORG>три</ORG>");
}

#[test]
fn a_file_that_cannot_be_used_takes_nothing_from_what_is_not_saved() {
    let mut play = refused("[раз] <ORG>два</ORG> три");
    play.fault = Some(Problem::new(metka::msg!("layer-damaged")));
    play.opened("раз два три", Layer::default());
    assert_eq!(play.state(), "<PER>[раз]</PER> <ORG>два</ORG> три");
    assert_eq!(play.written(), Some(2));
}

#[test]
fn what_is_put_aside_stays_there_while_the_file_cannot_be_used() {
    let mut play = play("[раз] два");
    play.keys("q Enter");
    play.fault = Some(Problem::new(metka::msg!("layer-damaged")));
    play.stashed = true;
    let (text, _, layer) = parse("раз <ORG>[два]</ORG>");
    play.opened(&text, layer);
    play.keys("q");
    assert!(play.disk.is_none());
}

#[test]
fn a_survey_that_comes_late_does_not_take_back_what_was_done() {
    let mut play = play("[раз] два");
    play.keys("1 d");
    let survey = Survey {
        title: "раз".into(),
        ..Survey::default()
    };
    play.tell(Msg::Surveyed(vec![(DocId(0), survey)]));
    let entry = play.app.corpus.entry(DocId(0)).expect("a document");
    let shown = entry.survey.as_ref().map(|survey| survey.entities);
    assert_eq!((entry.status(), shown), (Status::Done, Some(1)));
    assert_eq!(entry.title(), "раз");
}

#[test]
fn the_filter_finds_through_case_layout_and_spelling() {
    let mut play = play("[раз]");
    play.tell(Msg::Surveyed(
        ["Ёлочные игрушки", "Денис Мантуров в Волгограде"]
            .iter()
            .zip(0..)
            .map(|(title, id)| {
                (
                    DocId(id),
                    Survey {
                        title: (*title).to_owned(),
                        ..Survey::default()
                    },
                )
            })
            .collect(),
    ));
    play.keys("q");
    for (typed, first) in [
        ("е л о ч", 0),
        ("в о л г", 1),
        ("d j k u", 1),
        ("М А Н", 1),
        ("b . t x t", 1),
        ("и ю е ч е", 1),
    ] {
        play.keys(&format!("f Ctrl-u {typed}"));
        assert_eq!(
            play.app.list.current(),
            Some(DocId(first)),
            "{typed}: {:?}",
            play.app.list.shown
        );
        play.keys("Enter");
    }
}

#[test]
fn occurrences_are_found_through_endings_and_taken_one_by_one() {
    let text = "<PER>[Бочаров]</PER> сказал. С Бочаровым были. бочаров. У Бοчарοва.";
    check(
        text,
        "* Enter q",
        "<PER>[Бочаров]</PER> сказал. С <PER>Бочаровым</PER> были. бочаров. У Бοчарοва.",
    );
    check(
        text,
        "* Backspace Enter",
        "<PER>[Бочаров]</PER> сказал. С Бочаровым были. бочаров. У <PER>Бοчарοва</PER>.",
    );
    let all =
        "<PER>[Бочаров]</PER> сказал. С <PER>Бочаровым</PER> были. бочаров. У <PER>Бοчарοва</PER>.";
    check(text, "* *", all);
    check(text, "* Enter Enter u", text);
    check(text, "* Enter Enter u U", all);
    check(all, "*", all);
    check(
        "[завод] <ORG>Красный Октябрь</ORG>, на Красном Октябре",
        "] * Enter",
        "завод <ORG>[Красный Октябрь]</ORG>, на <ORG>Красном Октябре</ORG>",
    );
}

#[test]
fn the_last_label_is_given_once_more() {
    check(
        "[раз] два три",
        "3 w .",
        "<ORG>раз</ORG> <ORG>[два]</ORG> три",
    );
    check(
        "[раз] два три",
        "t l w ю",
        "<LOC>раз</LOC> <LOC>[два]</LOC> три",
    );
    check("[раз] два", ".", "[раз] два");
}

#[test]
fn all_like_this_get_another_label() {
    let text = "<PER>[раз]</PER> <ORG>два</ORG> <PER>три</PER>";
    check(
        text,
        "C l",
        "<LOC>[раз]</LOC> <ORG>два</ORG> <LOC>три</LOC>",
    );
    check(text, "C l u", text);
}

#[test]
fn parts_are_added_and_taken_out() {
    let mut play = play("[Иван] и Пётр Ивановы");
    let parts = |play: &Play| {
        let reader = play.app.reader.as_ref().expect("open");
        let annotation = &reader.layer.annotations.as_slice()[0];
        annotation
            .parts
            .ranges()
            .iter()
            .map(|range| reader.text.slice(*range).to_owned())
            .collect::<Vec<_>>()
    };
    play.keys("1 w w w +");
    assert_eq!(parts(&play), ["Иван", "Ивановы"]);
    assert_eq!(only(&play).label.as_ref(), "PER");
    play.keys("P");
    assert_eq!(parts(&play), ["Иван"]);
    play.keys("u u");
    assert_eq!(parts(&play), ["Иван"]);
    play.keys("b +");
    assert_eq!(parts(&play), ["Иван", "Пётр"]);
}

#[test]
fn the_slash_key_searches_while_the_russian_layout_is_on() {
    let mut play = play("[раз] два три");
    play.keys("3 д .");
    assert!(
        matches!(play.app.popup, Some(Popup::Find(_))),
        "the slash key of ЙЦУКЕН sends a full stop"
    );
    play.keys("Esc l .");
    assert_eq!(
        play.state(),
        "<ORG>раз</ORG> два <ORG>[три]</ORG>",
        "on the Latin layout it repeats"
    );
}

#[test]
fn annotations_are_related_walked_and_unrelated() {
    let schema = r#"(metka: 1, relations: ["works_at", "lives_in"], labels: [(name: "PER", kind: Entity), (name: "ORG", kind: Entity)])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let (text, _, layer) = parse("[<PER>Иван</PER>] из <ORG>Волны</ORG>");
    let mut play = Play::open(&text, layer, schema);
    let relations = |play: &Play| {
        play.app
            .reader
            .as_ref()
            .expect("open")
            .layer
            .relations
            .clone()
    };
    play.keys("= w w = 1");
    assert_eq!(relations(&play).len(), 1);
    assert_eq!(relations(&play)[0].label.as_ref(), "works_at");
    play.keys("g r");
    assert_eq!(play.state(), "<PER>[Иван]</PER> из <ORG>Волны</ORG>");
    // Removing one end takes the relation with it, and both come back together.
    play.keys("x");
    assert!(relations(&play).is_empty());
    play.keys("u");
    assert_eq!(relations(&play).len(), 1);
    play.keys("= g r = 1");
    assert!(relations(&play).is_empty(), "said again, it is taken away");
    play.keys("u");
    assert_eq!(relations(&play).len(), 1);
}

#[test]
fn blank_lines_without_end_are_passed_over_at_once() {
    let blank = "\n".repeat(20_000);
    check(
        &format!("[раз]{blank}два"),
        "j",
        &format!("раз{blank}[два]"),
    );
    check(
        &format!("раз{blank}[два]"),
        "k",
        &format!("[раз]{blank}два"),
    );
    let mut play = Play::open(&blank, Layer::default(), Schema::standard());
    play.keys("j k l h w b ) ( } { Space PageUp G g g 1 L a A x m");
    let reader = play.app.reader.as_ref().expect("an open document");
    assert!(reader.selection.range().is_empty() && reader.layer.annotations.is_empty());
}

#[test]
fn a_form_that_is_right_is_kept_when_the_line_is_lost() {
    let mut play = play("[раз] два");
    play.keys("1 e д а");
    play.tell(Msg::Terminate);
    let note = |layer: &Layer| layer.annotations.as_slice()[0].note.clone();
    assert_eq!(play.disk.as_ref().map(note).as_deref(), Some("да"));
    assert!(
        play.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Exit))
    );
}

#[test]
fn whoever_goes_on_working_is_not_thrown_out() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.keys("1 q q");
    play.keys("j");
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None }))));
    assert!(
        !play
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Exit))
    );
}

#[test]
fn either_end_of_a_selection_can_be_moved() {
    check(
        "раз [два три четыре] пять",
        "v h",
        "раз [два три] четыре пять",
    );
    check(
        "раз [два три четыре] пять",
        "o l",
        "раз два [три четыре] пять",
    );
    check(
        "раз [два три четыре] пять",
        "o l l h h h",
        "[раз два три четыре] пять",
    );
    check(
        "раз [два три четыре] пять",
        "v h o l",
        "раз два [три] четыре пять",
    );
}

#[test]
fn borders_are_set_of_the_annotation_one_came_from() {
    check(
        "[глава] <ORG>Агентства <LOC>Амурской</LOC></ORG> области",
        "] ] l h L m",
        "глава <ORG>Агентства <LOC>[Амурской</ORG> области]</LOC>",
    );
    check(
        "<PER>[раз]</PER> <ORG>два</ORG> три",
        "w L m",
        "<PER>раз</PER> <ORG>[два три]</ORG>",
    );
}

#[test]
fn going_far_is_remembered_and_gone_back() {
    let text = "[раз] два три <PER>четыре</PER> пять";
    let there = "раз два три <PER>четыре</PER> [пять]";
    check(text, "G", there);
    check(text, "G g b", text);
    check(text, "G Ctrl-o", text);
    check(text, "G п и", text);
    check(text, "G g b g f", there);
    check(text, "g b g f", text);
    let annotation = "раз два три <PER>[четыре]</PER> пять";
    let word = "раз [два] три <PER>четыре</PER> пять";
    check(text, "w f п я т ь Enter g b", word);
    check(text, "w f п я т ь Esc G g b", word);
    check(text, "w ] G g b", annotation);
    check(text, "w ] G g b g b", word);
    check(text, "w ] G g b g b g f g f", there);
    // Small steps are not remembered; going far from a place forgets what was ahead of it.
    check(
        text,
        "G g b w w ] g b",
        "раз два [три] <PER>четыре</PER> пять",
    );
    check(text, "G g b w w ] g b g f g f", annotation);
}

#[test]
fn a_bookmark_is_set_on_one_layout_and_found_on_the_other() {
    let text = "раз [два] три четыре";
    let there = "раз два три [четыре]";
    check(text, "M a G ' a", text);
    check(text, "Ь ф G э a", text);
    check(text, "M a G п ь ф", text);
    check(text, "M a G ' a g b", there);
    check(text, "M a G M a g g ' a", there);
    check(text, "M a G ' A", there);
    check(text, "M a G ' Esc", there);
    check(text, "M a M a G ' a", there);
    let mut play = play(text);
    play.keys("M ф");
    let kept = play.effects.last();
    let place = Some(TextSize::of("раз "));
    assert!(
        matches!(kept, Some(Effect::Bookmark(DocId(0), 'a', at)) if *at == place),
        "{kept:?}"
    );
    play.keys("M a");
    let kept = play.effects.last();
    assert!(
        matches!(kept, Some(Effect::Bookmark(DocId(0), 'a', None))),
        "{kept:?}"
    );
}

#[test]
fn the_selected_text_is_copied_as_it_is() {
    let mut play = play("раз [«два» три] четыре");
    play.keys("y");
    assert!(matches!(play.effects.last(), Some(Effect::Copy(text)) if text == "«два» три"));
    play.keys("Н");
    assert!(matches!(play.effects.last(), Some(Effect::CopyToFile(text)) if text == "«два» три"));
}

#[test]
fn focus_mode_follows_the_reading() {
    let mut play = play("[Раз] два. Три четыре.\nПять.");
    let lit = |play: &Play| {
        let reader = play.app.reader.as_ref().expect("open");
        reader.lit.map(|lit| reader.text.slice(lit).to_owned())
    };
    assert_eq!(lit(&play), None);
    play.keys("Z");
    assert_eq!(lit(&play).as_deref(), Some("Раз два."));
    play.keys(")");
    assert_eq!(lit(&play).as_deref(), Some("Три четыре."));
    play.keys("( v ) v");
    assert_eq!(
        lit(&play).as_deref(),
        Some("Раз два. Три четыре."),
        "what is selected is never dim"
    );
    play.keys("Я");
    assert_eq!(lit(&play).as_deref(), Some("Раз два. Три четыре."));
    play.keys(") )");
    assert_eq!(lit(&play).as_deref(), Some("Пять."));
    play.keys("Z");
    assert_eq!(lit(&play), None);
}

#[test]
fn all_forms_of_a_word_are_found() {
    let text = "[Завод] и заводчик, у завода. О ЗАВОДЕ";
    check(text, "f ~ з а в о д у Enter", text);
    check(
        text,
        "f ~ з а в о д у Enter n",
        "Завод и заводчик, у [завода]. О ЗАВОДЕ",
    );
    check(
        text,
        "f ~ з а в о д у Enter n n",
        "Завод и заводчик, у завода. О [ЗАВОДЕ]",
    );
    check(
        text,
        "f ~ з а в о д у Enter N N",
        "Завод и заводчик, у [завода]. О ЗАВОДЕ",
    );
    check(
        text,
        "f з а в о д о м Tab Enter n",
        "Завод и заводчик, у [завода]. О ЗАВОДЕ",
    );
    check(text, "f з а в о д о м Tab Tab Enter", text);
    check(
        text,
        "f у Space з а в о д Tab Enter",
        "Завод и заводчик, [у завода]. О ЗАВОДЕ",
    );
}

#[test]
fn a_document_that_is_left_stays_open_until_all_of_it_is_saved() {
    let mut play = play("[раз] два");
    play.answer = false;
    // The second edit waits for the first to be written.
    play.keys("1 w 2 q");
    let closed = |play: &Play| {
        let mut effects = play.effects.iter();
        effects.any(|effect| matches!(effect, Effect::Close(DocId(0))))
    };
    let saved = |play: &mut Play| {
        let saved = Box::new(Ok(Saved { merged: None }));
        play.tell(Msg::Saved(DocId(0), saved));
    };
    assert!(!closed(&play), "left");
    saved(&mut play);
    assert_eq!(play.disk.as_ref().map(|l| l.annotations.len()), Some(2));
    assert!(!closed(&play), "the second edit is on its way");
    saved(&mut play);
    assert!(closed(&play));
}

#[test]
fn the_hits_of_a_large_text_are_counted_behind() {
    let text = "Завод пущен в срок.\n".repeat(10_000);
    let mut play = Play::open(&text, Layer::default(), Schema::standard());
    let count = |play: &Play| {
        let search = play.app.reader.as_ref().and_then(|it| it.search.as_ref());
        search.and_then(|search| search.count)
    };
    let asked = |play: &mut Play| {
        let asked = play.effects.iter().filter_map(|effect| match effect {
            Effect::Count(doc, text, query) => Some((*doc, text.clone(), query.clone())),
            _ => None,
        });
        let asked: Vec<_> = asked.collect();
        play.effects.clear();
        asked
    };
    let answer = |play: &mut Play, (doc, text, query): (DocId, Text, Query)| {
        let starts = query.starts(&text).into();
        play.tell(Msg::Counted(doc, query, starts));
    };
    play.keys("/ п у щ е н Enter n n");
    let [first] = asked(&mut play).try_into().expect("it is asked once");
    assert_eq!(count(&play), None);
    play.keys("/ с р о к Enter");
    let [second] = asked(&mut play).try_into().expect("it is asked again");
    answer(&mut play, first);
    assert_eq!(count(&play), None, "that was another search");
    answer(&mut play, second);
    assert_eq!(count(&play), Some((3, 10_000)));
    play.keys("n");
    assert_eq!(count(&play), Some((4, 10_000)));
    assert!(asked(&mut play).is_empty(), "it is known");
}

#[test]
fn a_document_is_closed_only_when_its_last_edit_is_written() {
    let mut play = Play::open("раз два три", Layer::default(), Schema::standard());
    play.answer = false;
    play.keys("1 w 1 q");
    let closed = |play: &Play| {
        let effects = play.effects.iter();
        effects.filter(|it| matches!(it, Effect::Close(_))).count()
    };
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    assert_eq!(closed(&play), 0, "one write is under way, one is to come");
    play.tell(saved());
    assert_eq!(closed(&play), 0, "the second write is under way");
    assert_eq!(play.disk.as_ref().map(|it| it.annotations.len()), Some(2));
    play.tell(saved());
    assert_eq!(closed(&play), 1);
}

/// A play over `before` with an ORG that lost its place, between «Гефест» and «открыт».
pub fn waiting(before: &str) -> Play {
    let (text, _, mut layer) = parse(before);
    layer.unplaced.push(Unplaced {
        id: Id::new("lost"),
        label: "ORG".into(),
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

#[test]
fn what_lost_its_place_is_put_where_the_person_says() {
    let before = "[]Завод Гефест <LOC>открыт</LOC>";
    let mut play = waiting(before);
    play.keys("g u");
    assert_eq!(play.state(), "Завод [Гефест] <LOC>открыт</LOC>");
    play.keys("m");
    assert_eq!(play.state(), "Завод <ORG>[Гефест]</ORG> <LOC>открыт</LOC>");
    let disk = play.disk.clone().expect("saved");
    let placed = disk.annotations.get(&Id::new("lost")).expect("placed");
    assert_eq!((&*placed.note, disk.unplaced.len()), ("важно", 0));
    play.keys("u");
    assert_eq!(play.state(), "Завод [Гефест] <LOC>открыт</LOC>");
    assert_eq!(play.disk.as_ref().map(|it| it.unplaced.len()), Some(1));
    // Esc leaves the walk: the keys mean what they always do.
    play.keys("g u Esc l l x");
    assert_eq!(play.state(), "Завод Гефест [открыт]");
}

#[test]
fn what_lost_its_place_is_dropped_with_its_relations_and_comes_back() {
    let mut play = waiting("[]Завод Гефест <LOC>открыт</LOC>");
    let before = play.app.reader.as_ref().map(|it| it.layer.clone());
    play.keys("g u Delete");
    let disk = play.disk.clone().expect("saved");
    assert_eq!((disk.unplaced.len(), disk.relations.len()), (0, 0));
    play.keys("u");
    let after = play.app.reader.as_ref().map(|it| it.layer.clone());
    let told = |layer: &Option<Layer>| {
        let layer = layer.clone().expect("open");
        (layer.annotations, layer.unplaced, layer.relations)
    };
    assert_eq!(told(&after), told(&before));
    let mut none = self::play("[Завод]");
    none.keys("g u");
    assert_eq!(none.state(), "[Завод]");
}

#[test]
fn below_the_end_of_a_text_there_is_no_empty_screen() {
    let text = (1..=40)
        .map(|n| format!("Строка {n}."))
        .collect::<Vec<_>>()
        .join("\n");
    let mut play = Play::open(&text, Layer::default(), Schema::standard());
    for keys in ["G", "PageDown PageDown", "g g PageDown PageDown PageDown"] {
        play.keys(keys);
        let layout = &play.app.reader.as_ref().expect("open").layout;
        assert_eq!(layout.visible().len(), layout.height(), "{keys}");
    }
    play.tell(Msg::Resize(Size {
        columns: 80,
        rows: 35,
    }));
    let layout = &play.app.reader.as_ref().expect("open").layout;
    assert_eq!(layout.visible().len(), layout.height(), "after growing");
}
