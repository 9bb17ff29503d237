//! Labels, borders, forms, relations, undo.

use super::*;

#[test]
fn digits_label_relabel_and_take_away() {
    check(
        "Завод [«Изопан»] открыт",
        "3",
        "Завод <ORG>[«Изопан»]</ORG> открыт",
    );
    check(
        "Завод <ORG>[«Изопан»]</ORG> открыт",
        "3",
        "Завод [«Изопан»] открыт",
    );
    check(
        "Завод <ORG>[«Изопан»]</ORG> открыт",
        "4",
        "Завод <LOC>[«Изопан»]</LOC> открыт",
    );
    check(
        "<ORG>Завод [«Изопан»]</ORG> открыт",
        "4",
        "<ORG>Завод <LOC>[«Изопан»]</LOC></ORG> открыт",
    );
    check(
        "[Завод «Изопан]» открыт",
        "3",
        "<ORG>[Завод «Изопан]</ORG>» открыт",
    );
}

#[test]
fn letters_label_on_both_layouts() {
    check(
        "глава [Иванов] сказал",
        "t p",
        "глава <PER>[Иванов]</PER> сказал",
    );
    check(
        "глава [Иванов] сказал",
        "е з",
        "глава <PER>[Иванов]</PER> сказал",
    );
    check(
        "глава <PER>[Иванов]</PER> сказал",
        "c o",
        "глава <ORG>[Иванов]</ORG> сказал",
    );
    check(
        "глава <PER>[Иванов]</PER> сказал",
        "T o",
        "глава <PER><ORG>[Иванов]</ORG></PER> сказал",
    );
    check("глава [Иванов] сказал", "t Esc", "глава [Иванов] сказал");
}

#[test]
fn an_annotation_is_resized_without_a_new_id() {
    let mut play = play("глава <PER>[Денис]</PER> Мантуров");
    let id = |play: &Play| {
        play.app
            .reader
            .as_ref()
            .unwrap()
            .layer
            .annotations
            .nth(0)
            .expect("an annotation")
            .id
            .clone()
    };
    let before = id(&play);
    play.keys("h ] L m");
    assert_eq!(play.state(), "глава <PER>[Денис Мантуров]</PER>");
    assert_eq!(id(&play), before);
}

#[test]
fn undo_brings_everything_back_and_redo_does_it_again() {
    let mut play = play("[раз] два три четыре");
    let mut states = vec![play.state()];
    for keys in ["1", "w 2", "L 3", "x", "3", "c 9"] {
        play.keys(keys);
        states.push(play.state());
    }
    let last = play.state();
    play.keys("u u u u u u u u");
    assert_eq!(play.state(), states[0]);
    assert!(
        play.disk
            .as_ref()
            .is_some_and(|layer| layer.annotations.is_empty())
    );
    play.keys("U U U U U U U");
    assert_eq!(play.state(), last);
}

#[test]
fn the_form_takes_measure_and_note() {
    let mut play = play("сумма [530,5] млрд");
    play.keys("8 e 5 3 0 , 5 Tab Tab Right Tab R U B Up Up Up");
    play.keys("S-Tab с п о р н о Enter");
    let annotation = only(&play);
    let measure = annotation.measure.expect("a measure");
    assert_eq!(measure.value.as_deref(), Some("530.5"));
    assert_eq!(
        (measure.bound, measure.unit.as_str()),
        (Bound::MoreThan, "RUB")
    );
    assert_eq!(annotation.note, "спорно");
    assert!(
        play.disk
            .is_some_and(|layer| layer.annotations.nth(0).expect("an annotation").note == "спорно")
    );
}

#[test]
fn the_form_refuses_what_is_no_number_and_keeps_what_was_typed() {
    let mut play = play("сумма [530,5] млрд");
    play.keys("8 e м н о г о Enter");
    assert!(matches!(&play.app.popup, Some(Popup::Form(form)) if form.refusal.is_some()));
    assert_eq!(only(&play).measure, None);
    play.keys("Ctrl-u 5 Enter");
    assert_eq!(
        only(&play)
            .measure
            .and_then(|measure| measure.value)
            .as_deref(),
        Some("5")
    );
}

