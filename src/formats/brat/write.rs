//! A layer as brat writes it, with the lines that were kept.

use super::{
    super::{Points, Sample, Style},
    FLAG, NAME,
    facts::{Fact, Facts},
    line::{Line, Record},
};
use crate::{
    annotation::{Annotation, Id, Layer, Parts},
    text::{Text, TextRange},
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt::Write,
};

/// The text and its `.ann`.
pub(super) fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    to[0].extend_from_slice(sample.text.as_str().as_bytes());
    to[1].extend_from_slice(ann(sample.layer, sample.text).as_bytes());
}

/// The `.ann`.
pub(super) fn ann(layer: &Layer, text: &Text) -> String {
    let mut numbers = Numbers::new(layer);
    let annotations = layer.annotations.iter().map(|it| &it.id);
    let annotations = numbers.names('T', annotations);
    let relations = numbers.names('R', layer.relations.iter().map(|it| &it.id));
    let mut writer = Writer {
        layer,
        text,
        points: Points::new(text),
        numbers,
        annotations,
        relations,
        said: HashSet::new(),
        resources: HashSet::new(),
        ann: String::new(),
    };
    let kept = writer.kept();
    writer.bounds();
    writer.relations();
    writer.fields();
    writer.notes();
    writer.ann + &kept
}

/// An annotation on one line, under `name`.
pub(super) fn restated(name: &str, item: &Annotation, text: &Text) -> String {
    bound(name, item, text, &mut Points::new(text))
}

/// A type of brat, which holds no blanks.
pub(super) fn word(label: &str) -> Cow<'_, str> {
    match label.contains(char::is_whitespace) {
        true => label
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("_")
            .into(),
        false => label.into(),
    }
}

/// The highest number that is taken, by the letter before it.
struct Numbers(HashMap<char, u64>);

impl Numbers {
    fn new(layer: &Layer) -> Self {
        let mut numbers = Self(HashMap::new());
        let annotations = layer.annotations.iter().map(|it| it.id.as_str());
        let relations = layer.relations.iter().map(|it| it.id.as_str());
        let lines = kept(layer).map(|it| Line::new(&it.line).id);
        for id in annotations.chain(relations).chain(lines) {
            numbers.take(id);
        }
        numbers
    }

    fn take(&mut self, id: &str) {
        let mut chars = id.chars();
        let Some(letter) = chars.next() else { return };
        let digits: String = chars.take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse::<u64>().map(|it| it.min(u64::MAX / 2)) {
            let most = self.0.entry(letter).or_default();
            *most = number.max(*most);
        }
    }

    fn next(&mut self, letter: char) -> String {
        let most = self.0.entry(letter).or_default();
        *most += 1;
        format!("{letter}{most}")
    }

    /// A name that brat can read for each of `ids`: its own, if it can be one, else a new one.
    fn names<'a>(
        &mut self,
        letter: char,
        ids: impl Iterator<Item = &'a Id>,
    ) -> HashMap<&'a Id, String> {
        let name = |id: &'a Id| {
            let line = Line::new(id.as_str());
            match line.is(letter) && line.is_named() {
                true => (id, id.to_string()),
                false => (id, self.next(letter)),
            }
        };
        ids.map(name).collect()
    }
}

fn kept(layer: &Layer) -> impl Iterator<Item = &crate::annotation::Foreign> {
    layer.foreign.iter().filter(|it| *it.format == *NAME)
}

struct Writer<'a> {
    layer: &'a Layer,
    text: &'a Text,
    points: Points<'a>,
    numbers: Numbers,
    annotations: HashMap<&'a Id, String>,
    relations: HashMap<&'a Id, String>,
    /// What kept lines say.
    said: HashSet<Fact<'a>>,
    /// Names of fields that are resources of normalisations.
    resources: HashSet<&'a str>,
    ann: String,
}

impl<'a> Writer<'a> {
    /// The kept lines. One that says what the layer says is written only while that is so.
    fn kept(&mut self) -> String {
        let mut lines = String::new();
        let facts = self.facts();
        for it in kept(self.layer) {
            let line = Line::new(&it.line);
            if let Record::Normal { resource, .. } = line.record() {
                self.resources.insert(resource);
            }
            let says = facts.says(&line).filter(|_| it.restates);
            let item = facts.annotation(line.id).filter(|_| line.is('T'));
            let twin = item.filter(|item| self.annotations[&item.id] != line.id);
            match (says, twin) {
                (None, Some(item)) if it.restates => {
                    push(&mut lines, &restated(line.id, item, self.text));
                }
                (None, _) if it.restates => {}
                (says, twin) => {
                    push(&mut lines, &it.line);
                    self.said.extend(says.filter(|_| twin.is_none()));
                }
            }
        }
        lines
    }

