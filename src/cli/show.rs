//! `metka show FILE`: a layer in words, an annotation a line, so that people and `git diff` read it well.

use super::{
    Common, Outcome, Result,
    settings::Settings,
    sheet::{self, File, Sheet},
};
use crate::{
    locale::{Locale, Message, Problem},
    msg,
    shell::text_file,
    text::glyph,
};
use std::path::{Path, PathBuf};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The file of the layer
    #[arg(value_hint = clap::ValueHint::FilePath)]
    layer: PathBuf,
    /// For git diff: print a damaged layer as it is
    #[arg(long)]
    textconv: bool,
}

/// Print it.
///
/// # Errors
/// The file cannot be read or is damaged.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let locale = Settings::load(flags)?.locale();
    match File::read(&asked.layer).and_then(|file| file.sheet()) {
        Ok(sheet) => super::print(&lines(&sheet, &locale)),
        // Without any output git would show no difference of any file.
        Err(_) if asked.textconv => super::print(&as_it_is(&asked.layer)?),
        Err(problem) => return Err(problem.into()),
    }
    Ok(Outcome::Good)
}

/// All that the layer says.
fn lines(sheet: &Sheet, locale: &Locale) -> String {
    let layer = &sheet.layer;
    let say = |message: Message| locale.say(&message);
    let mut lines = vec![
        say(msg!("show-document", path = &*sheet.document.path)),
        say(msg!("show-annotator", name = &*layer.annotator)),
        say(msg!("show-status", status = sheet::status(layer.status))),
        say(msg!("show-seconds", seconds = layer.seconds.to_string())),
    ];
    lines.extend(layer.annotations.iter().map(|it| {
        let place = say(sheet.place(&it.parts));
        format!("{place}: {}", sheet.whole(it, locale))
    }));
    let relations = layer
        .relations
        .iter()
        .map(|it| sheet.relation(it, sheet, locale));
    lines.extend(relations.map(|text| say(msg!("show-relation", text = text))));
    let refused = layer
        .rejections
        .iter()
        .map(|it| sheet.rejection(it, locale));
    lines.extend(refused.map(|text| say(msg!("show-rejection", text = text))));
    let waiting = layer.unplaced.iter().map(|it| sheet::waiting(it, locale));
    lines.extend(waiting.map(|text| say(msg!("show-waiting", text = text))));
    let notes = layer.notes.iter().map(|note| &*note.text);
    lines.extend(notes.map(|text| say(msg!("show-note", text = text))));
    lines.iter().map(|line| neutral_line(line)).collect()
}

fn neutral_line(line: &str) -> String {
    format!("{}\n", glyph::neutral(line))
}

fn as_it_is(path: &Path) -> std::result::Result<String, Problem> {
    let bytes = text_file::bytes(path, msg!("store-unreadable-layer"))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().map(neutral_line).collect())
}
