//! What a page calls the annotations: the code and the colour of the label, and a number for each of which more is
//! said below the text.

use super::escape;
use crate::{
    annotation::{Annotation, Id, Kind, Label, Layer, Schema},
    formats::Sample,
    locale::Locale,
};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// What is said of a long stretch in a table, in characters.
const LONGEST: usize = 160;

/// All annotations of a document.
pub(super) struct Marks<'a> {
    sample: &'a Sample<'a>,
    locale: &'a Locale,
    /// What the anchors of this document begin with.
    anchor: String,
    numbers: HashMap<&'a Id, usize>,
}

impl<'a> Marks<'a> {
    /// Number what is spoken of below the text, and the `deep`, which brackets show.
    pub fn new(sample: &'a Sample<'a>, locale: &'a Locale, deep: &HashSet<&Id>) -> Self {
        let ends = sample.layer.relations.iter();
        let ends: HashSet<&Id> = ends.flat_map(|it| [&it.from, &it.to]).collect();
        let numbered = sample.layer.annotations.iter().filter(|it| {
            is_fact(it, sample.schema)
                || is_noted(it)
                || it.parts.ranges().len() > 1
                || ends.contains(&it.id)
                || deep.contains(&it.id)
        });
        let numbers = numbered.zip(1..).map(|(it, number)| (&it.id, number));
        Self {
            sample,
            locale,
            anchor: anchor(sample.path),
            numbers: numbers.collect(),
        }
    }

    /// `class="c3"`: the colour of the label.
    pub fn class(&self, label: &str) -> String {
        class(self.sample.schema.index_of(label))
    }

    /// The code of a label with its title: `OR`.
    pub fn code(&self, label: &str) -> String {
        self.tag(label, "", "")
    }

    /// The same with what stands `before` and `after` the code, in markup.
    pub fn tag(&self, name: &str, before: &str, after: &str) -> String {
        let label = self.sample.schema.label(name);
        let code = label.map_or(name, |label| &label.code);
        format!(
            "<abbr class=\"k {}\" title=\"{}\">{before}<b>{}</b>{after}</abbr>",
            self.class(name),
            escape::line(label.map_or(name, |label| self.title(label))),
            escape::line(code),
        )
    }

    /// The title of a label, else its name.
    pub fn title(&self, label: &'a Label) -> &'a str {
        match label.title.in_lang(self.locale.lang().tag()) {
            "" => &label.name,
            title => title,
        }
    }

    /// The number of an annotation in the text: a link to where more is said, if that is a row of its own.
    pub fn number(&self, item: &Annotation) -> String {
        let said = is_fact(item, self.sample.schema) || is_noted(item);
        match self.numbers.get(&item.id) {
            Some(number) if said => {
                format!(
                    "<sup><a href=\"#{}-r{number}\">{number}</a></sup>",
                    self.anchor
                )
            }
            Some(number) => format!("<sup>{number}</sup>"),
            None => String::new(),
        }
    }

    /// `id="…"` of the place of an annotation in the text.
    pub fn place(&self, item: &Annotation) -> String {
        self.id(item, 'a')
    }

    /// `id="…"` of the row that speaks of it.
    pub fn row(&self, item: &Annotation) -> String {
        self.id(item, 'r')
    }

    fn id(&self, item: &Annotation, kind: char) -> String {
        match self.numbers.get(&item.id) {
            Some(number) => format!(" id=\"{}-{kind}{number}\"", self.anchor),
            None => String::new(),
        }
    }

    /// The number as a link to the place in the text.
    pub fn back(&self, item: &Annotation) -> String {
        let number = self.numbers.get(&item.id).copied().unwrap_or(0);
        format!("<a href=\"#{}-a{number}\">{number}</a>", self.anchor)
    }

    /// What it covers, in the letters of the text; cut short where it is long.
    pub fn covered(&self, item: &Annotation) -> String {
        let mut covered = String::new();
        let mut left = LONGEST;
        for (number, range) in item.parts.ranges().iter().enumerate() {
            if number > 0 {
                covered.push_str(" … ");
            }
            let slice = self.sample.text.slice(*range);
            covered.extend(slice.chars().take(left));
            left = left.saturating_sub(slice.chars().take(left).count());
            if left == 0 {
                covered.push('…');
                break;
            }
        }
        format!("<span class=\"w\">{}</span>", escape::text(&covered))
    }
}

/// Whether a figure is to be shown.
pub(super) fn is_fact(item: &Annotation, schema: &Schema) -> bool {
    let metric = schema.label(&item.label).map(|label| label.kind) == Some(Kind::Metric);
    item.measure.is_some() || metric
}

/// Whether something is said of it beside a measure.
pub(super) fn is_noted(item: &Annotation) -> bool {
    !item.note.is_empty() || !item.fields.is_empty()
}

/// The class of a label by its place in the schema.
pub(super) fn class(index: Option<usize>) -> String {
    index.map_or("cx".to_owned(), |index| format!("c{index}"))
}

/// What the anchors of a document begin with: the same in every page, another one for every document.
pub(super) fn anchor(path: &str) -> String {
    let hash = Sha256::digest(path.as_bytes());
    let digits = hash.iter().take(6).map(|byte| format!("{byte:02x}"));
    format!("d{}", digits.collect::<String>())
}

/// How often each label is used, those of the schema first, in its order.
pub(super) fn counts<'a>(layer: &'a Layer, schema: &'a Schema) -> Vec<(&'a str, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for item in layer.annotations.iter() {
        *counts.entry(&item.label).or_default() += 1;
    }
    let known = schema.labels.iter().map(|label| &*label.name);
    let mut all: Vec<(&str, usize)> = known
        .map(|name| (name, counts.remove(name).unwrap_or(0)))
        .collect();
    let mut others: Vec<_> = counts.into_iter().collect();
    others.sort_unstable();
    all.extend(others);
    all
}
