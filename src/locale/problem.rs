//! A problem as a person is told of it: what, where, why, and what to do next.

use super::{Locale, Message};

/// Something that went wrong with a file or an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong or could not be done.
    pub what: Message,
    /// Where.
    pub place: Option<Place>,
    /// The cause.
    pub why: Option<Message>,
    /// What to do next.
    pub hint: Option<Message>,
}

/// A file, and a place in it where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as it is shown.
    pub path: String,
    /// Line and column, both from 1, the column in code points.
    pub at: Option<(u32, u32)>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            at: None,
        }
    }

    /// The place of byte `offset` of `source`, the content of `path`.
    pub fn in_source(path: impl Into<String>, source: &str, offset: usize) -> Self {
        let before = &source[..source.floor_char_boundary(offset)];
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
        Self {
            path: path.into(),
            at: Some((line, column)),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.at {
            Some((line, column)) => write!(f, "{}:{line}:{column}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

impl Problem {
    /// A problem of which only the `what` is known yet.
    pub fn new(what: Message) -> Self {
        Self {
            what,
            place: None,
            why: None,
            hint: None,
        }
    }

    /// The same, at `place`.
    pub fn at(self, place: Place) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }

    /// The same, because of `why`.
    pub fn because(self, why: impl Into<Message>) -> Self {
        Self {
            why: Some(why.into()),
            ..self
        }
    }

    /// The same, with what to do next.
    pub fn hint(self, hint: Message) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// One line: `file:line:column: what: why. hint` for a place inside a file, else `what: where: why. hint`.
    /// Not yet neutral.
    pub fn line(&self, locale: &Locale) -> String {
        let what = locale.say(&self.what);
        let mut line = match &self.place {
            Some(place) if place.at.is_some() => format!("{place}: {what}"),
            Some(place) => format!("{what}: {place}"),
            None => what,
        };
        if let Some(why) = &self.why {
            line = format!("{line}: {}", locale.say(why));
        }
        if let Some(hint) = &self.hint {
            line = format!("{line}. {}", locale.say(hint));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_code_points_from_one() {
        let place = Place::in_source("a.ron", "раз\nдва три", "раз\nдва ".len());
        assert_eq!(place.to_string(), "a.ron:2:5");
    }
}
