//! The main screens as pictures. After a change: `cargo insta review`, or read the `.snap.new` beside.

use crate::{
    picture::look,
    play::{Play, play, waiting, waiting_after},
};
use metka::{
    annotation::Status,
    app::msg::{DocId, Msg, Preview, SaveFault, Survey, Timer},
    locale::{Lang, Locale, Place, Problem},
    msg,
    text::Text,
    view::theme::Depth::{Ansi16, Ansi256, Mono, TrueColor},
};

const NARROW: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

/// Nested, next to each other, over the end of a row; the selection on the inner one.
const RELEASE: &str = "Завод «Изопан» удвоил выпуск панелей\n\
Волжский, 7 июля. <POS>Директор <ORG>[завода «Изопан»]</ORG></POS> <PER>Олег Лядов</PER> сообщил, что \
за <DATE>2014–2023 гг.</DATE> в область вложено <MONEY>более 381 млрд рублей</MONEY>, что на \
<PERCENT>20,9%</PERCENT> больше прежнего. Линия даёт 3 млн кв. м панелей в год.\n\n\
– Мы растём, – говорит <PER>Лядов</PER>. – Панели 🏭 берут в <LOC>Казахстане</LOC>.\n\
Источник: пресс-служба.\n";

fn reader() -> Play {
    play(RELEASE)
}

/// The list, with all that comes to be known of two documents.
fn list() -> Play {
    let mut play = reader();
    play.keys("q");
    let survey = |title: &str, status, entities, metrics| Survey {
        title: title.into(),
        status,
        entities,
        metrics,
        waiting: if metrics > 0 { 3 } else { 0 },
        ..Survey::default()
    };
    play.tell(Msg::Surveyed(vec![
        (
            DocId(0),
            survey(
                "Завод «Изопан» удвоил выпуск панелей",
                Status::InProgress,
                6,
                2,
            ),
        ),
        (
            DocId(1),
            survey("Лекарства с волжской пропиской", Status::Done, 12, 0),
        ),
    ]));
    let preview = Preview {
        text: Text::new("Завод «Изопан» удвоил выпуск панелей\nВолжский, 7 июля.\n")
            .expect("a text"),
        layer: Default::default(),
    };
    play.tell(Msg::Previewed(DocId(0), Box::new(Ok(preview))));
    play
}

/// The disk is full: a banner says so.
fn refused() -> Play {
    let mut play = reader();
    play.answer = false;
    play.keys("w 1");
    let problem = Problem::new(msg!("store-not-saved"))
        .at(Place::file("annotations/anna/a.txt.ron".to_owned()))
        .because(std::io::Error::from(std::io::ErrorKind::StorageFull))
        .hint(msg!("store-retry-hint"));
    let fault = SaveFault {
        problem,
        stashed: None,
    };
    play.tell(Msg::Saved(DocId(0), Box::new(Err(fault))));
    play
}

/// Time passes with no key.
fn wait(play: &mut Play) {
    for count in 0..100 {
        play.tell(Msg::Timer(Timer::Hints(count)));
    }
}

#[test]
fn lists() {
    insta::assert_snapshot!(
        "list_mono",
        list().picture(NARROW, look(Mono, false)).dump()
    );
    insta::assert_snapshot!(
        "list_wide",
        list().picture(WIDE, look(TrueColor, false)).dump()
    );
    let mut filtered = list();
    filtered.keys("f л е к а");
    insta::assert_snapshot!(
        "list_filter",
        filtered.picture(NARROW, look(Ansi16, false)).dump()
    );
    let mut none = list();
    none.keys("f ъ ъ ъ Enter");
    insta::assert_snapshot!(
        "list_nothing",
        none.picture((60, 12), look(Mono, false)).dump()
    );
}

