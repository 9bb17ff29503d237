//! Macros: recorded as commands, replayed as one step.

use super::*;
use metka::{app::Instruction, commands::Action};

/// What the status line says.
pub fn said(play: &Play) -> String {
    match &play.app.notice {
        Some(Notice::Done(message) | Notice::Refused(message)) => play.app.locale.say(message),
        other => format!("{other:?}"),
    }
}

fn state_after(before: &str, keys: &str) -> String {
    let mut play = play(before);
    play.keys(keys);
    play.state()
}

#[test]
fn a_macro_is_replayed_so_many_times_and_is_one_step_of_undo() {
    let mut play = play("[Анна] Борис Вера Глеб Дарья");
    play.keys("Q a 1 l Q");
    assert_eq!(said(&play), "Макрос a/ф записан: 2 действия");
    play.keys("E 3 a");
    assert_eq!(
        play.state(),
        "<PER>Анна</PER> <PER>Борис</PER> <PER>Вера</PER> <PER>Глеб</PER> [Дарья]"
    );
    assert_eq!(said(&play), "Макрос a/ф выполнен 3 раза");
    assert_eq!(play.written(), Some(4), "it is on the disk");
    play.keys("u");
    assert_eq!(play.state(), "<PER>Анна</PER> [Борис] Вера Глеб Дарья");
    play.keys("U");
    assert_eq!(play.written(), Some(4));
    play.keys("u u");
    assert_eq!(
        play.state(),
        "[Анна] Борис Вера Глеб Дарья",
        "what was recorded was done by hand"
    );
}

#[test]
fn a_macro_recorded_on_one_layout_is_replayed_on_the_other_and_under_another_keymap() {
    let recorded = "Q a t o w Q";
    let mut play = play("[Анна] Борис Вера");
    play.keys(recorded);
    play.keys("У ф");
    assert_eq!(play.state(), "<ORG>Анна</ORG> <ORG>Борис</ORG> [Вера]");
    play.app.keys.map = Keymap::preset("vim", Keyboard::default()).expect("a preset");
    play.keys("@ Enter");
    assert_eq!(
        said(&play),
        "Макрос a/ф остановлен на «Следующее слово»: здесь это ни к чему не ведёт (полных повторов: 0 из 1)"
    );
    assert_eq!(play.written(), Some(3));
}

#[test]
fn a_macro_stops_at_the_first_refusal_and_says_which() {
    let mut play = play("[Анна] и <ORG>Борис</ORG> и <ORG>Вера</ORG> и Глеб");
    play.keys("] Q a ] [ c p ] Q");
    assert_eq!(
        play.state(),
        "Анна и <PER>Борис</PER> и [<ORG>Вера</ORG>] и Глеб"
            .replace("[<ORG>Вера</ORG>]", "<ORG>[Вера]</ORG>")
    );
    play.keys("Q b c l ] Q");
    assert_eq!(
        said(&play),
        "Макрос b/и записан: 1 действие",
        "the refused ] is left out"
    );
    play.keys("g g Q c ] Q g g E 9 c");
    assert!(
        said(&play).contains("«Следующая аннотация»"),
        "{}",
        said(&play)
    );
    assert!(
        said(&play).ends_with("(полных повторов: 2 из 9)"),
        "{}",
        said(&play)
    );
}

#[test]
fn what_was_typed_is_part_of_a_macro() {
    let text = "[завод] один, завод два, завод три";
    let mut play = play(text);
    play.keys("/ з а в о д Enter Q a n 3 e д а Enter Q E a");
    let reader = play.app.reader.as_ref().expect("an open document");
    let notes: Vec<&str> = reader
        .layer
        .annotations
        .iter()
        .map(|a| a.note.as_str())
        .collect();
    assert_eq!(notes, ["да", "да"], "{}", play.state());
    play.keys("u");
    assert_eq!(play.written(), Some(1), "label and note are one step");
    assert_eq!(
        state_after(text, "Q a f д в а Enter Q g g E a"),
        "завод один, завод [два], завод три"
    );
}

#[test]
fn occurrences_relations_and_bookmarks_are_part_of_a_macro() {
    let mut play = play("[Изопан] и Изопан, Гефест и Гефест");
    play.keys("Q a 3 * * Q g g w w w E a");
    assert_eq!(
        play.state(),
        "<ORG>Изопан</ORG> и <ORG>Изопан</ORG>, <ORG>[Гефест]</ORG> и <ORG>Гефест</ORG>"
    );
    play.keys("u");
    assert_eq!(play.written(), Some(2));
    play.keys("g g Q b M k l Q E b");
    assert_eq!(said(&play), "Макрос b/и выполнен 1 раз");
    play.keys("g g ' k");
    assert!(play.state().contains("[и]"), "{}", play.state());
}

