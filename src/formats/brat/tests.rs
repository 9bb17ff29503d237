//! Every line of an `.ann` comes back, whatever it is; and what was changed meanwhile comes back changed.

use super::{super::*, FORMAT};
use crate::annotation::{Annotation, DocumentId, Id, Parts, Status, layer_file, merge};
use crate::text::TextRange;
use proptest::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// The layer that `ann` on `text` is, with a label renamed and another left out.
fn taken(ann: &str, text: &Text) -> Settled {
    let piece = Piece {
        path: "a.ann",
        line: 1,
        body: ann,
        text: Some(text),
    };
    let reading = super::read(&piece).unwrap().remove(0);
    let rename = |label: &str| match label {
        "Out" => None,
        "Old" => Some("New".to_owned()),
        other => Some(other.to_owned()),
    };
    let terms = Terms {
        annotator: "anna",
        status: Status::New,
        rename: &rename,
        measure: &|_, _, _| None,
    };
    let mut settled = settle(reading, text, 1, &terms, &|line| piece.place(line));
    settled.layer.foreign = super::keep::keep(ann, &settled, text);
    settled
}

/// What is written of `layer`, after it was on the disk.
fn given(layer: &Layer, text: &Text) -> String {
    let id = DocumentId::default();
    let file = layer_file::write(layer, text, &id);
    let layer = &layer_file::read(&file, "a.ron", text, &id).unwrap_or_else(|it| panic!("{it:?}"));
    let layer = fit(layer, text, FORMAT.holds, Policy::default()).layer;
    super::write::ann(&layer, text)
}

fn set(ann: &str) -> BTreeSet<String> {
    super::line::lines(ann)
        .map(|(_, line)| line.to_owned())
        .collect()
}

fn changed(layer: &Layer, id: &str, change: impl Fn(&mut Annotation)) -> Layer {
    let mut layer = layer.clone();
    let mut item = Annotation::clone(layer.annotations.get(&Id::new(id)).unwrap());
    change(&mut item);
    layer.annotations.put(Arc::new(item));
    layer
}

const TEXT: &str = "Глава «Ростеха»\u{a0}Иван Петров\r\nвложил 1,5 млн ₽ в завод 😀 «Титан».";

const ANN: &str = "\
T5\tPER 16 27\tИван Петров
T1\tPOS 0 15\tГлава «Ростеха»
T2\tORG 6 15\t«Ростеха»
T3\tORG 6 15\t«Ростеха»
T4\tEVENT 21 26;29 35\tетров вложил
T7\tEVENT 21 27;29 35\tПетров вложил
T8\tDOC 56 63;0 5\t«Титан» Глава
T9\tORG 9 3\tбез места
R1\tHeads Arg1:T5 Arg2:T2\t
R2\tHeads Arg1:T5 Arg2:T3
R9\tLost Arg1:T5 Arg2:T99
E1\tEVENT:T7 Who:T5 What:T8
E2\tEVENT:T7
A3\tNegation E1
A2\tConfidence T1 very high
A7\tConfidence T3 low
M1\tSpeculation T5
A8\ttext T1 reserved
N1\tReference T2 Wikidata:Q1\tРостех
N2\tReference T2 Wikidata:Q2\tРостех
*\tEquiv T2 T3
#1\tAnnotatorNotes T1\tпервая
#2\tAnnotatorNotes T1\tвторая
#3\tAnnotatorNotes R1\tоб отношении
#4\tAnnotatorNotes E1\tо событии
# просто слова
слово
T5\tLOC 0 5\tГлава
";

#[test]
fn every_line_comes_back() {
    let text = Text::new(TEXT).unwrap();
    let Settled { layer, .. } = taken(ANN, &text);
    assert_eq!(set(&given(&layer, &text)), set(ANN));
    let item = |id: &str| layer.annotations.get(&Id::new(id)).unwrap();
    assert_eq!(item("T1").note, "первая; вторая");
    assert_eq!(item("T1").fields["Confidence"], "very high");
    assert_eq!(item("T2").fields["Wikidata"], "Q1");
    assert_eq!(item("T7").fields["Negation"], "true");
    assert_eq!(item("T5").fields["Speculation"], "true");
    assert_eq!(layer.relations.len(), 2);
    // What was kept survives a merge of two sides that grew out of it.
    let (ours, theirs) = (
        changed(&layer, "T1", |it| it.note.clear()),
        changed(&layer, "T8", |it| it.note = "x".to_owned()),
    );
    let merged = merge(&layer, &ours, &theirs);
    assert_eq!(merged.foreign, layer.foreign);
}

