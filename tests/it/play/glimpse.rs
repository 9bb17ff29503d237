//! A large document while only its beginning is known.

use super::*;
use metka::{
    app::{Instruction, LARGE, Purpose, Spotlight, msg::Glimpse},
    commands::Action,
};

/// A line of five words.
fn line(number: usize) -> String {
    format!("Строка {number} стоит здесь. Всё.\n")
}

/// The whole text and what is known of it first.
fn texts() -> (String, String) {
    let whole: String = (0..2000).map(line).collect();
    let beginning = (0..200).map(line).collect();
    (whole, beginning)
}

/// The list, with the first document being opened.
fn opening() -> Play {
    let mut play = Play::open("Текст.", Layer::default(), Schema::standard());
    play.keys("q");
    play.app.corpus.entries[0].bytes = LARGE;
    play.effects.clear();
    play.keys("Enter");
    assert!(matches!(play.effects[..], [Effect::Open(DocId(0))]));
    play
}

/// The same with the beginning on the screen.
fn glimpsing() -> Play {
    let mut play = opening();
    play.glimpse(&texts().1);
    play
}

impl Play {
    pub fn glimpse(&mut self, beginning: &str) {
        self.glimpse_of(0, beginning);
    }

    fn opened_of(&mut self, doc: u32, text: &str) {
        self.tell(Msg::Opened(DocId(doc), Box::new(Ok(opened(text)))));
    }

    fn glimpse_of(&mut self, doc: u32, beginning: &str) {
        let glimpse = Glimpse {
            text: Text::new(beginning).expect("a short text"),
            encoding: Encoding::Utf8,
            place: None,
        };
        self.tell(Msg::Glimpsed(DocId(doc), glimpse));
    }

    fn selected(&self) -> (u32, &str) {
        let reader = self.app.reader.as_ref().expect("a reader");
        (
            reader.selection.range().start().raw(),
            reader.selected_text(),
        )
    }

    fn top(&self) -> TextSize {
        let reader = self.app.reader.as_ref().expect("a reader");
        reader.layout.visible_range().start()
    }
}

/// Where one is after `keys` in a document that was opened at once.
fn opened_at_once(keys: &str) -> Play {
    let mut play = Play::open(&texts().0, Layer::default(), Schema::standard());
    play.keys(keys);
    play
}

#[test]
fn one_moves_in_the_beginning_and_the_whole_takes_its_place_unseen() {
    let keys = "j j PageDown w w ) } l PageDown k b ( {";
    let mut play = glimpsing();
    assert!(play.app.is_glimpse());
    play.keys(keys);
    let (there, top) = (play.selected().0, play.top());
    assert!(there > 500, "the keys moved: {there}");
    play.opened(&texts().0, Layer::default());
    assert!(!play.app.is_glimpse());
    let slow = opened_at_once(keys);
    assert_eq!((play.selected(), play.top()), (slow.selected(), slow.top()));
    assert_eq!((play.selected().0, play.top()), (there, top));
}

#[test]
fn what_needs_the_whole_waits_for_it_and_keeps_its_place_in_the_row() {
    for keys in [
        "G",
        "j f 1 5 0 0 Enter",
        "PageDown 1 j",
        "g g G k",
        "G 2 k 3",
        "j v j j 1",
    ] {
        let mut play = glimpsing();
        play.keys(keys);
        let layer = &play.app.reader.as_ref().expect("a reader").layer;
        assert!(
            layer.annotations.is_empty(),
            "{keys}: no edit without the whole"
        );
        assert!(play.app.popup.is_none() && play.disk.is_none(), "{keys}");
        play.opened(&texts().0, Layer::default());
        let slow = opened_at_once(keys);
        assert_eq!(play.state(), slow.state(), "{keys}");
        assert_eq!(play.disk.is_some(), slow.disk.is_some(), "{keys}");
    }
}

#[test]
fn paging_past_the_end_of_what_is_known_goes_on_in_the_whole() {
    let keys = "PageDown ".repeat(40);
    let mut play = glimpsing();
    play.keys(&keys);
    let end = TextSize::of(&texts().1);
    let reader = play.app.reader.as_ref().expect("a reader");
    assert!(
        reader.layout.visible_range().end() < end,
        "the end of what is known is not shown"
    );
    play.opened(&texts().0, Layer::default());
    let slow = opened_at_once(&keys);
    assert_eq!((play.selected(), play.top()), (slow.selected(), slow.top()));
    assert!(play.top() > end);
}

#[test]
fn keys_pressed_before_anything_is_known_are_played_as_far_as_they_can_be() {
    let mut play = opening();
    play.keys("j j 1 j");
    play.glimpse(&texts().1);
    assert_eq!(play.selected(), opened_at_once("j j").selected());
    play.opened(&texts().0, Layer::default());
    assert_eq!(play.state(), opened_at_once("j j 1 j").state());
}

#[test]
fn esc_takes_back_what_waits() {
    let mut play = glimpsing();
    play.keys("j G 1 Esc");
    play.opened(&texts().0, Layer::default());
    assert_eq!(play.state(), opened_at_once("j").state());
}

#[test]
fn a_text_that_is_decoded_otherwise_is_begun_anew() {
    let mut play = glimpsing();
    play.keys("PageDown j");
    play.opened("Совсем другой текст.", Layer::default());
    assert_eq!(play.state(), "[Совсем] другой текст.");
}

#[test]
fn a_document_that_cannot_be_read_to_its_end_is_not_open() {
    let mut play = glimpsing();
    play.keys("j");
    let problem = Problem::new(metka::msg!("internal-fault"));
    play.tell(Msg::Opened(DocId(0), Box::new(Err(problem))));
    assert!(play.app.reader.is_none() && !play.app.is_glimpse());
    assert!(matches!(
        play.app.notice,
        Some(metka::app::Notice::Problems(_))
    ));
}

