//! Token formats: what is written, what others write, what is broken.

use super::{table, *};
use crate::{
    annotation::{
        Layer, Schema,
        fixture::{annotation, layer},
    },
    formats::{Format, Piece, Policy, Reading, Sample, Style, fit},
    locale::Problem,
    text::Text,
};
use proptest::prelude::*;

fn write(format: Format, text: &str, layer: &Layer, nesting: Policy) -> String {
    let (text, schema) = (Text::new(text).unwrap(), Schema::standard());
    let fitted = fit(layer, &text, format.holds, nesting);
    let sample = Sample {
        path: "dev/x.txt",
        text: &text,
        layer: &fitted.layer,
        schema: &schema,
    };
    let mut to = vec![Vec::new()];
    format.write.unwrap()(
        &sample,
        &Style {
            nesting,
            ..Style::default()
        },
        &mut to,
    );
    String::from_utf8(to.remove(0)).unwrap()
}

fn read(format: Format, body: &str) -> Vec<Reading> {
    let piece = Piece {
        path: "f",
        line: 1,
        body,
        text: None,
    };
    format.read.unwrap()(&piece).unwrap()
}

/// What was read of the only document: the text, `label:covered` of each annotation and the lines of the problems.
fn told(format: Format, body: &str) -> (String, String, Vec<u32>) {
    let mut readings = read(format, body);
    assert_eq!(readings.len(), 1, "{body}");
    let reading = readings.remove(0);
    let text = reading.text.unwrap();
    let claims = reading.claims.iter().map(|claim| {
        let [(start, end)] = claim.at[..] else {
            panic!("one part")
        };
        let (start, end) = (start as usize, end as usize);
        let covered: String = text.chars().skip(start).take(end - start).collect();
        format!("{}:{covered}", claim.label)
    });
    let claims = claims.collect::<Vec<_>>().join("|");
    let line = |it: &Problem| it.place.as_ref().unwrap().at.unwrap().0;
    let problems = reading.problems.iter().map(line).collect();
    (text, claims, problems)
}

/// «Глава «Ростеха» Иван Петров. Да» with what nests and what lies across a sentence.
const TEXT: &str = "Глава «Ростеха» ждёт. Да,  нет";

fn nested() -> Layer {
    let at = |words: &str| {
        let start = TEXT.find(words).unwrap();
        (start, start + words.len())
    };
    let of = |id: &str, label: &str, words: &str| {
        let (start, end) = at(words);
        annotation(id, label, start, end)
    };
    layer([
        of("a", "POS", "Глава «Ростеха»"),
        of("b", "ORG", "Ростех"),
        of("c", "X", "ждёт. Да"),
    ])
}

#[test]
fn tokens_are_divided_where_annotations_end_and_sentences_joined_where_they_go_on() {
    let rows = |tags: &str| tags.to_owned();
    assert_eq!(
        write(table::IOB2, TEXT, &nested(), Policy::Outermost),
        rows(
            "-DOCSTART-\tO\n\nГлава\tB-POS\n«\tI-POS\nРостеха\tI-POS\n»\tI-POS\nждёт\tB-X\n.\tI-X\nДа\tI-X\n,\tO\nнет\tO\n\n"
        )
    );
    assert_eq!(
        write(table::CONLL2003, TEXT, &nested(), Policy::Innermost),
        rows(
            "-DOCSTART- -X- O O\n\nГлава -X- O O\n« -X- O O\nРостех -X- O B-ORG\nа -X- O O\n» -X- O O\nждёт -X- O B-X\n. -X- O I-X\nДа -X- O I-X\n, -X- O O\nнет -X- O O\n\n"
        )
    );
    assert_eq!(
        write(table::BILOU, TEXT, &nested(), Policy::Columns),
        rows(
            "-DOCSTART-\tO\tO\n\nГлава\tB-POS\tO\n«\tI-POS\tO\nРостех\tI-POS\tU-ORG\nа\tI-POS\tO\n»\tL-POS\tO\nждёт\tB-X\tO\n.\tI-X\tO\nДа\tL-X\tO\n,\tO\tO\nнет\tO\tO\n\n"
        )
    );
    let two = write(
        table::IOB2,
        "Раз. Два",
        &Layer::default(),
        Policy::Outermost,
    );
    assert_eq!(two, "-DOCSTART-\tO\n\nРаз\tO\n.\tO\n\nДва\tO\n\n");
}

