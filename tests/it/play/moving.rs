//! Moving, selecting, searching, reading.

use super::*;

#[test]
fn moving_by_token_word_and_sentence() {
    check("[Завод], цех. Дом.", "l", "Завод[,] цех. Дом.");
    check("[Завод], цех. Дом.", "w", "Завод, [цех]. Дом.");
    check("Завод, [цех]. Дом.", "b", "[Завод], цех. Дом.");
    check("[Завод], цех. Дом.", ")", "Завод, цех. [Дом].");
    check("Завод, цех. [Дом].", "(", "[Завод], цех. Дом.");
    check("[раз]\nдва\n\nтри", "}", "раз\n[два]\n\nтри");
    check("раз\nдва\n\n[три]", "{", "раз\n[два]\n\nтри");
    check("[раз]\nдва\n\nтри", "j j", "раз\nдва\n\n[три]");
    check("раз\nдва\n\n[три]", "k", "раз\n[два]\n\nтри");
    check("[раз] два\r\nтри", "G", "раз два\r\n[три]");
    check("раз два\r\n[три]", "g g", "[раз] два\r\nтри");
    check("раз [два] три", "End", "раз два [три]");
    check("раз [два] три", "Home", "[раз] два три");
}

#[test]
fn the_right_end_grows_and_shrinks() {
    check("[Денис] Мантуров сказал", "L", "[Денис Мантуров] сказал");
    check("[Денис Мантуров] сказал", "H", "[Денис] Мантуров сказал");
    check("[Денис] Мантуров", "H", "[Денис] Мантуров");
    check("[Денис] Мантуров", "Alt-l Alt-l", "[Денис М]антуров");
    check("[Денис] Мантуров", "Alt-h", "[Дени]с Мантуров");
    check("[Денис М]антуров", "H", "[Денис] Мантуров");
    check("[Денис М]антуров сказал", "L", "[Денис Мантуров] сказал");
    check("[Денис Мантуров] ", "L", "[Денис Мантуров] ");
    check("[Денис] Мантуров", "Д", "[Денис Мантуров]");
    check("[Денис] Мантуров", "Shift-Right", "[Денис Мантуров]");
}

#[test]
fn extending_and_the_other_end() {
    check("раз [два] три", "v l", "раз [два три]");
    check("раз [два] три", "v h", "[раз два] три");
    check("раз [два] три", "v l o h", "[раз два три]");
    check("раз [два] три", "v l v h", "раз [два] три");
}

#[test]
fn widening_and_narrowing() {
    check(
        "Вот завод, [цех] и дом. Ещё.",
        "a",
        "Вот завод, [цех и дом]. Ещё.",
    );
    check(
        "Вот завод, [цех] и дом. Ещё.",
        "a a",
        "[Вот завод, цех и дом.] Ещё.",
    );
    check(
        "Вот завод, [цех] и дом. Ещё.",
        "a a A",
        "Вот завод, [цех и дом]. Ещё.",
    );
    check(
        "<ORG>завод, [цех]</ORG> и большой дом.",
        "a",
        "<ORG>[завод, цех]</ORG> и большой дом.",
    );
}

#[test]
fn brackets_walk_the_annotations() {
    check(
        "[раз] <PER>два</PER> три <ORG>четыре</ORG>",
        "]",
        "раз <PER>[два]</PER> три <ORG>четыре</ORG>",
    );
    check(
        "[раз] <PER>два</PER> три <ORG>четыре</ORG>",
        "] ]",
        "раз <PER>два</PER> три <ORG>[четыре]</ORG>",
    );
    check(
        "[раз] <PER>два</PER> три <ORG>четыре</ORG>",
        "] ] [",
        "раз <PER>[два]</PER> три <ORG>четыре</ORG>",
    );
    check("[раз] <PER>два</PER> три", "] x", "раз [два] три");
}

#[test]
fn search_folds_and_goes_round() {
    check("[Ёлка] и елка", "f е л к а Enter", "[Ёлка] и елка");
    check("[Ёлка] и елка", "f е л к а Enter n", "Ёлка и [елка]");
    check("[Ёлка] и елка", "f е л к а Enter n n", "[Ёлка] и елка");
    check("[Ёлка] и елка", "f е л к а Enter N", "Ёлка и [елка]");
    check("Ёлка [и] елка", "f Ё л Esc", "Ёлка [и] елка");
}

#[test]
fn the_slash_key_searches_while_the_russian_layout_is_on() {
    let mut play = play("[раз] два три");
    play.keys("3 д .");
    assert!(
        matches!(play.app.popup, Some(Popup::Find(_))),
        "the slash key of ЙЦУКЕН sends a full stop"
    );
    play.keys("Esc l .");
    assert_eq!(
        play.state(),
        "<ORG>раз</ORG> два <ORG>[три]</ORG>",
        "on the Latin layout it repeats"
    );
}

