//! `metka diff A B`: what differs between two layers, or two folders of layers, in words.

mod json;
mod words;

use super::{
    Common, Outcome, Result,
    settings::Settings,
    sheet::{File, Sheet},
};
use crate::{
    annotation::Difference,
    locale::{Locale, Place, Problem},
    msg,
    text::glyph,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A layer, a corpus, or the folder of an annotator
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    before: PathBuf,
    /// What it is compared with
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    after: PathBuf,
    /// Print lines of JSON
    #[arg(long)]
    json: bool,
}

/// Two layers on one text, and what differs.
struct Compared {
    before: Sheet,
    after: Sheet,
    difference: Difference,
}

/// Print it; ends with 1 when anything differs.
///
/// # Errors
/// A layer cannot be read or is damaged, or the two cannot be compared.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let (before, after) = (&asked.before, &asked.after);
    let same = match (before.is_dir(), after.is_dir()) {
        (true, true) => folders(asked, &locale)?,
        (false, false) => {
            let compared = compare(before, after)?;
            super::print(&told(&compared, None, asked.json, &locale));
            compared.difference.is_empty()
        }
        (is_folder, _) => {
            let file = if is_folder { after } else { before };
            let what = match file.exists() {
                true => msg!("diff-file-and-folder"),
                false => msg!("diff-nothing-there"),
            };
            let place = Place::file(file.display().to_string());
            return Err(Problem::new(what).at(place).into());
        }
    };
    Ok(match same {
        true => Outcome::Good,
        false => Outcome::Found,
    })
}

/// Compare the layers of two folders; whether all are the same.
fn folders(asked: &Asked, locale: &Locale) -> Result<bool> {
    let before = layers_below(&asked.before)?;
    let after = layers_below(&asked.after)?;
    let mut same = true;
    for name in before.names.union(&after.names) {
        let there = [&before, &after].map(|side| side.names.contains(name));
        if there != [true, true] {
            same = false;
            super::print(&alone(name, there[1], asked.json, locale));
            continue;
        }
        match compare(&before.root.join(name), &after.root.join(name)) {
            Ok(compared) => {
                same &= compared.difference.is_empty();
                super::print(&told(&compared, Some(name), asked.json, locale));
            }
            Err(problem) => {
                same = false;
                super::complain([&problem], locale);
            }
        }
    }
    Ok(same)
}

fn compare(before: &Path, after: &Path) -> std::result::Result<Compared, Problem> {
    let (before, after) = (File::read(before)?, File::read(after)?);
    let (before, after) = before.both(&after)?;
    Ok(Compared {
        difference: Difference::between(&before.layer, &after.layer),
        before,
        after,
    })
}

/// What is printed of one pair; in a folder, with its name.
fn told(compared: &Compared, name: Option<&Path>, as_json: bool, locale: &Locale) -> String {
    if as_json {
        return json::lines(compared, name);
    }
    let lines = words::lines(compared, locale);
    let Some(name) = name.filter(|_| !lines.is_empty()) else {
        return printed(&lines);
    };
    let indented = lines.iter().map(|line| format!("  {line}"));
    let head = std::iter::once(name.display().to_string());
    printed(&head.chain(indented).collect::<Vec<_>>())
}

/// A layer that only one side has.
fn alone(name: &Path, is_new: bool, as_json: bool, locale: &Locale) -> String {
    let shown = name.display().to_string();
    match (as_json, is_new) {
        (true, _) => json::alone(&shown, is_new),
        (false, true) => printed(&[locale.say(&msg!("diff-only-after", layer = shown))]),
        (false, false) => printed(&[locale.say(&msg!("diff-only-before", layer = shown))]),
    }
}

fn printed(lines: &[String]) -> String {
    let neutral = lines
        .iter()
        .map(|line| format!("{}\n", glyph::neutral(line)));
    neutral.collect()
}

/// The layers of a corpus, or of any folder of them.
struct Folder {
    root: PathBuf,
    names: BTreeSet<PathBuf>,
}

fn layers_below(path: &Path) -> std::result::Result<Folder, Problem> {
    let annotations = path.join("annotations");
    let root = match annotations.is_dir() {
        true => annotations,
        false => path.to_owned(),
    };
    let mut names = BTreeSet::new();
    for entry in WalkDir::new(&root).follow_links(true) {
        let entry = entry.map_err(|error| {
            Problem::new(msg!("cannot-read-folder"))
                .at(Place::file(root.display().to_string()))
                .because(error.to_string())
        })?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let layer = entry.path().extension().is_some_and(|it| it == "ron");
        let schema = entry.file_name() == "metka.ron";
        if layer && !hidden && !schema && !entry.file_type().is_dir() {
            let name = entry.path().strip_prefix(&root);
            names.extend(name.map(Path::to_owned));
        }
    }
    Ok(Folder { root, names })
}
