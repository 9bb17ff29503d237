//! `metka effort CORPUS`: how many keys the finished layers of a corpus cost, without suggestions and with them.
//!
//! What is counted: every key from the opening of a document on that selects, labels and decides, as pressed by somebody
//! who knows the keymap and always takes the shortest way (`planner`); no key is counted for opening, saving and going
//! to the next document, and none for what a person wonders. All keys are pressed in the real program (`replay`) and
//! only what comes out right counts: annotations that no keys make (an end inside a grapheme) are told and left out of
//! both; where the layer made with suggestions differs from the finished one, that is told. With suggestions
//! (`proposed`) everything that the program proposes is decided on; one that is wrong costs the key that rejects it,
//! and the way to it, under the label it was proposed with. Suggestions come from the real suggesters, which learn from
//! each document after it was counted, never before.

mod planner;
mod proposed;
mod replay;
mod school;

use super::{
    Common, Outcome, Result, flow,
    learnt::{self, Told},
    output,
    settings::{self, Settings},
};
use crate::{
    annotation::{Annotation, Annotations, Layer},
    keymap::Keymap,
    locale::{Locale, Message, Place, Problem},
    msg,
    text::glyph,
};
use rayon::prelude::*;
use school::School;
use serde::Serialize;
use std::{collections::BTreeMap, ops::AddAssign, path::PathBuf, sync::Arc};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A corpus with finished layers (of --annotator, if named)
    #[arg(value_hint = clap::ValueHint::DirPath)]
    corpus: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// Look at so many documents only
    #[arg(long, value_name = "N", value_parser = super::threads)]
    documents: Option<usize>,
}

/// So many documents were learnt from when a part of the report begins.
const MARKS: [usize; 5] = [0, 10, 50, 100, 300];

/// Keys for some annotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Keys {
    spans: usize,
    without: usize,
    with: usize,
    /// Right suggestions that were accepted as they were.
    accepted: usize,
}

impl AddAssign for Keys {
    fn add_assign(&mut self, other: Self) {
        self.spans += other.spans;
        self.without += other.without;
        self.with += other.with;
        self.accepted += other.accepted;
    }
}

/// The report.
#[derive(Debug, Default, Serialize)]
struct Effort {
    documents: usize,
    /// Annotations that no keys make.
    not_reproduced: usize,
    /// Annotations that are missing, or too many, after the keys with suggestions.
    differing: usize,
    #[serde(flatten)]
    all: Keys,
    labels: BTreeMap<Arc<str>, Keys>,
    /// From so many documents learnt from until the next mark.
    after: Vec<After>,
}

#[derive(Debug, Serialize)]
struct After {
    documents: usize,
    #[serde(flatten)]
    keys: Keys,
}

/// Print the report.
///
/// # Errors
/// The corpus has no finished layer, or its schema is broken.
pub(super) fn run(asked: &Asked, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let locale = settings.locale();
    super::is_corpus(&asked.corpus)?;
    let schema = settings::schema(&asked.corpus)?;
    let (keymap, _) = settings.keymap();
    let pool = flow::pool(None)?;
    let annotator = flags.annotator.as_deref();
    let (mut told, problems) =
        learnt::finished(&asked.corpus, annotator, settings.encoding(), &pool);
    told.truncate(asked.documents.unwrap_or(usize::MAX));
    if told.is_empty() && problems.is_empty() {
        return Err(nothing(asked).into());
    }
    let bar = output::bar(Some(told.len()), output::Prints::AtTheEnd);
    let by_hand: Vec<_> = pool.install(|| {
        let each = told
            .par_iter()
            .map(|told| replay::keys(&told.text, &told.layer, &schema, &keymap));
        each.collect()
    });
    let mut effort = Effort {
        after: MARKS
            .map(|documents| After {
                documents,
                keys: Keys::default(),
            })
            .into(),
        ..Effort::default()
    };
    let mut school = School::new(&schema);
    for (told, by_hand) in told.iter().zip(&by_hand) {
        effort.document(told, by_hand, &school, &keymap);
        school.learn(told);
        bar.inc(1);
    }
    bar.finish_and_clear();
    effort
        .after
        .retain(|after| after.documents == 0 || after.documents < effort.documents);
    match asked.json {
        true => super::print(&String::from_utf8_lossy(&super::json_line(&effort))),
        false => super::print(&effort.table(&locale)),
    }
    Ok(super::mishaps(&problems, &locale))
}

