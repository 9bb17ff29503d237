//! `metka validate CORPUS`: every layer against its text and the schema.

use super::{
    Common, Outcome, Result,
    settings::{self, Settings},
};
use crate::{locale::Problem, msg, shell::store};
use std::path::Path;

/// Check the corpus; every fault is one line `file:line:column: what` on standard output, where nothing else is
/// printed; how much was checked is told on standard error.
///
/// # Errors
/// When the corpus or its schema cannot be read.
pub fn run(corpus: &Path, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    super::complain(&settings.problems, &locale);
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
