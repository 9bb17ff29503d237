//! `metka segment PATH…`: sentences and tokens.

use super::{
    Common, Outcome, Result, flow,
    inputs::{self, Input, inputs},
    output::{self, Output},
    settings::Settings,
};
use crate::{
    formats::Points,
    locale::Problem,
    text::{Text, glyph},
};
use serde::Serialize;
use std::{ops::ControlFlow, path::PathBuf};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// Texts and folders of texts
    #[arg(required = true, value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// One JSON object a document: id, sents, tokens, in code points [default: one sentence a line]
    #[arg(long)]
    json: bool,
    /// So many threads [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
}

#[derive(Serialize)]
struct Segmented<'a> {
    id: &'a str,
    sents: Vec<[u32; 2]>,
    tokens: Vec<[u32; 2]>,
}

/// Print them.
///
/// # Errors
/// The schema is broken, or nothing can be printed.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let encoding = settings.encoding();
    let schema = inputs::schema_of(asked.paths.first().map_or(".".as_ref(), |path| path))?;
    let (inputs, mut problems) = inputs(&asked.paths, &schema);
    let pool = flow::pool(asked.threads)?;
    let bar = output::bar(Some(inputs.len()), output::Prints::Meanwhile);
    let mut output = Output::new();
    let work = |input: Input| {
        let text = input.read(encoding)?;
        bar.inc(1);
        Ok(match asked.json {
            true => json(&input.id, &text),
            false => readable(&text),
        })
    };
    let faults = &mut problems;
    flow::in_order(&pool, inputs.into_iter(), work, |told| match told {
        flow::Told::Outcome(Ok(bytes)) => output.write(&bytes),
        flow::Told::Outcome(Err(problem)) => {
            let problem: Problem = problem;
            faults.push(problem);
            ControlFlow::Continue(())
        }
        flow::Told::Pause => output.flush(),
    });
    bar.finish_and_clear();
    output.finish()?;
    Ok(super::mishaps(&problems, &locale))
}

fn json(id: &str, text: &Text) -> Vec<u8> {
    let (mut sents, mut tokens) = (Vec::new(), Vec::new());
    let (mut along_sents, mut along_tokens) = (Points::new(text), Points::new(text));
    for block in 0..text.block_count() {
        let segments = text.segments(block);
        sents.extend(segments.sentences.iter().map(|it| along_sents.of(*it)));
        tokens.extend(segments.tokens.iter().map(|it| along_tokens.of(it.range)));
    }
    super::json_line(&Segmented { id, sents, tokens })
}

/// One sentence a line, its tokens apart, a blank line after each document.
fn readable(text: &Text) -> Vec<u8> {
    let mut lines = String::new();
    for block in 0..text.block_count() {
        let segments = text.segments(block);
        let mut tokens = segments.tokens.iter().peekable();
        for sentence in &segments.sentences {
            let inside =
                std::iter::from_fn(|| tokens.next_if(|token| token.range.start() < sentence.end()));
            let words: Vec<&str> = inside.map(|token| text.slice(token.range)).collect();
            lines.push_str(&glyph::neutral(&words.join(" ")));
            lines.push('\n');
        }
    }
    lines.push('\n');
    lines.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_code_points() {
        let text = Text::new("Да 😀.\nЦех открыт.").unwrap();
        assert_eq!(
            String::from_utf8(json("a.txt", &text)).unwrap(),
            "{\"id\":\"a.txt\",\"sents\":[[0,5],[6,17]],\
             \"tokens\":[[0,2],[3,4],[4,5],[6,9],[10,16],[16,17]]}\n"
        );
        assert_eq!(readable(&text), "Да 😀 .\nЦех открыт .\n\n".as_bytes());
    }
}