#[test]
fn a_beginning_can_be_left_before_the_whole_is_there() {
    let mut play = glimpsing();
    play.keys("j q");
    assert!(play.app.reader.is_none());
    let left = |effect: &Effect| matches!(effect, Effect::Remember(DocId(0), _));
    assert!(play.effects.iter().any(left), "the place is kept");
    play.effects.clear();
    play.opened(&texts().0, Layer::default());
    assert!(play.app.reader.is_none(), "it does not come back");
    assert!(matches!(play.effects[..], [Effect::Close(DocId(0))]));
    // A beginning that comes late does not either.
    play.glimpse(&texts().1);
    assert!(play.app.reader.is_none());
}

#[test]
fn a_macro_that_waits_for_a_document_is_given_up_with_its_beginning() {
    for leave in ["q", "Esc q"] {
        let mut play = Play::open("Текст слово.", Layer::default(), Schema::standard());
        // To the next document, and a label there.
        play.app.macros.kept.insert(
            'a',
            vec![
                Instruction::Act(Action::NextDocument),
                Instruction::Label(Purpose::Label, "PER".into()),
            ],
        );
        play.app.corpus.entries[1].bytes = LARGE;
        play.keys("E a");
        play.glimpse_of(1, &texts().1);
        play.keys(leave);
        play.opened_of(1, &texts().0);
        play.keys("g g Enter");
        play.opened("Другой текст.", Layer::default());
        assert_eq!(
            play.state(),
            "[Другой] текст.",
            "{leave}: nobody asked for it here"
        );
        assert!(play.disk.is_none(), "{leave}");
    }
}

#[test]
fn a_macro_goes_on_where_the_document_was_left_whatever_is_pressed_meanwhile() {
    let mut play = Play::open("Текст слово.", Layer::default(), Schema::standard());
    play.app.macros.kept.insert(
        'a',
        vec![
            Instruction::Act(Action::NextDocument),
            Instruction::Label(Purpose::Label, "PER".into()),
        ],
    );
    play.app.corpus.entries[1].bytes = LARGE;
    play.keys("E a");
    play.glimpse_of(1, &texts().1);
    play.keys("j w");
    play.opened_of(1, &texts().0);
    assert!(
        play.state()
            .starts_with("<PER>Строка</PER> 0 стоит здесь. Всё.\nСтрока [1]"),
        "{}",
        &play.state()[..200]
    );
}

#[test]
fn what_is_done_in_a_beginning_is_recorded_and_remembered_as_anywhere() {
    let mut play = Play::open("Текст.", Layer::default(), Schema::standard());
    play.keys("q Q a");
    play.app.corpus.entries[0].bytes = LARGE;
    play.keys("Enter");
    play.glimpse(&texts().1);
    play.keys("j w Home");
    play.opened(&texts().0, Layer::default());
    play.keys("1 Q");
    let recorded = &play.app.macros.kept[&'a'];
    let acts: Vec<Action> = recorded
        .iter()
        .filter_map(|it| match it {
            Instruction::Act(action) => Some(*action),
            _ => None,
        })
        .collect();
    assert_eq!(
        acts,
        [
            Action::Open,
            Action::RowDown,
            Action::WordRight,
            Action::First
        ]
    );
}

#[test]
fn one_comes_back_to_where_one_was_in_a_beginning() {
    let mut play = glimpsing();
    play.keys("j j j");
    let there = play.selected().0;
    play.keys("Home");
    play.opened(&texts().0, Layer::default());
    play.keys("Ctrl-o");
    assert_eq!(play.selected().0, there);
}

#[test]
fn the_spotlight_turns_pages_into_sentences_in_a_beginning_too() {
    let mut play = opening();
    play.app.spotlight = Spotlight::Sentence;
    play.glimpse(&texts().1);
    play.keys("PageDown");
    let there = play.selected().0;
    play.opened(&texts().0, Layer::default());
    assert_eq!(play.selected().0, there);
    let mut slow = Play::open(&texts().0, Layer::default(), Schema::standard());
    slow.app.spotlight = Spotlight::Sentence;
    slow.keys("PageDown");
    assert_eq!(play.selected(), slow.selected());
}

#[test]
fn what_others_do_to_a_document_of_which_only_the_beginning_is_there_writes_nothing() {
    let mut play = glimpsing();
    play.tell(Msg::Changed(vec![(DocId(0), Survey::default())]));
    assert!(play.app.saves.all_done());
    let problem = Problem::new(metka::msg!("internal-fault"));
    play.tell(Msg::Opened(DocId(0), Box::new(Err(problem))));
    assert!(play.disk.is_none(), "nothing was said of it");
}

#[test]
fn what_lies_over_a_beginning_has_the_keys() {
    let mut play = opening();
    play.tell(Msg::Guidelines(Ok("# Как размечать\n\nТак.".into())));
    play.glimpse(&texts().1);
    let before = play.selected().0;
    play.keys("j");
    assert_eq!(play.selected().0, before);
    play.keys("Esc");
    assert!(play.app.popup.is_none());
    play.keys("j");
    assert_ne!(play.selected().0, before);
}

#[test]
fn the_terminal_is_given_back_and_drawn_anew_whatever_is_being_read() {
    for mut play in [opening(), glimpsing()] {
        play.keys("G Ctrl-z");
        assert!(matches!(play.effects.last(), Some(Effect::Suspend)));
        play.keys("Ctrl-l");
        assert!(play.effects.iter().any(|it| matches!(it, Effect::Redraw)));
        play.opened(&texts().0, Layer::default());
        assert_eq!(play.state(), opened_at_once("G").state());
    }
}
