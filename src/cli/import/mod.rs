//! `metka import FORMAT SRC CORPUS`: documents and annotations of another program become documents and layers.

pub(super) mod jobs;
mod labels;
pub(super) mod recognise;
mod tally;

use super::{
    Common, Outcome, Result, complain, flow, measuring::measure, output, settings::Settings,
};
use crate::{
    annotation::{Kind, Layer, Parts, Schema, Status},
    formats::{Counting, Format, Piece, Reading, Terms, settle},
    locale::{Place, Problem},
    msg,
    shell::store::{Intern, Interned, Refused},
    text::{Text, decode::Encoding},
};
use jobs::Job;
use labels::Labels;
pub(super) use labels::{Mapping, rule};
use sha2::{Digest, Sha256};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use tally::Tally;
pub(super) use tally::name as counting;

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The format; `metka formats` lists them
    #[arg(value_parser = Format::readable())]
    format: String,
    /// The file or folder of the other program; - for standard input
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    src: PathBuf,
    /// The corpus, new or not
    #[arg(value_hint = clap::ValueHint::DirPath)]
    corpus: PathBuf,
    /// How far the work on the documents is, where the file does not tell
    #[arg(long, value_name = "STATUS", default_value = "in-progress", value_parser = ["new", "in-progress", "done"])]
    status: String,
    /// Other names for labels: Person=PER,Org=ORG; nothing after = leaves them out
    #[arg(long, value_name = "OLD=NEW", value_delimiter = ',', value_parser = labels::rule)]
    map: Vec<(String, String)>,
    /// Labels that the schema of the corpus does not have: keep them, add them to it, or refuse what has them
    #[arg(long, value_name = "WHAT", default_value = "keep", value_parser = ["keep", "add", "refuse"])]
    unknown: String,
    /// Fail at the first record that cannot be read
    #[arg(long)]
    strict: bool,
    /// So many threads [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
}

/// Take it all in; what was refused is told on standard error, the sum on standard output.
///
/// # Errors
/// There is nothing to take in, or the corpus cannot be written.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let Some(format) = Format::of_name(&asked.format) else {
        return Ok(Outcome::Found);
    };
    let jobs = jobs::jobs(format, &asked.src)?;
    let annotator = settings.annotator();
    let corpus = Intern::new(&asked.corpus, &annotator)?;
    let mut labels = Labels::new(&asked.corpus, &asked.unknown)?;
    let mapping = Mapping::new(&asked.map);
    let (scheme, mut stated) = jobs::scheme(format, &asked.src)?;
    labels.scheme = scheme.renamed(|old| mapping.new_name(old).map(str::to_owned));
    let importer = Importer {
        format,
        corpus: &corpus,
        encoding: settings.encoding(),
        annotator: &annotator,
        status: status(&asked.status),
        rename: &|old| labels.accepts(mapping.new_name(old)?),
        schema: &labels.schema,
    };
    let mut tally = Tally::new(asked.strict, &locale);
    let bar = output::bar(jobs.count, output::Prints::AtTheEnd);
    let pool = flow::pool(asked.threads)?;
    flow::in_order(
        &pool,
        jobs.jobs,
        |job| importer.take(job),
        |told| match told {
            flow::Told::Outcome(taken) => {
                bar.inc(1);
                bar.suspend(|| tally.add(taken))
            }
            flow::Told::Pause => ControlFlow::Continue(()),
        },
    );
    bar.finish_and_clear();
    let refused = labels.refused();
    let settled = labels.settle(&asked.corpus, &corpus, &mut tally.found);
    corpus.sync()?;
    let outcome = tally.tell();
    stated.extend(settled?);
    complain(refused.iter().chain(&stated), &locale);
    let other = tally
        .found_nothing()
        .then(|| other_format(format, &asked.src))
        .flatten();
    complain(&other, &locale);
    Ok(
        match refused.is_empty() && stated.is_empty() && other.is_none() {
            true => outcome,
            false => Outcome::Found,
        },
    )
}

/// Nothing was taken in: perhaps the file has another format.
fn other_format(format: &Format, source: &Path) -> Option<Problem> {
    let mut others = recognise::understanding(source);
    others.retain(|it| it.name != format.name);
    let first = others.first()?.name;
    let what = msg!("import-other-format", names = recognise::names(&others));
    Some(Problem::new(what).hint(msg!("import-other-format-hint", name = first)))
}

fn status(name: &str) -> Status {
    match name {
        "done" => Status::Done,
        "new" => Status::New,
        _ => Status::InProgress,
    }
}

/// Takes in one job after the other, on any thread.
struct Importer<'a> {
    format: &'static Format,
    corpus: &'a Intern,
    encoding: Option<Encoding>,
    annotator: &'a str,
    status: Status,
    rename: &'a (dyn Fn(&str) -> Option<String> + Sync),
    schema: &'a Schema,
}

