//! What is written, line by line; what other programs write; and files that are broken.

use super::FORMAT;
use crate::{
    annotation::{Annotation, Fields, Id, Layer, Relation, Schema, Status, fixture::annotation},
    formats::{Counting, Piece, Reading, Sample, Settled, Style, Terms, settle},
    locale::{Place, Problem},
    text::Text,
};
use proptest::prelude::*;
use std::sync::Arc;

fn item(number: usize, label: &str, range: std::ops::Range<usize>) -> Annotation {
    let name = format!("T{number}");
    Annotation::clone(&annotation(&name, label, range.start, range.end))
}

fn written(text: &Text, items: Vec<Annotation>, relations: Vec<Relation>) -> String {
    let layer = Layer {
        annotations: items.into_iter().map(Arc::new).collect(),
        relations,
        ..Layer::default()
    };
    let sample = Sample {
        path: "a.txt",
        text,
        layer: &layer,
        schema: &Schema::standard(),
    };
    let mut files = vec![Vec::new()];
    FORMAT.write.unwrap()(&sample, &Style::default(), &mut files);
    String::from_utf8(files.remove(0)).unwrap()
}

fn read(body: &str) -> Result<Reading, Problem> {
    let piece = Piece {
        path: "a.tsv",
        line: 1,
        body,
        text: None,
    };
    FORMAT.read.unwrap()(&piece).map(|mut all| all.remove(0))
}

fn settled(reading: Reading) -> (Text, Settled) {
    let text = Text::new(reading.text.clone().unwrap()).unwrap();
    let terms = Terms {
        annotator: "anna",
        status: Status::New,
        rename: &|label| Some(label.to_owned()),
        measure: &|_, _, _| None,
    };
    let place = |line: usize| Place {
        path: "a.tsv".to_owned(),
        at: Some((line as u32 + 1, 1)),
    };
    let settled = settle(reading, &text, 1, &terms, &place);
    (text, settled)
}

/// What stands in `body`: the text, what is claimed, relations, and how many things are not right.
fn told(body: &str) -> String {
    let reading = match read(body) {
        Ok(reading) => reading,
        Err(problem) => return format!("{:?}", problem.place),
    };
    let (text, settled) = settled(reading);
    let mut told = vec![format!("{:?}", text.as_str())];
    told.extend(settled.layer.annotations.iter().map(|it| {
        let fields: Vec<String> = it
            .fields
            .iter()
            .map(|(name, value)| format!(" {name}={value}"))
            .collect();
        let covered = text.slice(it.parts.cover());
        format!("{} {covered:?}{}", it.label, fields.concat())
    }));
    let name = |id: &Id| text.slice(settled.layer.annotations.get(id).unwrap().parts.cover());
    told.extend(
        settled
            .layer
            .relations
            .iter()
            .map(|it| format!("{}: {} -> {}", it.label, name(&it.from), name(&it.to))),
    );
    if settled.counting != Counting::UTF16 {
        told.push(format!("{:?}", settled.counting.unit));
    }
    if !settled.problems.is_empty() {
        let places = settled.problems.iter();
        let lines = places.map(|it| it.place.as_ref().and_then(|it| it.at).unwrap_or_default().0);
        told.push(format!("wrong: {:?}", lines.collect::<Vec<_>>()));
    }
    told.join("\n")
}

#[test]
fn tokens_parts_stacks_and_relations() {
    let text = Text::new("😀 Иван_И. рад.\r\nВ Туле\tон. Да.").unwrap();
    let at = |words: &str| {
        let start = text.as_str().find(words).unwrap();
        start..start + words.len()
    };
    let identified = Annotation {
        fields: Fields::from([("identifier".to_owned(), "Q1|x".to_owned())]),
        ..item(2, "A_B", at("Туле"))
    };
    let items = vec![
        item(0, "PER", at("Иван_И. рад")),
        item(1, "PART", at("ван")),
        identified,
        item(3, "LOC", at("Туле")),
        item(4, "GAP", at("\tон")),
    ];
    let relation = Relation {
        id: Id::new("R1"),
        label: "в".into(),
        from: Id::new("T1"),
        to: Id::new("T3"),
    };
    let expected = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_RL=webanno.custom.Relation|value|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity


#Text=😀 Иван_И. рад.\\r
1-1\t0-2\t😀\t_\t_\t_\t_\t
1-2\t3-9\tИван_И\t*[1]\tPER[1]\t_\t_\t
1-2.1\t4-7\tван\t*[2]\tPART[2]\t_\t_\t
1-3\t9-10\t.\t*[1]\tPER[1]\t_\t_\t
1-4\t11-14\tрад\t*[1]\tPER[1]\t_\t_\t
1-5\t14-15\t.\t_\t_\t_\t_\t

#Text=В Туле\\tон. 
2-1\t17-18\tВ\t_\t_\t_\t_\t
2-2\t19-23\tТуле\tQ1\\|x[3]|*[4]\tA\\_B[3]|LOC[4]\tв\t1-2.1[2_4]\t
2-3\t23-24\t\\t\t*[5]\tGAP[5]\t_\t_\t
2-4\t24-26\tон\t*[5]\tGAP[5]\t_\t_\t
2-5\t26-27\t.\t_\t_\t_\t_\t

#Text=Да.
3-1\t28-30\tДа\t_\t_\t_\t_\t
3-2\t30-31\t.\t_\t_\t_\t_\t
";
    let tsv = written(&text, items, vec![relation]);
    assert_eq!(tsv, expected);
    assert_eq!(
        told(&tsv),
        "\"😀 Иван_И. рад.\\r\\nВ Туле\\tон. Да.\"\nPER \"Иван_И. рад\"\nPART \"ван\"\n\
         A_B \"Туле\" identifier=Q1|x\nLOC \"Туле\"\nGAP \"\\tон\"\nв: ван -> Туле"
    );
}

