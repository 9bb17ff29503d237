//! Files of other programs: what an import would refuse, and what is wrong by the rules of the format. Nothing is
//! written.

use crate::{
    annotation::Status,
    cli::{
        Outcome, Result, complain, flow,
        import::{
            counting, jobs,
            recognise::{self, Recognised},
        },
        output, report,
        settings::Settings,
    },
    formats::{Format, Piece, Reading, Scheme, Terms, settle},
    locale::{Place, Problem},
    msg,
    shell::store,
    text::{Text, decode::Encoding},
};
use std::{ops::ControlFlow, path::Path};

/// The format of the file or folder at `path`; `None` for a corpus.
///
/// # Errors
/// It is a file of which no format is known, or several fit.
pub(super) fn recognised(path: &Path) -> std::result::Result<Option<&'static Format>, Problem> {
    if path.join("metka.ron").exists() || path.join("annotations").exists() {
        return Ok(None);
    }
    let unknown = |hint| {
        Problem::new(msg!("validate-unknown-format"))
            .at(Place::file(path.display().to_string()))
            .hint(hint)
    };
    match recognise::recognised(path) {
        Recognised::As(format) => Ok(Some(format)),
        Recognised::OneOf(formats) => {
            let names = recognise::names(&formats);
            Err(unknown(msg!("validate-which-format-hint", names = names)))
        }
        Recognised::Unknown if path.is_file() => Err(unknown(msg!("validate-unknown-format-hint"))),
        Recognised::Unknown => Ok(None),
    }
}

/// Check all records that are at `path`.
///
/// # Errors
/// There is nothing in that format.
pub(super) fn run(format: &'static Format, path: &Path, settings: &Settings) -> Result<Outcome> {
    let locale = settings.locale();
    let jobs = jobs::jobs(format, path)?;
    let (scheme, problems) = jobs::scheme(format, path)?;
    let gold = Gold {
        format,
        scheme: &scheme,
        encoding: settings.encoding(),
    };
    let mut faults = problems.len();
    let (mut documents, mut annotations) = (0_usize, 0_usize);
    report(&problems, &locale);
    let bar = output::bar(jobs.count, output::Prints::AtTheEnd);
    let pool = flow::pool(None)?;
    flow::in_order(
        &pool,
        jobs.jobs,
        |job| gold.checked(job),
        |told| {
            if let flow::Told::Outcome(checked) = told {
                bar.inc(1);
                documents += checked.documents;
                annotations += checked.annotations;
                faults += checked.problems.len();
                bar.suspend(|| report(&checked.problems, &locale));
            }
            ControlFlow::Continue(())
        },
    );
    bar.finish_and_clear();
    let checked = msg!(
        "checked-gold",
        format = format.name,
        documents = documents,
        annotations = annotations,
        faults = faults
    );
    complain([&Problem::new(checked)], &locale);
    Ok(match faults {
        0 => Outcome::Good,
        _ => Outcome::Found,
    })
}

struct Gold<'a> {
    format: &'static Format,
    scheme: &'a Scheme,
    encoding: Option<Encoding>,
}

#[derive(Default)]
struct Checked {
    documents: usize,
    annotations: usize,
    problems: Vec<Problem>,
}

impl Gold<'_> {
    fn checked(&self, job: std::result::Result<jobs::Job, Problem>) -> Checked {
        let mut checked = Checked::default();
        if let Err(problem) = job.and_then(|job| self.check(&job, &mut checked)) {
            checked.problems.push(problem);
        }
        let problems = &mut checked.problems;
        problems.sort_by_key(|it| it.place.as_ref().and_then(|place| place.at));
        for problem in problems {
            // Nothing is taken in, so there is nothing to be done about that.
            problem.hint = None;
        }
        checked
    }

    fn check(&self, job: &jobs::Job, checked: &mut Checked) -> std::result::Result<(), Problem> {
        let document = match &job.document {
            Some((root, doc)) => Some(store::read_text(root, doc, self.encoding)?),
            None => None,
        };
        checked.documents += usize::from(document.is_some());
        let Some(body) = job.body()? else {
            return Ok(());
        };
        let piece = Piece {
            path: &job.shown,
            line: job.line,
            body: &body,
            text: document.as_ref(),
        };
        if let Some(check) = self.format.check {
            checked.problems.extend(check(&piece, self.scheme));
        }
        let readings = match self.format.read {
            Some(read) => read(&piece)?,
            None => Vec::new(),
        };
        for mut reading in readings {
            let text = match (&document, reading.text.take()) {
                (Some(text), _) => text.clone(),
                (None, Some(text)) => {
                    checked.documents += 1;
                    Text::new(text).map_err(|_| {
                        Problem::new(msg!("store-document-too-long")).at(piece.place(0))
                    })?
                }
                (None, None) => {
                    return Err(Problem::new(msg!("validate-no-text")).at(piece.place(0)));
                }
            };
            settled(&piece, reading, &text, checked);
        }
        Ok(())
    }
}

/// Whether what is claimed holds of `text`.
fn settled(piece: &Piece<'_>, reading: Reading, text: &Text, checked: &mut Checked) {
    let terms = Terms {
        annotator: "",
        status: Status::New,
        rename: &|label| Some(label.to_owned()),
        measure: &|_, _, _| None,
    };
    let usual = reading.counting;
    let settled = settle(reading, text, 0, &terms, &|line| piece.place(line));
    checked.annotations += settled.layer.annotations.len();
    checked.problems.extend(settled.problems);
    if settled.counting != usual {
        let what = msg!("validate-counting", what = counting(settled.counting));
        checked.problems.push(Problem::new(what).at(piece.place(0)));
    }
}
