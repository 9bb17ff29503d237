//! From what a file claims to a layer on a text.
//!
//! What an offset counts is rarely said and often wrong: code points or UTF-16 units, a line end of CRLF as one or as
//! two, with a byte order mark or without. [`Counting`] is found by the covered texts that stand in the file: the one
//! that explains most of them holds for all of the document, and a claim that it does not explain is refused. Where a
//! format gives no covered texts, claims that begin and end at the borders of words speak for a way of counting.

use super::{Claim, Counting, Link, Reading, counting::Units};
use crate::{
    annotation::{
        Annotation, Annotations, Foreign, Id, Layer, Measure, Note, Parts, Rejection, Relation,
        Status, layer_file::GAP,
    },
    locale::{Place, Problem},
    msg,
    text::{Text, TextRange, TextSize},
};
use std::{collections::HashMap, sync::Arc};

/// What holds for all documents that are taken in.
pub struct Terms<'a> {
    /// Who says it where the file does not tell.
    pub annotator: &'a str,
    /// How far the work is where the file does not tell.
    pub status: Status,
    /// What a label is called here; `None` leaves out what has it.
    pub rename: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// The reading of what has a label and no measure.
    pub measure: &'a (dyn Fn(&str, &Text, &Parts) -> Option<Measure> + Sync),
}

/// What became of a reading.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// What holds.
    pub layer: Layer,
    /// What the offsets count.
    pub counting: Counting,
    /// What the annotations of the file are called here; `None` for those that were to be left out.
    pub names: HashMap<String, Option<Id>>,
    /// What was refused, each with its place.
    pub problems: Vec<Problem>,
}

/// The layer that `reading` is on `text`. `seed` gives the names of annotations that have none: the same for the same
/// document, so that taking in a file twice gives the same layer. `place` tells where a line of the piece is.
pub fn settle(
    reading: Reading,
    text: &Text,
    seed: u64,
    terms: &Terms<'_>,
    place: &dyn Fn(usize) -> Place,
) -> Settled {
    let units = choose(text, &reading);
    let mut settling = Settling {
        text,
        units: &units.1,
        terms,
        place,
        rng: fastrand::Rng::with_seed(seed),
        lines_join: reading.lines_join,
        settled: Settled {
            counting: units.0,
            ..Settled::default()
        },
    };
    settling.head(&reading);
    settling.annotations(reading.claims);
    settling.rejections(reading.rejected);
    settling.relations(reading.links);
    settling.notes(reading.notes);
    settling.foreign(reading.foreign);
    settling.settled.problems.extend(reading.problems);
    settling.settled
}

struct Settling<'a> {
    text: &'a Text,
    units: &'a Units<'a>,
    terms: &'a Terms<'a>,
    place: &'a dyn Fn(usize) -> Place,
    rng: fastrand::Rng,
    lines_join: bool,
    settled: Settled,
}

