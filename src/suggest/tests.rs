//! What holds for every suggester, and for all together.

use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

const TEXT: &str =
    "В 2023 г. Иван Петров получил 5 млн рублей, на 20 % больше.\nСтроят 3 дома по 18 м.\n";

fn ground<'a>(text: &'a Text, schema: &'a Schema, layer: &'a Layer) -> Ground<'a> {
    Ground::new(text, schema, layer)
}

#[test]
fn all_have_names_of_their_own_and_sign_what_they_propose() {
    let names: HashSet<_> = SUGGESTERS.iter().map(|it| it.name()).collect();
    assert_eq!(names.len(), SUGGESTERS.len());
    let (text, schema, layer) = (
        Text::new(TEXT).unwrap(),
        Schema::standard(),
        Layer::default(),
    );
    for suggester in SUGGESTERS {
        let mut found = Vec::new();
        suggester.propose(ground(&text, &schema, &layer), &mut found);
        for it in &found {
            assert_eq!(it.by, suggester.name());
            assert!(
                !it.range.is_empty() && (0.0..=1.0).contains(&it.score),
                "{it:?}"
            );
            assert!(
                text.is_grapheme_border(it.range.start())
                    && text.is_grapheme_border(it.range.end())
            );
        }
        assert!(
            found.is_sorted_by_key(|it| it.range.start()),
            "{}",
            suggester.name()
        );
    }
}

#[test]
fn each_either_looks_at_the_layer_or_does_not() {
    let mut names: Vec<_> = BY_TEXT.iter().chain(BY_LAYER).map(|it| it.name()).collect();
    let mut all: Vec<_> = SUGGESTERS.iter().map(|it| it.name()).collect();
    names.sort_unstable();
    all.sort_unstable();
    assert_eq!(names, all);
}

#[test]
fn nothing_is_proposed_that_the_schema_does_not_know() {
    let (text, layer) = (Text::new(TEXT).unwrap(), Layer::default());
    let schema = Schema {
        labels: Vec::new(),
        ..Schema::standard()
    };
    for suggester in SUGGESTERS {
        let mut found = Vec::new();
        suggester.propose(ground(&text, &schema, &layer), &mut found);
        assert_eq!(found, [], "{}", suggester.name());
    }
}

#[test]
fn who_is_off_proposes_nothing() {
    let (text, schema, layer) = (
        Text::new(TEXT).unwrap(),
        Schema::standard(),
        Layer::default(),
    );
    let told = |switches: &Switches| {
        let found = suggest(
            ground(&text, &schema, &layer),
            &Knowledge::default(),
            switches,
        );
        found.iter().map(|it| it.by).collect::<HashSet<_>>()
    };
    let mut switches = Switches::default();
    assert_eq!(
        told(&switches),
        HashSet::from(["figures", "dates", "names"])
    );
    switches.set("dates", false);
    assert_eq!(told(&switches), HashSet::from(["figures", "names"]));
    switches.set("dates", true);
    assert!(switches.is_on("dates") && told(&switches).contains("dates"));
}

/// Pieces that grammars read, and what may stand between and on them in a text from outside.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(
        &[
            "5",
            "12",
            "3",
            "000",
            "2023",
            "01",
            "99999999999999999999999999999",
            "0",
            "1,5",
            ".",
            ",",
            "-",
            "–",
            "/",
            ":",
            "%",
            "$",
            "₽",
            "№",
            "°",
            "«",
            "»",
            "(",
            ")",
            "\"",
            " ",
            " ",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\u{301}",
            "\u{308}",
            "\u{ad}",
            "\u{200d}",
            "\u{200b}",
            "\u{a0}",
            "\u{fe0f}",
            "\u{20e3}",
            "👩",
            "🇷🇺",
            "क्ष",
            "млн",
            "тыс.",
            "руб.",
            "г.",
            "гг.",
            "млрд рублей",
            "долларов США",
            "кв. м",
            "м",
            "от",
            "до",
            "с",
            "по",
            "в",
            "на",
            "раза",
            "из",
            "год",
            "года",
            "марта",
            "квартал",
            "половина",
            "треть",
            "пять",
            "сто",
            "тысяч",
            "миллион",
            "полтора",
            "больше",
            "более",
            "процент",
            "п.",
            "Иван",
            "И.",
            "Иванов",
            "Иванович",
            "ООО",
            "«Заря»",
            "Москва",
            "Краснодарский край",
            "губернатор",
            "министр",
            "Министерство",
            "области",
            "Ё",
            "й",
            "ß",
            "İ",
            "а",
        ][..],
    );
    prop_oneof![
        4 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn what_is_proposed_could_be_selected(source in any_text()) {
        let text = Text::new(&*source).unwrap();
        let (schema, layer) = (Schema::standard(), Layer::default());
        for it in proposals(ground(&text, &schema, &layer), &Knowledge::default(), &Switches::default()) {
            prop_assert!(!it.range.is_empty());
            let borders = [it.range.start(), it.range.end()];
            prop_assert!(borders.iter().all(|place| text.is_grapheme_border(*place)), "{:?} «{}»", it, text.slice(it.range));
        }
        let _any = figures::reading(&source);
    }
}

/// A set of suggestions holds no copy of what it has in common with the next: there are a hundred thousand in a long text.
#[test]
fn what_an_edit_leaves_alone_is_shared() {
    let (text, schema) = (Text::new(TEXT).unwrap(), Schema::standard());
    let knowledge = Knowledge::default();
    let kept = of_text(&text, &schema, &knowledge);
    let mut layer = Layer::default();
    let again = |layer: &Layer| {
        let ground = ground(&text, &schema, layer);
        suggest_again(ground, &knowledge, &Switches::default(), &kept)
    };
    let before = again(&layer);
    layer.rejections.push(crate::annotation::Rejection {
        label: Arc::clone(&before[0].label),
        parts: crate::annotation::Parts::one(before[0].range).unwrap(),
        by: before[0].by.to_owned(),
    });
    let after = again(&layer);
    assert_eq!(after, before[1..]);
    for (it, earlier) in after.iter().zip(&before[1..]) {
        assert!(Arc::ptr_eq(it, earlier), "{it:?}");
        assert!(kept.iter().any(|kept| Arc::ptr_eq(kept, it)), "{it:?}");
    }
}
