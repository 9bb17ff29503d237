use super::*;
use crate::{
    annotation::{Fields, Id, Parts, Schema},
    keymap::Keyboard,
    suggest::Knowledge,
    text::{Text, TextRange},
};

/// The text of `marked` without its `[LABEL:marks]`, and a layer of them.
fn parse(marked: &str) -> (Text, Layer) {
    let (mut plain, mut layer) = (String::new(), Layer::default());
    for part in marked.split_inclusive(']') {
        let (before, inside) = part.split_once('[').unwrap_or((part, ""));
        plain.push_str(before);
        if let Some((label, words)) = inside.trim_end_matches(']').split_once(':') {
            let range = TextRange::from_usize(plain.len()..plain.len() + words.len());
            plain.push_str(words);
            layer.annotations.put(Arc::new(Annotation {
                id: Id::new(&format!("id{}", range.start().raw())),
                label: label.into(),
                parts: Parts::one(range).unwrap(),
                measure: None,
                fields: Fields::new(),
                note: String::new(),
            }));
        }
    }
    (Text::new(plain).unwrap(), layer)
}

fn by_hand(marked: &str, preset: &str) -> Vec<Option<usize>> {
    let (text, layer) = parse(marked);
    let keymap = Keymap::preset(preset, Keyboard::default()).unwrap();
    let keys = replay::keys(&text, &layer, &Schema::standard(), &keymap);
    keys.into_iter().map(|(_, keys)| keys).collect()
}

#[test]
fn the_shortest_way_is_pressed_in_the_real_program() {
    let check = |marked: &str, expected: &[usize]| {
        let expected: Vec<_> = expected.iter().map(|keys| Some(*keys)).collect();
        assert_eq!(by_hand(marked, "default"), expected, "{marked}");
    };
    // The first token is selected: the digit alone.
    check("[PER:Иван] тут", &[1]);
    // `A`, or `L H`: the selection has to be made anew; then `L` and the digit.
    check("Глава [PER:Денис Мантуров] тут", &[3]);
    // A letter of the label after the tenth.
    check("[QUANTITY:Три] [RATIO:вдвое]", &[2, 3]);
    // The end inside a token: `Alt-h` twice.
    check("[LOC:Москов]ск", &[3]);
    // A sentence ahead in one key.
    check("Раз два три четыре. [PER:Иван] тут.", &[2]);
    // Far away: `f`, some letters, Enter, the digit.
    let far = format!("{} [ORG:Щука]", "слово и дело, ".repeat(200));
    check(&far, &[5]);
}

#[test]
fn every_preset_can_be_replayed() {
    for preset in Keymap::PRESETS {
        let keys = by_hand(
            "Глава [PER:Денис Мантуров] в [LOC:Туле], [ORG:ТАС]С и [PER:Денис].",
            preset,
        );
        assert!(keys.iter().all(Option::is_some), "{preset}: {keys:?}");
    }
}

fn with(marked: &str) -> (usize, usize) {
    let (text, layer) = parse(marked);
    let schema = Schema::standard();
    let nothing_learnt = Knowledge::default();
    let keymap = Keymap::preset("default", Keyboard::default()).unwrap();
    let made = proposed::make(&text, &layer, &schema, &keymap, &nothing_learnt);
    assert_eq!(made.differing, 0, "{marked}");
    let accepted = made.paid.iter().filter(|it| it.accepted).count();
    (made.paid.iter().map(|it| it.keys).sum(), accepted)
}

#[test]
fn suggestions_cost_what_is_stated() {
    // Tab, Enter, Enter.
    assert_eq!(
        with("Рост на [PERCENT:5 %], ущерб [MONEY:20 млн рублей]."),
        (3, 2)
    );
    // Tab, Backspace.
    assert_eq!(with("Рост на 5 %."), (2, 0));
    // Tab, another digit.
    assert_eq!(with("Рост на [COUNT:5 %]."), (2, 0));
    // Nothing is proposed and nothing is to be done.
    assert_eq!(with("Рост."), (0, 0));
    // By hand (`w`, `w`, digit), then the same name again is proposed: Tab, Enter.
    assert_eq!(with("и вот [EVENT:Изопан] рад. Нет Изопана.").1, 0);
    assert_eq!(
        with("и вот [EVENT:Изопан] рад. Нет [EVENT:Изопана]."),
        (5, 1)
    );
}
