//! A large document while only its beginning is known.

use super::*;
use metka::app::{LARGE, msg::Glimpse};

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
    fn glimpse(&mut self, beginning: &str) {
        let glimpse = Glimpse {
            text: Text::new(beginning).expect("a short text"),
            encoding: Encoding::Utf8,
            place: None,
        };
        self.tell(Msg::Glimpsed(DocId(0), glimpse));
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
