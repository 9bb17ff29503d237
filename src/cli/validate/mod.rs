//! `metka validate PATH`: every layer of a corpus against its text and the schema; every record of another program's
//! file against its text.

mod gold;

use super::{
    Common, Outcome, Result,
    settings::{self, Settings},
};
use crate::{formats::Format, locale::Problem, msg, shell::store};
use std::path::{Path, PathBuf};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The corpus, or a file or folder in another program's format
    #[arg(value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    path: PathBuf,
    /// The format, where the names of the files do not tell it; `metka formats` lists them
    #[arg(long, value_name = "NAME", value_parser = Format::readable())]
    format: Option<String>,
}

/// Check it; every fault is one line `file:line:column: what` on standard output, where nothing else is printed; how
/// much was checked is told on standard error.
///
/// # Errors
/// When the corpus or its schema cannot be read.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    super::complain(&settings.problems, &settings.locale());
    let format = match &asked.format {
        Some(name) => Format::of_name(name),
        None => gold::recognised(&asked.path)?,
    };
    match format {
        Some(format) => gold::run(format, &asked.path, &settings),
        None => corpus(&asked.path, &settings),
    }
}

fn corpus(corpus: &Path, settings: &Settings) -> Result<Outcome> {
    let locale = settings.locale();
    super::is_corpus(corpus)?;
    let found = match settings::schema(corpus) {
        Ok(schema) => store::inspect(corpus, &schema, settings.encoding()),
        // Nothing can be checked: what is wrong with the schema is all there is to say.
        Err(super::Failure(problems)) => return Ok(super::report(&problems, &locale)),
    };
    let outcome = super::report(&found.problems, &locale);
    let checked = msg!(
        "checked",
        layers = found.layers,
        faults = found.problems.len()
    );
    super::complain(&[Problem::new(checked)], &locale);
    Ok(outcome)
}
