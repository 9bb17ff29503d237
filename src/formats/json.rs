//! What several formats in JSON have in common.

use super::{Piece, broken};
use crate::{
    annotation::{Bound, Measure},
    locale::Problem,
};
use serde::{Deserialize, Serialize};

/// A measure with every field, those that are not stated as null.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measured {
    value: Option<String>,
    to: Option<String>,
    bound: String,
    unit: String,
    of: Option<String>,
    change: Option<String>,
    period: Option<String>,
    base: Option<String>,
}

impl From<&Measure> for Measured {
    fn from(it: &Measure) -> Self {
        Self {
            value: it.value.clone(),
            to: it.to.clone(),
            bound: it.bound.name().to_owned(),
            unit: it.unit.clone(),
            of: it.of.clone(),
            change: it.change.clone(),
            period: it.period.clone(),
            base: it.base.clone(),
        }
    }
}

impl From<Measured> for Measure {
    fn from(it: Measured) -> Self {
        Self {
            value: it.value,
            to: it.to,
            bound: Bound::from_name(&it.bound).unwrap_or_default(),
            unit: it.unit,
            of: it.of,
            change: it.change,
            period: it.period,
            base: it.base,
        }
    }
}

/// A name that is a word in one file and a number in another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Scalar", into = "String")]
pub(super) struct Name(pub String);

#[derive(Deserialize)]
#[serde(untagged, expecting = "neither a word nor a number")]
enum Scalar {
    Word(String),
    Number(serde_json::Number),
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl From<Scalar> for Name {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Word(word) => Self(word),
            Scalar::Number(number) => Self(number.to_string()),
        }
    }
}

/// The value that `piece` is.
pub(super) fn read<'a, T: Deserialize<'a>>(piece: &Piece<'a>) -> Result<T, Problem> {
    let value = serde_json::from_str(piece.body);
    value.map_err(|why| broken(piece, why.line().saturating_sub(1), why.to_string()))
}

/// A value on one line, without its end.
pub(super) fn write(value: &impl Serialize, to: &mut Vec<u8>) {
    // Strings, numbers and lists can always be written, and a buffer takes all of it.
    let _infallible = serde_json::to_writer(to, value);
}
