//! The schema of a corpus: labels, fields, constraints, settings.
use super::{Annotation, Annotations, Id, Parts, schema_file};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

/// What a label marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// Something that is named or described.
    Entity,
    /// A figure: the annotation carries a measure.
    Metric,
}

/// Words in one language or several: `"персона"` or `{"ru": "персона", "en": "person"}`.
///
/// Words without a language stand under the empty tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(pub BTreeMap<String, String>);

impl Wording {
    /// The words in `lang` (a tag: `ru`, `en`), else in any language, else "".
    pub fn in_lang(&self, lang: &str) -> &str {
        let words = self.0.get(lang).or_else(|| self.0.values().next());
        words.map_or("", String::as_str)
    }
}

/// Which annotations of one layer may share text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Nesting {
    /// Anything goes.
    #[default]
    Overlap,
    /// One inside the other, no crossing.
    Nested,
    /// No shared text.
    Flat,
}

/// What may be said in a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub enum FieldKind {
    /// Free words.
    #[default]
    Text,
    /// A decimal string.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these.
    Choice(Vec<String>),
}

/// A typed field of the annotations of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As it stands in layers.
    pub name: String,
    /// As a form shows it.
    pub title: Wording,
    /// What may be said in it.
    pub kind: FieldKind,
    /// Whether an annotation without it is a fault.
    pub required: bool,
}

/// One kind of annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As it stands in layers: `PER`.
    pub name: String,
    /// Entity or metric.
    pub kind: Kind,
    /// `персона`
    pub title: Wording,
    /// One line: when to use it.
    pub hint: Wording,
    /// The letter that applies it after `t`: a Latin letter, unique; lower-case as long as there are any left.
    pub key: char,
    /// One or two characters for the margin, unique.
    pub code: String,
    /// One of [`Label::COLORS`] or `#rrggbb`.
    pub color: String,
    /// What else is to be said of it, in the order of the form.
    pub fields: Vec<Field>,
}

impl Label {
    /// The colours that every theme has.
    pub const COLORS: [&'static str; 10] = [
        "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink", "brown", "gray",
    ];
}

/// What may be said about the documents of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// In the order of the digits.
    pub labels: Vec<Label>,
    /// Names of relation types.
    pub relations: Vec<String>,
    /// Which annotations may share text.
    pub nesting: Nesting,
    /// Extensions of documents (without the dot, lower case); default `["txt"]`.
    pub documents: Vec<String>,
    /// File name of the guidelines, relative to the corpus; default `guidelines.md`.
    pub guidelines: String,
}

static STANDARD: LazyLock<Schema> = LazyLock::new(|| {
    schema_file::read(include_str!("default_schema.ron"), "default_schema.ron")
        .expect("a test reads the embedded schema")
});

impl Schema {
    /// The schema of a corpus without `metka.ron` (DESIGN: twelve labels), read from `default_schema.ron`.
    pub fn standard() -> Self {
        STANDARD.clone()
    }

    /// The label called `name`.
    pub fn label(&self, name: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.name == name)
    }

    /// Index in `labels`.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.labels.iter().position(|label| label.name == name)
    }

    /// The label applied by digit `1`..`9`, `0` (in order), if there are that many.
    pub fn by_digit(&self, digit: char) -> Option<&Label> {
        let index = match digit {
            '1'..='9' => digit as usize - '1' as usize,
            '0' => 9,
            _ => return None,
        };
        self.labels.get(index)
    }

    /// The label applied by letter `key`.
    pub fn by_key(&self, key: char) -> Option<&Label> {
        self.labels.iter().find(|label| label.key == key)
    }

    /// The first annotation of `layer` that may not stand beside one that covers `candidate`; `except` is not looked at
    /// (the annotation that is being resized).
    pub fn conflict(
        &self,
        layer: &Annotations,
        candidate: &Parts,
        except: Option<&Id>,
    ) -> Option<Arc<Annotation>> {
        let forbidden = |other: &&Arc<Annotation>| {
            Some(&other.id) != except && self.forbids(candidate, &other.parts)
        };
        let mut near = layer.overlapping(candidate.cover());
        near.find(forbidden).cloned()
    }

    /// Whether the nesting constraint forbids two annotations that cover `a` and `b`.
    pub(super) fn forbids(&self, a: &Parts, b: &Parts) -> bool {
        match self.nesting {
            Nesting::Overlap => false,
            Nesting::Nested => a.crosses(b),
            Nesting::Flat => a.overlaps_parts(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{annotation, layer};
    use super::*;
    use crate::text::TextRange;

    #[test]
    fn the_standard_schema_has_the_twelve_labels_in_order() {
        let schema = Schema::standard();
        let names: Vec<&str> = schema.labels.iter().map(|label| &*label.name).collect();
        let expected = "PER POS ORG LOC DATE EVENT DOC MONEY PERCENT COUNT QUANTITY RATIO";
        assert_eq!(names.join(" "), expected);
        let metrics = schema.labels.iter().filter(|l| l.kind == Kind::Metric);
        assert_eq!(metrics.count(), 5);
        for label in &schema.labels {
            for lang in ["ru", "en"] {
                assert!(label.title.0.contains_key(lang), "{}", label.name);
                assert!(label.hint.0.contains_key(lang), "{}", label.name);
            }
        }
    }

    #[test]
    fn labels_are_found_by_name_digit_and_key() {
        let schema = Schema::standard();
        let name = |label: Option<&Label>| label.map(|label| label.name.clone());
        assert_eq!(name(schema.by_digit('1')).as_deref(), Some("PER"));
        assert_eq!(name(schema.by_digit('0')).as_deref(), Some("COUNT"));
        assert_eq!(name(schema.by_digit('x')), None);
        assert_eq!(name(schema.by_key('m')).as_deref(), Some("MONEY"));
        assert_eq!(name(schema.by_key('я')), None);
        assert_eq!(schema.index_of("ORG"), Some(2));
        assert_eq!(schema.label("org"), None);
    }

    #[test]
    fn words_fall_back_to_another_language() {
        let words = |pairs: &[(&str, &str)]| {
            let pairs = pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
            Wording(pairs.collect())
        };
        let both = words(&[("ru", "персона"), ("en", "person")]);
        assert_eq!(both.in_lang("ru"), "персона");
        assert_eq!(words(&[("ru", "персона")]).in_lang("en"), "персона");
        assert_eq!(words(&[("", "персона")]).in_lang("en"), "персона");
        assert_eq!(words(&[]).in_lang("en"), "");
    }

    #[test]
    fn nesting_says_what_may_share_text() {
        let layer = layer([annotation("a", "ORG", 10, 20)]);
        for (nesting, range, conflicts) in [
            (Nesting::Overlap, 15..25, false),
            (Nesting::Nested, 15..25, true),
            (Nesting::Nested, 12..18, false),
            (Nesting::Nested, 10..20, false),
            (Nesting::Nested, 5..30, false),
            (Nesting::Flat, 12..18, true),
            (Nesting::Flat, 20..25, false),
        ] {
            let schema = Schema {
                nesting,
                ..Schema::standard()
            };
            let parts = Parts::one(TextRange::from_usize(range.clone())).unwrap();
            let found = schema.conflict(&layer.annotations, &parts, None);
            assert_eq!(found.is_some(), conflicts, "{nesting:?} {range:?}");
            let own = Id::new("a");
            assert_eq!(
                schema.conflict(&layer.annotations, &parts, Some(&own)),
                None
            );
        }
    }
}
