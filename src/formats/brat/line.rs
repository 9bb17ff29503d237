//! One line of an `.ann` file.

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its number with the letter before it: `T12`; `*` for equivalences.
    pub id: &'a str,
    /// What follows.
    rest: &'a str,
}

/// What a line says that a layer has words for.
#[derive(Debug)]
pub(super) enum Record<'a> {
    /// `T1⇥ORG 0 3;8 12⇥txt txt`
    Bound(TextBound<'a>),
    /// `R1⇥Rel Arg1:T1 Arg2:T2`
    Relation {
        label: &'a str,
        from: &'a str,
        to: &'a str,
    },
    /// `E1⇥Move:T3 Theme:T1`, of which only the trigger has a place.
    Event { trigger: &'a str },
    /// `A1⇥Confidence T1 High`; without a value it is a flag. `M1` is the old way to write it.
    Attribute {
        name: &'a str,
        of: &'a str,
        value: Option<&'a str>,
    },
    /// `N1⇥Reference T1 Wikidata:Q1⇥label`
    Normal {
        of: &'a str,
        resource: &'a str,
        entry: &'a str,
    },
    /// `#1⇥AnnotatorNotes T1⇥text`
    Note { of: &'a str, text: &'a str },
    /// Nothing of that: an equivalence, a comment.
    Other,
    /// It is written as no line can be.
    Broken,
}

/// A text-bound annotation as it is written.
#[derive(Debug)]
pub(super) struct TextBound<'a> {
    pub label: &'a str,
    /// Start and end of each part, in whatever the file counts.
    pub at: Vec<(u32, u32)>,
    /// What it covers, parts joined by a blank; some programs leave it out.
    pub covered: Option<&'a str>,
}

/// The lines of an `.ann` file, each with its number from 0, without blank ones.
pub(super) fn lines(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = body.split('\n').map(|line| line.trim_end_matches('\r'));
    lines
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
}

impl<'a> Line<'a> {
    /// Divide a line. One without tabs is all id.
    pub fn new(line: &'a str) -> Self {
        let line = line.trim_start();
        let (id, rest) = line.split_once('\t').unwrap_or((line, ""));
        Self { id, rest }
    }

    /// Whether it is of this kind: `T`, `R`.
    pub fn is(&self, letter: char) -> bool {
        self.id.starts_with(letter)
    }

    /// Whether its number can be that of one line alone.
    pub fn is_named(&self) -> bool {
        let number = self.id.get(1..).unwrap_or_default();
        let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let counted = number.starts_with(|c: char| c.is_ascii_digit());
        let letter = self.id.starts_with(['T', 'R', 'E', 'A', 'M', 'N', '#']);
        letter && plain && counted && number.len() < 32
    }

    /// What it says.
    pub fn record(&self) -> Record<'a> {
        let record = match self.id.chars().next() {
            Some('#' | '*') => return self.note().unwrap_or(Record::Other),
            Some('T') => self.bound(),
            Some('R') => self.relation(),
            Some('E') => self.event(),
            Some('A' | 'M') => self.attribute(),
            Some('N') => self.normal(),
            _ => None,
        };
        let record = record.filter(|_| self.is_named());
        record.unwrap_or(Record::Broken)
    }

    fn bound(&self) -> Option<Record<'a>> {
        let (head, covered) = match self.rest.split_once('\t') {
            Some((head, covered)) => (head, Some(covered)),
            None => (self.rest, None),
        };
        let (label, at) = head.split_once(' ')?;
        let part = |part: &str| {
            let (start, end) = part.trim().split_once(' ')?;
            let (start, end): (u32, u32) = (start.parse().ok()?, end.parse().ok()?);
            (start < end).then_some((start, end))
        };
        let at: Option<Vec<_>> = at.split(';').map(part).collect();
        (!label.is_empty()).then_some(Record::Bound(TextBound {
            label,
            at: at?,
            covered: covered.filter(|covered| !covered.is_empty()),
        }))
    }

    fn relation(&self) -> Option<Record<'a>> {
        let mut words = self.rest.split_whitespace();
        let label = words.next()?;
        let mut end = || words.next()?.split_once(':').map(|(_, end)| end);
        let (from, to) = (end()?, end()?);
        Some(Record::Relation { label, from, to })
    }

    fn event(&self) -> Option<Record<'a>> {
        let first = self.rest.split_whitespace().next()?;
        let (_, trigger) = first.split_once(':')?;
        Some(Record::Event { trigger })
    }

    fn attribute(&self) -> Option<Record<'a>> {
        let mut words = self.rest.trim_end().splitn(3, ' ');
        let (name, of) = (words.next()?, words.next()?);
        let value = words.next();
        let filled = !name.is_empty() && !of.is_empty() && value != Some("");
        filled.then_some(Record::Attribute { name, of, value })
    }

    fn normal(&self) -> Option<Record<'a>> {
        let head = self.rest.split('\t').next()?;
        let mut words = head.splitn(3, ' ');
        let (_, of, entry) = (words.next()?, words.next()?, words.next()?);
        let (resource, entry) = entry.split_once(':')?;
        let filled = !of.is_empty() && !resource.is_empty() && !entry.is_empty();
        filled.then_some(Record::Normal {
            of,
            resource,
            entry,
        })
    }

    fn note(&self) -> Option<Record<'a>> {
        let (about, text) = self.rest.split_once('\t')?;
        let (_, of) = about.split_once(' ')?;
        let text = text.trim();
        let said = self.is_named() && !text.is_empty();
        said.then_some(Record::Note {
            of: of.trim(),
            text,
        })
    }

    /// The numbers of the lines that it speaks of.
    pub fn refers(&self) -> Vec<&'a str> {
        let head = self.rest.split('\t').next().unwrap_or_default();
        let words = head.split_whitespace();
        let end = |word: &'a str| word.split_once(':').map(|(_, end)| end);
        match self.id.chars().next() {
            Some('R') => words.skip(1).filter_map(end).collect(),
            Some('E') => words.filter_map(end).collect(),
            Some('A' | 'M' | 'N' | '#') => words.skip(1).take(1).collect(),
            Some('*') => words.skip(1).collect(),
            _ => Vec::new(),
        }
    }
}
