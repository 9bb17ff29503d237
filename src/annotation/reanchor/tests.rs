use super::*;
use crate::text::{TextRange, fold::folded};
use proptest::prelude::*;

fn text(content: &str) -> Text {
    Text::new(content).expect("short")
}

/// The text after it changed, when nothing but the length of the old one is known.
fn renewed(chars: u32, new: &Text) -> Versions<'_> {
    let old = None;
    Versions { chars, old, new }
}

/// What becomes of the stretches in square brackets when the text around them changes to `new`, in brackets as well.
/// Several in one pair of braces are the parts of one annotation.
fn check(old: &str, new: &str) {
    check_with(old, new, false);
}

/// The same when the old text was `kept`, or was not.
fn check_with(old: &str, new: &str, kept: bool) {
    let (old_text, old_records) = marked(old);
    let new_text: String = new.chars().filter(|c| !"[]{}".contains(*c)).collect();
    let new_text = text(&new_text);
    let records: Vec<(Vec<CharRange>, String)> = old_records
        .into_iter()
        .map(|at| {
            let slices = at.iter().map(|part| {
                let length = (part.end - part.start) as usize;
                let from = old_text.chars().skip(part.start as usize);
                from.take(length).collect::<String>()
            });
            let covered = slices.collect::<Vec<_>>().join(GAP);
            (at, covered)
        })
        .collect();
    let records: Vec<Old<'_>> = records.iter().map(|(at, text)| Old { at, text }).collect();
    let kept = kept.then(|| text(&old_text));
    let versions = Versions {
        old: kept.as_ref(),
        ..renewed(old_text.chars().count() as u32, &new_text)
    };
    let found = reanchor(&records, versions);
    let mut borders: Vec<(u32, u8, char)> = Vec::new();
    for parts in found.iter().flatten() {
        for range in parts.ranges() {
            borders.push((range.start().raw(), 1, '['));
            borders.push((range.end().raw(), 0, ']'));
        }
    }
    borders.sort();
    let mut shown = new_text.as_str().to_owned();
    for (at, _, border) in borders.into_iter().rev() {
        shown.insert(at as usize, border);
    }
    assert_eq!(shown, new.replace(['{', '}'], ""), "from {old}");
}

