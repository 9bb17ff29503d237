//! `metka add FILE… CORPUS`: documents of other programs become texts of a corpus, with a note of where each came from.

#[cfg(feature = "pdf")]
pub(super) mod pdf;
mod provenance;

use super::{Common, Outcome, Result, complain, settings::Settings};
use crate::{
    extract::{Extracted, Kind, extract},
    locale::{Locale, Place, Problem},
    msg,
    shell::store::{Intern, Interned, Refused, read_bytes, walk_problem},
    text::{decode::Encoding, glyph},
};
use provenance::{Origin, Provenance};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// Documents and folders of documents (.txt .docx .odt .html .md .eml, and .pdf if built in), and then the corpus
    #[arg(required = true, num_args = 2.., value_names = ["FILE", "CORPUS"], value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
}

/// The longest file that is taken in, in bytes.
const LONGEST: u64 = 512 << 20;

/// Take them in; each is told on standard output, what went wrong on standard error.
///
/// # Errors
/// The corpus cannot be written.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let Some((corpus, paths)) = asked.paths.split_last() else {
        return Ok(Outcome::Found);
    };
    let mut adding = Adding {
        corpus: Intern::new(corpus, &settings.annotator())?,
        provenance: Provenance::read(corpus)?,
        encoding: settings.encoding(),
        locale: &locale,
        problems: 0,
    };
    for path in paths {
        adding.path(path);
    }
    let written = adding.provenance.write(&adding.corpus);
    adding.corpus.sync()?;
    written?;
    Ok(match adding.problems {
        0 => Outcome::Good,
        _ => Outcome::Found,
    })
}

struct Adding<'a> {
    corpus: Intern,
    provenance: Provenance,
    encoding: Option<Encoding>,
    locale: &'a Locale,
    problems: usize,
}

impl Adding<'_> {
    /// A file, or all files of a folder whose text can be taken out; their sub-folders are kept.
    fn path(&mut self, path: &Path) {
        if !path.is_dir() {
            let name = path.file_name().map(PathBuf::from).unwrap_or_default();
            return self.file(path, &name);
        }
        let walk = WalkDir::new(path).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(is_wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && kind(entry.path()).is_some() => {
                    let name = entry.path().strip_prefix(path).unwrap_or(entry.path());
                    self.file(entry.path(), name);
                }
                Ok(_) => {}
                Err(error) => self.tell(&walk_problem(error)),
            }
        }
    }

    fn file(&mut self, path: &Path, name: &Path) {
        if let Err(problem) = self.take(path, name) {
            let problem = match problem.place {
                Some(_) => problem,
                None => problem.at(Place::file(path.display().to_string())),
            };
            self.tell(&problem);
        }
    }

    fn tell(&mut self, problem: &Problem) {
        self.problems += 1;
        complain([problem], self.locale);
    }

    fn take(&mut self, path: &Path, name: &Path) -> std::result::Result<(), Problem> {
        let kind = kind(path).ok_or_else(|| {
            let known: Vec<&str> = Kind::extensions().collect();
            Problem::new(msg!("add-unknown-kind"))
                .hint(msg!("add-unknown-kind-hint", kinds = known.join(", ")))
        })?;
        let bytes = read_bytes(path, LONGEST)?;
        let found = text(kind, path, &bytes, self.encoding)?;
        if found.text.trim().is_empty() {
            return Err(Problem::new(msg!("add-empty")).hint(msg!("add-empty-hint")));
        }
        let document = self.put(path, name, &found.text)?;
        let doc = document.doc.to_string_lossy().into_owned();
        let told = msg!(
            "added",
            from = path.display().to_string(),
            document = doc.clone()
        );
        super::print(&format!("{}\n", glyph::neutral(&self.locale.say(&told))));
        for what in &found.left_out {
            let place = Place::file(path.display().to_string());
            complain([&Problem::new(what.clone()).at(place)], self.locale);
        }
        self.provenance.add(Origin {
            document: doc,
            from: path.to_string_lossy().into_owned(),
            hash: hash(&bytes),
            encoding: found.encoding.map(str::to_owned),
        });
        Ok(())
    }

    /// Write `text` as `name.txt`; where another document is called so, with the extension it had. A file that changed
    /// since it was added is no other document.
    fn put(&self, path: &Path, name: &Path, text: &str) -> std::result::Result<Interned, Problem> {
        let put = |doc: &Path| self.corpus.text(doc, text);
        let mut whole = name.as_os_str().to_owned();
        whole.push(".txt");
        let short = name.with_extension("txt");
        let outcome = match put(&short) {
            Err(Refused::Taken) if self.provenance.is_of(&short, path) => {
                return Err(Problem::new(msg!("add-changed")).hint(msg!("add-changed-hint")));
            }
            Err(Refused::Taken) if name.extension().is_some_and(|it| it != "txt") => {
                put(Path::new(&whole))
            }
            outcome => outcome,
        };
        outcome.map_err(|refused| match refused {
            Refused::Taken => {
                Problem::new(msg!("import-other-document")).hint(msg!("add-taken-hint"))
            }
            Refused::Problem(problem) => problem,
        })
    }
}

fn kind(path: &Path) -> Option<Kind> {
    Kind::of_extension(path.extension()?.to_str()?)
}

/// Hidden files are not of the folder.
fn is_wanted(entry: &DirEntry) -> bool {
    entry.depth() == 0 || entry.file_name().as_encoded_bytes().first() != Some(&b'.')
}

fn text(
    kind: Kind,
    path: &Path,
    bytes: &[u8],
    encoding: Option<Encoding>,
) -> std::result::Result<Extracted, Problem> {
    #[cfg(feature = "pdf")]
    if kind == Kind::Pdf {
        return pdf::extract(path);
    }
    let _only_for_pdf = path;
    extract(kind, bytes, encoding)
}

fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut hash = String::new();
    for byte in Sha256::digest(bytes) {
        let _infallible = write!(hash, "{byte:02x}");
    }
    hash
}
