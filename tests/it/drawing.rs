//! What holds for every screen: nothing panics, nothing is drawn outside, the cursor is where the eye is.

use crate::{
    picture::look,
    play::{Play, play},
};
use metka::{
    annotation::{Layer, Schema},
    app::msg::{DocId, Effect, Msg, Saved, Size, Timer},
    locale::{Lang, Locale},
    shell::terminal::lines::Lines,
    view::{draw, linear::announce, theme::Depth},
};
use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};

const SCREEN: (u16, u16) = (80, 24);

/// Wide, invisible and hostile characters, a word longer than any screen, an empty paragraph.
const ODD: &str = "Завод 🏭 открыт 👩‍🔬 в\tг. Волжский\n\n\u{1b}[31mкрасный\u{202e} \u{200b}мя\u{ad}гкий\r\n\
оченьдлинноесловооченьдлинноесловооченьдлинноесловооченьдлинноеслово конец 漢字漢字漢字漢字漢字漢字漢字漢字";

const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "w",
    "b",
    "о",
    "л",
    "д",
    "р",
    "L",
    "H",
    "Alt-l",
    "Alt-h",
    "v",
    "o",
    "a",
    "A",
    "1",
    "3",
    "8",
    "t",
    "T",
    "c",
    "x",
    "m",
    "e",
    "u",
    "U",
    "d",
    "i",
    "I",
    "z",
    "p",
    "f",
    "n",
    "N",
    "s",
    "g",
    "G",
    "q",
    "й",
    "Enter",
    "Esc",
    "Tab",
    "Space",
    "PageUp",
    "Backspace",
    "F1",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "Left",
    "Right",
    "Up",
    "Down",
];

#[derive(Clone, Debug)]
enum Step {
    Press(&'static str),
    Resize(u16, u16),
    Wait,
    Paste,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => proptest::sample::select(KEYS).prop_map(Step::Press),
        2 => (1u16..130, 1u16..45).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        1 => (1u16..6, 1u16..6).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        1 => Just(Step::Wait),
        1 => Just(Step::Paste),
    ]
}

fn take(play: &mut Play, step: &Step) {
    match step {
        Step::Press(key) => play.keys(key),
        Step::Resize(columns, rows) => play.tell(Msg::Resize(Size {
            columns: *columns,
            rows: *rows,
        })),
        Step::Wait => (0..80).for_each(|count| play.tell(Msg::Timer(Timer::Hints(count)))),
        Step::Paste => play.tell(Msg::Paste("вставка\u{1b}[2J\t🏭".into())),
    }
}

/// Draw into a buffer that is larger than the screen and look at what should be untouched. A screen too small for the
/// bars and the margin is only clipped, by the buffer.
fn draw_and_look(play: &Play, depth: Depth) -> Result<(), TestCaseError> {
    let Size { columns, rows } = play.app.size;
    let air = if columns < 16 || rows < 4 { 0 } else { 4 };
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns + air, rows + air));
    let (x, y) = draw(&play.app, &look(depth, false), &mut buffer);
    prop_assert!(x < columns && y < rows, "the cursor is at {:?}", (x, y));
    for (x, y) in (0..rows + air).flat_map(|y| (0..columns + air).map(move |x| (x, y))) {
        let cell = &buffer[(x, y)];
        let outside = x >= columns || y >= rows;
        prop_assert!(
            !outside || *cell == Cell::default(),
            "{:?} at {:?}",
            cell,
            (x, y)
        );
        prop_assert!(!cell.symbol().contains(char::is_control), "{:?}", cell);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_stay_on_the_screen(steps in prop::collection::vec(step(), 1..50)) {
        let mut play = Play::open(ODD, Layer::default(), Schema::standard());
        for step in &steps {
            take(&mut play, step);
            draw_and_look(&play, Depth::Mono)?;
        }
    }

    #[test]
    fn any_keys_are_told_in_text_and_line_ends(steps in prop::collection::vec(step(), 1..50)) {
        let mut play = Play::open(ODD, Layer::default(), Schema::standard());
        play.app.linear = true;
        let mut lines = Lines::new(false);
        for step in &steps {
            take(&mut play, step);
            play.app.layout();
            let said = lines.say(announce(&play.app), play.app.size);
            let said = String::from_utf8(said).expect("text");
            let foreign = said.chars().find(|c| c.is_control() && !"\r\n".contains(*c));
            prop_assert_eq!(foreign, None, "{:?}", said);
            prop_assert!(!said.contains(['\u{202e}', '\u{200b}', '\u{ad}']), "{:?}", said);
        }
    }

    #[test]
    fn the_cursor_is_on_the_selection(keys in prop::collection::vec(
        proptest::sample::select(&["j", "k", "h", "l", "w", "b", ")", "(", "L", "H", "a", "A", "G", "Space", "Alt-l"][..]), 1..30)
    ) {
        let mut play = Play::open(&ODD.repeat(20), Layer::default(), Schema::standard());
        for key in keys {
            play.keys(key);
            let picture = play.picture(SCREEN, look(Depth::Mono, false));
            let selection = &play.app.reader.as_ref().expect("open").selection;
            prop_assert!(selection.range().is_empty() || picture.cursor_is_on_selection(), "after {}", key);
        }
    }
}