#[test]
fn conllu_tells_what_stands_between() {
    let text = "\u{a0}\nРаз:\u{a0}два | три.\r\n\r\n  Да\n";
    let at = |words: &str| text.find(words).unwrap();
    let layer = layer([annotation("a", "A|B", at("два"), at(" три") + 1)]);
    let written = write(conllu::FORMAT, text, &layer, Policy::Outermost);
    let row =
        |id: u32, form: &str, misc: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n");
    let expected = [
        "# newdoc id = dev/x.txt\n# sent_id = dev/x.txt-1\n# text = Раз:\u{a0}два | три.\n",
        &row(1, "Раз", "SpacesBefore=\u{a0}\\n|SpaceAfter=No|NER=O"),
        &row(2, ":", "SpacesAfter=\u{a0}|NER=O"),
        &row(3, "два", "NER=B-A\\pB"),
        &row(4, "|", "NER=I-A\\pB"),
        &row(5, "три", "SpaceAfter=No|NER=O"),
        &row(6, ".", "SpacesAfter=\\r\\n\\r\\n\\s\\s|NER=O"),
        "\n# sent_id = dev/x.txt-2\n# text = Да\n",
        &row(1, "Да", "SpacesAfter=\\n|NER=O"),
        "\n",
    ];
    assert_eq!(written, expected.concat());
    let back = told(conllu::FORMAT, &written);
    assert_eq!(back, (text.to_owned(), "A|B:два |".to_owned(), vec![]));
    for blank in ["", " ", "\n\u{a0}\r\n"] {
        let written = write(conllu::FORMAT, blank, &Layer::default(), Policy::Outermost);
        assert_eq!(told(conllu::FORMAT, &written).0, blank, "{written}");
    }
}

#[test]
fn columns_of_conllu_are_all_read() {
    let written = write(conllu::FORMAT, TEXT, &nested(), Policy::Columns);
    assert!(written.contains("NER=I-POS|NER2=B-ORG"), "{written}");
    let (text, claims, problems) = told(conllu::FORMAT, &written);
    assert_eq!(
        (&*text, &*claims, problems.len()),
        (TEXT, "POS:Глава «Ростеха»|X:ждёт. Да|ORG:Ростех", 0)
    );
}

#[test]
fn conllu_of_others() {
    let check = |body: &str, text: &str, claims: &str, problems: &[u32]| {
        let body = body.replace(' ', "\t").replace('~', " ");
        let expected = (text.to_owned(), claims.to_owned(), problems.to_vec());
        assert_eq!(told(conllu::FORMAT, &body), expected, "{body}");
    };
    let full = "_ _ _ _ _ _ _";
    // Without a word on blanks one stands between words, and none at the end; a paragraph is a line.
    check(
        &format!("1 Да {full} ner=S-A\n2 . {full} SpaceAfter=No\n\n#~newpar\n1 Нет {full} ner=O\n"),
        "Да .Нет",
        "A:Да",
        &[],
    );
    check(
        &format!("1 Да {full} _\n\n#~newpar~id~=~p2\n1 Нет {full} _\n"),
        "Да\nНет",
        "",
        &[],
    );
    // The text of the sentence tells the blanks that the words do not.
    check(
        &format!(
            "#~text~=~Да,\u{a0}нет!\n1 Да {full} NER=B-A\n2 , {full} _\n3 нет {full} NER=I-A\n4 ! {full} _"
        ),
        "Да,\u{a0}нет!",
        "A:Да|A:нет",
        &[4],
    );
    check(
        &format!("#~text~=~Другое\n1 Да {full} _\n2 нет {full} _"),
        "Да нет",
        "",
        &[1],
    );
    // A token of two words, a word that is not there, no columns but two, a broken row.
    check(
        &format!(
            "1-2 du {full} _\n1 de {full} NER=B-A\n2 le {full} _\n2.1 x {full} _\n3 mal\nx\n4\ny z\n"
        ),
        "du mal",
        "A:du",
        &[6, 7, 8],
    );
    assert!(read(conllu::FORMAT, "# global.columns = ID FORM\n\n").is_empty());
    assert!(read(conllu::FORMAT, "").is_empty());
}

#[test]
fn all_schemes_are_read_alike() {
    for tags in [
        "I-A I-A O I-B B-B O",
        "B-A I-A O B-B B-B O",
        "B-A E-A O S-B S-B O",
        "B-A L-A O U-B U-B O",
        "B-A E-A O W-B W-B _",
    ] {
        assert_eq!(tagged(tags), ("A:0 1|B:3|B:4".to_owned(), false), "{tags}");
    }
    for (tags, found, odd) in [
        ("B-A I-B I-B O I-A", "A:0|B:1 2|A:4", true),
        ("I-A I-B B-B O I-A", "A:0|B:1|B:2|A:4", false),
        ("O L-A B-A I-A O", "A:1|A:2 3", true),
        ("B-A U-A B-A O", "A:0|A:1|A:2", true),
        ("A A O B-x-y I-x-y", "A:0 1|x-y:3 4", true),
        ("B I O B", "ENTITY:0 1|ENTITY:3", false),
        ("PER PER O LOC", "PER:0 1|LOC:3", false),
        ("O O", "", false),
    ] {
        assert_eq!(tagged(tags), (found.to_owned(), odd), "{tags}");
    }
}

