//! Lines instead of a screen: what is said, and that it takes no more than text and line ends.

use crate::{
    place::Place,
    play::{Play, play, waiting_after},
    pty::{Start, Terminal},
};
use metka::{
    annotation::{Layer, Status},
    app::{
        Exported,
        msg::{DocId, Msg, Survey, Timer},
    },
    view::linear::{Announcement, announce},
};

const TEXT: &str =
    "Глава Минпромторга Денис Мантуров провёл встречу. Стороны обсудили планы.\n\nВторой абзац.\n";

fn linear(state: &str) -> Play {
    let mut play = play(state);
    play.app.linear = true;
    play.app.layout();
    play
}

/// What is said after `keys`: notice, place, where the cursor stands in it.
fn said(play: &mut Play, keys: &str) -> (String, String, String) {
    play.keys(keys);
    let Announcement { notice, place, .. } = announce(&play.app);
    let under = place.text[place.cursor..].to_owned();
    (notice, place.text, under)
}

#[track_caller]
fn check(play: &mut Play, keys: &str, place: &str) {
    assert_eq!(said(play, keys).1, place, "after {keys}");
}

#[test]
fn what_stood_where_a_place_was_lost_is_told() {
    let mut play = waiting_after("Завод Изопан\nоткрыт", "[]Завод Гефест <LOC>открыт</LOC>\n");
    play.app.linear = true;
    let place = said(&mut play, "g u").1;
    let stood = "было «Изопан». Прежний текст: Завод [Изопан] открыт";
    assert!(place.contains(stood), "{place}");
}

#[test]
fn suggestions_are_told_with_their_keys() {
    let mut play = linear("[Доля] завода выросла на 20 %, выручка — на 5 %.\n");
    play.suggests = true;
    play.keys("g s g s");
    let (_, place, under) = said(&mut play, "Tab");
    let suggestion = "подсказка 1 из 2: PERCENT процент: 20 %, 97 %;";
    assert!(place.contains(suggestion), "{place}");
    assert!(
        place.contains("Enter принять, Backspace отклонить"),
        "{place}"
    );
    assert!(under.starts_with("20 %"), "{under}");
    let (notice, place, under) = said(&mut play, "Enter");
    assert_eq!(notice, "Принято: PERCENT");
    assert!(place.contains("подсказка 1 из 1"), "{place}");
    assert!(under.starts_with("5 %"), "{under}");
    assert_eq!(said(&mut play, "Backspace").0, "Отклонено: PERCENT");
    play.keys("s");
    let menu = said(&mut play, "j").1;
    assert!(
        menu.contains("Подсказки") && menu.contains("[x] даты"),
        "{menu}"
    );
}

#[test]
fn moving_is_told_as_one_moves() {
    let mut play = linear(
        "[Пуск] завода <ORG>«Изопан»</ORG> в <LOC>городе Волжском</LOC>. Панели берут.\n\nКонец.\n",
    );
    check(&mut play, "l", "завода");
    check(&mut play, "w", "Изопан, внутри: организация");
    check(&mut play, "]", "городе Волжском, место");
    check(&mut play, "[", "«Изопан», организация");
    check(&mut play, "L", "«Изопан» в, частично: организация");
    let row = "Пуск завода «Изопан» в городе Волжском. Панели берут.";
    check(
        &mut play,
        "j k",
        &format!("{row} выделено: «, внутри: организация, 2 аннотации, конец абзаца"),
    );
    assert!(said(&mut play, "").2.starts_with("«Изопан» в"));
    check(&mut play, ")", "Панели берут.");
    check(&mut play, "w w", "Конец");
    check(&mut play, "l", ". конец текста");
    check(&mut play, "{", "Конец. конец текста");
}

#[test]
fn deeds_and_refusals_are_told_before_the_place() {
    let mut play = linear("[«Изопан»] открыт\n");
    let (notice, place, under) = said(&mut play, "3");
    assert_eq!(notice, "Помечено: ORG");
    assert_eq!(
        (place.as_str(), under.as_str()),
        ("«Изопан», организация", &*place)
    );
    assert_eq!(announce(&play.app).confirmed, (1, "сохранено".into()));
    assert_eq!(said(&mut play, "u").0, "Отменено");
    assert_eq!(said(&mut play, "]").0, "В эту сторону аннотаций больше нет");
    assert_eq!(said(&mut play, "f ъ ъ Enter").0, "Не найдено: «ъъ»");
}

#[test]
fn a_search_says_which_hit_it_is_and_reads_the_row() {
    let mut play = linear("[Завод] открыт, завод растёт\n");
    check(&mut play, "f з а в", "Поиск: зав");
    play.keys("Enter");
    let now = announce(&play.app);
    assert!(now.place.text.starts_with("Завод открыт, завод растёт"));
    check(
        &mut play,
        "n",
        "Завод открыт, завод растёт, выделено: зав, конец текста",
    );
}

#[test]
fn the_list_is_told_row_by_row() {
    let mut play = linear("[Завод] открыт\n");
    play.keys("q");
    let survey = Survey {
        title: "Лекарства".into(),
        status: Status::InProgress,
        entities: 1,
        metrics: 5,
        ..Survey::default()
    };
    play.tell(Msg::Surveyed(vec![(DocId(1), survey)]));
    check(
        &mut play,
        "j",
        "Лекарства, в работе, 1 сущность, 5 метрик. 2 из 2. b.txt",
    );
    check(
        &mut play,
        "f b . t Enter",
        "фильтр «b.t»: 1 документ. Лекарства, в работе, 1 сущность, 5 метрик. 1 из 1. b.txt",
    );
}