#[test]
fn what_is_saved_does_not_move_what_stands_beside_it() {
    let mut play = play("глава [Иванов] сказал");
    play.keys("1");
    let saved = play.picture(SCREEN, look(Depth::Mono, false)).row(23);
    // The next edit is not confirmed yet.
    let key = metka::keymap::Key::parse("4").expect("a key");
    let effects = play.app.update(metka::app::msg::Millis(900), Msg::Key(key));
    assert!(matches!(
        effects[..],
        [Effect::Save(DocId(0), _), Effect::Suggest(_)]
    ));
    let saving = play.picture(SCREEN, look(Depth::Mono, false)).row(23);
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None }))));
    let place = |row: &str| row.find("1 аннотация").map(|at| row[..at].chars().count());
    assert!(
        saved.contains("✓ сохранено") && saving.contains("сохраняю…"),
        "{saving}"
    );
    assert_eq!(place(&saved), place(&saving));
}

#[test]
fn a_long_word_of_the_program_does_not_hide_that_all_is_saved() {
    let mut play = play("глава [Иванов] сказал");
    play.keys("1 ё");
    let picture = play.picture((40, 10), look(Depth::Mono, false));
    assert!(
        picture.row(8).contains("ничего не значит"),
        "{}",
        picture.row(8)
    );
    assert!(picture.row(9).contains("РУС") && picture.row(9).contains("✓ сохранено"));
}

#[test]
fn the_list_under_a_cyrillic_layout() {
    let mut play = play("глава [Иванов] сказал");
    play.keys("й");
    let row = |play: &Play| play.app.list.cursor;
    play.keys("о");
    assert_eq!(row(&play), 1);
    assert!(
        play.picture(SCREEN, look(Depth::Mono, false))
            .row(23)
            .contains("РУС")
    );
    play.keys("л");
    assert_eq!(row(&play), 0);
    play.keys("г");
    assert_eq!(row(&play), 1);
    play.keys("ы");
    let bar = play.picture(SCREEN, look(Depth::Mono, false)).row(0);
    assert!(bar.contains("по заголовку"), "{bar}");
    play.keys("а b Enter");
    assert_eq!(play.app.list.shown, [DocId(1)]);
    play.effects.clear();
    play.keys("й");
    assert!(matches!(play.effects[..], [Effect::Exit]));
}

#[test]
fn with_ascii_nothing_else_is_drawn_but_letters() {
    for popup in ["", "F1", "p", "i", "t", "g", "e", "f", "ё", "q", "q f ъ"] {
        let mut play = play("head of <PER>[Ivanov]</PER> said");
        play.app.locale = Locale::new(Lang::En).in_ascii(true);
        play.keys(popup);
        take(&mut play, &Step::Wait);
        let picture = play.picture(SCREEN, look(Depth::Mono, true));
        for y in 0..SCREEN.1 {
            let row = picture.row(y);
            let odd = row.chars().find(|c| !c.is_ascii() && !c.is_alphabetic());
            assert_eq!(odd, None, "{popup}: {row}");
        }
    }
}

#[test]
fn every_popup_stays_inside_a_small_screen() {
    for popup in [
        "t", "T", "c", "g", "M", "'", "p", "F1", "I", "f", "1 e", "1 =", "1 *", "1 i", "q f",
    ] {
        let mut play = Play::open(ODD, Layer::default(), Schema::standard());
        play.keys(popup);
        take(&mut play, &Step::Wait);
        for (columns, rows) in (16..26).flat_map(|x| (4..9).map(move |y| (x, y))) {
            take(&mut play, &Step::Resize(columns, rows));
            let drawn = draw_and_look(&play, Depth::Mono);
            assert!(drawn.is_ok(), "{popup} at {columns}x{rows}: {drawn:?}");
        }
    }
}
