//! `metka import brat SRC CORPUS`: documents and annotations of another program become documents and layers.

mod found;
mod labels;
mod taken;

use super::{
    Common, Outcome, Result, complain, flow, measuring::measure, output, settings::Settings,
};
use crate::{
    annotation::{Annotation, Annotations, Fields, Id, Kind, Layer, Schema, Status},
    formats::brat::{self, Mark, Standoff},
    locale::{Locale, Place, Problem},
    msg,
    shell::{
        store::{Intern, Interned, Refused},
        text_file,
    },
    text::Text,
};
use found::Pair;
use labels::{Labels, Mapping};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The format
    #[arg(value_parser = ["brat"])]
    format: String,
    /// The folder of the other program
    #[arg(value_hint = clap::ValueHint::DirPath)]
    src: PathBuf,
    /// The corpus, new or not
    #[arg(value_hint = clap::ValueHint::DirPath)]
    corpus: PathBuf,
    /// How far the work on the documents is
    #[arg(long, value_name = "STATUS", default_value = "in-progress", value_parser = ["new", "in-progress", "done"])]
    status: String,
    /// Other names for labels: Person=PER,Org=ORG; nothing after = leaves them out
    #[arg(long, value_name = "OLD=NEW", value_delimiter = ',', value_parser = labels::rule)]
    map: Vec<(String, String)>,
}

/// Take it all in; what was refused is told on standard error, the sum on standard output.
///
/// # Errors
/// There is nothing to take in, or the corpus cannot be written.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    super::is_corpus(&asked.src)?;
    let (pairs, mut problems) = found::pairs(&asked.src);
    if pairs.is_empty() {
        return Err(found::nothing(&asked.src).into());
    }
    let annotator = settings.annotator();
    let corpus = Intern::new(&asked.corpus, &annotator)?;
    let pool = flow::pool(None)?;
    let bar = output::bar(Some(pairs.len()), output::Prints::AtTheEnd);
    let encoding = settings.encoding();
    let read: Vec<Read> = pool.install(|| {
        let each = pairs.par_iter().map(|pair| {
            bar.inc(1);
            Read::new(pair, &asked.src, &corpus, encoding)
        });
        each.collect()
    });
    bar.finish_and_clear();
    let mapping = Mapping::new(&asked.map);
    let names = read.iter().flat_map(Read::labels);
    let labels = Labels::settle(&asked.corpus, &corpus, &mapping, names)?;
    problems.extend(labels.problems.iter().cloned());
    let status = status(&asked.status);
    let layer = |read: &Read| read.layer(&annotator, status, &mapping, &labels.schema);
    let written: Vec<_> = pool.install(|| {
        let each = read
            .par_iter()
            .filter_map(|it| Some((it.document.as_ref()?, layer(it)?)));
        each.map(|(document, layer)| {
            let written = corpus.layer(document, &layer);
            let written = written.map(|()| layer.annotations.len());
            written.map_err(|refused| (document.doc.as_path(), refused))
        })
        .collect()
    });
    corpus.sync()?;
    let sum = Sum::new(&read, &written);
    problems.extend(taken::documents(read.iter().filter_map(Read::taken)));
    let (there, refused) = taken::apart(written.into_iter().filter_map(std::result::Result::err));
    problems.extend(taken::layers(there.into_iter()));
    problems.extend(refused);
    problems.extend(read.into_iter().flat_map(Read::into_problems));
    sum.tell(&locale);
    Ok(super::mishaps(&problems, &locale))
}

fn status(name: &str) -> Status {
    match name {
        "done" => Status::Done,
        "new" => Status::New,
        _ => Status::InProgress,
    }
}

/// One document with what its `.ann` says.
struct Read {
    doc: PathBuf,
    /// `None` when it was not taken in.
    document: Option<Interned>,
    /// Another document has its name.
    is_taken: bool,
    /// `None` when there is no `.ann`.
    standoff: Option<Standoff>,
    seed: u64,
    problems: Vec<Problem>,
}

impl Read {
    fn new(
        pair: &Pair,
        source: &Path,
        corpus: &Intern,
        encoding: Option<crate::text::decode::Encoding>,
    ) -> Self {
        let mut new = Self {
            doc: pair.doc.clone(),
            document: None,
            is_taken: false,
            standoff: None,
            seed: pair.seed(),
            problems: Vec::new(),
        };
        match corpus.document(source, &pair.doc, encoding) {
            Ok(document) => new.standoff(pair, source, document),
            Err(Refused::Taken) => new.is_taken = true,
            Err(Refused::Problem(problem)) => new.problems.push(problem),
        }
        new
    }

