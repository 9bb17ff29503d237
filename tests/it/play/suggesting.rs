//! Suggestions: hopping, accepting, refusing, all at once, switches.

use super::*;
use metka::{annotation::Rejection, app::Row};

/// Money, a percentage, a date and a person.
const TEXT: &str = "[В] 2023 году Иван Петров получил более 5 млн рублей, на 20 % больше.";

/// A play over `before` with suggestions.
pub fn suggesting(before: &str) -> Play {
    let mut play = play(before);
    play.suggests = true;
    // Asked anew.
    play.keys("g s g s");
    play
}

/// The open suggestions, the current one in brackets.
fn queue(play: &Play) -> String {
    let reader = play.app.reader.as_ref().expect("an open document");
    let current = reader.suggestion();
    let told = reader.queue.iter().map(|it| match current == Some(it) {
        true => format!("[{}]", it.label),
        false => it.label.to_string(),
    });
    told.collect::<Vec<_>>().join(" ")
}

fn rejections(play: &Play) -> Vec<Rejection> {
    let layer = play.disk.clone().unwrap_or_default();
    layer.rejections
}

fn said(play: &Play) -> &'static str {
    match &play.app.notice {
        Some(Notice::Done(it) | Notice::Refused(it)) => it.id,
        _ => "",
    }
}

#[test]
fn a_suggestion_that_begins_where_one_stands_is_not_left_out() {
    let mut play = suggesting("[Иван] Петров получил более 5 млн рублей.");
    play.keys("Tab");
    assert_eq!(queue(&play), "[PER] MONEY");
    play.keys("Tab");
    assert_eq!(queue(&play), "PER [MONEY]");
}

#[test]
fn tab_hops_and_enter_accepts_with_measure_and_fields_and_goes_on() {
    let mut play = suggesting(TEXT);
    assert_eq!(queue(&play), "DATE PER MONEY PERCENT");
    play.keys("Tab");
    assert_eq!(queue(&play), "[DATE] PER MONEY PERCENT");
    play.keys("Tab Tab S-Tab");
    assert_eq!(queue(&play), "DATE [PER] MONEY PERCENT");
    play.keys("Tab Enter");
    assert_eq!(queue(&play), "DATE PER [PERCENT]");
    assert_eq!(
        play.state(),
        "В 2023 году Иван Петров получил <MONEY>более 5 млн рублей</MONEY>, на [20 %] больше."
    );
    let measure = only(&play).measure.expect("a measure");
    assert_eq!(measure.value.as_deref(), Some("5000000"));
    assert_eq!((measure.bound, &*measure.unit), (Bound::MoreThan, "RUB"));
    assert_eq!(play.written(), Some(1));
    // At the end on from the beginning.
    play.keys("Tab Enter Enter Enter");
    assert_eq!(queue(&play), "");
    let layer = play.disk.as_ref().expect("a layer");
    let date = layer.annotations.nth(0).expect("a date");
    assert_eq!(date.fields.get("iso").map(String::as_str), Some("2023"));
}

#[test]
fn the_keys_work_under_every_preset_and_layout() {
    for preset in Keymap::PRESETS {
        let mut play = suggesting(TEXT);
        let map = Keymap::preset(preset, Keyboard::default()).expect("a preset");
        play.app.keys.map = map;
        play.keys("Tab Tab Enter Backspace");
        assert_eq!(queue(&play), "DATE [PERCENT]", "{preset}");
        assert_eq!(rejections(&play).len(), 1, "{preset}");
        play.keys("ы Esc Ы");
        assert!(
            matches!(&play.app.popup, Some(Popup::AcceptAll(_))),
            "{preset}"
        );
    }
}

#[test]
fn backspace_refuses_for_good_and_undo_takes_that_back() {
    let mut play = suggesting(TEXT);
    play.keys("Tab Backspace");
    assert_eq!(queue(&play), "[PER] MONEY PERCENT");
    let refused = rejections(&play);
    assert_eq!((&*refused[0].label, &*refused[0].by), ("DATE", "dates"));
    play.keys("u");
    assert_eq!(queue(&play), "[DATE] PER MONEY PERCENT");
    assert_eq!(rejections(&play), []);
    play.keys("U");
    assert_eq!(queue(&play), "PER MONEY PERCENT");
    assert_eq!(rejections(&play), refused);
    // In another session.
    let mut again = Play::open(
        "В 2023 году Иван Петров",
        play.disk.expect("a layer"),
        Schema::standard(),
    );
    again.suggests = true;
    again.keys("g s g s");
    assert_eq!(queue(&again), "PER");
}

#[test]
fn an_accepted_suggestion_is_undone_in_one_step_and_proposed_again() {
    let mut play = suggesting(TEXT);
    play.keys("Tab Enter");
    let after = play.state();
    play.keys("u");
    assert_eq!(queue(&play), "[DATE] PER MONEY PERCENT");
    assert_eq!(play.written(), Some(0));
    play.keys("U");
    assert_eq!(play.written(), Some(1));
    assert!(after.contains("<DATE>") && play.state().contains("<DATE>"));
}