#[test]
fn readers() {
    let screen = |depth| reader().picture(NARROW, look(depth, false)).dump();
    insta::assert_snapshot!("reader_mono", screen(Mono));
    insta::assert_snapshot!("reader_16", screen(Ansi16));
    insta::assert_snapshot!("reader_truecolor", screen(TrueColor));
    let mut search = reader();
    search.keys("f п а н е л Enter");
    insta::assert_snapshot!(
        "reader_search",
        search.picture(NARROW, look(TrueColor, false)).dump()
    );
    let mut forms = reader();
    forms.keys("f п а н е л ь Tab");
    insta::assert_snapshot!(
        "reader_forms",
        forms.picture(NARROW, look(Mono, false)).dump()
    );
    let mut hyphens = reader();
    hyphens.app.hyphenate = true;
    hyphens.app.measure = 24;
    insta::assert_snapshot!(
        "reader_hyphens",
        hyphens.picture(NARROW, look(Mono, false)).dump()
    );
    let mut spotlight = reader();
    spotlight.keys("Z ) )");
    insta::assert_snapshot!(
        "reader_spotlight",
        spotlight.picture(NARROW, look(Mono, false)).dump()
    );
    let mut lost = waiting("[]Завод Гефест <LOC>открыт</LOC>\n");
    lost.keys("g u");
    insta::assert_snapshot!(
        "reader_waiting",
        lost.picture(NARROW, look(Mono, false)).dump()
    );
    lost.keys("Esc i");
    insta::assert_snapshot!(
        "panel_waiting",
        lost.picture(WIDE, look(Mono, false)).dump()
    );
    let old = format!(
        "Завод Изопан\nвложил\t\u{1b}[31m381 млрд рублей, {}. Конец",
        "сообщил губернатор, ".repeat(6)
    );
    let mut stood = waiting_after(&old, "[]Завод Гефест <LOC>открыт</LOC>\n");
    stood.keys("g u");
    insta::assert_snapshot!(
        "reader_stood",
        stood.picture(NARROW, look(Mono, false)).dump()
    );
    insta::assert_snapshot!(
        "reader_stood_ascii",
        stood.picture((40, 12), look(Mono, true)).dump()
    );
    let mut rows = reader();
    rows.keys("v j l");
    insta::assert_snapshot!(
        "reader_selection",
        rows.picture(NARROW, look(Mono, false)).dump()
    );
    insta::assert_snapshot!(
        "reader_small",
        rows.picture((40, 10), look(Mono, false)).dump()
    );
}

/// The same text with some of it labelled, the rest suggested.
fn suggested() -> Play {
    let mut play = play(
        "[Завод] «Изопан» удвоил выпуск панелей\n\
         Волжский, 7 июля. Директор <ORG>ООО «Изопан»</ORG> Олег Лядов сообщил, что за 2014–2023 гг. в Волгоградскую \
         область вложено более 381 млрд рублей, что на 20,9% больше прежнего. Линия даёт 3 млн кв. м панелей в год.\n\n\
         – Мы растём, – говорит <PER>Лядов</PER>. – Панели берут в Казахстане.\n",
    );
    play.suggests = true;
    play.keys("g s g s");
    play
}

#[test]
fn suggestions() {
    for (name, depth) in [("mono", Mono), ("16", Ansi16), ("truecolor", TrueColor)] {
        let picture = suggested().picture(NARROW, look(depth, false));
        insta::assert_snapshot!(format!("suggestions_{name}"), picture.dump());
    }
    let mut current = suggested();
    current.keys("Tab Tab Tab Enter");
    let picture = current.picture(WIDE, look(TrueColor, false));
    insta::assert_snapshot!("suggestions_current", picture.dump());
    let picture = current.picture(NARROW, look(Mono, false));
    insta::assert_snapshot!("suggestions_current_80x24", picture.dump());
    let picture = current.picture((40, 10), look(Mono, true));
    insta::assert_snapshot!("suggestions_current_40x10", picture.dump());
    current.keys("Enter Backspace i");
    let picture = current.picture(WIDE, look(Mono, false));
    insta::assert_snapshot!("suggestions_tally", picture.dump());
    let mut all = suggested();
    all.keys("S");
    let picture = all.picture(NARROW, look(Mono, false));
    insta::assert_snapshot!("suggestions_all", picture.dump());
    let mut switches = suggested();
    switches.keys("s j Enter");
    let picture = switches.picture(NARROW, look(Mono, false));
    insta::assert_snapshot!("suggestions_switches", picture.dump());
    let picture = switches.picture((40, 10), look(Mono, true));
    insta::assert_snapshot!("suggestions_switches_40x10", picture.dump());
}