#[test]
fn blank_lines_without_end_are_passed_over_at_once() {
    let blank = "\n".repeat(20_000);
    check(
        &format!("[раз]{blank}два"),
        "j",
        &format!("раз{blank}[два]"),
    );
    check(
        &format!("раз{blank}[два]"),
        "k",
        &format!("[раз]{blank}два"),
    );
    let mut play = Play::open(&blank, Layer::default(), Schema::standard());
    play.keys("j k l h w b ) ( } { Space PageUp G g g 1 L a A x m");
    let reader = play.app.reader.as_ref().expect("an open document");
    assert!(reader.selection.range().is_empty() && reader.layer.annotations.is_empty());
}

#[test]
fn either_end_of_a_selection_can_be_moved() {
    check(
        "раз [два три четыре] пять",
        "v h",
        "раз [два три] четыре пять",
    );
    check(
        "раз [два три четыре] пять",
        "o l",
        "раз два [три четыре] пять",
    );
    check(
        "раз [два три четыре] пять",
        "o l l h h h",
        "[раз два три четыре] пять",
    );
    check(
        "раз [два три четыре] пять",
        "v h o l",
        "раз два [три] четыре пять",
    );
}

#[test]
fn going_far_is_remembered_and_gone_back() {
    let text = "[раз] два три <PER>четыре</PER> пять";
    let there = "раз два три <PER>четыре</PER> [пять]";
    check(text, "G", there);
    check(text, "G g b", text);
    check(text, "G Ctrl-o", text);
    check(text, "G п и", text);
    check(text, "G g b g f", there);
    check(text, "g b g f", text);
    let annotation = "раз два три <PER>[четыре]</PER> пять";
    let word = "раз [два] три <PER>четыре</PER> пять";
    check(text, "w f п я т ь Enter g b", word);
    check(text, "w f п я т ь Esc G g b", word);
    check(text, "w ] G g b", annotation);
    check(text, "w ] G g b g b", word);
    check(text, "w ] G g b g b g f g f", there);
    // Small steps are not remembered; going far from a place forgets what was ahead of it.
    check(
        text,
        "G g b w w ] g b",
        "раз два [три] <PER>четыре</PER> пять",
    );
    check(text, "G g b w w ] g b g f g f", annotation);
}

#[test]
fn a_bookmark_is_set_on_one_layout_and_found_on_the_other() {
    let text = "раз [два] три четыре";
    let there = "раз два три [четыре]";
    check(text, "M a G ' a", text);
    check(text, "Ь ф G э a", text);
    check(text, "M a G п ь ф", text);
    check(text, "M a G ' a g b", there);
    check(text, "M a G M a g g ' a", there);
    check(text, "M a G ' A", there);
    check(text, "M a G ' Esc", there);
    check(text, "M a M a G ' a", there);
    let mut play = play(text);
    play.keys("M ф");
    let kept = play.effects.last();
    let place = Some(TextSize::of("раз "));
    assert!(
        matches!(kept, Some(Effect::Bookmark(DocId(0), 'a', at)) if *at == place),
        "{kept:?}"
    );
    play.keys("M a");
    let kept = play.effects.last();
    assert!(
        matches!(kept, Some(Effect::Bookmark(DocId(0), 'a', None))),
        "{kept:?}"
    );
}

#[test]
fn the_selected_text_is_copied_as_it_is() {
    let mut play = play("раз [«два» три] четыре");
    play.keys("y");
    assert!(matches!(play.effects.last(), Some(Effect::Copy(text)) if text == "«два» три"));
    play.keys("Н");
    assert!(matches!(play.effects.last(), Some(Effect::CopyToFile(text)) if text == "«два» три"));
}

#[test]
fn focus_mode_follows_the_reading() {
    let mut play = play("[Раз] два. Три четыре.\nПять.");
    let lit = |play: &Play| {
        let reader = play.app.reader.as_ref().expect("open");
        reader.lit.map(|lit| reader.text.slice(lit).to_owned())
    };
    assert_eq!(lit(&play), None);
    play.keys("Z");
    assert_eq!(lit(&play).as_deref(), Some("Раз два."));
    play.keys(")");
    assert_eq!(lit(&play).as_deref(), Some("Три четыре."));
    play.keys("( v ) v");
    assert_eq!(
        lit(&play).as_deref(),
        Some("Раз два. Три четыре."),
        "what is selected is never dim"
    );
    play.keys("Я");
    assert_eq!(lit(&play).as_deref(), Some("Раз два. Три четыре."));
    play.keys(") )");
    assert_eq!(lit(&play).as_deref(), Some("Пять."));
    play.keys("Z");
    assert_eq!(lit(&play), None);
}

#[test]
fn one_key_reads_sentence_by_sentence() {
    let mut play = play("[Раз] два. Три четыре.\n\nПять. Шесть.");
    let at = |play: &Play| {
        let position = play.app.reader.as_ref()?.position.as_ref()?;
        Some((position.number, position.all()))
    };
    assert_eq!(at(&play), None);
    play.keys("Z");
    let told = super::macros::said(&play);
    assert!(told.contains("Space — следующее"), "{told}");
    assert_eq!(at(&play), Some((1, 4)));
    play.keys("Space");
    assert_eq!(play.state(), "Раз два. [Три] четыре.\n\nПять. Шесть.");
    play.keys("Space Space");
    assert_eq!(at(&play), Some((4, 4)));
    play.keys("PageUp");
    assert_eq!(at(&play), Some((3, 4)));
    assert_eq!(play.state(), "Раз два. Три четыре.\n\n[Пять]. Шесть.");
    play.keys("Z");
    assert_eq!(at(&play), Some((2, 2)), "of paragraphs");
    play.keys("PageUp");
    assert_eq!(at(&play), Some((1, 2)));
    play.keys("Z Space");
    assert_eq!(at(&play), None);
}