#[test]
fn plain_lines_are_not_kept() {
    let text = Text::new(TEXT).unwrap();
    let plain = "T1\tPOS 0 15\tГлава «Ростеха»\nT2\tORG 6 15\t«Ростеха»\nR1\tIn Arg1:T2 Arg2:T1\nA1\tSure T1\nA2\tHow T2 so\n#1\tAnnotatorNotes T2\tда\n";
    let layer = taken(plain, &text).layer;
    assert!(layer.foreign.is_empty(), "{:?}", layer.foreign);
    assert_eq!(given(&layer, &text), plain);
}

#[test]
fn what_was_changed_is_written_as_it_is_now() {
    let text = Text::new(TEXT).unwrap();
    let layer = taken(ANN, &text).layer;
    let gone = |layer: &Layer| {
        let back = set(&given(layer, &text));
        let gone = set(ANN).difference(&back).cloned().collect::<Vec<_>>();
        let new = back.difference(&set(ANN)).cloned().collect::<Vec<_>>();
        (gone.join("|"), new.join("|"))
    };
    let label = changed(&layer, "T2", |it| it.label = "LOC".into());
    assert_eq!(
        gone(&label),
        (
            "T2\tORG 6 15\t«Ростеха»|T3\tORG 6 15\t«Ростеха»".to_owned(),
            "T2\tLOC 6 15\t«Ростеха»|T3\tLOC 6 15\t«Ростеха»".to_owned()
        )
    );
    let field = changed(&layer, "T2", |it| {
        it.fields.insert("Wikidata".to_owned(), "Q3".to_owned());
    });
    assert_eq!(
        gone(&field),
        (
            "N1\tReference T2 Wikidata:Q1\tРостех".to_owned(),
            "N3\tReference T2 Wikidata:Q3\t".to_owned()
        )
    );
    let note = changed(&layer, "T1", |it| it.note = "третья".to_owned());
    assert_eq!(
        gone(&note),
        (
            "#1\tAnnotatorNotes T1\tпервая|#2\tAnnotatorNotes T1\tвторая".to_owned(),
            "#5\tAnnotatorNotes T1\tтретья".to_owned()
        )
    );
    // A new annotation takes a number that no kept line has.
    let mut more = layer.clone();
    more.annotations.put(Arc::new(Annotation {
        id: Id::new("x7fk2m9q"),
        parts: Parts::one(TextRange::from_usize(0..2)).unwrap(),
        ..Annotation::clone(layer.annotations.get(&Id::new("T1")).unwrap())
    }));
    let (_, new) = gone(&more);
    assert!(new.contains("T10\tPOS 0 1\tГ"), "{new}");
    // What spoke of an annotation that is gone is lost, and counted.
    let mut less = layer.clone();
    less.annotations.remove(&Id::new("T8"));
    let fitted = fit(&less, &text, FORMAT.holds, Policy::default());
    assert_eq!(fitted.losses[&Loss::Foreign], 2, "the event and its note");
    let (gone, new) = gone(&less);
    assert!(gone.contains("E1\t") && gone.contains("#4\t"), "{gone}");
    assert_eq!(
        new, "A9\tNegation T7",
        "what has a place in the layer stays"
    );
}

#[test]
fn names_that_are_changed_or_left_out_take_their_lines_along() {
    let text = Text::new(TEXT).unwrap();
    let ann = "T1\tOut 0 5\tГлава\nT2\tOld 6 15\t«Ростеха»\nR1\tIn Arg1:T1 Arg2:T2\nA1\tBig T1\n*\tEquiv T1 T2\nA9\tBig T2\n";
    let settled = taken(ann, &text);
    assert!(settled.problems.is_empty(), "{:?}", settled.problems);
    let back = given(&settled.layer, &text);
    assert_eq!(back, "T2\tNew 6 15\t«Ростеха»\nA9\tBig T2\n");
}

#[test]
fn offsets_that_count_otherwise_are_corrected() {
    let text = Text::new(TEXT).unwrap();
    let ann = "T1\tORG 55 62\t«Титан»\nT2\tORG 55 62\t«Титан»\nT3\tORG 1 2\tнет\n";
    let back = given(&taken(ann, &text).layer, &text);
    let right = "T1\tORG 56 63\t«Титан»\nT2\tORG 56 63\t«Титан»\nT3\tORG 1 2\tнет\n";
    assert_eq!(set(&back), set(right));
}