fn nothing(asked: &Asked) -> Problem {
    Problem::new(msg!("nothing-to-learn"))
        .at(Place::file(asked.corpus.display().to_string()))
        .hint(msg!("nothing-to-learn-hint"))
}

impl Effort {
    /// Count one more document.
    fn document(
        &mut self,
        told: &Told,
        by_hand: &[(Arc<Annotation>, Option<usize>)],
        school: &School<'_>,
        keymap: &Keymap,
    ) {
        let mut made = Annotations::default();
        let mut sum: BTreeMap<Arc<str>, Keys> = BTreeMap::new();
        for (it, keys) in by_hand {
            match keys {
                Some(keys) => {
                    made.put(Arc::clone(it));
                    let (spans, without) = (1, *keys);
                    let paid = Keys {
                        spans,
                        without,
                        ..Keys::default()
                    };
                    *sum.entry(Arc::clone(&it.label)).or_default() += paid;
                }
                None => self.not_reproduced += 1,
            }
        }
        let gold = Layer {
            annotations: made,
            ..Layer::default()
        };
        let with = proposed::make(&told.text, &gold, school.schema, keymap, &school.knowledge);
        self.differing += with.differing;
        for paid in with.paid {
            let (with, accepted) = (paid.keys, usize::from(paid.accepted));
            *sum.entry(paid.label).or_default() += Keys {
                with,
                accepted,
                ..Keys::default()
            };
        }
        let after = self.after.iter_mut().rev();
        let mut here = after.filter(|after| after.documents <= self.documents);
        let mut here = here.next();
        for (label, keys) in sum {
            self.all += keys;
            *self.labels.entry(label).or_default() += keys;
            if let Some(after) = &mut here {
                after.keys += keys;
            }
        }
        self.documents += 1;
    }

    fn table(&self, locale: &Locale) -> String {
        let say = |message: Message| locale.say(&message);
        let head = msg!(
            "effort-head",
            documents = self.documents,
            spans = self.all.spans
        );
        let mut rows = vec![[
            String::new(),
            say(msg!("effort-spans")),
            say(msg!("effort-without")),
            say(msg!("effort-with")),
            say(msg!("effort-accepted")),
        ]];
        rows.push(row(say(msg!("effort-all")), self.all));
        for after in &self.after {
            let name = msg!("effort-after", documents = after.documents);
            rows.push(row(say(name), after.keys));
        }
        let mut labels: Vec<_> = self.labels.iter().collect();
        labels.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.spans));
        rows.extend(
            labels
                .into_iter()
                .map(|(label, keys)| row(label.to_string(), *keys)),
        );
        let mut table = format!("{}\n", say(head));
        table.push_str(&columns(&rows));
        if self.not_reproduced > 0 {
            let left_out = msg!("effort-left-out", spans = self.not_reproduced);
            table.push_str(&format!("{}\n", say(left_out)));
        }
        if self.differing > 0 {
            let differing = msg!("effort-differing", spans = self.differing);
            table.push_str(&format!("{}\n", say(differing)));
        }
        table
    }
}

/// A label that was only proposed has no annotations to divide by: all keys that it cost.
fn row(name: String, keys: Keys) -> [String; 5] {
    if keys.spans == 0 {
        let none = || String::from("–");
        return [
            name,
            String::from("0"),
            none(),
            format!("+{}", keys.with),
            none(),
        ];
    }
    let spans = keys.spans as f64;
    let per_span = |keys: usize| format!("{:.2}", keys as f64 / spans);
    let accepted = format!("{:.0} %", 100.0 * keys.accepted as f64 / spans);
    let (without, with) = (per_span(keys.without), per_span(keys.with));
    [name, keys.spans.to_string(), without, with, accepted]
}

fn columns(rows: &[[String; 5]]) -> String {
    let width = |column: usize| {
        let widths = rows.iter().map(|row| glyph::width(&row[column]));
        widths.max().unwrap_or(0)
    };
    let widths: [usize; 5] = std::array::from_fn(width);
    let line = |row: &[String; 5]| {
        let mut line = glyph::padded(&glyph::neutral(&row[0]), widths[0]);
        for (cell, width) in row.iter().zip(widths).skip(1) {
            let blanks = width - glyph::width(cell) + 2;
            line.push_str(&" ".repeat(blanks));
            line.push_str(cell);
        }
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests;