#[test]
fn what_a_popup_would_show_is_a_list() {
    let mut play = linear("[Завод] открыт\n");
    play.keys("t");
    assert_eq!(
        announce(&play.app).place.text,
        "",
        "a letter may follow at once"
    );
    play.tell(Msg::Timer(Timer::Hints(play.app.keys.count)));
    let now = announce(&play.app);
    assert_eq!((now.place.text.as_str(), now.items.len()), ("Пометить", 12));
    assert!(
        now.items[0].starts_with("p/з 1 PER персона: "),
        "{:?}",
        now.items
    );
    play.keys("Esc F1");
    let help = announce(&play.app);
    assert_eq!(
        (help.place.text.as_str(), help.items.len()),
        ("Клавиши", 12)
    );
    assert_eq!(help.items[1], "j/о ↓ Следующая строка");
    play.keys("j");
    assert_eq!(announce(&play.app).items.len(), 1, "only what is new");
    play.keys("k k");
    let none = announce(&play.app);
    assert_eq!(
        (none.place.text.as_str(), none.items.len()),
        ("Дальше ничего нет", 0)
    );
    check(
        &mut play,
        "q p з а к л а д",
        "Команда: заклад. Поставить закладку, по букве; той же буквой ещё раз — снять. M/Ь. 1 из 2",
    );
}

fn start(place: &Place, term: &str) -> Terminal {
    Start {
        args: &[&place.corpus().display().to_string(), "--linear", "--mouse"],
        home: &place.home(),
        env: &[("TERM", term)],
        size: (80, 24),
    }
    .run()
}

/// Keys through a whole session, each answered by a line.
fn session(terminal: &mut Terminal) -> String {
    terminal.expect("готово 0 из 1");
    terminal.type_and_expect("\r", "Документ 1 из 1: a.txt, новый");
    terminal.type_and_expect("ww1", "Помечено: PER. Денис, персона, сохранено");
    terminal.type_and_expect("t", "p/з 1 PER персона");
    terminal.type_and_expect("\u{3}", "нет метки");
    terminal.type_and_expect("f\u{43f}\u{43b}", "Поиск: пл");
    terminal.type_and_expect("\r", "1 из 1. планы. конец абзаца");
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    String::from_utf8(terminal.raw.clone()).expect("UTF-8")
}

#[test]
fn a_dumb_terminal_gets_nothing_but_text_and_line_ends() {
    for term in ["dumb", ""] {
        let place = Place::new(&[("a.txt", TEXT)]);
        let written = session(&mut start(&place, term));
        let other = written
            .chars()
            .find(|c| c.is_control() && !"\r\n".contains(*c));
        assert_eq!(other, None, "{written:?}");
        assert!(place.read("a.txt").contains("text: \"Денис\""));
    }
}

#[test]
fn a_better_one_is_also_asked_to_mark_pastes_and_move_the_cursor() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let written = session(&mut start(&place, "xterm-256color"));
    for sequence in written.split('\u{1b}').skip(1) {
        let end = sequence
            .find(|c: char| c.is_ascii_alphabetic())
            .expect("an end");
        let known = matches!(&sequence[end..=end], "A" | "B" | "C")
            || ["[?2004h", "[?2004l"].contains(&&sequence[..=end]);
        assert!(known, "{sequence:?}");
    }
}

#[test]
fn a_line_one_goes_to_is_read() {
    let mut play = linear("[Пуск] завода.\nВторая строка.\n");
    play.keys(":");
    check(&mut play, "2 Enter", "Вторая строка. конец текста");
}

#[test]
fn a_large_document_is_told_of_when_it_is_there() {
    let mut play = linear("[Текст].\n");
    play.keys("q");
    play.app.corpus.entries[0].bytes = metka::app::LARGE;
    play.keys("Enter");
    let line = "Строка стоит здесь. Всё.\n";
    play.glimpse(&line.repeat(200));
    let glimpse = announce(&play.app);
    assert_eq!(glimpse.place.text, "", "more is told in a moment");
    check(&mut play, "j", "Строка стоит здесь. Всё. конец абзаца");
    let moved = announce(&play.app);
    play.opened(&line.repeat(2000), Layer::default());
    let now = announce(&play.app);
    assert!(
        now.scene != glimpse.scene && now.scene != moved.scene,
        "it is told of"
    );
    play.keys("q Enter");
    play.glimpse(&line.repeat(200));
    let glimpse = announce(&play.app);
    play.opened(&line.repeat(2000), Layer::default());
    let now = announce(&play.app);
    assert!(now.scene != glimpse.scene);
    assert!(
        now.place.text.starts_with("Документ 1 из 2"),
        "{}",
        now.place.text
    );
}

#[test]
fn what_an_export_asks_is_told_when_it_is_known() {
    let mut play = linear("[Анна] Борис");
    let menu = "Экспорт документа. Enter — записать, ↑ ↓ — формат, Ctrl-u — стереть имя, Esc — отмена. jsonl. Файл: a.jsonl";
    check(&mut play, "g x", menu);
    play.keys("Enter");
    let waiting = announce(&play.app).scene;
    let taken = Exported::Taken(vec!["a.jsonl".into()]);
    play.tell(Msg::Exported(Box::new(Ok(taken))));
    let asked = announce(&play.app);
    assert_ne!(asked.scene, waiting, "it is said without a key");
    assert!(asked.items[0].contains("Заменить?"), "{:?}", asked.items);
}
