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

#[test]
fn decisions_are_pressed_in_the_real_program() {
    // The end of what is proposed (5 %) is moved by a key before Enter; or all of it by hand.
    assert_eq!(with("Рост на [PERCENT:5 % годовых]."), (3, 0));
    // The program stands on the second figure when the first word is wanted: back by hand, then Tab again.
    let (keys, accepted) = with("Рост на [PERCENT:5 %], [EVENT:гром], [PERCENT:6 %].");
    assert!(accepted == 2 && keys > 5, "{keys}");
    // From the last part of something in two parts on, too.
    let (text, mut layer) = parse("Рост на [PERCENT:5 %], [EVENT:гром] и град, [PERCENT:6 %].");
    let mut in_parts = Annotation::clone(layer.annotations.iter().nth(1).unwrap());
    let hail = text.as_str().find("град").unwrap();
    let hail = TextRange::from_usize(hail..hail + "град".len());
    in_parts.parts = in_parts.parts.with(hail).unwrap();
    layer.annotations.put(Arc::new(in_parts));
    let keymap = Keymap::preset("default", Keyboard::default()).unwrap();
    let schema = Schema::standard();
    let made = proposed::make(&text, &layer, &schema, &keymap, &Knowledge::default());
    assert_eq!(made.differing, 0);
}

#[test]
fn suggestions_can_be_decided_on_in_every_preset() {
    let (text, layer) = parse("Рост на [PERCENT:5 %], на [COUNT:6 %], ущерб 20 млн рублей.");
    let schema = Schema::standard();
    for preset in Keymap::PRESETS {
        let keymap = Keymap::preset(preset, Keyboard::default()).unwrap();
        let made = proposed::make(&text, &layer, &schema, &keymap, &Knowledge::default());
        let keys: usize = made.paid.iter().map(|it| it.keys).sum();
        assert_eq!(
            (made.differing, made.paid.len(), keys),
            (0, 3, 4),
            "{preset}"
        );
    }
}

#[test]
fn what_keys_do_not_make_is_told() {
    // Half of a letter with its accent.
    let (text, mut layer) = parse("Рост на [PERCENT:5 %], е\u{301}ль.");
    let half = text.as_str().find('е').unwrap();
    let parts = Parts::one(TextRange::from_usize(half..half + 2)).unwrap();
    let wanted = Annotation {
        id: Id::new("half"),
        parts,
        ..Annotation::clone(layer.annotations.iter().next().unwrap())
    };
    layer.annotations.put(Arc::new(wanted));
    let keymap = Keymap::preset("default", Keyboard::default()).unwrap();
    let schema = Schema::standard();
    let made = proposed::make(&text, &layer, &schema, &keymap, &Knowledge::default());
    assert_eq!(made.differing, 1);
}
