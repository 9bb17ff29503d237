//! `metka export FORMAT CORPUS OUT`: documents and layers in the format of another program, and what is lost on the way.

mod files;
mod pages;
mod report;
mod target;

use super::{
    Common, Outcome, Result, complain, flow, output,
    settings::{self, Settings},
};
use crate::{
    annotation::{Annotation, Annotations, Schema, Status},
    cli::import::Mapping,
    formats::{Files, Fitted, Format, Loss, Policy, Sample, Style, fit},
    locale::Problem,
    msg,
    shell::store::{self, Layers},
    text::decode::Encoding,
};
use files::Leave;
use report::Report;
use std::{ops::ControlFlow, path::PathBuf, sync::Arc};
use target::{Target, Written};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The format; `metka formats` lists them
    #[arg(value_parser = Format::writable())]
    format: String,
    /// The corpus
    #[arg(value_hint = clap::ValueHint::DirPath)]
    corpus: PathBuf,
    /// The file or folder to write; a folder (or a name that ends in /) gets a file for each document; - for standard output
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    out: PathBuf,
    /// Other names for labels: PER=Person,ORG=Org; nothing after = leaves them out
    #[arg(long, value_name = "OLD=NEW", value_delimiter = ',', value_parser = super::import::rule)]
    map: Vec<(String, String)>,
    /// Where one token has room for one label: keep the outermost or the innermost, or write columns
    #[arg(long, value_name = "WHICH", default_value = "outermost", value_parser = Policy::NAMES.to_vec())]
    nesting: String,
    /// Only finished documents
    #[arg(long)]
    done: bool,
    /// Fail when anything would be lost
    #[arg(long)]
    strict: bool,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// So many threads [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = super::threads)]
    threads: Option<usize>,
}

/// Write them. What is lost is told on standard error.
///
/// # Errors
/// The corpus cannot be read, something would be lost and must not, or nothing can be written.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    let Some(format) = Format::of_name(&asked.format) else {
        return Ok(Outcome::Found);
    };
    super::is_corpus(&asked.corpus)?;
    let mapping = Mapping::new(&asked.map);
    // What lies beside the documents states the labels as they stand in these.
    let schema = mapping.schema(&settings::schema(&asked.corpus)?);
    let (layers, problems) = store::layers(&asked.corpus, flags.annotator.as_deref());
    complain(&problems, &locale);
    if layers.is_empty() {
        return Err(nothing(&asked.corpus).into());
    }
    let exporter = Exporter {
        format,
        asked,
        mapping,
        style: Style {
            nesting: Policy::of_name(&asked.nesting),
            lang: locale.lang(),
        },
        schema: &schema,
        encoding: settings.encoding(),
    };
    let leave = Leave {
        corpus: &asked.corpus,
        schema: &schema,
        force: asked.force,
    };
    let title = title(&asked.corpus);
    let mut target = Target::new(format, &exporter.style, &title, &asked.out, leave)?;
    let mut report = Report::new(format, &locale);
    report.problems += problems.len();
    let bar = output::bar(Some(layers.len()), output::Prints::AtTheEnd);
    let pool = flow::pool(asked.threads)?;
    let mut failed = None;
    flow::in_order(
        &pool,
        layers.into_iter(),
        |it| exporter.write(&it),
        |told| match told {
            flow::Told::Outcome(Ok(Some((fitted, written)))) => {
                bar.inc(1);
                report.add(&written.path, &fitted);
                if asked.strict && report.loses() {
                    return ControlFlow::Break(());
                }
                match target.put(written) {
                    Ok(()) if target.is_gone() => ControlFlow::Break(()),
                    Ok(()) => ControlFlow::Continue(()),
                    Err(problem) => {
                        failed = Some(problem);
                        ControlFlow::Break(())
                    }
                }
            }
            flow::Told::Outcome(Ok(None)) | flow::Told::Pause => ControlFlow::Continue(()),
            flow::Told::Outcome(Err(problem)) => {
                bar.suspend(|| complain([&problem], &locale));
                report.problems += 1;
                ControlFlow::Continue(())
            }
        },
    );
    bar.finish_and_clear();
    if let Some(problem) = failed {
        return Err(problem.into());
    }
    if asked.strict && report.loses() {
        report.tell_losses();
        return Err(Problem::new(msg!("export-strict")).into());
    }
    if target.is_gone() {
        return Ok(Outcome::Good);
    }
    target.finish()?;
    Ok(report.tell())
}

/// What a corpus is called: the name of its folder.
fn title(corpus: &std::path::Path) -> String {
    let whole = corpus.canonicalize().unwrap_or_default();
    let name = whole.file_name().unwrap_or(corpus.as_os_str());
    name.to_string_lossy().into_owned()
}

fn nothing(corpus: &std::path::Path) -> Problem {
    Problem::new(msg!("export-nothing"))
        .at(crate::locale::Place::file(corpus.display().to_string()))
        .hint(msg!("export-nothing-hint"))
}

/// Makes of each document what is written of it, on any thread.
struct Exporter<'a> {
    format: &'static Format,
    asked: &'a Asked,
    mapping: Mapping<'a>,
    style: Style,
    schema: &'a Schema,
    encoding: Option<Encoding>,
}

impl Exporter<'_> {
    /// `None` when the document is left out.
    fn write(&self, layers: &Layers) -> std::result::Result<Option<(Fitted, Written)>, Problem> {
        let read = layers.read(&self.asked.corpus, self.encoding)?;
        let Some((text, mut layer)) = read else {
            return Ok(None);
        };
        if self.asked.done && layer.status != Status::Done {
            return Ok(None);
        }
        if !self.asked.map.is_empty() {
            layer.annotations = self.renamed(&layer.annotations);
        }
        let mut fitted = fit(&layer, &text, self.format.holds, self.style.nesting);
        if layers.others() > 0 {
            fitted.losses.insert(Loss::Layer, layers.others());
        }
        let path = layers.doc.to_string_lossy().into_owned();
        let sample = Sample {
            path: &path,
            text: &text,
            layer: &fitted.layer,
            schema: self.schema,
        };
        let mut files = vec![Vec::new(); self.format.files.count()];
        if let Some(write) = self.format.write {
            write(&sample, &self.style, &mut files);
        }
        let rows = match self.format.files {
            Files::Tables { rows, .. } => rows(&sample),
            _ => Vec::new(),
        };
        Ok(Some((fitted, Written { path, files, rows })))
    }

    fn renamed(&self, all: &Annotations) -> Annotations {
        let renamed = all.iter().filter_map(|item| {
            let label = self.mapping.new_name(&item.label)?;
            Some(match label == &*item.label {
                true => Arc::clone(item),
                false => Arc::new(Annotation {
                    label: label.into(),
                    ..Annotation::clone(item)
                }),
            })
        });
        renamed.collect()
    }
}