impl Settling<'_> {
    fn head(&mut self, reading: &Reading) {
        let layer = &mut self.settled.layer;
        let annotator = reading.annotator.as_deref();
        layer.annotator = annotator.unwrap_or(self.terms.annotator).to_owned();
        layer.status = reading.status.unwrap_or(self.terms.status);
        layer.seconds = reading.seconds;
    }

    /// What covers the same under the same label is one annotation, which goes by the names of all.
    fn annotations(&mut self, claims: Vec<Claim>) {
        let mut seen: HashMap<(String, Parts), usize> = HashMap::new();
        let mut found: Vec<Annotation> = Vec::with_capacity(claims.len());
        for claim in claims {
            let Some(label) = (self.terms.rename)(&claim.label) else {
                if !claim.id.is_empty() {
                    self.settled.names.entry(claim.id).or_insert(None);
                }
                continue;
            };
            let Some(parts) = self.parts(&claim) else {
                continue;
            };
            let twin = seen.get(&(label.clone(), parts.clone())).copied();
            let id = twin.map(|at| found[at].id.clone());
            let id = id.unwrap_or_else(|| self.id(&claim.id));
            if !claim.id.is_empty() {
                let names = &mut self.settled.names;
                let name = names.entry(claim.id.clone());
                name.or_insert_with(|| Some(id.clone()));
            }
            match twin {
                Some(at) => self.join(&mut found[at], claim),
                None => {
                    seen.insert((label.clone(), parts.clone()), found.len());
                    found.push(self.annotation(id, label, parts, claim));
                }
            }
        }
        self.settled.layer.annotations = found.into_iter().map(Arc::new).collect::<Annotations>();
    }

    fn annotation(&self, id: Id, label: String, parts: Parts, claim: Claim) -> Annotation {
        let read = || (self.terms.measure)(&label, self.text, &parts);
        Annotation {
            measure: claim.measure.or_else(read),
            id,
            label: label.into(),
            parts,
            fields: claim.fields,
            note: claim.note,
        }
    }

    /// What a twin of `item` says besides. Of two values of one field only the first has room: the other is told.
    fn join(&mut self, item: &mut Annotation, twin: Claim) {
        item.note = match (
            item.note.is_empty(),
            twin.note.is_empty() || item.note == twin.note,
        ) {
            (_, true) => std::mem::take(&mut item.note),
            (true, false) => twin.note,
            (false, false) => format!("{}; {}", item.note, twin.note),
        };
        item.measure = item.measure.take().or(twin.measure);
        for (name, value) in twin.fields {
            if *item
                .fields
                .entry(name.clone())
                .or_insert_with(|| value.clone())
                != value
            {
                let what = msg!(
                    "format-twin-field",
                    label = &*twin.label,
                    name = name,
                    value = value
                );
                let problem = Problem::new(what).at((self.place)(twin.line));
                self.settled.problems.push(problem);
            }
        }
    }

    /// The name in the file, when it can be one here and no other annotation has it.
    fn id(&mut self, name: &str) -> Id {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let fits = !name.is_empty() && name.len() <= 32 && name.chars().all(plain);
        match fits && !self.settled.names.contains_key(name) {
            true => Id::new(name),
            false => Id::random(&mut self.rng),
        }
    }

    fn parts(&mut self, claim: &Claim) -> Option<Parts> {
        let parts = explain(self.text, self.units, claim)
            .and_then(|ranges| joined(self.text, ranges, self.lines_join));
        if parts.is_none() {
            let problem = unexplained(claim).at((self.place)(claim.line));
            self.settled.problems.push(problem);
        }
        parts
    }

    fn rejections(&mut self, rejected: Vec<Claim>) {
        for claim in rejected {
            if let (Some(label), Some(parts)) =
                ((self.terms.rename)(&claim.label), self.parts(&claim))
            {
                self.settled.layer.rejections.push(Rejection {
                    label: label.into(),
                    parts,
                    by: claim.note,
                });
            }
        }
    }

    fn relations(&mut self, links: Vec<Link>) {
        let mut taken = std::collections::HashSet::new();
        for link in links {
            let end = |name: &str| self.settled.names.get(name).cloned();
            let (from, to) = (end(&link.from), end(&link.to));
            if from == Some(None) || to == Some(None) {
                continue;
            }
            let (Some(Some(from)), Some(Some(to))) = (from, to) else {
                let problem = Problem::new(msg!("format-loose-relation", name = link.label));
                self.settled
                    .problems
                    .push(problem.at((self.place)(link.line)));
                continue;
            };
            let named = !link.id.is_empty() && taken.insert(link.id.clone());
            let id = if named {
                Id::new(&link.id)
            } else {
                Id::random(&mut self.rng)
            };
            let label = link.label.into();
            self.settled.layer.relations.push(Relation {
                id,
                label,
                from,
                to,
            });
        }
    }

    fn foreign(&mut self, lines: Vec<Foreign>) {
        for mut line in lines {
            for id in &mut line.of {
                if let Some(Some(new)) = self.settled.names.get(id.as_str()) {
                    *id = new.clone();
                }
            }
            self.settled.layer.foreign.push(line);
        }
    }

    fn notes(&mut self, notes: Vec<String>) {
        for text in notes {
            let id = Id::random(&mut self.rng);
            self.settled.layer.notes.push(Note { id, text });
        }
    }
}

fn unexplained(claim: &Claim) -> Problem {
    let label = claim.label.clone();
    if claim.at.iter().all(|(start, end)| start == end) {
        return Problem::new(msg!("format-covers-nothing", name = label));
    }
    match &claim.covered {
        Some(covered) => Problem::new(msg!("format-unexplained", text = covered.clone()))
            .hint(msg!("format-unexplained-hint")),
        None => Problem::new(msg!("format-no-place", name = label)),
    }
}