#[test]
fn over_the_reader() {
    let mut labels = reader();
    labels.keys("t");
    wait(&mut labels);
    insta::assert_snapshot!(
        "labels",
        labels.picture(NARROW, look(TrueColor, false)).dump()
    );
    insta::assert_snapshot!(
        "labels_small",
        labels.picture((40, 10), look(Mono, false)).dump()
    );
    let mut prefix = reader();
    prefix.keys("g");
    wait(&mut prefix);
    insta::assert_snapshot!("prefix", prefix.picture(NARROW, look(Mono, false)).dump());
    let mut bookmarks = reader();
    bookmarks.keys("M a w j M B '");
    wait(&mut bookmarks);
    insta::assert_snapshot!(
        "bookmarks",
        bookmarks.picture(NARROW, look(Mono, false)).dump()
    );
    let mut macros = reader();
    macros.keys("Q a l * Esc / м л р д Enter Q g g Q b w 3 Q Q");
    wait(&mut macros);
    macros.keys("c w E 3");
    wait(&mut macros);
    insta::assert_snapshot!("macros", macros.picture(NARROW, look(Mono, false)).dump());
    let mut panel = reader();
    panel.keys("i");
    insta::assert_snapshot!("panel", panel.picture(WIDE, look(TrueColor, false)).dump());
    let mut form = reader();
    form.keys("] ] ] e 3 8 1 0 0 0 0 0 0 0 0 0 Tab Tab Right Tab R U B Enter e");
    insta::assert_snapshot!("form", form.picture(NARROW, look(TrueColor, false)).dump());
    let mut help = reader();
    help.keys("F1");
    insta::assert_snapshot!("help", help.picture(NARROW, look(Mono, false)).dump());
    let mut plain = reader();
    plain.app.locale = Locale::new(Lang::Ru).in_ascii(true);
    plain.keys("F1");
    insta::assert_snapshot!(
        "help_ascii",
        plain.picture((40, 12), look(Mono, true)).dump()
    );
    let mut guidelines = reader();
    guidelines.tell(Msg::Guidelines(Ok(include_str!(
        "../../seeds/guidelines.md"
    )
    .into())));
    insta::assert_snapshot!(
        "guidelines",
        guidelines.picture(NARROW, look(Mono, false)).dump()
    );
}

/// A screen drawn for each depth of colours must say the same at all of them.
fn at_every_depth(name: &str, size: (u16, u16), play: &mut Play) {
    let mut dumps = Vec::new();
    for depth in [Mono, Ansi16, Ansi256, TrueColor] {
        let picture = play.picture(size, look(depth, false));
        let rows: Vec<String> = (0..size.1).map(|y| picture.row(y)).collect();
        // Brackets stand for colours where there are none.
        let bare = |row: &String| row.replace(['[', ']', '|'], " ");
        dumps.push((rows.iter().map(bare).collect::<Vec<_>>(), picture.cursor));
    }
    assert!(dumps.windows(2).all(|two| two[0] == two[1]), "{name}");
    // Large pictures are mostly blank: one of them is enough.
    if size.0 < 100 || name.starts_with("panel") {
        insta::assert_snapshot!(name, play.picture(size, look(Ansi256, false)).dump());
    }
}

#[test]
fn the_smallest_and_the_largest() {
    for (size, end) in [((40, 10), "40x10"), ((300, 100), "300x100")] {
        let shot = |name: &str, mut play: Play| {
            at_every_depth(&format!("{name}_{end}"), size, &mut play);
        };
        shot("list", list());
        let keyed = |keys: &str| {
            let mut play = reader();
            play.picture(size, look(Mono, false));
            play.keys(keys);
            wait(&mut play);
            play
        };
        shot("reader", keyed(""));
        shot("panel", keyed("i"));
        shot("labels", keyed("t"));
        shot("help", keyed("F1"));
        shot("form", keyed("] ] ] e"));
        shot("palette", keyed("p м е т к"));
        shot("search", keyed("f п а н е л Enter"));
        let mut occurrences = play("[Пуск] завода <ORG>Гефест</ORG>. О Гефесте говорят.\n");
        occurrences.keys("] *");
        shot("occurrences", occurrences);
        shot("banner", refused());
        let mut filtered = list();
        filtered.keys("f л е к а");
        shot("filter", filtered);
    }
}

#[test]
fn what_is_typed_is_seen_where_it_does_not_fit() {
    let note = "Н о ч ь ю ".repeat(12) + "я";
    for open in ["] ] e Tab", "p", "f"] {
        let mut long = reader();
        long.picture((40, 10), look(Mono, false));
        long.keys(&format!("{open} {note}"));
        let picture = long.picture((40, 10), look(Mono, false));
        let (x, y) = picture.cursor;
        let row: Vec<char> = picture.row(y).chars().collect();
        let before = row[..usize::from(x)].iter().collect::<String>();
        assert!(before.ends_with("Ночьюя"), "{open}\n{}", picture.dump());
        long.keys("Home");
        let picture = long.picture((40, 10), look(Mono, false));
        assert!(picture.row(y).contains("НочьюНочью"), "{}", picture.dump());
        assert!(picture.cursor.0 < x, "{}", picture.dump());
    }
}

#[test]
fn a_cursor_is_never_under_a_popup() {
    let mut labels = reader();
    labels.picture((40, 10), look(Mono, false));
    labels.keys("t");
    wait(&mut labels);
    let picture = labels.picture((40, 10), look(Mono, false));
    assert_eq!(picture.cursor, (3, 1), "on the title\n{}", picture.dump());
}
