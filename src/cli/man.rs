//! `metka man FOLDER`: the man pages, made of what `--help` says. For those who make packages.

use super::{Args, Outcome, Result};
use crate::{
    locale::{Place, Problem},
    msg,
};
use clap::CommandFactory;
use std::{fs, path::Path};

/// Write a page for the program and for each of its commands into `folder`.
///
/// # Errors
/// When the folder cannot be written.
pub fn run(folder: &Path) -> Result<Outcome> {
    let written =
        fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    match written {
        Ok(()) => Ok(Outcome::Good),
        Err(why) => Err(Problem::new(msg!("folder-not-writable"))
            .at(Place::file(folder.display().to_string()))
            .because(why)
            .hint(msg!("folder-not-writable-hint"))
            .into()),
    }
}