/// What became of a job.
#[derive(Default)]
struct Taken {
    documents: usize,
    layers: Vec<(Layer, Counting)>,
    /// How many of them were there already.
    known: usize,
    problems: Vec<Problem>,
    /// Documents whose names other documents have.
    other_documents: Vec<PathBuf>,
    /// Documents that have other layers of the annotator.
    other_layers: Vec<PathBuf>,
}

impl Importer<'_> {
    fn take(&self, job: std::result::Result<Job, Problem>) -> Taken {
        let mut taken = Taken::default();
        if let Err(problem) = job.and_then(|job| self.take_in(&job, &mut taken)) {
            taken.problems.push(problem);
        }
        taken
    }

    fn take_in(&self, job: &Job, taken: &mut Taken) -> std::result::Result<(), Problem> {
        let document = match &job.document {
            Some((root, doc)) => match self.corpus.document(root, doc, self.encoding) {
                Err(Refused::Taken) => {
                    taken.other_documents.push(doc.clone());
                    return Ok(());
                }
                Err(Refused::Problem(problem)) => return Err(problem),
                Ok(document) => Some(document),
            },
            None => None,
        };
        taken.documents += usize::from(document.is_some());
        let Some(body) = job.body()? else {
            return Ok(());
        };
        let piece = Piece {
            path: &job.shown,
            line: job.line,
            body: &body,
            text: document.as_ref().map(|it| &it.text),
        };
        let read = self
            .format
            .read
            .map_or(Ok(Vec::new()), |read| read(&piece))?;
        for (number, reading) in read.into_iter().enumerate() {
            let outcome = match &document {
                Some(document) => self.layer(&piece, reading, document, taken),
                None => self.together(&piece, reading, &job.name(number), taken),
            };
            if let Err(problem) = outcome {
                taken.problems.push(problem);
            }
        }
        Ok(())
    }

    /// A document whose text stands in the file itself, or which is in the corpus already.
    fn together(
        &self,
        piece: &Piece<'_>,
        reading: Reading,
        name: &str,
        taken: &mut Taken,
    ) -> std::result::Result<(), Problem> {
        let name = reading.path.as_deref().unwrap_or(name);
        let doc = jobs::document_path(name, &self.schema.documents).ok_or_else(|| {
            let what = msg!("import-bad-name", name = name.to_owned());
            Problem::new(what).at(piece.place(0))
        })?;
        let document = match &reading.text {
            Some(text) => match self.corpus.text(&doc, text) {
                Err(Refused::Taken) => {
                    taken.other_documents.push(doc);
                    return Ok(());
                }
                Err(Refused::Problem(problem)) => return Err(problem),
                Ok(document) => document,
            },
            None => self.corpus.known(&doc, self.encoding)?,
        };
        taken.documents += 1;
        self.layer(piece, reading, &document, taken)
    }

    fn layer(
        &self,
        piece: &Piece<'_>,
        reading: Reading,
        document: &Interned,
        taken: &mut Taken,
    ) -> std::result::Result<(), Problem> {
        let terms = Terms {
            annotator: self.annotator,
            status: self.status,
            rename: self.rename,
            measure: &|label, text, parts| self.measure(label, text, parts),
        };
        let seed = seed(&document.doc);
        let place = |line| piece.place(line);
        let mut settled = settle(reading, &document.text, seed, &terms, &place);
        if let Some(keep) = self.format.keep {
            settled.layer.foreign = keep(piece.body, &settled, &document.text);
        }
        taken.problems.extend(settled.problems);
        let mut layer = settled.layer;
        // Whoever is named in the file, the layer is theirs who takes it in.
        self.annotator.clone_into(&mut layer.annotator);
        match self.corpus.layer(document, &layer) {
            Ok(new) => {
                taken.known += usize::from(!new);
                taken.layers.push((layer, settled.counting));
            }
            Err(Refused::Taken) => taken.other_layers.push(document.doc.clone()),
            Err(Refused::Problem(problem)) => return Err(problem),
        }
        Ok(())
    }

    fn measure(
        &self,
        label: &str,
        text: &Text,
        parts: &Parts,
    ) -> Option<crate::annotation::Measure> {
        let metric = self
            .schema
            .label(label)
            .is_some_and(|it| it.kind == Kind::Metric);
        metric.then(|| measure(text, parts)).flatten()
    }
}

/// A number of its own for each document.
fn seed(doc: &Path) -> u64 {
    let digest = Sha256::digest(doc.as_os_str().as_encoded_bytes());
    let first = digest.iter().take(8);
    first.fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

fn file(path: &Path) -> Place {
    Place::file(path.display().to_string())
}