/// So many claims begin and end at the borders of words by chance: two of them rarely do, and many documents have no more.
const CHANCE: usize = 1;

/// The counting that explains most, the first of those that explain as much.
fn choose<'t>(text: &'t Text, reading: &Reading) -> (Counting, Units<'t>) {
    let all = || reading.claims.iter().chain(&reading.rejected);
    let usual = (reading.counting, Units::new(text, reading.counting));
    if reading.certain {
        return usual;
    }
    let most = score(text, &usual.1, all());
    let claims = all().count();
    if most == (claims, claims) {
        return usual;
    }
    // Parts of words are annotated as well: where every place is there, a few that lie better elsewhere are chance.
    let silent = all().all(|claim| claim.covered.is_none());
    let margin = if silent && most.0 == claims {
        CHANCE
    } else {
        0
    };
    let mut best = ((most.0, most.1 + margin), usual);
    for counting in Counting::all(text.as_str(), reading.counting).skip(1) {
        let units = Units::new(text, counting);
        let score = score(text, &units, all());
        if score > best.0 {
            best = (score, (counting, units));
        }
    }
    best.1
}

/// How many claims hold, and how many of these have a covered text or begin and end at the borders of words.
fn score<'c>(
    text: &Text,
    units: &Units<'_>,
    claims: impl Iterator<Item = &'c Claim>,
) -> (usize, usize) {
    let (mut holding, mut likely) = (0, 0);
    for claim in claims {
        if let Some(ranges) = explain(text, units, claim) {
            holding += 1;
            let at_borders = || ranges.iter().all(|range| is_of_words(text, *range));
            likely += usize::from(claim.covered.is_some() || at_borders());
        }
    }
    (holding, likely)
}

/// Whether neither end of `range` is inside a word, and neither is a blank.
fn is_of_words(text: &Text, range: TextRange) -> bool {
    let inside = |place: TextSize| {
        let (before, after) = text.as_str().split_at(place.to_usize());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        letter(before.chars().next_back()) && letter(after.chars().next())
    };
    let covered = text.slice(range);
    !inside(range.start()) && !inside(range.end()) && covered.trim() == covered
}

/// What `claim` covers, if that is there and reads as it should.
fn explain(text: &Text, units: &Units<'_>, claim: &Claim) -> Option<Vec<TextRange>> {
    let mut ranges = Vec::with_capacity(claim.at.len());
    for (start, end) in &claim.at {
        let range = TextRange::new(units.place(*start)?, units.place(*end)?)?;
        ranges.push(range);
    }
    let fits = |covered: &String| reads_as(text, &ranges, covered);
    claim.covered.as_ref().is_none_or(fits).then_some(ranges)
}

/// Whether `covered` is what `ranges` cover. Parts may be joined in any of the usual ways.
fn reads_as(text: &Text, ranges: &[TextRange], covered: &str) -> bool {
    let slices: Vec<&str> = ranges.iter().map(|range| text.slice(*range)).collect();
    match slices[..] {
        [one] => same(one, covered),
        _ => [" ", GAP, ""]
            .iter()
            .any(|gap| same(&slices.join(gap), covered)),
    }
}

/// Whether both read the same: a line end is written as a blank, and any blank as another.
fn same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| {
        let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
        let letters = text.chars().filter(|c| *c != '\r').map(blank);
        letters.collect::<String>()
    };
    a == b || letters(a) == letters(b)
}

/// The parts. With `lines_join` those that only a line end separates are one.
pub(super) fn joined(text: &Text, mut ranges: Vec<TextRange>, lines_join: bool) -> Option<Parts> {
    ranges.sort();
    let mut all: Option<Parts> = None;
    let mut last: Option<TextRange> = None;
    for range in ranges {
        let gap = last.and_then(|last| TextRange::new(last.end(), range.start()));
        let line_end =
            gap.is_some_and(|gap| text.slice(gap).chars().all(|c| matches!(c, '\n' | '\r')));
        let range = match last.filter(|_| line_end && lines_join) {
            Some(last) => last.cover(range),
            None => range,
        };
        all = match all {
            Some(parts) => parts.with(range),
            None => Parts::one(range),
        };
        all.as_ref()?;
        last = Some(range);
    }
    all
}
