//! `metka formats`: what can be read and written, and what each format has no room for.

use super::{Common, Outcome, Result, settings::Settings};
use crate::{
    formats::{FORMATS, Files, Format, Holds},
    locale::{Locale, Message},
    msg,
};

/// Print the table.
///
/// # Errors
/// The settings are broken.
pub(super) fn run(flags: &Common) -> Result<Outcome> {
    let locale = Settings::load(flags)?.locale();
    let widest = FORMATS.iter().map(|it| it.name.len()).max().unwrap_or(0);
    for format in FORMATS {
        let line = format!(
            "{:widest$}  {:6} {:6}  {}{}{}\n",
            format.name,
            if format.read.is_some() { "import" } else { "" },
            if format.is_written() { "export" } else { "" },
            locale.say(&(format.about)()),
            missing(format, &locale),
            unbuilt(format, &locale),
        );
        super::print(&line);
    }
    Ok(Outcome::Good)
}

/// That the program was built without it.
fn unbuilt(format: &Format, locale: &Locale) -> String {
    let tables = matches!(format.files, Files::Tables { .. });
    match tables && !cfg!(feature = "parquet") {
        true => format!(" [{}]", locale.say(&msg!("no-parquet"))),
        false => String::new(),
    }
}

/// What the format has no room for.
fn missing(format: &Format, locale: &Locale) -> String {
    let Holds {
        text,
        nested,
        crossing,
        discontinuous,
        relations,
        fields,
        notes,
        measures,
        ..
    } = format.holds;
    let all: [(bool, Message); 8] = [
        (text, msg!("without-text")),
        (nested, msg!("without-nesting")),
        (crossing, msg!("without-crossing")),
        (discontinuous, msg!("without-parts")),
        (relations, msg!("without-relations")),
        (fields, msg!("without-fields")),
        (notes, msg!("without-notes")),
        (measures, msg!("without-measures")),
    ];
    let without: Vec<String> = all
        .iter()
        .filter(|(held, _)| !held)
        .map(|(_, it)| locale.say(it))
        .collect();
    match without.is_empty() {
        true => String::new(),
        false => format!(" ({} {})", locale.say(&msg!("without")), without.join(", ")),
    }
}
