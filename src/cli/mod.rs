//! The command line: one file per subcommand, parsed first, then carried out.

mod add;
mod building;
mod completions;
mod config;
mod diff;
mod doctor;
mod effort;
mod export;
mod facts;
mod flow;
mod formats;
mod import;
mod inputs;
mod keys;
mod learnt;
mod man;
mod measuring;
mod merge;
mod output;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod proposals;
mod read;
mod segment;
mod settings;
mod setup;
mod sheet;
mod show;
mod suggest;
mod usage;
mod validate;

use crate::locale::{Lang, Locale, Place, Problem};
use crate::msg;
use crate::text::{decode::Encoding, glyph};
use clap::{Parser, Subcommand, ValueHint};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Read and annotate Russian texts in the terminal.
#[derive(Debug, Parser)]
#[command(
    version,
    subcommand_precedence_over_arg = true,
    after_help = "Without PATH the last corpus is opened, or the bundled one."
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// A folder of texts or a single text
    path: Option<PathBuf>,
    /// Open the bundled corpus
    #[arg(long, conflicts_with = "path")]
    seeds: bool,
    #[command(flatten)]
    common: Common,
}

/// Over the options that matter where there is a screen: every command takes them, most have no use for them.
const SCREEN: &str = "Screen and keys";

/// What every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Common {
    /// Who annotates; in export and facts, whose layers count [default: config, then the login name; there: all]
    #[arg(long, global = true, value_name = "NAME")]
    annotator: Option<String>,
    /// Language of the interface: ru or en [default: config, then the locale]
    #[arg(long, global = true, value_name = "LANG", value_parser = ["ru", "en"])]
    lang: Option<String>,
    /// Keyboard layout that Cyrillic letters are typed on
    #[arg(long, global = true, help_heading = SCREEN, value_name = "NAME", value_parser = crate::keymap::Keyboard::NAMES.to_vec())]
    layout: Option<String>,
    /// Keymap: default, vim, kakoune, plain
    #[arg(long, global = true, help_heading = SCREEN, value_name = "NAME", value_parser = crate::keymap::Keymap::PRESETS.to_vec())]
    keymap: Option<String>,
    /// Theme: auto, dark, light, contrast
    #[arg(long, global = true, help_heading = SCREEN, value_name = "NAME", value_parser = crate::view::theme::Theme::NAMES.to_vec())]
    theme: Option<String>,
    /// Colours: auto, truecolor, 256, 16, none
    #[arg(long, global = true, help_heading = SCREEN, value_name = "WHICH", value_parser = ["auto", "truecolor", "256", "16", "none"])]
    color: Option<String>,
    /// Encoding of the texts [default: recognised]
    #[arg(long, global = true, value_name = "NAME", value_parser = encoding_name)]
    encoding: Option<String>,
    /// Draw frames and signs in ASCII
    #[arg(long, global = true, help_heading = SCREEN)]
    ascii: bool,
    /// Speak lines instead of drawing a screen: for screen readers, Braille displays, very plain terminals
    #[arg(long, global = true, help_heading = SCREEN)]
    linear: bool,
    /// Take clicks, drags and the wheel
    #[arg(long, global = true, help_heading = SCREEN)]
    mouse: bool,
    /// Divide long Russian words at the end of a row
    #[arg(long, global = true, help_heading = SCREEN)]
    hyphenate: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check every layer of a corpus, or every record of another program's files, against its text and the schema
    Validate(validate::Asked),
    /// Print what the program would annotate, as JSON lines
    Suggest(suggest::Asked),
    /// Print sentences and tokens
    Segment(segment::Asked),
    /// Print all measures of a corpus as a table, CSV, JSON or Parquet
    Facts(facts::Asked),
    /// Tell how many keys the finished layers of a corpus would cost
    Effort(effort::Asked),
    /// Take in documents of other programs as texts
    Add(add::Asked),
    /// Take in documents and annotations from another program's format
    Import(import::Asked),
    /// Write documents and annotations in another program's format
    Export(export::Asked),
    /// List the formats, and what each has no room for
    Formats,
    /// Print a layer in words, an annotation a line
    Show(show::Asked),
    /// Tell in words what differs between two layers, or folders of layers
    Diff(diff::Asked),
    /// Merge two versions of a layer: the driver that git calls
    Merge(merge::Asked),
    /// Make other programs work with a corpus
    Setup {
        #[command(subcommand)]
        what: Setup,
    },
    /// Print all keys with what they do
    Keys {
        #[command(subcommand)]
        what: Option<AboutKeys>,
    },
    /// Tell what metka finds around it: terminal, locale, folders, settings
    Doctor,
    /// Print what completes metka's arguments in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the text of a PDF file
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    PdfText {
        /// The file
        file: PathBuf,
    },
    /// Write the man pages
    #[command(hide = true)]
    Man {
        /// Where to
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum Setup {
    /// Let git merge layers and show their differences in words
    Git(setup::Asked),
}

#[derive(Debug, Subcommand)]
enum AboutKeys {
    /// Tell what is wrong in your own keymap.ron
    Check,
}

/// How a command ended, when nothing went wrong with the command itself.
pub enum Outcome {
    /// Done.
    Good,
    /// Something was found.
    Found,
}

/// The whole program.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return bad_usage(&error),
    };
    let lang = args.common.lang.as_deref().and_then(Lang::from_tag);
    #[cfg(feature = "pdf")]
    if let Some(Command::PdfText { file }) = &args.command {
        return add::pdf::print(file);
    }
    let outcome = match args.command {
        None => read::run(args.path, args.seeds, &args.common),
        Some(Command::Validate(asked)) => validate::run(&asked, &args.common),
        Some(Command::Suggest(asked)) => suggest::run(&asked, &args.common),
        Some(Command::Segment(asked)) => segment::run(&asked, &args.common),
        Some(Command::Facts(asked)) => facts::run(&asked, &args.common),
        Some(Command::Effort(asked)) => effort::run(&asked, &args.common),
        Some(Command::Add(asked)) => add::run(&asked, &args.common),
        Some(Command::Import(asked)) => import::run(&asked, &args.common),
        Some(Command::Export(asked)) => export::run(&asked, &args.common),
        Some(Command::Formats) => formats::run(&args.common),
        Some(Command::Show(asked)) => show::run(&asked, &args.common),
        Some(Command::Diff(asked)) => diff::run(&asked, &args.common),
        Some(Command::Merge(asked)) => merge::run(&asked),
        Some(Command::Setup {
            what: Setup::Git(asked),
        }) => setup::run(&asked, &args.common),
        Some(Command::Keys { what: None }) => keys::run(&args.common),
        Some(Command::Keys {
            what: Some(AboutKeys::Check),
        }) => keys::check(&args.common),
        Some(Command::Doctor) => doctor::run(&args.common),
        Some(Command::Completions { shell }) => Ok(completions::run(shell)),
        Some(Command::Man { folder }) => man::run(&folder),
        #[cfg(feature = "pdf")]
        Some(Command::PdfText { .. }) => Ok(Outcome::Found),
    };
    match outcome {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(Failure(problems)) => {
            let locale = Locale::new(lang.unwrap_or_else(settings::lang_of_environment));
            complain(&problems, &locale);
            ExitCode::from(1)
        }
    }
}