/// What stands at code points `start..end` of [`TEXT`], in parts without line ends, as brat writes it.
fn stretch(start: usize, len: usize) -> Option<(String, String)> {
    let chars: Vec<char> = TEXT.chars().collect();
    let end = (start + len).min(chars.len());
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (at, c) in chars.iter().enumerate().take(end).skip(start) {
        match parts.last_mut() {
            _ if matches!(c, '\r' | '\n') => {}
            Some(last) if last.1 == at => last.1 += 1,
            _ => parts.push((at, at + 1)),
        }
    }
    let at = parts.iter().map(|(a, b)| format!("{a} {b}"));
    let covered = parts.iter().map(|(a, b)| chars[*a..*b].iter().collect());
    let covered: Vec<String> = covered.collect();
    (!parts.is_empty()).then(|| (at.collect::<Vec<_>>().join(";"), covered.join(" ")))
}

/// A line of any kind, right or wrong.
fn any_line() -> impl Strategy<Value = String> {
    let number = 1..9_u32;
    let end = prop_oneof![
        6 => (1..9_u32).prop_map(|it| format!("T{it}")),
        1 => (1..5_u32).prop_map(|it| format!("E{it}")),
        1 => (1..5_u32).prop_map(|it| format!("R{it}")),
    ];
    let label = prop::sample::select(vec!["ORG", "PER", "лицо"]);
    let bound = (number.clone(), label.clone(), 0..60_usize, 1..12_usize).prop_filter_map(
        "only line ends",
        |(number, label, start, len)| {
            let (at, covered) = stretch(start, len)?;
            Some(format!("T{number}\t{label} {at}\t{covered}"))
        },
    );
    let split = (number.clone(), label, 0..20_usize, 30..55_usize, 1..6_usize).prop_filter_map(
        "only line ends",
        |(number, label, one, other, len)| {
            let (one, other) = (stretch(one, len)?, stretch(other, len)?);
            let at = format!("{};{}", one.0, other.0);
            Some(format!("T{number}\t{label} {at}\t{} {}", one.1, other.1))
        },
    );
    let ends = (number, end.clone(), end.clone());
    let value = prop::sample::select(vec!["", " so", " true", " a b", "  ", " 1;2"]);
    let name = prop::sample::select(vec!["Big", "How", "text", "Wikidata"]);
    let odd = prop::sample::select(vec![
        "слово",
        "# a",
        "T1",
        "T2\tORG 5 3\tx",
        "T3\tORG 1 3\tнет такого",
        "Tx\tORG 0 5\tГлава",
        "R\t",
        "A1\t",
        "*\t",
        "\tx",
        " T4\tORG 0 5\tГлава ",
        "T5\tORG 0 5",
        "E9\t:",
        "N1\tReference T1 Wikidata\tx",
    ]);
    prop_oneof![
        6 => bound,
        1 => split,
        2 => ends.clone().prop_map(|(n, a, b)| format!("R{n}\tIn Arg1:{a} Arg2:{b}")),
        1 => ends.clone().prop_map(|(n, a, b)| format!("E{n}\tORG:{a} What:{b}")),
        2 => (ends.clone(), name, value).prop_map(|((n, a, _), name, v)| format!("A{n}\t{name} {a}{v}")),
        1 => ends.clone().prop_map(|(n, a, _)| format!("M{n}\tBig {a}")),
        1 => ends.clone().prop_map(|(n, a, b)| format!("N{n}\tReference {a} Wikidata:{b}\tx")),
        1 => ends.clone().prop_map(|(n, a, b)| format!("#{n}\tAnnotatorNotes {a}\tо {b}")),
        1 => ends.prop_map(|(_, a, b)| format!("*\tEquiv {a} {b}")),
        1 => odd.prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn any_lines_come_back(lines in prop::collection::vec(any_line(), 0..24)) {
        let text = Text::new(TEXT).unwrap();
        let ann = lines.join("\n");
        // Were most offsets wrong, another way of counting them might explain more.
        let settled = taken(&ann, &text);
        prop_assume!(settled.counting == Counting::default());
        prop_assert_eq!(set(&given(&settled.layer, &text)), set(&ann));
    }
}
