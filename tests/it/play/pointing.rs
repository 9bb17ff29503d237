//! The mouse.

use super::*;
use metka::app::msg::{Mouse, MouseKind};

fn mouse(play: &mut Play, kind: MouseKind, column: u16, row: u16) {
    play.tell(Msg::Mouse(Mouse { kind, column, row }));
}

/// At 80 columns the text of a reader begins in column 2, below one bar, and the margin 69 columns on.
const TEXT: u16 = 2;
const MARGIN: u16 = TEXT + 69;

fn press(play: &mut Play, column: u16, row: u16) {
    mouse(play, MouseKind::Press, TEXT + column, 1 + row);
}

#[test]
fn a_click_selects_a_token_and_a_drag_more() {
    let mut play = play("[Завод] построили в Волжском\nЛиния готова\n");
    press(&mut play, 8, 0);
    assert_eq!(play.state(), "Завод [построили] в Волжском\nЛиния готова\n");
    mouse(&mut play, MouseKind::Drag, TEXT + 7, 2);
    assert_eq!(play.state(), "Завод [построили в Волжском\nЛиния готова]\n");
    // Back over where it began.
    mouse(&mut play, MouseKind::Drag, TEXT, 1);
    assert_eq!(play.state(), "[Завод построили] в Волжском\nЛиния готова\n");
    play.keys("1");
    assert!(play.state().starts_with("<PER>[Завод построили]</PER>"));
    // Right of a row its last token is meant; below the text and in the bars nothing is.
    press(&mut play, 60, 0);
    assert!(play.state().contains("[Волжском]"));
    press(&mut play, 0, 9);
    mouse(&mut play, MouseKind::Press, 5, 0);
    mouse(&mut play, MouseKind::Drag, TEXT, 1);
    assert!(play.state().contains("[Волжском]"), "{}", play.state());
}

#[test]
fn a_click_on_a_code_selects_its_annotation() {
    let mut play = play(
        "[Пуск] <ORG>завода <LOC>Гефест</LOC></ORG> в <LOC>Волжском</LOC>\nв <DATE>мае</DATE>\n",
    );
    let select = |play: &mut Play, cell: u16, row: u16| {
        mouse(play, MouseKind::Press, MARGIN + cell, 1 + row);
        let reader = play.app.reader.as_ref().expect("open");
        reader.selected_text().to_owned()
    };
    assert_eq!(select(&mut play, 0, 0), "завода Гефест");
    assert_eq!(select(&mut play, 3, 0), "Гефест");
    // Between two codes there is nothing.
    assert_eq!(select(&mut play, 2, 0), "Гефест");
    assert_eq!(select(&mut play, 7, 0), "Волжском");
    assert_eq!(select(&mut play, 0, 1), "мае");
    play.keys("x");
    assert!(!play.state().contains("DATE"), "{}", play.state());
}

#[test]
fn a_click_on_the_code_of_a_suggestion_hops_to_it() {
    let mut play = suggesting::suggesting("[Доля] <ORG>завода</ORG> выросла на 20 %\n");
    // `OR ?%`
    mouse(&mut play, MouseKind::Press, MARGIN + 3, 1);
    play.keys("Enter");
    assert!(
        play.state().contains("<PERCENT>[20 %]</PERCENT>"),
        "{}",
        play.state()
    );
}

#[test]
fn the_wheel_scrolls_three_rows_and_takes_the_selection_along() {
    let text: String = (1..=60).map(|n| format!("строка {n}\n")).collect();
    let mut play = play(&format!("[{}", text.replacen("строка", "строка]", 1)));
    let top = |play: &Play| {
        let reader = play.app.reader.as_ref().expect("open");
        let row = reader.layout.visible()[0];
        reader.text.slice(row).to_owned()
    };
    mouse(&mut play, MouseKind::WheelDown, 5, 5);
    assert_eq!(top(&play), "строка 4");
    assert!(play.state().contains("[строка] 4\n"), "{}", play.state());
    mouse(&mut play, MouseKind::WheelUp, 5, 5);
    assert_eq!(top(&play), "строка 1");
    assert!(play.state().contains("[строка] 4\n"), "it is on the screen");
    for _ in 0..60 {
        mouse(&mut play, MouseKind::WheelDown, 5, 5);
    }
    assert_eq!(top(&play), "строка 40", "the last screen is full");
}

#[test]
fn in_the_list_a_click_opens_and_the_wheel_scrolls() {
    let mut play = play("[Завод] открыт\n");
    play.keys("q");
    play.effects.clear();
    // Bar, heads, then the rows.
    mouse(&mut play, MouseKind::Press, 10, 3);
    let opens = |doc| move |effect: &Effect| matches!(effect, Effect::Open(it) if *it == doc);
    assert!(play.effects.iter().any(opens(DocId(1))));
    play.keys("Esc");
    mouse(&mut play, MouseKind::Press, 10, 4);
    mouse(&mut play, MouseKind::Drag, 10, 2);
    assert_eq!(
        play.effects.iter().filter(|it| opens(DocId(0))(it)).count(),
        0
    );
    mouse(&mut play, MouseKind::WheelUp, 10, 4);
    assert_eq!(play.app.list.cursor, 1, "both are on the screen");
}

#[test]
fn what_asks_for_a_key_is_not_disturbed() {
    let mut play = play("[Завод] открыт\n");
    play.keys("t");
    press(&mut play, 6, 0);
    assert!(matches!(play.app.popup, Some(Popup::Labels { .. })));
    play.keys("Esc F1");
    let top = |play: &Play| match &play.app.popup {
        Some(Popup::Pager(pager)) => pager.top,
        other => panic!("{other:?}"),
    };
    mouse(&mut play, MouseKind::WheelDown, 5, 5);
    assert_eq!(top(&play), 3);
    // A click takes back the beginning of a chord.
    play.keys("q g");
    press(&mut play, 6, 0);
    assert!(play.app.keys.pressed.is_empty());
    play.tell(Msg::Timer(Timer::Hints(play.app.keys.count)));
    assert!(play.app.keys.hints.is_empty());
}