#[test]
fn another_label_keeps_only_the_fields_it_has() {
    let schema = r#"(metka: 1, labels: [(name: "ORG", kind: Entity, fields: [(name: "inn"), (name: "city")]), (name: "LOC", kind: Entity, fields: [(name: "city")])])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let mut play = Play::open("Завод открыт", Layer::default(), schema);
    play.keys("1 e 7 7 Tab О м с к Enter 2");
    let kept: Vec<_> = only(&play).fields.into_iter().collect();
    assert_eq!(kept, [("city".to_owned(), "Омск".to_owned())]);
}

#[test]
fn of_several_labels_on_the_same_text_the_one_in_focus_is_changed() {
    for (walk, after) in [("]", "PER LOC"), ("] ]", "ORG PER")] {
        let mut play = play("[о] <LOC><ORG>раз</ORG></LOC>");
        play.keys(&format!("{walk} 1"));
        let reader = play.app.reader.as_ref().expect("an open document");
        let labels: Vec<&str> = reader.layer.annotations.iter().map(|a| &*a.label).collect();
        assert_eq!(labels.join(" "), after);
    }
}

#[test]
fn a_flat_schema_refuses_nesting() {
    let schema = r#"(metka: 1, nesting: Flat, labels: [(name: "ORG", kind: Entity), (name: "LOC", kind: Entity)])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let mut play = Play::open("Завод Волга открыт", Layer::default(), schema);
    play.keys("L 1 w");
    play.keys("b b 2");
    assert_eq!(play.state(), "<ORG>[Завод] Волга</ORG> открыт");
    assert!(
        play.disk
            .as_ref()
            .is_some_and(|layer| layer.annotations.len() == 1)
    );
}

#[test]
fn seconds_of_work_stop_at_the_most_a_layer_can_say() {
    let layer = Layer {
        seconds: u32::MAX,
        ..Layer::default()
    };
    let mut play = Play::open("раз", layer, Schema::standard());
    play.clock = 50_000;
    play.keys("l 1");
    assert_eq!(play.disk.map(|layer| layer.seconds), Some(u32::MAX));
}

#[test]
fn of_two_readings_the_last_one_counts() {
    let mut play = play("[раз] два три");
    play.keys("q Enter Esc Enter");
    play.opened("раз два три", Layer::default());
    assert!(play.app.reader.is_none());
    let (text, _, layer) = parse("раз два <ORG>[три]</ORG>");
    play.opened(&text, layer);
    assert_eq!(play.state(), "[раз] два <ORG>три</ORG>");
}

#[test]
fn occurrences_are_found_through_endings_and_taken_one_by_one() {
    let text = "<PER>[Бочаров]</PER> сказал. С Бочаровым были. бочаров. У Бοчарοва.";
    check(
        text,
        "* Enter q",
        "<PER>[Бочаров]</PER> сказал. С <PER>Бочаровым</PER> были. бочаров. У Бοчарοва.",
    );
    check(
        text,
        "* Backspace Enter",
        "<PER>[Бочаров]</PER> сказал. С Бочаровым были. бочаров. У <PER>Бοчарοва</PER>.",
    );
    let all =
        "<PER>[Бочаров]</PER> сказал. С <PER>Бочаровым</PER> были. бочаров. У <PER>Бοчарοва</PER>.";
    check(text, "* *", all);
    check(text, "* Enter Enter u", text);
    check(text, "* Enter Enter u U", all);
    check(all, "*", all);
    check(
        "[завод] <ORG>Красный Октябрь</ORG>, на Красном Октябре",
        "] * Enter",
        "завод <ORG>[Красный Октябрь]</ORG>, на <ORG>Красном Октябре</ORG>",
    );
}

