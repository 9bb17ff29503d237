//! `metka completions SHELL`: what a shell needs to complete the arguments of metka.

use super::{Args, Outcome};
use clap::CommandFactory;
use clap_complete::{Shell, generate};

/// Print the script of `shell`.
pub fn run(shell: Shell) -> Outcome {
    // Written to memory first: the generator ends the program when its output goes away.
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "metka", &mut script);
    super::print(&String::from_utf8_lossy(&script));
    Outcome::Good
}
