//! The reading of a metric. Parsing figures in running text comes later; this is what a person types.

use crate::{locale::Message, msg};

/// How the stated number bounds the real one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Bound {
    /// «381»
    #[default]
    Exact,
    /// «более 381»
    MoreThan,
    /// «не менее 381»
    AtLeast,
    /// «менее 381»
    LessThan,
    /// «до 381»
    AtMost,
    /// «около 381»
    About,
}

impl Bound {
    /// All of them, in the order a form offers them.
    pub const ALL: [Bound; 6] = [
        Bound::Exact,
        Bound::MoreThan,
        Bound::AtLeast,
        Bound::LessThan,
        Bound::AtMost,
        Bound::About,
    ];

    /// As it stands in layers.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "Exact",
            Bound::MoreThan => "MoreThan",
            Bound::AtLeast => "AtLeast",
            Bound::LessThan => "LessThan",
            Bound::AtMost => "AtMost",
            Bound::About => "About",
        }
    }

    /// The bound called `name` in layers.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bound| bound.name() == name)
    }

    /// As a person is told of it.
    pub fn words(self) -> Message {
        match self {
            Bound::Exact => msg!("bound-exact"),
            Bound::MoreThan => msg!("bound-more-than"),
            Bound::AtLeast => msg!("bound-at-least"),
            Bound::LessThan => msg!("bound-less-than"),
            Bound::AtMost => msg!("bound-at-most"),
            Bound::About => msg!("bound-about"),
        }
    }

    fn is_exact(&self) -> bool {
        *self == Bound::Exact
    }
}

/// Number or range, bound, unit, and where stated the counted noun, change, period and base of comparison.
/// Numbers are decimal strings (`"530500000000"`, `"-41632.5"`): no float ever touches money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Measure {
    /// The number, or the start of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How the number bounds the real one.
    #[serde(skip_serializing_if = "Bound::is_exact")]
    pub bound: Bound,
    /// ISO 4217 code, `%`, `pp`, a UCUM code, or empty for counts and ratios.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The counted noun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The direction of a change: growth or fall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The time it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

impl Measure {
    /// The names of its fields, which no field of a schema may take.
    pub const FIELDS: [&'static str; 8] = [
        "value", "to", "bound", "unit", "of", "change", "period", "base",
    ];
}

/// A decimal string from what a person types: `530,5` -> `530.5`, `1 000 000` -> `1000000`; `None` when it is no number.
///
/// Blanks may stand between groups of three digits, one comma or point before the fraction, a sign in front.
pub fn decimal(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (negative, number) = match typed.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (whole, fraction) = match number.split_once([',', '.']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let whole = ungrouped(whole)?;
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let sign = if negative { "-" } else { "" };
    match fraction {
        None => Some(format!("{sign}{whole}")),
        Some(fraction) if are_digits(fraction) => Some(format!("{sign}{whole}.{fraction}")),
        Some(_) => None,
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of `1 000 000`; `None` when a group other than the first has not three of them.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(char::is_whitespace).collect();
    let right = groups.iter().enumerate().all(|(index, group)| {
        let fits = index == 0 || group.len() == 3;
        let leads = groups.len() == 1 || index > 0 || group.len() <= 3;
        are_digits(group) && fits && leads
    });
    right.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_as_people_type_them() {
        for (typed, expected) in [
            ("530,5", Some("530.5")),
            ("530.50", Some("530.50")),
            (" 42 ", Some("42")),
            ("007", Some("7")),
            ("0", Some("0")),
            ("0,7", Some("0.7")),
            ("+3", Some("3")),
            ("-41 632,5", Some("-41632.5")),
            ("−5", Some("-5")),
            ("1 000 000", Some("1000000")),
            ("1\u{a0}000\u{202f}000", Some("1000000")),
            ("12 34", None),
            ("1000 000", None),
            ("1,000,000", None),
            ("5,", None),
            (",5", None),
            ("", None),
            ("-", None),
            ("5 млрд", None),
            ("1e5", None),
            ("٣", None),
        ] {
            assert_eq!(decimal(typed).as_deref(), expected, "{typed:?}");
        }
    }

    #[test]
    fn bounds_are_named_as_they_are_written() {
        for bound in Bound::ALL {
            assert_eq!(Bound::from_name(bound.name()), Some(bound));
            assert_eq!(ron::to_string(&bound).unwrap(), bound.name());
        }
        assert_eq!(Bound::from_name("exact"), None);
    }
}
