//! Suggestions in a real terminal: accepted, refused, learnt from finished documents.

use crate::{place::Place, pty::Terminal};
use metka::{
    annotation::{Annotation, Fields, Id, Layer, Parts, Status},
    shell::store::Store,
    text::TextRange,
};
use std::{fs, path::Path, sync::Arc};

/// The first release of the bundled corpus.
const RELEASE: &str = include_str!("../../seeds/volgograd/pharma.txt");

fn leave(mut terminal: Terminal) {
    terminal.send("qq");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn tab_and_enter_write_a_sum_with_its_measure() {
    let place = Place::new(&[("a.txt", RELEASE)]);
    let mut terminal = place.open();
    terminal.expect("подсказ");
    // Figures alone.
    terminal.type_and_expect("s", "[x] даты");
    terminal.type_and_expect("jj ", "[ ] имена");
    terminal.type_and_expect("k ", "[ ] даты");
    terminal.send("q");
    terminal.type_and_expect("\t", "подсказка 1 из");
    for _ in 0..50 {
        if terminal.screen().contains(": MONEY деньги") {
            break;
        }
        terminal.send("\t");
        terminal.drain();
    }
    terminal.expect(": MONEY деньги");
    terminal.type_and_expect("\r", "1 аннотация  ✓ сохранено");
    terminal.send("\u{7f}");
    terminal.expect("Отклонено");
    terminal.expect("✓ сохранено");
    leave(terminal);
    let layer = place.read("a.txt");
    assert!(layer.contains("label: \"MONEY\""), "{layer}");
    assert!(layer.contains("measure: (value: \""), "{layer}");
    assert!(layer.contains("by: \"figures\""), "{layer}");
    assert_eq!(place.validate(), (true, String::new()));
}

#[test]
fn what_was_refused_is_not_proposed_in_the_next_session() {
    let place = Place::new(&[("a.txt", "Выручка завода выросла на 20 %.\n")]);
    let mut terminal = place.open();
    terminal.expect("1 подсказка");
    terminal.type_and_expect("\t", "подсказка 1 из 1: PERCENT процент: 20 %");
    terminal.type_and_expect("\u{7f}", "Отклонено");
    terminal.expect("✓ сохранено");
    leave(terminal);
    let mut terminal = place.start();
    terminal.expect("готово 0 из");
    terminal.type_and_expect("\r", "в работе");
    // Who asks too early is told the same.
    terminal.type_and_expect("\t", "Подсказок нет");
    terminal.type_and_expect("w1", "1 аннотация  ✓ сохранено");
    terminal.type_and_expect("\t", "Подсказок нет");
    leave(terminal);
}

/// A document in which events are named, and the layer of an annotator who is done with it.
fn finish(place: &Place, name: &str, names: &[&str]) {
    let mut store = Store::new(place.corpus(), "anna".into(), place.home());
    let opened = store.open(Path::new(name), None).expect("a document");
    let mut layer = Layer {
        annotator: "anna".into(),
        status: Status::Done,
        ..Layer::default()
    };
    for (number, event) in names.iter().enumerate() {
        let at = opened.text.as_str().find(event).expect("an event");
        let range = TextRange::from_usize(at..at + event.len());
        layer.annotations.put(Arc::new(Annotation {
            id: Id::new(&format!("id{number}")),
            label: "EVENT".into(),
            parts: Parts::one(range).expect("a range"),
            measure: None,
            fields: Fields::new(),
            note: String::new(),
        }));
    }
    store.save(Path::new(name), &layer).expect("a saved layer");
}

fn news(names: &[&str]) -> String {
    let line =
        |name: &&str| format!("В городе прошёл форум {name} для всех.\nПогода была ясной.\n");
    names.iter().map(line).collect()
}

/// Names that no list has.
fn made_up(document: usize) -> Vec<String> {
    const BEGIN: [&str; 8] = ["Бал", "Вер", "Гор", "Дуб", "Зар", "Кас", "Лам", "Мир"];
    const MIDDLE: [&str; 6] = ["ато", "иде", "оме", "уни", "эри", "або"];
    const END: [&str; 8] = ["вик", "дор", "кам", "лен", "мат", "нус", "рон", "тал"];
    let end = |at: usize| format!("{}{}{}", BEGIN[document % 8], MIDDLE[document / 8], END[at]);
    (0..END.len()).map(end).collect()
}

#[test]
fn what_finished_documents_teach_is_proposed_in_the_next() {
    const FINISHED: usize = 40;
    let place = Place::new(&[("a.txt", &news(&["Заслон", "Парус"]))]);
    for number in 0..FINISHED {
        let names = made_up(number);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let file = format!("b{number}.txt");
        fs::write(place.corpus().join(&file), news(&names)).expect("a document");
        finish(&place, &file, &names);
    }
    let model = place.home().join(".cache/metka/model");
    // Learnt; kept; damaged.
    for turn in 0..3 {
        let mut terminal = place.start();
        terminal.expect("готово 40 из 41");
        terminal.type_and_expect("\r", "новый");
        // What the rules find comes first.
        terminal.expect("?EV");
        terminal.type_and_expect("\t", ": EVENT событие: Заслон");
        leave(terminal);
        let kept: Vec<_> = fs::read_dir(&model).expect("a folder").flatten().collect();
        assert_eq!(kept.len(), 1, "{kept:?}");
        if turn == 1 {
            fs::write(kept[0].path(), "damaged").expect("a file");
        }
    }
}
