//! A model as bytes, for a cache: written compactly, and read with distrust.
//!
//! `metka-model`, version, labels, points of certainty, doubts, weights of steps, weights of features (only those that are
//! not zero, by their distance), checksum. Numbers are LEB128, signed ones zigzag.

use super::{
    certainty::{Certainty, Point},
    model::{Learnt, Model, Weights, slots},
    tags,
};
use std::{fmt, sync::Arc};

const MAGIC: &[u8] = b"metka-model";

/// To be raised whenever the format, a clue or a feature changes: old weights would mean something else.
const VERSION: u8 = 1;

/// More labels than anybody has; keeps damaged files from asking for much memory.
const MOST_LABELS: u64 = 250;

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoModel {
    /// They are something else.
    Foreign,
    /// Another version of the program wrote them.
    OtherVersion,
    /// Something is lost or changed.
    Damaged,
}

impl fmt::Display for NoModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoModel::Foreign => "not a model",
            NoModel::OtherVersion => "a model of another version",
            NoModel::Damaged => "a damaged model",
        })
    }
}

impl std::error::Error for NoModel {}

impl Model {
    /// The model as it may be kept in a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [MAGIC, &[VERSION]].concat();
        write_labels(&self.0.labels, &mut bytes);
        write_certainty(&self.0.certainty, &mut bytes);
        for share in &self.0.alone {
            bytes.extend(share.to_le_bytes());
        }
        for step in self.0.weights.steps() {
            write_signed(i64::from(*step), &mut bytes);
        }
        write_features(self.0.weights.features(), &mut bytes);
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// The model that [`Model::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`NoModel`] whenever anything about the bytes is not as it was written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NoModel> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(NoModel::Foreign)?;
        match rest.first() {
            Some(&VERSION) => {}
            Some(_) => return Err(NoModel::OtherVersion),
            None => return Err(NoModel::Damaged),
        }
        let (body, sum) = rest.split_last_chunk().ok_or(NoModel::Damaged)?;
        let length = bytes.len() - sum.len();
        if u64::from_le_bytes(*sum) != checksum(&bytes[..length]) || body.is_empty() {
            return Err(NoModel::Damaged);
        }
        let mut source = Source(&body[1..]);
        let learnt = read(&mut source).filter(|_| source.0.is_empty());
        learnt
            .map(|learnt| Self(Arc::new(learnt)))
            .ok_or(NoModel::Damaged)
    }
}

fn read(source: &mut Source<'_>) -> Option<Learnt> {
    let labels = read_labels(source)?;
    let certainty = read_certainty(source)?;
    let alone: Option<Vec<f32>> = labels.iter().map(|_| source.share()).collect();
    let tags = tags::count(labels.len());
    let steps: Option<Vec<i16>> = (0..tags * tags).map(|_| source.weight()).collect();
    let features = read_features(source, tags)?;
    Some(Learnt {
        labels,
        certainty,
        alone: alone?,
        weights: Weights::new(tags, features, steps?),
    })
}

fn write_labels(labels: &[Arc<str>], bytes: &mut Vec<u8>) {
    write(labels.len() as u64, bytes);
    for label in labels {
        write(label.len() as u64, bytes);
        bytes.extend(label.as_bytes());
    }
}

fn read_labels(source: &mut Source<'_>) -> Option<Vec<Arc<str>>> {
    let count = source.number().filter(|count| *count <= MOST_LABELS)?;
    let labels: Option<Vec<Arc<str>>> = (0..count).map(|_| source.word()).collect();
    labels.filter(|labels| labels.is_sorted_by(|a, b| a < b))
}

fn write_certainty(certainty: &Certainty, bytes: &mut Vec<u8>) {
    write(certainty.points().len() as u64, bytes);
    for point in certainty.points() {
        write_signed(point.lead.into(), bytes);
        bytes.extend(point.right.to_le_bytes());
    }
}