    fn facts(&self) -> Facts<'a> {
        let own = self.annotations.iter();
        let own = own.map(|(id, name)| (name.clone(), *id));
        let twins = kept(self.layer).filter(|it| it.restates && it.line.starts_with('T'));
        let twins = twins.filter_map(|it| {
            let name = Line::new(&it.line).id.to_owned();
            Some((name, it.of.first()?))
        });
        // What a number means here counts more than what it meant once.
        let mut facts = Facts::new(self.layer, self.text, twins.chain(own));
        for it in kept(self.layer) {
            let line = Line::new(&it.line);
            if it.restates || line.is('E') {
                facts.learn(&line);
            }
        }
        facts
    }

    fn bounds(&mut self) {
        for item in self.layer.annotations.iter() {
            if !self.said.contains(&Fact::Bound(&item.id)) {
                let name = &self.annotations[&item.id];
                let line = bound(name, item, self.text, &mut self.points);
                push(&mut self.ann, &line);
            }
        }
    }

    fn relations(&mut self) {
        for it in &self.layer.relations {
            let ends = (self.annotations.get(&it.from), self.annotations.get(&it.to));
            if let (Some(from), Some(to), false) =
                (ends.0, ends.1, self.said.contains(&Fact::Relation(&it.id)))
            {
                let (name, label) = (&self.relations[&it.id], word(&it.label));
                let _infallible = writeln!(self.ann, "{name}\t{label} Arg1:{from} Arg2:{to}");
            }
        }
    }

    fn fields(&mut self) {
        for item in self.layer.annotations.iter() {
            for (name, value) in &item.fields {
                if !value.is_empty() && !self.said.contains(&Fact::Field(&item.id, name)) {
                    let line = self.field(&self.annotations[&item.id].clone(), name, value);
                    push(&mut self.ann, &line);
                }
            }
        }
    }

    fn field(&mut self, of: &str, name: &str, value: &str) -> String {
        let value = one_line(value);
        if self.resources.contains(name) {
            let number = self.numbers.next('N');
            return format!("{number}\tReference {of} {name}:{value}\t");
        }
        let number = self.numbers.next('A');
        match &*value {
            FLAG => format!("{number}\t{} {of}", word(name)),
            value => format!("{number}\t{} {of} {value}", word(name)),
        }
    }

    fn notes(&mut self) {
        for item in self.layer.annotations.iter() {
            if !item.note.is_empty() && !self.said.contains(&Fact::Note(&item.id)) {
                let (number, note) = (self.numbers.next('#'), one_line(&item.note));
                let name = &self.annotations[&item.id];
                let _infallible = writeln!(self.ann, "{number}\tAnnotatorNotes {name}\t{note}");
            }
        }
    }
}

fn push(lines: &mut String, line: &str) {
    lines.push_str(line);
    lines.push('\n');
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn bound(name: &str, item: &Annotation, text: &Text, points: &mut Points<'_>) -> String {
    let label = word(&item.label);
    let mut line = format!("{name}\t{label}");
    let parts = lines(text, &item.parts);
    let mut between = ' ';
    for part in &parts {
        let [start, end] = points.of(*part);
        let _infallible = write!(line, "{between}{start} {end}");
        between = ';';
    }
    between = '\t';
    for part in &parts {
        line.push(between);
        line.push_str(text.slice(*part));
        between = ' ';
    }
    line
}

/// The parts, divided at line ends, which no part of brat may contain.
fn lines(text: &Text, parts: &Parts) -> Vec<TextRange> {
    let mut lines = Vec::new();
    for part in parts.ranges() {
        let mut at = part.start().to_usize();
        for line in text.slice(*part).split_inclusive(['\n', '\r']) {
            let filled = line.trim_end_matches(['\n', '\r']).len();
            if filled > 0 {
                lines.push(TextRange::from_usize(at..at + filled));
            }
            at += line.len();
        }
    }
    lines
}
