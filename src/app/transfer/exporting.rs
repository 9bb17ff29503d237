//! A document on its way out.

use super::{Stage, Way};
use crate::{
    annotation::{Layer, Schema},
    app::{App, Notice, msg::Effect},
    formats::{Alone, Format, Loss, Sample, Style, alone},
    locale::{Message, Problem},
    msg,
    text::Text,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What is to be written, and where.
#[derive(Clone, Debug)]
pub struct Export {
    /// How.
    pub format: &'static Format,
    /// The file as it was typed.
    pub to: PathBuf,
    /// Files that are there may be replaced.
    pub replace: bool,
    /// The document in its corpus.
    pub document: String,
    /// Its text.
    pub text: Text,
    /// What is said of it.
    pub layer: Layer,
    /// The labels there are.
    pub schema: Schema,
}

/// What became of an export that met no trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// It is written.
    Written {
        /// The file.
        to: PathBuf,
        /// Annotations in it.
        annotations: usize,
        /// What is not in it.
        losses: BTreeMap<Loss, usize>,
    },
    /// Nothing was written: these files are there.
    Taken(Vec<PathBuf>),
}

impl Export {
    /// The files it makes when `to` is the place of it.
    pub fn files(&self, to: &Path) -> Alone {
        let sample = Sample {
            path: &self.document,
            text: &self.text,
            layer: &self.layer,
            schema: &self.schema,
        };
        alone(self.format, &sample, &Style::default(), to)
    }
}

impl App {
    pub(super) fn export(
        &self,
        format: &'static Format,
        to: PathBuf,
        replace: bool,
    ) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        let path = &self.corpus.entry(reader.doc)?.path;
        Some(Effect::Export(Box::new(Export {
            format,
            to,
            replace,
            document: path.to_string_lossy().into_owned(),
            text: reader.text.clone(),
            layer: Layer {
                seconds: reader.seconds(),
                ..reader.layer.clone()
            },
            schema: self.corpus.schema.clone(),
        })))
    }

    /// An export ended.
    pub(in crate::app) fn exported(&mut self, outcome: Result<Exported, Problem>) {
        let menu = self.waiting_menu(Way::Export);
        match outcome {
            Ok(Exported::Written {
                to,
                annotations,
                losses,
            }) => {
                let said = self.written_to(&to, annotations, &losses);
                self.notice = Some(Notice::Done(said));
            }
            Ok(Exported::Taken(there)) => self.not_transferred(menu, Stage::Taken(there)),
            Err(problem) => self.not_transferred(menu, Stage::Refused(problem)),
        }
    }

    fn written_to(&self, to: &Path, count: usize, losses: &BTreeMap<Loss, usize>) -> Message {
        let lost = losses
            .iter()
            .map(|(loss, count)| self.locale.say(&loss.message(*count)));
        let lost: Vec<String> = lost.collect();
        let path = to.display().to_string();
        match lost.is_empty() {
            true => msg!("document-exported", path = path, count = count),
            false => msg!(
                "document-exported-lossy",
                path = path,
                count = count,
                lost = lost.join(", ")
            ),
        }
    }
}