#[test]
fn a_macro_goes_on_in_the_next_document() {
    let mut play = play("[Анна] Борис");
    play.keys("Q a 1 > Q");
    play.tell(Msg::Opened(DocId(1), Box::new(Ok(opened("Вера Глеб")))));
    assert_eq!(said(&play), "Макрос a/ф записан: 2 действия");
    play.keys("<");
    play.tell(Msg::Opened(DocId(0), Box::new(Ok(opened("Анна Борис")))));
    play.keys("E 2 a");
    assert_eq!(said(&play), "None", "it waits for the document");
    play.tell(Msg::Opened(DocId(1), Box::new(Ok(opened("Вера Глеб")))));
    assert!(
        said(&play).starts_with("Макрос a/ф остановлен"),
        "{}",
        said(&play)
    );
    assert_eq!(play.state(), "<PER>[Вера]</PER> Глеб");
}

#[test]
fn a_macro_gives_or_takes_a_label_and_never_the_other_way_round() {
    let mut play = play("[Анна] <PER>Борис</PER> Вера Глеб");
    play.keys("Q a 1 l Q E 2 a");
    assert_eq!(
        play.state(),
        "<PER>Анна</PER> <PER>Борис</PER> <PER>Вера</PER> [Глеб]"
    );
    play.keys("g g Q b 1 l Q E 9 b");
    assert_eq!(play.state(), "Анна Борис Вера [Глеб]");
    assert!(said(&play).contains("«Снять аннотацию»"), "{}", said(&play));
}

#[test]
fn a_macro_leads_through_the_list_too() {
    let mut play = play("[Анна] Борис");
    play.keys("q Q a G Enter");
    play.tell(Msg::Opened(DocId(1), Box::new(Ok(opened("Вера Глеб")))));
    play.keys("1 q Q");
    assert_eq!(said(&play), "Макрос a/ф записан: 4 действия");
    play.keys("g g E a");
    let again = opened("Вера Глеб");
    play.tell(Msg::Opened(DocId(1), Box::new(Ok(again))));
    assert_eq!(said(&play), "Макрос a/ф выполнен 1 раз");
    assert!(play.app.reader.is_none(), "it came back to the list");
}

#[test]
fn a_macro_that_waits_for_a_document_is_given_up_with_it() {
    let mut play = play("[Анна] Борис");
    play.keys("Q a 1 > Q Esc");
    assert!(
        play.app.macros.recording.is_some(),
        "it was given up with its keys"
    );
    play.keys("q Q");
    assert!(play.app.macros.recording.is_none());
    play.keys("Enter");
    play.tell(Msg::Opened(DocId(0), Box::new(Ok(opened("Анна Борис")))));
    play.keys("E a Esc Enter");
    play.tell(Msg::Opened(DocId(0), Box::new(Ok(opened("Анна Борис")))));
    assert_eq!(play.state(), "[Анна] Борис", "nothing goes on behind");
}

#[test]
fn a_macro_without_letter_or_commands_is_refused() {
    for (keys, told) in [
        ("E a", "Макроса a/ф нет"),
        ("Q 1", "Макрос называют буквой, 1 не годится"),
        ("Q a Q", "Ничего не записано, макрос a/ф прежний"),
    ] {
        let mut play = play("[Анна] Борис");
        play.keys(keys);
        assert_eq!(said(&play), told, "{keys}");
    }
}

#[test]
fn a_macro_that_is_done_with_the_last_document_ends_there() {
    for times in ["", "2 ", "3 ", "4 "] {
        let mut play = play("[Анна] Борис");
        play.keys("Q a 1 d Q");
        play.tell(Msg::Opened(DocId(1), Box::new(Ok(opened("Вера Глеб")))));
        play.keys(&format!("E {times}a"));
        assert_eq!(play.state(), "<PER>[Вера]</PER> Глеб", "{times}");
        assert_eq!(play.app.corpus.progress().0, 1, "{times}");
        let reader = play.app.reader.as_ref().expect("it stays");
        assert_eq!(reader.layer.status, Status::Done, "{times}");
    }
}

#[test]
fn a_macro_that_takes_in_another_records_a_form_once() {
    let mut play = play("[<METRIC>пять</METRIC>] <METRIC>шесть</METRIC>");
    play.keys("Q a e Tab Tab Tab Tab я Enter Q");
    let form = play.app.macros.kept[&'a'].clone();
    assert_eq!(form.len(), 1);
    play.keys("w Q b E a Q");
    assert_eq!(play.app.macros.kept[&'b'], form);
}

#[test]
fn macros_that_take_in_each_other_do_not_grow_beyond_measure() {
    let mut play = play("[Анна] Борис");
    let walk = vec![Instruction::Act(Action::TokenRight); 20];
    play.app.macros.kept.insert('a', walk);
    play.keys("Q b E 9 9 9 a");
    assert!(said(&play).contains("больше 10"), "{}", said(&play));
    assert_eq!(play.state(), "[Анна] Борис", "nothing was done");
}