#[test]
fn all_forms_of_a_word_are_found() {
    let text = "[Завод] и заводчик, у завода. О ЗАВОДЕ";
    check(text, "f ~ з а в о д у Enter", text);
    check(
        text,
        "f ~ з а в о д у Enter n",
        "Завод и заводчик, у [завода]. О ЗАВОДЕ",
    );
    check(
        text,
        "f ~ з а в о д у Enter n n",
        "Завод и заводчик, у завода. О [ЗАВОДЕ]",
    );
    check(
        text,
        "f ~ з а в о д у Enter N N",
        "Завод и заводчик, у [завода]. О ЗАВОДЕ",
    );
    check(
        text,
        "f з а в о д о м Tab Enter n",
        "Завод и заводчик, у [завода]. О ЗАВОДЕ",
    );
    check(text, "f з а в о д о м Tab Tab Enter", text);
    check(
        text,
        "f у Space з а в о д Tab Enter",
        "Завод и заводчик, [у завода]. О ЗАВОДЕ",
    );
}

#[test]
fn the_hits_of_a_large_text_are_counted_behind() {
    let text = "Завод пущен в срок.\n".repeat(10_000);
    let mut play = Play::open(&text, Layer::default(), Schema::standard());
    let count = |play: &Play| {
        let search = play.app.reader.as_ref().and_then(|it| it.search.as_ref());
        search.and_then(|search| search.count)
    };
    let asked = |play: &mut Play| {
        let asked = play.effects.iter().filter_map(|effect| match effect {
            Effect::Count(doc, text, query) => Some((*doc, text.clone(), query.clone())),
            _ => None,
        });
        let asked: Vec<_> = asked.collect();
        play.effects.clear();
        asked
    };
    let answer = |play: &mut Play, (doc, text, query): (DocId, Text, Query)| {
        let starts = query.starts(&text).into();
        play.tell(Msg::Counted(doc, query, starts));
    };
    play.keys("/ п у щ е н Enter n n");
    let [first] = asked(&mut play).try_into().expect("it is asked once");
    assert_eq!(count(&play), None);
    play.keys("/ с р о к Enter");
    let [second] = asked(&mut play).try_into().expect("it is asked again");
    answer(&mut play, first);
    assert_eq!(count(&play), None, "that was another search");
    answer(&mut play, second);
    assert_eq!(count(&play), Some((3, 10_000)));
    play.keys("n");
    assert_eq!(count(&play), Some((4, 10_000)));
    assert!(asked(&mut play).is_empty(), "it is known");
}

#[test]
fn below_the_end_of_a_text_there_is_no_empty_screen() {
    let text = (1..=40)
        .map(|n| format!("Строка {n}."))
        .collect::<Vec<_>>()
        .join("\n");
    let mut play = Play::open(&text, Layer::default(), Schema::standard());
    for keys in ["G", "PageDown PageDown", "g g PageDown PageDown PageDown"] {
        play.keys(keys);
        let layout = &play.app.reader.as_ref().expect("open").layout;
        assert_eq!(layout.visible().len(), layout.height(), "{keys}");
    }
    play.tell(Msg::Resize(Size {
        columns: 80,
        rows: 35,
    }));
    let layout = &play.app.reader.as_ref().expect("open").layout;
    assert_eq!(layout.visible().len(), layout.height(), "after growing");
}

#[test]
fn in_a_long_text_forms_are_sought_behind() {
    let text = format!(
        "[Раз] завод.\n{}С заводом.\n",
        "Поле и лес.\n".repeat(60_000)
    );
    let mut play = play(&text);
    play.keys("j f ~ з а в о д у");
    assert!(
        play.state().contains("[Поле]"),
        "nothing is sought on the key"
    );
    play.keys("Enter n");
    let refused = play.app.notice.clone();
    assert!(matches!(refused, Some(Notice::Refused(_))), "{refused:?}");
    let asked = play.effects.iter().rev().find_map(|effect| match effect {
        Effect::Count(doc, text, query) => Some((*doc, text.clone(), query.clone())),
        _ => None,
    });
    let (doc, whole, query) = asked.expect("a thread is asked");
    let starts = query.starts(&whole).into();
    play.tell(Msg::Counted(doc, query, starts));
    assert!(
        play.state().contains("С [заводом]"),
        "the first from where one was"
    );
    play.keys("n");
    assert!(play.state().contains("Раз [завод]"));
    play.keys("N");
    assert!(play.state().contains("С [заводом]"));
}
