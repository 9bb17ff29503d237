//! `metka suggest`: what the program would annotate, one JSON object a document.

mod filter;
mod line;

use super::{
    Common, Outcome, Result, flow,
    inputs::{self, Input, inputs},
    learnt,
    output::{self, Output},
    proposals::{Proposer, Span, names, spans, switches},
    settings::{self, Settings},
};
use crate::{
    annotation::{Layer, Schema},
    locale::{Place, Problem},
    msg,
    suggest::Knowledge,
};
use serde::Serialize;
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Asked {
    /// Texts and folders of texts
    #[arg(required_unless_present = "jsonl", value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Be a filter: lines {"id", "text"} in, the same lines with "spans" out, in order
    #[arg(long, conflicts_with = "paths")]
    jsonl: bool,
    /// Learn from the finished layers of this corpus first (of --annotator, if named)
    #[arg(long, value_name = "CORPUS", value_hint = clap::ValueHint::DirPath)]
    learn: Option<PathBuf>,
    /// The labels [default: metka.ron of the corpus that is learnt from or looked at]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    schema: Option<PathBuf>,
    /// So many threads [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
    /// Ask only this suggester; several times for several
    #[arg(long, value_name = "SUGGESTER", value_parser = names())]
    only: Vec<String>,
    /// Do not ask this suggester; several times for several
    #[arg(long, value_name = "SUGGESTER", value_parser = names())]
    without: Vec<String>,
    /// Leave out what is less probable: 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    min_score: f32,
}

#[derive(Serialize)]
struct Suggested<'a> {
    id: &'a str,
    spans: Vec<Span<'a>>,
}

/// Print the suggestions.
///
/// # Errors
/// The schema is broken, nothing can be learnt, or nothing can be printed.
pub(in crate::cli) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let schema = asked.schema()?;
    let (knowledge, mut problems) = asked.knowledge(&schema, &settings, flags)?;
    let proposer = Proposer {
        schema,
        knowledge,
        switches: switches(&asked.only, &asked.without),
        min_score: asked.min_score,
    };
    match asked.jsonl {
        true => problems.extend(filter::run(&proposer, asked.threads, &settings.locale())?),
        false => problems.extend(files(asked, &proposer, &settings)?),
    }
    Ok(super::mishaps(&problems, &settings.locale()))
}

impl Asked {
    fn schema(&self) -> Result<Schema> {
        if let Some(file) = &self.schema {
            return settings::schema_file(file);
        }
        match self.learn.as_ref().or(self.paths.first()) {
            Some(path) => inputs::schema_of(path),
            None => Ok(Schema::standard()),
        }
    }

    fn knowledge(
        &self,
        schema: &Schema,
        settings: &Settings,
        flags: &Common,
    ) -> Result<(Knowledge, Vec<Problem>)> {
        let Some(corpus) = &self.learn else {
            return Ok((Knowledge::default(), Vec::new()));
        };
        super::is_corpus(corpus)?;
        let annotator = flags.annotator.as_deref();
        let learnt =
            learnt::of_corpus(corpus, schema, annotator, settings.encoding(), self.threads)?;
        if learnt.0.model.is_none() && learnt.1.is_empty() {
            return Err(nothing_to_learn(corpus).into());
        }
        Ok(learnt)
    }
}

fn nothing_to_learn(corpus: &Path) -> Problem {
    Problem::new(msg!("nothing-to-learn"))
        .at(Place::file(corpus.display().to_string()))
        .hint(msg!("nothing-to-learn-hint"))
}

/// Suggestions for files and folders; what could not be read.
fn files(asked: &Asked, proposer: &Proposer, settings: &Settings) -> Result<Vec<Problem>> {
    let encoding = settings.encoding();
    let (inputs, mut problems) = inputs(&asked.paths, &proposer.schema);
    let pool = flow::pool(asked.threads)?;
    let bar = output::bar(Some(inputs.len()), output::Prints::Meanwhile);
    let mut output = Output::new();
    let blank = Layer::default();
    let work = |input: Input| {
        let text = input.read(encoding)?;
        let found = proposer.propose(&text, &blank);
        bar.inc(1);
        Ok(super::json_line(&Suggested {
            id: &input.id,
            spans: spans(&text, &found),
        }))
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
    Ok(problems)
}