fn read_certainty(source: &mut Source<'_>) -> Option<Certainty> {
    let mut points: Vec<Point> = Vec::new();
    for _ in 0..source.number()? {
        let lead = i32::try_from(source.signed()?).ok()?;
        let right = source.share()?;
        let grows = points.last().is_none_or(|last| last.lead < lead);
        if !grows {
            return None;
        }
        points.push(Point { lead, right });
    }
    Some(Certainty::from_points(points))
}

fn write_features(weights: &[i16], bytes: &mut Vec<u8>) {
    let told = weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| **weight != 0);
    write(told.clone().count() as u64, bytes);
    let mut last = 0;
    for (at, weight) in told {
        write((at - last) as u64, bytes);
        write_signed(i64::from(*weight), bytes);
        last = at;
    }
}

fn read_features(source: &mut Source<'_>, tags: usize) -> Option<Vec<i16>> {
    let mut weights = vec![0; slots(tags)];
    let mut at = 0_usize;
    for _ in 0..source.number()? {
        at = at.checked_add(usize::try_from(source.number()?).ok()?)?;
        *weights.get_mut(at)? = source.weight()?;
    }
    Some(weights)
}

/// FNV-1a in 64 bits: against accidents, not against malice.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn write(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn write_signed(number: i64, bytes: &mut Vec<u8>) {
    write(((number << 1) ^ (number >> 63)) as u64, bytes);
}

/// Bytes that are left to read.
struct Source<'a>(&'a [u8]);

impl<'a> Source<'a> {
    fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let [byte] = *self.take()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn share(&mut self) -> Option<f32> {
        let share = f32::from_le_bytes(*self.take()?);
        (0.0..=1.0).contains(&share).then_some(share)
    }

    fn weight(&mut self) -> Option<i16> {
        i16::try_from(self.signed()?).ok()
    }

    fn word(&mut self) -> Option<Arc<str>> {
        let length = usize::try_from(self.number()?).ok()?;
        let (word, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(word).ok().map(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{layer, text};
    use super::*;
    use crate::suggest::learner::{Lesson, learn};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let (text, layer) = (text(), layer());
        let lesson = Lesson {
            text: &text,
            layer: &layer,
        };
        learn(&[lesson; 3], 7).to_bytes()
    });

    fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    #[test]
    fn a_model_is_the_same_after_a_file() {
        let model = Model::from_bytes(&BYTES).unwrap();
        assert_eq!(model.to_bytes(), *BYTES);
        assert_eq!(model.find(&text()).len(), layer().annotations.len());
    }

    #[test]
    fn what_is_no_model_is_told_apart() {
        assert_eq!(Model::from_bytes(b"{}"), Err(NoModel::Foreign));
        assert_eq!(Model::from_bytes(b""), Err(NoModel::Foreign));
        assert_eq!(Model::from_bytes(MAGIC), Err(NoModel::Damaged));
        let mut newer = BYTES.clone();
        newer[MAGIC.len()] += 1;
        assert_eq!(Model::from_bytes(&newer), Err(NoModel::OtherVersion));
    }

    proptest! {
        #[test]
        fn a_changed_byte_is_seen(at in 0usize..1 << 20, change in 1u8..) {
            let mut bytes = BYTES.clone();
            let at = at % bytes.len();
            bytes[at] ^= change;
            prop_assert!(Model::from_bytes(&bytes).is_err());
            prop_assert!(Model::from_bytes(&BYTES[..at]).is_err());
        }

        /// The checksum is right and the rest is not: no panic, and what is read can be used.
        #[test]
        fn no_bytes_are_too_strange(at in 0usize..1 << 20, put in prop::collection::vec(any::<u8>(), 1..12)) {
            let length = BYTES.len() - 8;
            let at = (at % (length - 12)).max(MAGIC.len() + 1);
            let mut bytes = BYTES[..length].to_vec();
            bytes[at.. at + put.len()].copy_from_slice(&put);
            if let Ok(model) = Model::from_bytes(&sealed(bytes)) {
                model.find(&text());
            }
        }
    }
}
