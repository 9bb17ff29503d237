//! The palette: commands in either language, on either layout, and as vim knows them; settings read again.

use super::{macros::said, *};
use metka::app::{Choice, msg::Reloaded};

/// What the palette offers first for what is typed with these keys.
fn first(preset: &str, keys: &str) -> Option<String> {
    let mut play = play("[Анна] Борис");
    play.app.keys.map = Keymap::preset(preset, Keyboard::default()).expect("a preset");
    play.keys("F2");
    play.keys(keys);
    match &play.app.popup {
        Some(Popup::Palette(palette)) => palette.matches.first().map(|choice| match choice {
            Choice::Command(action) => action.command().name.to_owned(),
            Choice::Line(number) => format!("line {number}"),
        }),
        other => panic!("{other:?}"),
    }
}

#[test]
fn commands_are_found_in_both_languages_on_both_layouts_and_by_other_words() {
    for (typed, found) in [
        ("о т м е н и т ь", "undo"),
        ("j n v t y b n m", "undo"),
        ("u n d o", "undo"),
        ("г т в щ", "undo"),
        ("о т к а т", "undo"),
        ("м а к р о с Space з а п и с", "record-macro"),
        ("с п р а в к а", "help"),
        ("g u i d e l", "guidelines"),
        ("у д а л и т ь", "remove"),
        ("d e l e t e", "remove"),
        ("ф о к у с", "spotlight"),
        ("f o c u s", "spotlight"),
        ("з а к л а д к и", "go-to-bookmark"),
        ("п е р е ч и т а т ь", "reload"),
        ("э к с п о р т и р о в а т ь", "export-document"),
        ("i m p o r t", "import-document"),
        ("j s o n", "copy-json"),
        ("к о л о н к а х Space c o n l l", "copy-conll"),
    ] {
        assert_eq!(first("default", typed).as_deref(), Some(found), "{typed}");
    }
}

#[test]
fn command_lines_of_vim_and_kakoune_have_their_counterparts() {
    for (typed, found) in [
        ("q", "quit"),
        ("q !", "quit"),
        ("w q", "quit"),
        ("ц й", "quit"),
        ("x", "quit"),
        (": q", "quit"),
        ("Ж й", "quit"),
        ("q a", "exit"),
        ("w", "save"),
        ("w r i t e", "save"),
        ("h e l p", "help"),
        ("s e t", "reload"),
        ("b n", "next-document"),
        ("d", "remove"),
        ("1 2 0", "line 120"),
        (": 7", "line 7"),
    ] {
        for preset in ["default", "vim", "kakoune", "plain"] {
            assert_eq!(
                first(preset, typed).as_deref(),
                Some(found),
                "{preset} {typed}"
            );
        }
    }
    assert_eq!(first("vim", "e d i t").as_deref(), Some("edit"));
}

#[test]
fn a_number_leads_to_the_line() {
    let text = "[Раз] два.\n\nТри четыре.\nПять.";
    check(text, ": 3 Enter", "Раз два.\n\n[Три] четыре.\nПять.");
    check(text, ": 4 Enter g b", text);
    let mut play = play(text);
    play.keys(": 9 Enter");
    assert_eq!(said(&play), "В тексте нет строки 9");
    play.keys(": w Enter");
    assert!(
        said(&play).starts_with("Всё уже сохранено"),
        "{}",
        said(&play)
    );
    play.keys("q : 2 Enter");
    assert_eq!(play.app.list.cursor, 1);
}

#[test]
fn settings_are_read_again_and_no_keys_are_lost() {
    let mut play = play("[Анна] Борис");
    let read = |source: &str| {
        let (keymap, problems) = Keymap::of_user_file(source, "keymap.ron", Keyboard::default());
        Msg::Reloaded(Box::new(Reloaded {
            keymap,
            lang: Lang::En,
            ascii: false,
            hyphenate: true,
            problems,
        }))
    };
    play.keys("g R");
    assert!(matches!(play.effects.last(), Some(Effect::Reload)));
    play.tell(read(r#"(reader: [("X", "undo"), ("B", "donne")])"#));
    let told = |play: &Play| match &play.app.notice {
        Some(Notice::Problems(problems)) => {
            let lines = problems
                .iter()
                .map(|problem| problem.line(&play.app.locale));
            lines.collect::<Vec<String>>()
        }
        _ => vec![said(play)],
    };
    assert_eq!(
        told(&play),
        ["keymap.ron:1:32: there is no command “donne”. Did you mean “done”?"],
        "the language is new, too"
    );
    play.keys("1 X");
    assert_eq!(said(&play), "Undone", "the good line holds");
    play.tell(read("(reader: [("));
    assert_eq!(told(&play).len(), 2, "{:?}", told(&play));
    assert_eq!(told(&play)[1], "the keys stay as they were");
    play.keys("1 X");
    assert_eq!(said(&play), "Undone", "the old map stays");
    play.tell(read("()"));
    assert_eq!(told(&play), ["Settings and keys were read anew"]);
    play.keys("X");
    assert!(said(&play).contains("means nothing"), "{}", said(&play));
}