/// Help and version are asked for and go to standard output; the rest is a fault of the arguments.
fn bad_usage(error: &clap::Error) -> ExitCode {
    match usage::problem(error) {
        Some(problem) => {
            complain([&problem], &Locale::new(settings::lang_of_environment()));
            ExitCode::from(2)
        }
        None => error.exit(),
    }
}

/// What a command fails with: a broken schema has several faults at once.
#[derive(Debug)]
pub struct Failure(Vec<Problem>);

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

/// What every command returns.
pub type Result<T> = std::result::Result<T, Failure>;

/// Tell on standard error, a line for each.
fn complain<'p>(problems: impl IntoIterator<Item = &'p Problem>, locale: &Locale) {
    for problem in problems {
        eprintln!("metka: {}", glyph::neutral(&problem.line(locale)));
    }
}

/// Tell what was looked for on standard output, a line for each, and end accordingly.
fn report(problems: &[Problem], locale: &Locale) -> Outcome {
    let line = |problem: &Problem| format!("{}\n", glyph::neutral(&problem.line(locale)));
    print(&problems.iter().map(line).collect::<String>());
    if problems.is_empty() {
        Outcome::Good
    } else {
        Outcome::Found
    }
}

/// Tell on standard error what went wrong on the way, and end accordingly.
fn mishaps(problems: &[Problem], locale: &Locale) -> Outcome {
    complain(problems, locale);
    match problems.is_empty() {
        true => Outcome::Good,
        false => Outcome::Found,
    }
}

/// Refuse what is no folder.
fn is_corpus(path: &Path) -> Result<()> {
    let problem = || {
        Problem::new(msg!("not-a-corpus"))
            .at(Place::file(path.display().to_string()))
            .hint(msg!("not-a-corpus-hint"))
    };
    match path.metadata() {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(problem().into()),
        Err(why) => Err(problem().because(why).into()),
    }
}

/// A line of JSON for other programs.
fn json_line(value: &impl serde::Serialize) -> Vec<u8> {
    // What is printed are strings, numbers and lists, which can always be written.
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line
}

/// A number of threads: one at least.
fn threads(number: &str) -> std::result::Result<usize, String> {
    match number.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err(String::new()),
    }
}

/// Any of the usual names of an encoding.
fn encoding_name(name: &str) -> std::result::Result<String, String> {
    match Encoding::from_name(name) {
        Some(encoding) => Ok(encoding.name().to_owned()),
        None => Err(String::new()),
    }
}

/// Print to standard output; a reader that went away (`| head`) is no fault.
fn print(text: &str) {
    use std::io::Write;
    let _gone = std::io::stdout().lock().write_all(text.as_bytes());
}
