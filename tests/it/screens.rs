//! The main screens as pictures. After a change: `cargo insta review`, or read the `.snap.new` beside.

use crate::{
    picture::look,
    play::{Play, play, waiting},
};
use metka::{
    annotation::Status,
    app::msg::{DocId, Msg, Preview, Survey, Timer},
    locale::{Lang, Locale},
    text::Text,
    view::theme::Depth::{Ansi16, Mono, TrueColor},
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