    fn standoff(&mut self, pair: &Pair, source: &Path, document: Interned) {
        if let Some(ann) = &pair.ann {
            let path = source.join(ann);
            match text_file::read(&path, msg!("brat-unreadable")) {
                Ok(ann) => {
                    let shown = path.display().to_string();
                    let read = brat::read(&ann.unwrap_or_default(), &shown, &document.text);
                    self.standoff = Some(read);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        self.document = Some(document);
    }

    fn taken(&self) -> Option<&Path> {
        self.is_taken.then_some(&*self.doc)
    }

    fn marks(&self) -> &[Mark] {
        self.standoff.as_ref().map_or(&[], |it| &it.marks)
    }

    fn labels(&self) -> impl Iterator<Item = &str> {
        self.marks().iter().map(|mark| &*mark.label)
    }

    /// The layer; `None` when nothing was said of the document.
    fn layer(
        &self,
        annotator: &str,
        status: Status,
        mapping: &Mapping,
        schema: &Schema,
    ) -> Option<Layer> {
        let text = &self.document.as_ref()?.text;
        self.standoff.as_ref()?;
        // Taking in the same again gives the same ids.
        let mut rng = fastrand::Rng::with_seed(self.seed);
        let mut seen = HashSet::new();
        let mut annotations = Annotations::default();
        for mark in self.marks() {
            let Some(label) = mapping.new_name(&mark.label) else {
                continue;
            };
            if seen.insert((label.to_owned(), mark.parts.clone())) {
                let id = Id::random(&mut rng);
                annotations.put(Arc::new(annotation(id, label, mark, text, schema)));
            }
        }
        Some(Layer {
            annotator: annotator.to_owned(),
            status,
            annotations,
            ..Layer::default()
        })
    }

    fn into_problems(self) -> impl Iterator<Item = Problem> {
        let standoff = self.standoff.map(|it| it.problems).unwrap_or_default();
        self.problems.into_iter().chain(standoff)
    }
}

/// `mark` with its new label; a metric is read as when a person labels it.
fn annotation(id: Id, label: &str, mark: &Mark, text: &Text, schema: &Schema) -> Annotation {
    let metric = schema
        .label(label)
        .is_some_and(|it| it.kind == Kind::Metric);
    let measure = metric.then(|| measure(text, &mark.parts)).flatten();
    Annotation {
        id,
        label: label.into(),
        parts: mark.parts.clone(),
        measure,
        fields: Fields::new(),
        note: mark.note.clone(),
    }
}

/// What was taken in, and what not yet.
struct Sum {
    documents: usize,
    layers: usize,
    annotations: usize,
    others: BTreeMap<char, usize>,
}

impl Sum {
    fn new<E>(read: &[Read], written: &[std::result::Result<usize, E>]) -> Self {
        let mut others = BTreeMap::new();
        for (letter, count) in read
            .iter()
            .flat_map(|it| it.standoff.iter().flat_map(|it| &it.others))
        {
            *others.entry(*letter).or_default() += count;
        }
        let layers = written.iter().flatten();
        Self {
            documents: read.iter().filter(|it| it.document.is_some()).count(),
            layers: layers.clone().count(),
            annotations: layers.sum(),
            others,
        }
    }

    fn tell(&self, locale: &Locale) {
        let told = msg!(
            "imported",
            documents = self.documents,
            layers = self.layers,
            annotations = self.annotations
        );
        super::print(&format!("{}\n", locale.say(&told)));
        for (letter, count) in &self.others {
            let lines = *count;
            let what = match letter {
                'R' | '*' => msg!("brat-relations", lines = lines),
                'E' => msg!("brat-events", lines = lines),
                'A' | 'M' => msg!("brat-attributes", lines = lines),
                'N' => msg!("brat-normalisations", lines = lines),
                _ => msg!("brat-notes", lines = lines),
            };
            complain([&Problem::new(what)], locale);
        }
    }
}

fn file(path: &Path) -> Place {
    Place::file(path.display().to_string())
}