#[test]
fn what_other_programs_write() {
    for (body, expected) in [
        // No number where there is no need of one, a layer of one's own, a layer without features.
        (
            "#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Mark|\n#T_SP=webanno.custom.Fact|kind|label\n\n\n\
             #Sentence.id=s1\n#Text=Анна дома.\n1-1\t0-4\tАнна\t*\t_\t_\t\n1-2\t5-9\tдома\t_\tx\\_y\t*\t\n1-3\t9-10\t.\t_\t_\t_\n",
            "\"Анна дома.\"\nMark \"Анна\"\nFact \"дома\" kind=x_y",
        ),
        // Sentences far from one another, at once behind one another, and of several lines; CRLF in the file.
        (
            "#FORMAT=WebAnno TSV 3.3\r\n#T_SP=x.NE|value\r\n\r\n\r\n#Text=Раз\r\n#Text=два\r\n1-1\t2-5\tРаз\tA[1]\t\r\n1-2\t6-9\tдва\tA[1]\t\r\n\r\n\
             #Text=Три\r\n2-1\t9-12\tТри\tB|C\t\r\n\r\n#Text=4\r\n3-1\t15-16\t4\t_\t\r\n",
            "\"  Раз\\nдваТри\\n  4\"\nA \"Раз\\nдва\"\nB \"Три\"\nC \"Три\"",
        ),
        // Code points, against the rule.
        (
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value\n\n\n#Text=😀 я\n1-1\t0-1\t😀\t_\n1-2\t2-3\tя\tA\n\n#Text=😀 ты\n2-1\t4-5\t😀\t_\n2-2\t6-8\tты\tB\n",
            "\"😀 я\\n😀 ты\"\nA \"я\"\nB \"ты\"\nPoint",
        ),
        // Relations between annotations without numbers.
        (
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value\n#T_RL=x.Rel|value|BT_x.NE\n\n\n#Text=я и ты\n\
             1-1\t0-1\tя\tA\tb|c\t1-3|1-1[0_0]\n1-2\t2-3\tи\t_\t_\t_\n1-3\t4-6\tты\tB\t*\t1-1\n",
            "\"я и ты\"\nA \"я\"\nB \"ты\"\nb: ты -> я\nc: я -> я\nRel: я -> ты",
        ),
        // As version 3.1 wrote it.
        (
            "#FORMAT=WebAnno TSV 3.1\n#T_SP=x.NE|value\n\n\n#Text=\\u0418 \\ud83d\\ude00\n1-1\t0-1\tИ\tA\n1-2\t2-4\t😀\t_\n",
            "\"И 😀\"\nA \"И\"",
        ),
        // A number that stands in a column of roles only, parts of tokens, and one without a character.
        (
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Host|ROLE_x.Host:to_x.Link|x.NE\n#T_SP=x.NE|\n\n\n#Text=я и ты\n\
             1-1\t0-1\tя\t*;a[1]\t1-3[2];1-1\t_\t\n1-2\t2-3\tи\t*;a[1]\t1-3[2];1-1\t_\t\n\
             1-3\t4-6\tты\t_\t_\t_\t\n1-3.1\t4-5\tт\t_\t_\t*[2]\t\n1-3.2\t5-6\tы\t_\t_\t*\t\n1-3.3\t6-6\t\t_\t_\t*\t\n",
            "\"я и ты\"\nHost \"я и\"\nNE \"т\"\nNE \"ы\"\nwrong: [12, 2]",
        ),
        ("#FORMAT=WebAnno TSV 3.3\n\n\n", "\"\""),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
}

#[test]
fn what_is_broken_is_told_with_its_line() {
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value\n\n\n";
    for (body, expected) in [
        ("", "Some(Place { path: \"a.tsv\", at: Some((1, 1)) })"),
        (
            "#FORMAT=WebAnno TSV 2.0\n",
            "Some(Place { path: \"a.tsv\", at: Some((1, 1)) })",
        ),
        (
            &format!("{head}#Text=аб\n1-1\t0-2\tаб\t_\n\n#Text=в\n2-1\t1-2\tв\tA\n"),
            "Some(Place { path: \"a.tsv\", at: Some((8, 1)) })",
        ),
        (
            &format!("{head}#Text=аб\n1-1\t4000000000-4000000002\tаб\t_\n"),
            "Some(Place { path: \"a.tsv\", at: Some((5, 1)) })",
        ),
        // A row before any sentence, rows that are none, a token that stands elsewhere, one beyond the end.
        (
            &format!(
                "{head}1-1\t0-1\tа\tA\n#Text=аб в\n1-1\t0-2\tаб\tA\n1-1\t0\tаб\tA\nчто\n1-2\t3-4\tд\tB\n1-3\t9-10\tж\tC[1]\n1-4\t4-3\tж\tC[1]\n"
            ),
            "\"аб в\"\nA \"аб\"\nwrong: [10, 11, 5, 8, 9]",
        ),
        // Chains, roles, and relations between what is no annotation.
        (
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value|ROLE_x.NE:to_x.Link|x.NE\n#T_CH=x.Link|referenceType|referenceRelation\n#T_RL=x.Rel|BT_x.Token\n\n\n\
             #Text=я\n1-1\t0-1\tя\tA\trole\t1-1\tb[1]\tc->1-1\t1-1\n",
            "\"я\"\nA \"я\"\nwrong: [2, 3, 4]",
        ),
        // A relation to an annotation that is not there, one that cannot be read, too few columns.
        (
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value\n#T_RL=x.Rel|value|BT_x.NE\n\n\n#Text=я и\n\
             1-1\t0-1\tя\tA\tb|c|d\t1-3|что|1-1[7_0]\n1-2\t2-3\tи\tB\n",
            "\"я и\"\nA \"я\"\nB \"и\"\nwrong: [7, 7, 7, 8]",
        ),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
}

proptest! {
    #[test]
    fn every_text_and_every_place_is_restored(
        text in "[аЯ1.!_* \t\n\r\\\\\\|\\[\\]>\u{c}\u{0}\u{b}\u{85}\u{301}😀-]{0,40}",
        marks in prop::collection::vec((0..40_usize, 1..12_usize, "[A_\\\\\\]\\[|*>;\r\n-]{1,3}"), 0..6),
    ) {
        let text = Text::new(text).unwrap();
        let borders: Vec<usize> = text.as_str().char_indices().map(|it| it.0).chain([text.as_str().len()]).collect();
        let mut items: Vec<Annotation> = Vec::new();
        for (number, (start, len, label)) in marks.iter().enumerate() {
            let end = (start + len).min(borders.len() - 1);
            if *start < end {
                let new = item(number, label, borders[*start]..borders[end]);
                if !items.iter().any(|it| it.label == new.label && it.parts == new.parts) {
                    items.push(new);
                }
            }
        }
        let said = |all: &mut dyn Iterator<Item = &Annotation>| {
            let mut all: Vec<String> = all.map(|it| format!("{} {:?}", it.label, it.parts)).collect();
            all.sort();
            all
        };
        let expected = said(&mut items.iter());
        let tsv = written(&text, items, Vec::new());
        let reading = read(&tsv).unwrap();
        prop_assert_eq!(reading.text.as_deref(), Some(text.as_str()), "{}", tsv);
        let (_, settled) = settled(reading);
        prop_assert!(settled.problems.is_empty(), "{:?} {}", settled.problems, tsv);
        prop_assert_eq!(said(&mut settled.layer.annotations.iter().map(|it| &**it)), expected, "{}", tsv);
    }

    #[test]
    fn nothing_that_is_read_panics(lines in prop::collection::vec("[0-9#\\-.\t|\\\\_*\\[\\]A\r]{0,20}|#Text=.{0,5}|[1-3]-[1-3]\t[0-9]-[0-9]\t.\tA\\[[0-9]\\]\t[bc]\t1-1\\[1_2\\]", 0..12)) {
        let body = format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value\n#T_RL=x.Rel|value|BT_x.NE\n\n\n{}", lines.join("\n"));
        let _any = told(&body);
    }
}
