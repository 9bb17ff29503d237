//! What an export lost, by kind, with the first document where each happened.

use crate::{
    cli::{Outcome, complain},
    formats::{Fitted, Format, Loss},
    locale::{Locale, Problem},
    msg,
};
use std::collections::BTreeMap;

/// Counts what is written and what is not.
pub(super) struct Report<'a> {
    format: &'static Format,
    locale: &'a Locale,
    documents: usize,
    annotations: usize,
    /// How many of each kind, in how many documents, and the first of these.
    losses: BTreeMap<Loss, (usize, usize, String)>,
    /// Documents that could not be read.
    pub problems: usize,
}

impl<'a> Report<'a> {
    /// Nothing was written yet.
    pub fn new(format: &'static Format, locale: &'a Locale) -> Self {
        Self {
            format,
            locale,
            documents: 0,
            annotations: 0,
            losses: BTreeMap::new(),
            problems: 0,
        }
    }

    /// The document at `path` is written so.
    pub fn add(&mut self, path: &str, fitted: &Fitted) {
        self.documents += 1;
        self.annotations += fitted.layer.annotations.len();
        for (loss, count) in &fitted.losses {
            let all = self
                .losses
                .entry(*loss)
                .or_insert_with(|| (0, 0, path.to_owned()));
            all.0 += count;
            all.1 += 1;
        }
    }

    /// Whether anything was lost, be it a document that cannot be read.
    pub fn loses(&self) -> bool {
        !self.losses.is_empty() || self.problems > 0
    }

    /// Tell what was lost.
    pub fn tell_losses(&self) {
        for (loss, (count, documents, first)) in &self.losses {
            let what = loss.message(*count);
            let lost = msg!(
                "export-lost",
                what = self.locale.say(&what),
                documents = *documents,
                first = first.clone()
            );
            complain([&Problem::new(lost)], self.locale);
        }
    }

    /// Tell all of it.
    pub fn tell(&self) -> Outcome {
        self.tell_losses();
        let sum = msg!(
            "exported",
            format = self.format.name,
            documents = self.documents,
            annotations = self.annotations
        );
        complain([&Problem::new(sum)], self.locale);
        match self.problems {
            0 => Outcome::Good,
            _ => Outcome::Found,
        }
    }
}
