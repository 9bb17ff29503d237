//! RON that knows where it came from: every fault of a file a person may have written is told with its line and column.
//!
//! A list read as `Vec<&RawValue>` gives the source of each element, so that each is parsed on its own and one bad
//! element does not hide the next. A value read as [`At`] remembers where it stood.
use super::{Message, Place, Problem};
use crate::msg;
use ron::{Options, error::SpannedError, extensions::Extensions, value::RawValue};
use serde::{Deserialize, Deserializer, de::Error as _};

/// How metka reads and writes RON: `Some` is left out.
pub fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// A RON file: its content and the path it is called by in messages.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is called in messages.
    pub path: &'a str,
    /// Its content.
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// A byte order mark, which some editors put in front, is not part of the text.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { path, text }
    }

    /// The whole file as a `T`; damage is told as `what`.
    pub fn parse<T: Deserialize<'a>>(self, what: Message) -> Result<T, Problem> {
        self.parse_part(self.text, what)
    }

    /// The whole file as a `T` that tells its `format`. Conflict markers of git and a format newer than `known` have
    /// sentences of their own, other damage is told as `what`.
    pub fn parse_format<T: Deserialize<'a>>(
        self,
        known: u32,
        format: impl Fn(&T) -> u32,
        what: Message,
    ) -> Result<T, Problem> {
        match self.parse(what) {
            Ok(file) if format(&file) <= known => Ok(file),
            parsed => {
                refuse_conflict(self)?;
                refuse_newer(self, known)?;
                parsed
            }
        }
    }

    /// One element as a `T`; damage is told as `what`.
    pub fn parse_raw<T: Deserialize<'a>>(
        self,
        raw: &'a RawValue,
        what: Message,
    ) -> Result<T, Problem> {
        self.parse_part(raw.get_ron(), what)
    }

    /// A part of the text as a `T`; damage is told as `what`.
    pub fn parse_part<T: Deserialize<'a>>(
        self,
        slice: &'a str,
        what: Message,
    ) -> Result<T, Problem> {
        options().from_str(slice).map_err(|error| {
            let offset = self.offset(slice) + offset_in(slice, &error);
            Problem::new(what)
                .at(Place::in_source(self.path, self.text, offset))
                .because(error.code)
        })
    }

    /// Where `slice`, a part of the text, begins; white space before its first character is not counted.
    pub fn place(self, slice: &str) -> Place {
        let blank = slice.len() - slice.trim_start().len();
        Place::in_source(self.path, self.text, self.offset(slice) + blank)
    }

    fn offset(self, slice: &str) -> usize {
        let offset = (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        offset.min(self.text.len())
    }
}

/// The byte of `slice` at which `error` was found.
fn offset_in(slice: &str, error: &SpannedError) -> usize {
    let start = error.span.start;
    let before: usize = slice
        .split_inclusive('\n')
        .take(start.line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = slice[before..].char_indices();
    let column = line.map(|(at, _)| at).nth(start.col.saturating_sub(1));
    column.map_or(slice.len(), |column| before + column)
}

/// A value and the source it was read from, for [`Source::place`].
#[derive(Clone, Copy, Debug)]
pub struct At<'a, T> {
    /// The value.
    pub value: T,
    /// Where it was read from.
    pub source: &'a str,
}

impl<'de: 'a, 'a, T: Deserialize<'a>> Deserialize<'de> for At<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = <&'a RawValue>::deserialize(deserializer)?.get_ron();
        let value = options()
            .from_str(source)
            .map_err(|error| D::Error::custom(error.code))?;
        Ok(Self { value, source })
    }
}

/// Refuse a file in which git left both sides of a conflict.
fn refuse_conflict(source: Source<'_>) -> Result<(), Problem> {
    let mut lines = source.text.lines();
    match lines.find(|line| line.starts_with("<<<<<<< ")) {
        Some(line) => Err(Problem::new(msg!("annotation-conflict"))
            .at(source.place(line))
            .hint(msg!("annotation-conflict-hint"))),
        None => Ok(()),
    }
}

/// Refuse a file of a newer format than `known`, whatever else is in it: `metka: 2`.
fn refuse_newer(source: Source<'_>, known: u32) -> Result<(), Problem> {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        metka: At<'a, u32>,
    }
    match options().from_str::<Head<'_>>(source.text) {
        Ok(head) if head.metka.value > known => Err(Problem::new(msg!(
            "annotation-newer-format",
            found = head.metka.value.to_string(),
            known = known.to_string()
        ))
        .at(source.place(head.metka.source))
        .hint(msg!("annotation-newer-format-hint"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Item<'a> {
        #[serde(borrow)]
        name: At<'a, String>,
        #[serde(default)]
        age: Option<u32>,
    }

    #[derive(Deserialize)]
    struct File<'a> {
        #[serde(borrow)]
        items: Vec<&'a RawValue>,
    }

    fn places(text: &str) -> Vec<String> {
        let source = Source::new("a.ron", text);
        let file: File<'_> = match source.parse(msg!("documents")) {
            Ok(file) => file,
            Err(problem) => return vec![problem.place.unwrap().to_string()],
        };
        let items = file
            .items
            .iter()
            .map(|raw| source.parse_raw::<Item<'_>>(raw, msg!("documents")));
        let told = |item: Result<Item<'_>, Problem>| match item {
            Ok(item) => format!(
                "{}@{} {:?}",
                item.name.value,
                source.place(item.name.source),
                item.age
            ),
            Err(problem) => format!("{} {:?}", problem.place.unwrap(), problem.why),
        };
        items.map(told).collect()
    }

    #[test]
    fn every_element_has_its_own_place() {
        let said = places(
            "(items: [\n  /* Жук */ (name: \"Аня\", age: 3),\n  (name: 5), // нет\n  (nam: \"б\"),\n])",
        );
        assert_eq!(said[0], "Аня@a.ron:2:20 Some(3)");
        assert!(said[1].starts_with("a.ron:3:"), "{said:?}");
        assert!(said[2].starts_with("a.ron:4:4"), "{said:?}");
        assert!(said[2].contains("nam"), "{said:?}");
    }

    #[test]
    fn damage_is_where_it_is() {
        for (text, place) in [
            ("", "a.ron:1:1"),
            ("(items: [\n\n", "a.ron:1:10"),
            ("(items: [], ы: 5", "a.ron:1:16"),
        ] {
            assert_eq!(places(text), [place], "{text:?}");
        }
    }

    #[test]
    fn a_newer_format_is_refused_whatever_else_is_in_it() {
        let check = |text| refuse_newer(Source::new("a.ron", text), 1).is_err();
        assert!(check("(\n metka: 2, unheard: {\"of\": [Things(1)]})"));
        assert!(!check("(metka: 1)"));
        assert!(!check("(metka: 2"));
    }
}