#[test]
fn the_last_label_is_given_once_more() {
    check(
        "[раз] два три",
        "3 w .",
        "<ORG>раз</ORG> <ORG>[два]</ORG> три",
    );
    check(
        "[раз] два три",
        "t l w ю",
        "<LOC>раз</LOC> <LOC>[два]</LOC> три",
    );
    check("[раз] два", ".", "[раз] два");
}

#[test]
fn all_like_this_get_another_label() {
    let text = "<PER>[раз]</PER> <ORG>два</ORG> <PER>три</PER>";
    check(
        text,
        "C l",
        "<LOC>[раз]</LOC> <ORG>два</ORG> <LOC>три</LOC>",
    );
    check(text, "C l u", text);
}

#[test]
fn parts_are_added_and_taken_out() {
    let mut play = play("[Иван] и Пётр Ивановы");
    let parts = |play: &Play| {
        let reader = play.app.reader.as_ref().expect("open");
        let annotation = reader.layer.annotations.nth(0).expect("an annotation");
        annotation
            .parts
            .ranges()
            .iter()
            .map(|range| reader.text.slice(*range).to_owned())
            .collect::<Vec<_>>()
    };
    play.keys("1 +");
    assert!(
        matches!(&play.app.notice, Some(Notice::Refused(why)) if why.id == "only-part"),
        "{:?}",
        play.app.notice
    );
    play.keys("w w w +");
    assert_eq!(parts(&play), ["Иван", "Ивановы"]);
    assert_eq!(only(&play).label.as_ref(), "PER");
    play.keys("P");
    assert_eq!(parts(&play), ["Иван"]);
    play.keys("u u");
    assert_eq!(parts(&play), ["Иван"]);
    play.keys("b +");
    assert_eq!(parts(&play), ["Иван", "Пётр"]);
}

#[test]
fn annotations_are_related_walked_and_unrelated() {
    let schema = r#"(metka: 1, relations: ["works_at", "lives_in"], labels: [(name: "PER", kind: Entity), (name: "ORG", kind: Entity)])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let (text, _, layer) = parse("[<PER>Иван</PER>] из <ORG>Волны</ORG>");
    let mut play = Play::open(&text, layer, schema);
    let relations = |play: &Play| {
        play.app
            .reader
            .as_ref()
            .expect("open")
            .layer
            .relations
            .clone()
    };
    play.keys("= w w = 1");
    assert_eq!(relations(&play).len(), 1);
    assert_eq!(relations(&play)[0].label.as_ref(), "works_at");
    play.keys("g r");
    assert_eq!(play.state(), "<PER>[Иван]</PER> из <ORG>Волны</ORG>");
    // Removing one end takes the relation with it, and both come back together.
    play.keys("x");
    assert!(relations(&play).is_empty());
    play.keys("u");
    assert_eq!(relations(&play).len(), 1);
    play.keys("= g r = 1");
    assert!(relations(&play).is_empty(), "said again, it is taken away");
    play.keys("u");
    assert_eq!(relations(&play).len(), 1);
}

#[test]
fn borders_are_set_of_the_annotation_one_came_from() {
    check(
        "[глава] <ORG>Агентства <LOC>Амурской</LOC></ORG> области",
        "] ] l h L m",
        "глава <ORG>Агентства <LOC>[Амурской</ORG> области]</LOC>",
    );
    check(
        "<PER>[раз]</PER> <ORG>два</ORG> три",
        "w L m",
        "<PER>раз</PER> <ORG>[два три]</ORG>",
    );
}

#[test]
fn what_is_typed_in_a_form_is_not_dropped_by_one_esc() {
    let mut play = play("[Завод] открыт");
    play.keys("3 e Esc");
    assert!(play.app.popup.is_none(), "nothing was typed");
    play.keys("e н о т а Esc");
    assert!(play.app.popup.is_some(), "it asks");
    play.keys("Enter");
    assert_eq!(only(&play).note, "нота");
    play.keys("e ! Esc Esc");
    assert!(play.app.popup.is_none());
    assert_eq!(only(&play).note, "нота");
}
