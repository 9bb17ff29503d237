//! Texts to measure on: generated, so that the same one is there on every machine and at every size.

pub mod generate;

use generate::generate;
use std::fmt;

/// A text to measure on.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// What people usually open: 200 KB in paragraphs.
    Usual,
    /// 10 MB in paragraphs.
    Long,
    /// 10 MB without a single line end.
    Line,
}

/// All of them.
pub const SAMPLES: [Sample; 3] = [Sample::Usual, Sample::Long, Sample::Line];

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Usual => "200 KB",
            Self::Long => "10 MB",
            Self::Line => "10 MB, one line",
        })
    }
}

impl Sample {
    /// The text.
    pub fn text(self) -> String {
        match self {
            Self::Usual => generate(200_000, "\n"),
            Self::Long => generate(10_000_000, "\n"),
            Self::Line => generate(10_000_000, " "),
        }
    }
}