/// What `tags` say of tokens that are numbers, and whether they break their scheme.
fn tagged(tags: &str) -> (String, bool) {
    let rows = tags.split(' ').enumerate();
    let rows: String = rows.map(|(at, tag)| format!("{at} {tag}\n")).collect();
    let (_, claims, problems) = told(table::IOB2, &rows);
    (claims, !problems.is_empty())
}

#[test]
fn a_sentence_ends_what_is_open() {
    let (text, claims, _) = told(table::IOB2, "а B-A\nб I-A\n\nв I-A\n");
    assert_eq!((&*text, &*claims), ("а б\nв\n", "A:а б|A:в"));
}

#[test]
fn the_text_is_made_anew() {
    let rows = "« ( ) а , \" б в \" - г № 5 % ! -LRB-";
    let rows: String = rows.split(' ').map(|word| format!("{word}\tO\n")).collect();
    assert_eq!(
        told(table::IOB2, &rows).0,
        "«() а, \"б в\" - г № 5%! -LRB-\n"
    );
}

#[test]
fn columns_by_blanks_or_tabs_and_broken_rows() {
    for (format, body, text, claims, problems) in [
        (
            table::CONLL2003,
            "-DOCSTART- -X- O O\r\n\r\nИван  NNP B-NP I-PER\r\nв IN I-PP O\r\n",
            "Иван в\n",
            "PER:Иван",
            &[][..],
        ),
        (
            table::CONLL2003,
            "Иван B-PER\nбез\nв O\n",
            "Иван без в\n",
            "PER:Иван",
            &[2],
        ),
        (
            table::IOB2,
            "# id 1 domain=ru\nИван _ _ B-PER\n# O\n",
            "Иван #\n",
            "PER:Иван",
            &[],
        ),
        (
            table::IOB2,
            "1 000\tB-NUM\nруб.\tO\n",
            "1 000 руб.\n",
            "NUM:1 000",
            &[],
        ),
        (
            table::IOB2,
            "а\tB-A\tB-B\nб\tI-A\nв\tI-A\tO\n",
            "а б в\n",
            "A:а|A:в|B:а",
            &[3, 2],
        ),
        (table::IOB2, "\tB-A\nб\tB-A", "б\n", "A:б", &[1]),
        (
            table::BILOU,
            "\u{feff}а U-A\n \t \nб O",
            "а\nб\n",
            "A:а",
            &[],
        ),
    ] {
        let expected = (text.to_owned(), claims.to_owned(), problems.to_vec());
        assert_eq!(told(format, body), expected, "{body:?}");
    }
    assert!(read(table::IOB2, "-DOCSTART- O\n\n").is_empty());
}

/// All formats of this folder.
const ALL: [Format; 4] = [table::CONLL2003, table::IOB2, table::BILOU, conllu::FORMAT];

proptest! {
    #[test]
    fn nothing_makes_a_reader_panic(
        any in "\\PC{0,60}",
        rows in "(([0-9]{1,2}(-[0-9])?|а|#|-DOCSTART-|# newdoc id = ё)?[\t ](а|\")?[\t _]{0,9}((NER|NER2|SpacesAfter|SpacesBefore)=)?([BIELSU]-[AБ]|O|\\\\s\\\\n)?[|\n]){0,12}",
    ) {
        for body in [any, rows] {
            for format in ALL {
                for reading in read(format, &body) {
                    let points = reading.text.unwrap().chars().count() as u32;
                    for claim in reading.claims {
                        let (start, end) = claim.at[0];
                        prop_assert!(start < end && end <= points, "{}", body);
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_comes_back_from_conllu(text in "([а-я]{1,3}|[ .,«»\u{a0}\t|\\\\_#=-]|\r\n|\n|\r|\u{301}|\u{2028}|\u{85}|😀|\u{1c}|А\\.){0,40}") {
        let written = write(conllu::FORMAT, &text, &Layer::default(), Policy::Outermost);
        let (back, _, problems) = told(conllu::FORMAT, &written);
        prop_assert_eq!(back, text);
        prop_assert!(problems.is_empty(), "{}", written);
    }
}