/// The text without brackets, and the parts of each annotation.
fn marked(source: &str) -> (String, Vec<Vec<CharRange>>) {
    let (mut text, mut records) = (String::new(), Vec::new());
    let (mut at, mut open, mut group) = (0, Vec::new(), None::<Vec<CharRange>>);
    for c in source.chars() {
        match c {
            '[' => open.push(at),
            ']' => {
                let start = open.pop().expect("brackets match");
                let part = CharRange { start, end: at };
                match &mut group {
                    Some(parts) => parts.push(part),
                    None => records.push(vec![part]),
                }
            }
            '{' => group = Some(Vec::new()),
            '}' => records.extend(group.take()),
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, records)
}

#[test]
fn a_text_that_moved_as_a_whole_is_found() {
    check("[Анна Жук] — [министр].", "Вчера [Анна Жук] — [министр].");
    check("Вчера [Анна Жук] — [министр].", "[Анна Жук] — [министр].");
    check("[Завод [Изопан]] открыт", "Ура! [Завод [Изопан]] открыт");
    check("[кот] и [кот] и [пёс]", "ещё [кот] и [кот] и [пёс]");
}

#[test]
fn what_was_edited_waits_and_the_rest_goes_on() {
    check(
        "[Завод] «[Изопан]» вложил [381 млрд], [Анна] рада",
        "[Завод] «Гефест-М» вложил [381 млрд], [Анна] рада",
    );
    check("[Завод] в [Твери]", "Пусто");
    check("[Завод]", "");
}

#[test]
fn two_edits_leave_a_middle_of_its_own() {
    check(
        "Раз. Министр [Анна Жук] приехала. [Завод] открыт.",
        "Раз два. Министр [Анна Жук] приехала. И вот [Завод] открыт.",
    );
    // «кот» is anywhere: what lies between two edits proves nothing alone, two that agree do.
    check("а [кот] б", "аа кот бб");
    check(
        "раз [кот] и [пёс] и [ёж] два [Завод открыт]",
        "раз раз [кот] и [пёс] и [ёж] и два [Завод открыт]",
    );
}

#[test]
fn another_mention_is_not_taken_for_the_one_that_was_edited_away() {
    check(
        "Вот [губернатор] открыл завод. Потом речь держал и губернатор, и мэр.",
        "Вот глава открыл завод. Потом речь держал и губернатор, и мэр.",
    );
    check(
        "Вот [губернатор] с [мэром] открыл завод. Потом речь держал губернатор.",
        "Вот глава с [мэром] открыл завод. Потом речь держал губернатор.",
    );
}

#[test]
fn of_equally_good_places_none_is_taken() {
    check("[кот] спит", "кот кот спит");
    check("был [да] нет", "был да да нет");
}

#[test]
fn where_the_old_text_was_kept_the_words_beside_decide() {
    for (old, placed, waiting) in [
        // Alone between two edits, and one of many.
        (
            "Был кот. А [кот] спал. И кот ушёл.",
            "Тут был кот. А [кот] спал. И вот кот ушёл.",
            "Тут был кот. А кот спал. И вот кот ушёл.",
        ),
        // What is too little to decide.
        ("[кот] спит", "кот кот спит", "кот кот спит"),
        ("а [кот] б", "аа кот бб", "аа кот бб"),
        (
            "а [кот] спит б",
            "раз, а кот спит, а кот спит бб",
            "раз, а кот спит, а кот спит бб",
        ),
        // Another mention between other words.
        (
            "Вот [губернатор] открыл завод. Потом речь держал и губернатор, и мэр.",
            "Вот глава открыл завод. Потом речь держал и губернатор, и мэр.",
            "Вот глава открыл завод. Потом речь держал и губернатор, и мэр.",
        ),
    ] {
        check_with(old, placed, true);
        check_with(old, waiting, false);
    }
}

#[test]
fn two_mentions_do_not_end_up_on_one() {
    check(
        "[Анна Жук] пришла, потом [Анна Жук] ушла, а [Завод] стоит",
        "Потом [Анна Жук] ушла, а [Завод] стоит",
    );
    // The mention left is part of another annotation.
    check(
        "[Пётр Иванов] пришёл. А [Иванов] ушёл.",
        "[Пётр Иванов] пришёл.",
    );
}

#[test]
fn other_writing_is_the_same_text_where_it_is_the_only_one() {
    check(
        "[Завод \"Ещё\"] вложил [5 млн]",
        "Итак, [Завод «Еще»] вложил [5\u{a0}млн]",
    );
    check("[тёмный лес], тёмный бор", "темный лес, темный лес");
}

#[test]
fn all_parts_or_none() {
    check(
        "{[Титан] и [Баррикады]}, заводы",
        "Вот {[Титан] и [Баррикады]}, заводы",
    );
    check(
        "{[Титан] и [Баррикады]}, [заводы]",
        "Титан и Красный Октябрь, [заводы]",
    );
}

#[test]
fn a_record_whose_text_has_another_length_waits() {
    let at = [CharRange { start: 0, end: 3 }];
    let old = Old {
        at: &at,
        text: "Завод",
    };
    assert_eq!(reanchor(&[old], renewed(5, &text("Завод"))), [None]);
}

/// Words in a row, some annotated; then where an edit begins, how many words it takes away at most, and what it puts.
fn edited() -> impl Strategy<Value = (Vec<(String, bool)>, usize, usize, Vec<String>)> {
    let word = "[а-г]{1,3}";
    (
        prop::collection::vec((word, any::<bool>()), 1..14),
        0usize..14,
        0usize..4,
        prop::collection::vec(word, 0..4),
    )
}

proptest! {
    /// Whatever is inserted or deleted beside the annotations, none is placed wrongly, and each one that reads
    /// unlike all else is placed.
    #[test]
    fn one_edit_elsewhere_misplaces_nothing((words, from, gone, new) in edited()) {
        let from = from.min(words.len());
        let gone = words[from..].iter().take(gone).take_while(|(_, marked)| !marked).count();
        let mut before = String::new();
        let (mut at, mut covered, mut expected, mut places) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut after = String::new();
        for (index, (word, marked)) in words.iter().enumerate() {
            if index == from {
                new.iter().for_each(|word| after = format!("{after}{word} "));
            }
            if *marked {
                let chars = |text: &str| text.chars().count() as u32;
                at.push([CharRange { start: chars(&before), end: chars(&before) + chars(word) }]);
                covered.push(word.as_str());
                places.push(after.len()..after.len() + word.len());
            }
            before = format!("{before}{word} ");
            if !(from..from + gone).contains(&index) {
                after = format!("{after}{word} ");
            }
        }
        if from == words.len() {
            new.iter().for_each(|word| after = format!("{after}{word} "));
        }
        let records: Vec<Old<'_>> = at.iter().zip(&covered).map(|(at, text)| Old { at, text }).collect();
        let (old, new) = (text(&before), text(&after));
        let unkept = renewed(old.char_count(), &new);
        let found = reanchor(&records, unkept);
        let with_old = reanchor(&records, Versions { old: Some(&old), ..unkept });
        prop_assert_eq!(found.len(), records.len());
        // Words beside one of several places may be moved by the edit itself; where they are not, they mislead nobody.
        let same_words = |(at, place): (&[CharRange; 1], &std::ops::Range<usize>)| {
            let place = TextRange::from_usize(place.clone());
            beside::beside(&old, old.to_range(at[0]).unwrap()) == beside::beside(&new, place)
        };
        let undisturbed = at.iter().zip(&places).all(same_words);
        for (place, word) in places.into_iter().zip(&covered) {
            let only = after.matches(word).count() == 1;
            expected.push((only, Parts::one(TextRange::from_usize(place))));
        }
        for (((only, right), found), with_old) in expected.into_iter().zip(found).zip(with_old) {
            prop_assert!(found.is_none() || with_old == found, "{before:?} to {after:?}: {with_old:?} for {found:?}");
            prop_assert!(!undisturbed || with_old.is_none() || with_old == right, "{before:?} to {after:?}: {with_old:?}");
            prop_assert!(found == right || (found.is_none() && !only), "{before:?} to {after:?}: {found:?} for {right:?}");
        }
    }

    /// Whatever becomes of the text, what is placed reads as it did, in the same order.
    #[test]
    fn what_is_placed_reads_the_same(old in "[а-в ]{1,30}", new in "[а-вё« ]{0,30}", ranges in prop::collection::vec((0u32..28, 1u32..4), 1..8)) {
        let chars = old.chars().count() as u32;
        let mut at: Vec<[CharRange; 1]> = ranges.into_iter()
            .filter(|(start, length)| start + length <= chars)
            .map(|(start, length)| [CharRange { start, end: start + length }])
            .collect();
        at.sort();
        at.dedup();
        let old = text(&old);
        let covered = |at: &[CharRange; 1]| old.slice(old.to_range(at[0]).unwrap()).to_owned();
        let texts: Vec<String> = at.iter().map(covered).collect();
        let records: Vec<Old<'_>> = at.iter().zip(&texts).map(|(at, text)| Old { at, text }).collect();
        let new = text(&new);
        let found = reanchor(&records, renewed(chars, &new));
        let placed: Vec<_> = found.iter().zip(&records).filter_map(|(found, old)| Some((found.as_ref()?.cover(), old))).collect();
        for (range, old) in &placed {
            prop_assert_eq!(folded(new.slice(*range)), folded(old.text));
        }
        for two in placed.windows(2) {
            let apart = two[0].1.at[0].end <= two[1].1.at[0].start;
            prop_assert!(!apart || two[0].0.end() <= two[1].0.start());
        }
        // The text that did not change keeps everything.
        let same = reanchor(&records, renewed(chars, &old));
        prop_assert!(same.iter().zip(&at).all(|(found, at)| found.as_ref().map(Parts::cover) == old.to_range(at[0])));
    }
}