#[test]
fn a_suggestion_is_adjusted_before_it_is_accepted() {
    let mut play = suggesting(TEXT);
    play.keys("Tab Tab L H L Enter");
    assert_eq!(
        play.state(),
        "В 2023 году <PER>Иван Петров получил</PER> [более 5 млн рублей], на 20 % больше."
    );
    // A figure is read again.
    let mut play = suggesting("[Всего] 5 млн рублей.");
    play.keys("Tab H Enter");
    let measure = only(&play).measure.expect("a measure");
    assert_eq!(
        (measure.value.as_deref(), &*measure.unit),
        (Some("5000000"), "")
    );
}

#[test]
fn a_digit_accepts_with_another_label() {
    let mut play = suggesting(TEXT);
    play.keys("Tab Tab 3");
    assert_eq!(
        play.state(),
        "В 2023 году <ORG>Иван Петров</ORG> получил [более 5 млн рублей], на 20 % больше."
    );
    play.keys("t c");
    assert!(
        play.state()
            .contains("<PERCENT>более 5 млн рублей</PERCENT>, на [20 %]")
    );
}

#[test]
fn a_suggestion_that_got_another_label_and_other_ends_is_answered() {
    let mut play = suggesting(TEXT);
    play.keys("Tab Tab L 3");
    assert_eq!(
        play.state(),
        "В 2023 году <ORG>Иван Петров получил</ORG> [более 5 млн рублей], на 20 % больше."
    );
    assert_eq!(queue(&play), "DATE [MONEY] PERCENT");
    let reader = play.app.reader.as_ref().expect("an open document");
    let told = reader.told_tally(Lang::Ru).expect("something to tell");
    assert!(play.app.locale.say(&told).starts_with("принято 1 из 1,"));
    // In another session too.
    let refused = rejections(&play);
    assert_eq!(refused.len(), 1);
    play.keys("u");
    assert_eq!(queue(&play), "DATE PER MONEY PERCENT");
    assert_eq!(rejections(&play), []);
    play.keys("U");
    assert_eq!(queue(&play), "DATE MONEY PERCENT");
    assert_eq!(rejections(&play), refused);
}

#[test]
fn off_a_suggestion_the_keys_tell_how_to_come_to_one() {
    for key in ["Enter", "Backspace"] {
        let mut play = suggesting(TEXT);
        play.keys(key);
        assert_eq!(said(&play), "not-on-suggestion");
        assert_eq!(play.disk, None);
    }
    let mut play = suggesting("[нет] ничего");
    play.keys("Tab");
    assert_eq!(said(&play), "no-suggestions");
}

#[test]
fn all_of_a_label_are_accepted_at_once_and_undone_at_once() {
    let mut play = suggesting("[Было] 5 млн рублей, 6 млн рублей и 7 %.");
    play.keys("S");
    assert!(matches!(&play.app.popup, Some(Popup::AcceptAll(all)) if &*all.label == "MONEY"));
    play.keys("Right Left Enter");
    assert_eq!(said(&play), "accepted-all");
    assert_eq!(
        play.state(),
        "[Было] <MONEY>5 млн рублей</MONEY>, <MONEY>6 млн рублей</MONEY> и 7 %."
    );
    let layer = play.disk.clone().expect("a layer");
    assert!(layer.annotations.iter().all(|it| it.measure.is_some()));
    play.keys("u");
    assert_eq!(queue(&play), "MONEY MONEY PERCENT");
    // Nothing is as sure as that.
    play.keys("S Up Up Up Up Up Enter");
    assert_eq!(said(&play), "no-suggestions");
    play.keys("S Esc");
    assert_eq!(play.written(), Some(0));
}

#[test]
fn suggesters_are_switched_and_the_queue_is_ordered() {
    let mut play = suggesting(TEXT);
    play.keys("s Enter Esc");
    assert_eq!(queue(&play), "DATE PER");
    assert!(!play.app.is_on(Row::Suggester("figures")));
    play.keys("s Space Esc");
    assert_eq!(queue(&play), "DATE PER MONEY PERCENT");
    let score = |play: &Play| {
        let reader = play.app.reader.as_ref().expect("an open document");
        reader.suggestion().expect("a suggestion").score
    };
    play.keys("s k k Enter Esc Tab");
    let mut scores = vec![score(&play)];
    for _ in 1..4 {
        play.keys("Tab");
        scores.push(score(&play));
    }
    assert!(scores.is_sorted() && scores[0] < scores[3], "{scores:?}");
    play.keys("s k Enter Esc");
    assert_eq!(queue(&play), "");
    play.keys("Tab");
    assert_eq!(said(&play), "suggestions-are-hidden");
}

