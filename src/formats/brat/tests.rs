use super::*;
use proptest::prelude::*;

fn check(text: &str, ann: &str, expected: &str) -> Standoff {
    let text = Text::new(text).unwrap();
    let standoff = read(ann, "a.ann", &text);
    let told = standoff.marks.iter().map(|mark| {
        let parts = mark.parts.ranges().iter().map(|range| text.slice(*range));
        let parts: Vec<&str> = parts.collect();
        format!("{} {}", mark.label, parts.join("|"))
    });
    assert_eq!(told.collect::<Vec<_>>().join(", "), expected, "{ann}");
    standoff
}

#[test]
fn parts_notes_and_other_lines() {
    let ann = "T2\tORG 0 5;8 12\tЗавод Цех2\n\
               #1\tAnnotatorNotes T2\tважно\n\
               T1\tLOC 8 12\tЦех2\n\
               R1\tIn Arg1:T1 Arg2:T2\n\
               A1\tSure T1\n\
               \n\
               #2\tAnnotatorNotes R1\tнет\n";
    let read = check("Завод и Цех2", ann, "ORG Завод|Цех2, LOC Цех2");
    assert_eq!(read.marks[0].note, "важно");
    let others: Vec<(char, usize)> = read.others.into_iter().collect();
    assert_eq!(others, [('#', 1), ('A', 1), ('R', 1)]);
    assert!(read.problems.is_empty());
}

#[test]
fn the_counting_is_the_one_that_explains_the_texts() {
    let crlf = "раз\r\nдва\r\nтри";
    let two = check(crlf, "T1\tX 5 8\tдва\nT2\tX 10 13\tтри", "X два, X три");
    assert_eq!(two.counting, Counting::default());
    let one = check(crlf, "T1\tX 4 7\tдва\nT2\tX 8 11\tтри", "X два, X три");
    assert!(one.counting.crlf_is_one && !one.counting.utf16);
    let wide = check("😀 раз", "T1\tX 3 6\tраз", "X раз");
    assert!(wide.counting.utf16);
    let marked = check("раз два", "T1\tX 5 8\tдва", "X два");
    assert!(marked.counting.marked);
}

#[test]
fn over_a_line_end_is_one_part() {
    check("раз\r\nдва", "T1\tX 0 3;5 8\tраз два", "X раз\r\nдва");
    check("раз\u{a0}два", "T1\tX 0 7\tраз два", "X раз\u{a0}два");
    check("разtwo", "T1\tX 0 3;3 6\tраз two", "X разtwo");
}

#[test]
fn an_id_after_blanks_of_any_kind() {
    check("раз", "\u{a0}T1\tX 0 3\tраз", "X раз");
}

#[test]
fn what_is_broken_is_refused_with_its_line() {
    let ann = "T1\tX 0 3\tраз\nT2\tX 4 7\tтри\nT3\tX 4\tдва\nT4 X 4 7 два\nслово\nT5\tX 4 99\tдва\nT6\tX 7 4\tдва\nT7\t 4 7\tдва\n";
    let read = check("раз два", ann, "X раз");
    let mut lines: Vec<_> = read
        .problems
        .iter()
        .filter_map(|it| it.place.as_ref()?.at)
        .collect();
    lines.sort();
    let expected: Vec<_> = [2, 3, 4, 5, 6, 7, 8].map(|line| (line, 1)).into();
    assert_eq!(lines, expected);
}

proptest! {
    #[test]
    fn any_file_can_be_read(text in "[а-в \r\n😀\u{301}]{0,12}", ann in "(([\u{a0} T#R*é]{0,3}[0-9]{0,2}[\t ]?(X|é| )?[ \t][0-9]{1,2} [0-9]{1,2}(;[0-9 ]{1,4})?\t?[а-в \u{a0}]{0,4})?[\n\r]?){0,5}") {
        let text = Text::new(text).unwrap();
        for mark in read(&ann, "a.ann", &text).marks {
            prop_assert!(mark.parts.ranges().iter().all(|range| range.end() <= text.len()));
        }
    }
}
