//! Bad usage in the language of the person: one sentence on what is wrong and what there is.

use crate::{locale::Problem, msg};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// What is wrong with the arguments; `None` for what is no fault of them (help, version) or has no words of ours.
pub(super) fn problem(error: &Error) -> Option<Problem> {
    let argument = text(error, ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidValue => {
            let value = text(error, ContextKind::InvalidValue)?;
            if value.is_empty() {
                return Some(
                    Problem::new(msg!("usage-no-value", argument = argument?))
                        .hint(msg!("usage-hint")),
                );
            }
            let what = msg!(
                "usage-bad-value",
                argument = argument.clone()?,
                value = value.clone()
            );
            if is_of_document(&value) && argument.as_deref() == Some("<FORMAT>") {
                return Some(Problem::new(what).hint(msg!("usage-add-hint")));
            }
            let names = text(error, ContextKind::ValidValue)?;
            Some(Problem::new(what).hint(msg!("no-such-value-hint", names = names)))
        }
        ErrorKind::ValueValidation => {
            let value = text(error, ContextKind::InvalidValue)?;
            let argument = argument?;
            let hint = match argument.split(' ').next() {
                // Encodings have too many names to list them all to clap.
                Some("--encoding") => msg!("no-such-encoding-hint"),
                _ => msg!("usage-hint"),
            };
            let what = msg!("usage-bad-value", argument = argument, value = value);
            Some(Problem::new(what).hint(hint))
        }
        ErrorKind::UnknownArgument => {
            let what = msg!("usage-unknown-argument", argument = argument?);
            Some(Problem::new(what).hint(msg!("usage-hint")))
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand)?;
            let what = msg!("usage-unknown-argument", argument = name);
            Some(Problem::new(what).hint(msg!("usage-hint")))
        }
        ErrorKind::MissingRequiredArgument => {
            // `<PATHS>...` at the end of a sentence would have four dots.
            let argument = argument?.trim_end_matches("...").to_owned();
            let what = msg!("usage-missing-argument", argument = argument);
            Some(Problem::new(what).hint(msg!("usage-hint")))
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            let argument = argument?.trim_end_matches("...").to_owned();
            let what = msg!("usage-too-few-values", argument = argument);
            Some(Problem::new(what).hint(msg!("usage-hint")))
        }
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg)?;
            let what = msg!("usage-conflict", argument = argument?, other = other);
            Some(Problem::new(what).hint(msg!("usage-hint")))
        }
        _ => None,
    }
}

/// A document has no annotations to import, but a text to add.
fn is_of_document(name: &str) -> bool {
    crate::extract::Kind::of_extension(name).is_some()
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}