#[test]
fn what_is_labelled_by_hand_is_no_suggestion_at_once_and_is_read() {
    let mut play = suggesting(TEXT);
    play.suggests = false;
    play.keys("Tab Tab Tab h l L L L 8");
    assert_eq!(queue(&play), "DATE PER PERCENT");
    let measure = only(&play).measure.expect("a measure");
    assert_eq!(measure.bound, Bound::MoreThan);
    let mut play = play_of("[5,3 млн руб.]");
    play.keys("t m");
    let measure = only(&play).measure.expect("a measure");
    assert_eq!(
        (measure.value.as_deref(), &*measure.unit),
        (Some("5300000"), "RUB")
    );
}

fn play_of(before: &str) -> Play {
    super::play(before)
}

#[test]
fn a_value_in_words_fills_the_form() {
    let mut play = play_of("сумма [такая]");
    play.keys("8 e о т Space 3 Space д о Space 5 Space т ы с . Tab");
    let form = match &play.app.popup {
        Some(Popup::Form(form)) => form,
        _ => panic!("no form"),
    };
    let rows: Vec<&str> = form.rows.iter().map(|row| row.prompt.text()).collect();
    assert_eq!(rows[..3], ["3000", "5000", "Exact"]);
    play.keys("Enter");
    let measure = only(&play).measure.expect("a measure");
    assert_eq!(measure.to.as_deref(), Some("5000"));
}

#[test]
fn an_answer_to_an_older_request_is_dropped() {
    let mut play = play(TEXT);
    play.keys("g s g s");
    let wanted = play.effects.iter().rev().find_map(|it| match it {
        Effect::Suggest(wanted) => Some(wanted.clone()),
        _ => None,
    });
    let wanted = wanted.expect("a request");
    let queue_of = |play: &Play| suggested(&wanted, &play.app.corpus.schema);
    let late = queue_of(&play);
    play.keys("1");
    play.tell(Msg::Suggested(wanted.doc, wanted.revision, late));
    assert_eq!(queue(&play), "");
}

#[test]
fn what_one_is_about_to_decide_on_stays_when_others_are_found() {
    let mut play = suggesting(TEXT);
    play.keys("Tab Tab");
    let last = |it: &Effect| match it {
        Effect::Suggest(wanted) => Some(wanted.clone()),
        _ => None,
    };
    let wanted = play.effects.iter().rev().find_map(last).expect("asked");
    let none = Queue::new(Vec::new());
    play.tell(Msg::Suggested(wanted.doc, wanted.revision, none));
    play.suggests = false;
    play.keys("Enter");
    assert_eq!(&*only(&play).label, "PER");
}

#[test]
fn what_suggestions_were_worth_is_told_when_the_document_is_done() {
    let mut play = suggesting("[Было] 5 млн рублей, 6 млн рублей и 7 %.");
    play.keys("Tab Enter Enter Backspace");
    let reader = play.app.reader.as_ref().expect("an open document");
    let told = reader.told_tally(Lang::Ru).expect("something to tell");
    let told = play.app.locale.say(&told);
    // Four of the keys asked for suggestions.
    assert_eq!(told, "принято 2 из 3, 4,0 клавиши на метку");
    let finished = |play: &Play| {
        let learn = |it: &&Effect| matches!(it, Effect::Learn(..));
        play.effects.iter().filter(learn).count()
    };
    assert_eq!(finished(&play), 0);
    play.keys("d");
    assert_eq!(finished(&play), 1);
}

#[test]
fn refusals_of_two_sessions_are_both_kept() {
    let mut ours = suggesting(TEXT);
    let base = ours.app.reader.as_ref().expect("open").layer.clone();
    ours.keys("Tab Backspace");
    let mut theirs = suggesting(TEXT);
    theirs.keys("Tab Tab Backspace");
    let (ours, theirs) = (ours.disk.expect("ours"), theirs.disk.expect("theirs"));
    let both = merge(&base, &ours, &theirs);
    let labels: Vec<&str> = both.rejections.iter().map(|it| &*it.label).collect();
    assert_eq!(labels, ["DATE", "PER"]);
}

#[test]
fn what_two_sessions_refused_alike_is_one_refusal_and_undone_as_one() {
    let mut play = suggesting(TEXT);
    let base = play.app.reader.as_ref().expect("open").layer.clone();
    play.answer = false;
    play.keys("Tab Backspace");
    let ours = play.disk.clone().expect("ours");
    let mut theirs = ours.clone();
    // To them it was proposed by another suggester.
    theirs.rejections[0].by = "learner".to_owned();
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.rejections.len(), 1);
    assert_eq!(merge(&base, &theirs, &ours).rejections.len(), 1);
    for kept in [ours, theirs] {
        let mut play = suggesting(TEXT);
        play.answer = false;
        play.keys("Tab Backspace");
        play.answer = true;
        let merged = Some(kept);
        play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged }))));
        play.keys("u");
        assert_eq!(rejections(&play), []);
        assert_eq!(queue(&play), "[DATE] PER MONEY PERCENT");
    }
}
