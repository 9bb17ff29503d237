//! Tables of others, and broken ones.

use super::*;
use crate::{formats::Piece, locale::Problem};

/// What was read: `document: label at covered` of each claim and `from>to` of each link, and the places of problems.
fn told(body: &str) -> (String, Vec<String>) {
    let piece = Piece {
        path: "in/spans.csv",
        line: 1,
        body: &body.replace('~', "\u{1d}"),
        text: None,
    };
    let place = |problem: &Problem| {
        let place = problem.place.as_ref().unwrap();
        format!("{}:{}", place.path, place.at.unwrap().0)
    };
    let readings = match read::read(&piece) {
        Ok(readings) => readings,
        Err(problem) => return ("broken".to_owned(), vec![place(&problem)]),
    };
    let mut told = Vec::new();
    for it in &readings {
        let path = it.path.as_deref().unwrap();
        let text = it.text.as_deref().unwrap_or("-");
        let claims = it.claims.iter().map(|it| {
            let value = it.measure.as_ref().and_then(|it| it.value.as_deref());
            format!(" {} {:?} {:?} {value:?}", it.label, it.at, it.covered)
        });
        let links = it.links.iter().map(|it| format!(" {}>{}", it.from, it.to));
        let said = claims.chain(links).collect::<String>();
        told.push(format!("{path} {text:?}{said}"));
    }
    let problems = readings.iter().flat_map(|it| &it.problems).map(place);
    (told.join("|"), problems.collect())
}

#[test]
fn tables_of_others() {
    for (body, expected) in [
        (
            "\u{feff}document,label,start,end\na,X,0,5\nb,Y,1,2",
            "a \"-\" X [(0, 5)] None None|b \"-\" Y [(1, 2)] None None",
        ),
        (
            "end,extra,start,label,document,text\r\n5,,0,X,a,'=1+1\r\n",
            "a \"-\" X [(0, 5)] Some(\"=1+1\") None",
        ),
        (
            "document,id,label,start,end,parts\na,T1,X,0,9,0 2;5 9\na,T2,X,0,9,\n~documents.csv\ndocument,text\na,\"'-\n\"\"~x\"\"\"\n\n~relations.csv\ndocument,from,to,label\na,T1,T2,R\n~measures.csv\ndocument,span,value\na,T1,-5\n",
            "a \"-\\n\\\"\\u{1d}x\\\"\" X [(0, 2), (5, 9)] None Some(\"-5\") X [(0, 9)] None None T1>T2",
        ),
        ("\n~documents.csv\ndocument,text\na,б", "a \"б\""),
        ("", ""),
    ] {
        assert_eq!(told(body), (expected.to_owned(), vec![]), "{body}");
    }
}

#[test]
fn broken_rows_are_told_where_they_stand() {
    for (body, places) in [
        ("document,label,start\n", &["in/spans.csv:1"][..]),
        (
            "document,label,start,end\na,X,0,z\na\n,X,0,1\na,,0,1\n",
            &[
                "in/spans.csv:2",
                "in/spans.csv:3",
                "in/spans.csv:4",
                "in/spans.csv:5",
            ],
        ),
        (
            "document,label,start,end,parts,fields\na,X,0,1,0-1,\na,X,0,1,,{\n",
            &["in/spans.csv:2", "in/spans.csv:3"],
        ),
        (
            "document,id,label,start,end\na,T1,X,0,1\n\n~relations.csv\ndocument,label,from,to\na,R,T1,T2\nb,R,T1,T1\n",
            &["in/relations.csv:2", "in/relations.csv:3"],
        ),
        (
            "document,label,start,end\n\n~measures.csv\ndocument,span\na,T1\n",
            &["in/measures.csv:2"],
        ),
        (
            "document,label,start,end\n\n~documents.csv\nname\n",
            &["in/documents.csv:1"],
        ),
    ] {
        assert_eq!(told(body).1, places, "{body}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_makes_the_reader_panic(any in "\\PC{0,60}", rows in "(document|text|start|parts|[a,\"'\n~;]|[0-9]| ){0,40}") {
        told(&any);
        told(&format!("document,label,start,end,parts,fields\n{rows}"));
    }
}
