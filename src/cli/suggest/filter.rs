//! `metka suggest --jsonl`: a line in, a line out, in order, forever. A line that is no document goes through with an
//! `error`, and its number is told on standard error.

use super::{super::json_line, line::Line};
use crate::{
    annotation::Layer,
    cli::{
        Result, complain, flow,
        output::{self, Output},
        proposals::{Proposer, spans},
    },
    locale::{Locale, Message, Place, Problem},
    msg,
    text::Text,
};
use std::io::{self, BufRead, Read};

/// The longest line that is taken in, in bytes.
const LONGEST: usize = 64 << 20;

/// What was read of one line.
enum Taken {
    /// All of it, without its end.
    Line(Vec<u8>),
    /// It is too long to be kept.
    TooLong,
    /// Nothing more can be read.
    Failed(io::Error),
}

/// What becomes of a line, and what is wrong with it.
type Worked = (Vec<u8>, Option<Problem>);

/// Filter standard input; the last of the faults that were told, if any, decides how the command ends.
pub(super) fn run(
    proposer: &Proposer,
    threads: Option<usize>,
    locale: &Locale,
) -> Result<Vec<Problem>> {
    let pool = flow::pool(threads)?;
    let bar = output::bar(None, output::Prints::Meanwhile);
    let mut output = Output::new();
    let mut bad = 0_usize;
    let work = |(number, taken)| worked(proposer, number, taken);
    let count = &mut bad;
    flow::in_order(&pool, lines(), work, |told| match told {
        flow::Told::Outcome((bytes, problem)) => {
            bar.inc(1);
            if let Some(problem) = problem {
                *count += 1;
                bar.suspend(|| complain([&problem], locale));
            }
            output.write(&bytes)
        }
        flow::Told::Pause => output.flush(),
    });
    bar.finish_and_clear();
    output.finish()?;
    Ok(match bad {
        0 => Vec::new(),
        bad => vec![Problem::new(msg!("bad-lines", lines = bad))],
    })
}

/// The lines of standard input with their numbers, from 1.
fn lines() -> impl Iterator<Item = (usize, Taken)> {
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin());
    let mut over = false;
    let next = move || {
        if over {
            return None;
        }
        let taken = take(&mut input).transpose()?;
        over = taken.is_err();
        Some(taken.unwrap_or_else(Taken::Failed))
    };
    (1..).zip(std::iter::from_fn(next))
}

/// The next line; what is too long is passed over without being kept.
fn take(input: &mut impl BufRead) -> io::Result<Option<Taken>> {
    let mut line = Vec::new();
    let most = LONGEST as u64 + 1;
    if input.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some(Taken::Line(line)));
    }
    if line.len() <= LONGEST {
        return Ok(Some(Taken::Line(line)));
    }
    drop(line);
    input.skip_until(b'\n')?;
    Ok(Some(Taken::TooLong))
}

fn worked(proposer: &Proposer, number: usize, taken: Taken) -> Worked {
    match taken {
        Taken::Line(line) => match document(&line) {
            Ok((mut line, text)) => {
                let found = proposer.propose(&text, &Layer::default());
                line.clear();
                line.add("spans", &spans(&text, &found));
                (json_line(&line), None)
            }
            Err(bad) => {
                let (line, name, problem) = *bad;
                refused(line, name, problem, number)
            }
        },
        Taken::TooLong => {
            let problem = Problem::new(msg!("line-too-long", bytes = LONGEST >> 20));
            refused(Line::raw(b""), "line too long", problem, number)
        }
        Taken::Failed(why) => {
            let problem = Problem::new(msg!("cannot-read-input")).because(why);
            (Vec::new(), Some(problem.at(place(number))))
        }
    }
}

/// A line with its text, or what is wrong with it: in a word for other programs, in a sentence for people.
type Refused<'a> = Box<(Line<'a>, &'static str, Problem)>;

fn document(line: &[u8]) -> std::result::Result<(Line<'_>, Text), Refused<'_>> {
    let no_json = |why: Message| {
        let problem = Problem::new(msg!("line-no-json")).because(why);
        Box::new((Line::raw(line), "not a JSON object", problem))
    };
    let source = str::from_utf8(line).map_err(|_| no_json(msg!("cause-not-utf8")))?;
    let line: Line<'_> =
        serde_json::from_str(source).map_err(|why| no_json(why.to_string().into()))?;
    let Some(text) = line.text() else {
        let problem = Problem::new(msg!("line-no-text"));
        return Err(Box::new((line, "no text", problem)));
    };
    match Text::new(text) {
        Ok(text) => Ok((line, text)),
        Err(_) => {
            let problem = Problem::new(msg!("store-document-too-long"));
            Err(Box::new((line, "text too long", problem)))
        }
    }
}

fn refused(mut line: Line<'_>, name: &str, problem: Problem, number: usize) -> Worked {
    line.clear();
    line.add("error", &name);
    (json_line(&line), Some(problem.at(place(number))))
}

fn place(number: usize) -> Place {
    Place {
        path: String::from("stdin"),
        at: Some((u32::try_from(number).unwrap_or(u32::MAX), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::Schema,
        suggest::{Knowledge, Switches},
    };

    fn check(line: &str, expected: &str) {
        let proposer = Proposer {
            schema: Schema::standard(),
            knowledge: Knowledge::default(),
            switches: Switches::default(),
            min_score: 0.0,
        };
        let (bytes, problem) = worked(&proposer, 7, Taken::Line(line.as_bytes().to_vec()));
        let out = String::from_utf8(bytes).unwrap();
        assert_eq!(out.trim_end(), expected, "{line}");
        let told = problem.map(|it| it.place.map(|it| it.to_string()));
        assert_eq!(told.is_some(), expected.contains("\"error\""));
        assert!(told.is_none_or(|place| place.as_deref() == Some("stdin:7:1")));
    }

    #[test]
    fn other_fields_go_through_as_they_stand() {
        check(
            r#"{"z": 1.10, "text": "", "id": 12345678901234567890123, "spans": 5, "a": {"b": [ 1 ]}}"#,
            r#"{"z":1.10,"text":"","id":12345678901234567890123,"a":{"b": [ 1 ]},"spans":[]}"#,
        );
    }

    #[test]
    fn a_figure_has_every_field() {
        check(
            r#"{"id":"a","text":"Рост на 5 %"}"#,
            r#"{"id":"a","text":"Рост на 5 %","spans":[{"start":8,"end":11,"label":"PERCENT","text":"5 %","score":0.97,"by":"figures","measure":{"value":"5","to":null,"bound":"Exact","unit":"%","of":null,"change":"growth","period":null,"base":null}}]}"#,
        );
    }

    #[test]
    fn bad_lines_go_through_with_an_error() {
        check(r#"{"id": 5}"#, r#"{"id":5,"error":"no text"}"#);
        check(
            r#"{"id":5,"text":null}"#,
            r#"{"id":5,"text":null,"error":"no text"}"#,
        );
        check("[1]", r#"{"raw":"[1]","error":"not a JSON object"}"#);
        check("", r#"{"raw":"","error":"not a JSON object"}"#);
        check(
            r#"{"text":"\ud800"}"#,
            r#"{"text":"\ud800","error":"no text"}"#,
        );
    }

    #[test]
    fn lines_end_where_they_end() {
        let mut input = io::Cursor::new(b"a\n\nb".to_vec());
        let mut all = Vec::new();
        while let Some(Taken::Line(line)) = take(&mut input).unwrap() {
            all.push(line);
        }
        assert_eq!(all, [b"a".to_vec(), Vec::new(), b"b".to_vec()]);
    }
}
