//! The labels of what is taken in: other names for some, and a place in the schema for those that nobody knows.

use super::file;
use crate::{
    annotation::{FieldKind, Kind, Layer, Schema, schema_file},
    cli::{Failure, Result, settings},
    formats::Scheme,
    locale::Problem,
    msg,
    shell::store::Intern,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    path::Path,
    sync::{Mutex, PoisonError},
};

/// `OLD=NEW` of the command line.
pub(in crate::cli) fn rule(rule: &str) -> std::result::Result<(String, String), String> {
    match rule.split_once('=') {
        Some((old, new)) if !old.trim().is_empty() => {
            Ok((old.trim().to_owned(), new.trim().to_owned()))
        }
        _ => Err(String::new()),
    }
}

/// Other names for labels.
pub(in crate::cli) struct Mapping<'a>(HashMap<&'a str, &'a str>);

impl<'a> Mapping<'a> {
    pub fn new(rules: &'a [(String, String)]) -> Self {
        Self(rules.iter().map(|(old, new)| (&**old, &**new)).collect())
    }

    /// What `old` is called here; `None` when it is left out.
    pub fn new_name<'n>(&'n self, old: &'n str) -> Option<&'n str> {
        let new = self.0.get(old).copied().unwrap_or(old);
        (!new.is_empty()).then_some(new)
    }

    /// The labels by their new names, without those that are left out; of several that get one name, the first.
    pub fn schema(&self, schema: &Schema) -> Schema {
        let mut renamed = schema.clone();
        renamed.labels.clear();
        for label in &schema.labels {
            if let Some(name) = self.new_name(&label.name)
                && renamed.label(name).is_none()
            {
                let mut label = label.clone();
                label.name = name.to_owned();
                renamed.labels.push(label);
            }
        }
        renamed
    }
}

/// What was found in the layers that were taken in.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Labels: how often, how often as a metric, and with which fields.
    labels: BTreeMap<String, Label>,
    relations: BTreeSet<String>,
}

#[derive(Clone, Debug, Default)]
struct Label {
    count: usize,
    metrics: usize,
    fields: BTreeMap<String, FieldKind>,
}

impl Found {
    /// Count what `layer` has.
    pub fn add(&mut self, layer: &Layer) {
        for item in layer.annotations.iter() {
            let label = match self.labels.get_mut(&*item.label) {
                Some(label) => label,
                None => self.labels.entry(item.label.to_string()).or_default(),
            };
            label.count += 1;
            label.metrics += usize::from(item.measure.is_some());
            for (name, value) in &item.fields {
                label.field(name, value);
            }
        }
        for relation in &layer.relations {
            if !self.relations.contains(&*relation.label) {
                self.relations.insert(relation.label.to_string());
            }
        }
    }

    /// The frequent first: digits are for them.
    fn frequent(&self) -> Vec<(&str, &Label)> {
        let mut all: Vec<(&str, &Label)> =
            self.labels.iter().map(|(name, it)| (&**name, it)).collect();
        all.sort_by_key(|(name, label)| (Reverse(label.count), *name));
        all
    }

    /// With what `scheme` states of the fields of the same labels.
    fn stated(&mut self, scheme: &Scheme) {
        for (name, label) in &mut self.labels {
            label
                .fields
                .extend(scheme.labels.get(name).cloned().unwrap_or_default());
        }
    }
}

impl Label {
    /// A field that is never anything but true or false is a flag.
    fn field(&mut self, name: &str, value: &str) {
        let flag = matches!(value, "true" | "false");
        match self.fields.get_mut(name) {
            Some(kind) if !flag => *kind = FieldKind::Text,
            Some(_) => {}
            None => {
                let kind = if flag {
                    FieldKind::Flag
                } else {
                    FieldKind::Text
                };
                self.fields.insert(name.to_owned(), kind);
            }
        }
    }
}

/// The schema of the corpus, and what becomes of labels that it does not have.
pub(super) struct Labels {
    /// As it is before anything is taken in.
    pub schema: Schema,
    /// As the other program states them.
    pub scheme: Scheme,
    /// The corpus has a `metka.ron`.
    stated: bool,
    unknown: Unknown,
    /// How many annotations were refused, by their label.
    refused: Mutex<BTreeMap<String, usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unknown {
    Keep,
    Add,
    Refuse,
}

impl Labels {
    /// For the corpus at `root`; `unknown` as on the command line.
    ///
    /// # Errors
    /// Every fault of its schema.
    pub fn new(root: &Path, unknown: &str) -> Result<Self> {
        Ok(Self {
            schema: settings::schema(root)?,
            scheme: Scheme::default(),
            stated: root.join("metka.ron").exists(),
            unknown: match unknown {
                "add" => Unknown::Add,
                "refuse" => Unknown::Refuse,
                _ => Unknown::Keep,
            },
            refused: Mutex::default(),
        })
    }

    /// `name`, unless annotations with it are refused.
    pub fn accepts(&self, name: &str) -> Option<String> {
        let known = || self.schema.label(name).is_some() || self.scheme.labels.contains_key(name);
        if self.unknown == Unknown::Refuse && !known() {
            let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
            *refused.entry(name.to_owned()).or_default() += 1;
            return None;
        }
        Some(name.to_owned())
    }

    /// What was refused, a problem for each label.
    pub fn refused(&self) -> Vec<Problem> {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let told = refused.iter().map(|(name, count)| {
            Problem::new(msg!("import-refused-label", name = &**name, count = *count))
                .hint(msg!("import-unknown-label-hint"))
        });
        told.collect()
    }

    /// Write the schema that holds now, when there is something to write: one made of what was found and stated, where
    /// the corpus has none and the standard one does not do; what is missing, where that was asked for. What is still
    /// unknown.
    ///
    /// # Errors
    /// The schema cannot be written, or a label cannot be in one.
    pub fn settle(
        &mut self,
        root: &Path,
        corpus: &Intern,
        found: &mut Found,
    ) -> Result<Vec<Problem>> {
        found.stated(&self.scheme);
        match self.stated {
            false => self.derive(root, corpus, found).map(|()| Vec::new()),
            true => self.grow(root, corpus, found),
        }
    }

    fn derive(&self, root: &Path, corpus: &Intern, found: &Found) -> Result<()> {
        if let Some(source) = self
            .of_scheme(found)
            .filter(|it| readable(it, root).is_ok())
        {
            return Ok(corpus.schema(&source)?);
        }
        let known = |(name, label): &(&str, &Label)| {
            let known = self.schema.label(name);
            let has =
                |name: &String| known.is_some_and(|it| it.fields.iter().any(|f| f.name == *name));
            (known.is_some(), label.fields.keys().all(has))
        };
        let frequent = found.frequent();
        let labels = frequent.iter().all(|it| known(it).0);
        let fields = frequent.iter().all(|it| known(it).1);
        if labels && fields && self.new_relations(found).is_empty() {
            return Ok(());
        }
        let none = Label::default();
        let labels = match labels {
            // The standard labels do: nobody should lose those that this file has none of.
            true => {
                let names = self.schema.labels.iter().map(|it| &*it.name);
                names
                    .map(|name| (name, found.labels.get(name).unwrap_or(&none)))
                    .collect()
            }
            false => frequent,
        };
        let relations: Vec<&str> = found.relations.iter().map(String::as_str).collect();
        let source = derived(&labels, &relations);
        readable(&source, root)?;
        Ok(corpus.schema(&source)?)
    }

    /// What the other program states, and then what it does not and is there.
    fn of_scheme(&self, found: &Found) -> Option<String> {
        let Scheme {
            order,
            labels,
            relations,
        } = &self.scheme;
        if order.is_empty() {
            return None;
        }
        let stated = order.iter().map(|name| {
            let label = found.labels.get(name).cloned().unwrap_or_default();
            let fields = labels[name].clone();
            (
                &**name,
                Label {
                    fields: label.fields.into_iter().chain(fields).collect(),
                    ..label
                },
            )
        });
        let stated: Vec<(&str, Label)> = stated.collect();
        let others = found.frequent();
        let others = others
            .iter()
            .filter(|(name, _)| !labels.contains_key(*name));
        let all = stated
            .iter()
            .map(|(name, label)| (*name, label))
            .chain(others.copied());
        let all: Vec<(&str, &Label)> = all.collect();
        let new = found.relations.iter().filter(|it| !relations.contains(it));
        let relations: Vec<&str> = relations.iter().chain(new).map(String::as_str).collect();
        Some(derived(&all, &relations))
    }

    fn new_relations<'f>(&self, found: &'f Found) -> Vec<&'f str> {
        let all = found.relations.iter().map(String::as_str);
        all.filter(|name| !self.schema.relations.iter().any(|known| known == name))
            .collect()
    }

    fn grow(&self, root: &Path, corpus: &Intern, found: &Found) -> Result<Vec<Problem>> {
        let mut missing = found.frequent();
        missing.retain(|(name, _)| self.schema.label(name).is_none());
        let relations = self.new_relations(found);
        if missing.is_empty() && relations.is_empty() || self.unknown != Unknown::Add {
            return Ok(unknown(root, &missing, &relations));
        }
        let path = root.join("metka.ron");
        let source = std::fs::read_to_string(&path).map_err(|why| {
            Problem::new(msg!("import-not-written"))
                .at(file(&path))
                .because(why)
        })?;
        let grown = grown(&source, &missing, &relations);
        let Some(grown) = grown.filter(|grown| readable(grown, root).is_ok()) else {
            return Ok(unknown(root, &missing, &relations));
        };
        corpus.replace_schema(&grown)?;
        Ok(Vec::new())
    }
}

/// Refuse what cannot be a schema: a label may have a name that none may have.
fn readable(source: &str, root: &Path) -> Result<()> {
    let shown = root.join("metka.ron").display().to_string();
    let read = schema_file::read(source, &shown);
    read.map(drop).map_err(|mut problems| {
        problems.truncate(1);
        let hint = msg!("import-bad-label-hint");
        Failure::from(
            problems
                .into_iter()
                .map(|it| it.hint(hint.clone()))
                .collect::<Vec<_>>(),
        )
    })
}

fn unknown(root: &Path, missing: &[(&str, &Label)], relations: &[&str]) -> Vec<Problem> {
    let told = |what, hint| {
        Problem::new(what)
            .at(file(&root.join("metka.ron")))
            .hint(hint)
    };
    let labels = missing.iter().map(|(name, label)| {
        let what = msg!("import-unknown-label", name = *name, count = label.count);
        told(what, msg!("import-unknown-label-hint"))
    });
    let relations = relations.iter().map(|name| {
        let what = msg!("import-unknown-relation", name = *name);
        told(what, msg!("import-unknown-relation-hint"))
    });
    labels.chain(relations).collect()
}

/// A `metka.ron` with these labels; those that the standard schema has are what they are there.
fn derived(labels: &[(&str, &Label)], relations: &[&str]) -> String {
    let lines: String = labels
        .iter()
        .map(|(name, label)| line(name, label))
        .collect();
    let mut source = format!("(\n    metka: 1,\n    labels: [\n{lines}    ],\n");
    if !relations.is_empty() {
        let names: Vec<String> = relations.iter().map(|name| quoted(name)).collect();
        let _infallible = writeln!(source, "    relations: [{}],", names.join(", "));
    }
    source.push_str(")\n");
    source
}

fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap_or_default()
}

/// One label as a line of a schema.
fn line(name: &str, label: &Label) -> String {
    let standard = Schema::standard();
    let known = standard.label(name);
    let metric = match known {
        Some(known) => known.kind == Kind::Metric,
        None => label.metrics * 2 > label.count,
    };
    let kind = if metric { "Metric" } else { "Entity" };
    let mut line = format!("        (name: {}, kind: {kind}", quoted(name));
    if let Some(label) = known {
        let title = |lang| quoted(label.title.in_lang(lang));
        let _infallible = write!(
            line,
            ", title: {{\"ru\": {}, \"en\": {}}}",
            title("ru"),
            title("en")
        );
    }
    let known_fields = known.map_or(&[][..], |known| &known.fields);
    let fields = label
        .fields
        .iter()
        .filter(|(name, _)| !known_fields.iter().any(|field| field.name == **name));
    let fields: Vec<String> = fields
        .map(|(name, it)| format!("(name: {}{})", quoted(name), kind_of(it)))
        .collect();
    if !fields.is_empty() {
        let _infallible = write!(line, ", fields: [{}]", fields.join(", "));
    }
    line.push_str("),\n");
    line
}

fn kind_of(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Text => String::new(),
        FieldKind::Number => ", kind: Number".to_owned(),
        FieldKind::Flag => ", kind: Flag".to_owned(),
        FieldKind::Choice(values) => {
            let values: Vec<String> = values.iter().map(|it| quoted(it)).collect();
            format!(", kind: Choice([{}])", values.join(", "))
        }
    }
}

/// `source`, the schema as a person wrote it, with more labels and relations at the ends of their lists; `None` when
/// the lists are not found.
fn grown(source: &str, labels: &[(&str, &Label)], relations: &[&str]) -> Option<String> {
    let lines: String = labels
        .iter()
        .map(|(name, label)| line(name, label))
        .collect();
    let mut grown = insert(source, "labels", &lines)?;
    if !relations.is_empty() {
        let names: String = relations
            .iter()
            .map(|name| format!("        {},\n", quoted(name)))
            .collect();
        grown = match insert(&grown, "relations", &names) {
            Some(grown) => grown,
            None => {
                let end = grown.rfind(')')?;
                let names: Vec<String> = relations.iter().map(|name| quoted(name)).collect();
                let comma = if grown[..end].trim_end().ends_with(',') {
                    ""
                } else {
                    ","
                };
                format!(
                    "{}{comma}\n    relations: [{}],\n{}",
                    grown[..end].trim_end(),
                    names.join(", "),
                    &grown[end..]
                )
            }
        };
    }
    Some(grown)
}

/// `source` with `lines` before the bracket that closes the list called `name`.
fn insert(source: &str, name: &str, lines: &str) -> Option<String> {
    let (last, close) = end_of_list(source, name)?;
    let comma = match source[..last].ends_with([',', '[']) {
        true => "",
        false => ",",
    };
    let (before, comment) = (&source[..last], source[last..close].trim_end());
    Some(format!(
        "{before}{comma}{comment}\n{lines}    {}",
        &source[close..]
    ))
}

/// Where the list `name: [ … ]` of the topmost record is closed, and before it where the last thing in it ends that is
/// no comment. Strings and comments are passed over.
fn end_of_list(source: &str, name: &str) -> Option<(usize, usize)> {
    let bytes = source.as_bytes();
    let (mut depth, mut at, mut inside) = (0_i32, 0, false);
    let mut last = 0;
    while at < bytes.len() {
        let rest = &source[at..];
        let skipped = match bytes[at] {
            b'"' => string_len(rest),
            b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => 0,
        };
        if skipped > 0 {
            at += skipped;
            if rest.starts_with('"') {
                last = at;
            }
            continue;
        }
        match bytes[at] {
            b'(' | b'{' => depth += 1,
            b'[' => depth += 1,
            b')' | b'}' => depth -= 1,
            b']' => {
                depth -= 1;
                if inside && depth == 1 {
                    return Some((last, at));
                }
            }
            _ if depth == 1 && is_named(source, at, name) => inside = true,
            _ => {}
        }
        let c = rest.chars().next().unwrap_or_default();
        at += c.len_utf8();
        if !c.is_whitespace() {
            last = at;
        }
    }
    None
}

/// Whether the field `name` begins at byte `at`.
fn is_named(source: &str, at: usize, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let begins = !source[..at].ends_with(word);
    begins
        && source[at..]
            .strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// The length of the string that `source` begins with, quotes included.
fn string_len(source: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in source.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::fixture::{annotation, layer};

    fn found(labels: &[&str]) -> Found {
        let mut found = Found::default();
        let items = labels
            .iter()
            .enumerate()
            .map(|(at, label)| annotation(&at.to_string(), label, at, at + 1));
        found.add(&layer(items));
        found
    }

    #[test]
    fn a_derived_schema_can_be_read() {
        let mut found = found(&["CITY", "CITY", "MONEY", "О\\рг"]);
        found.labels.get_mut("CITY").unwrap().field("wiki", "Q1");
        let source = derived(&found.frequent(), &["In"]);
        let schema = schema_file::read(&source, "metka.ron").unwrap();
        assert_eq!(schema.labels.len(), 3);
        assert_eq!(schema.labels[0].name, "CITY");
        assert_eq!(schema.labels[0].fields[0].name, "wiki");
        assert_eq!(schema.label("MONEY").map(|it| it.kind), Some(Kind::Metric));
        assert_eq!(schema.label("CITY").map(|it| it.kind), Some(Kind::Entity));
        assert!(schema.label("О\\рг").is_some());
        assert_eq!(schema.relations, ["In"]);
    }

    #[test]
    fn a_schema_grows_where_its_lists_end() {
        let found = found(&["NEW"]);
        let missing = found.frequent();
        for source in [
            "(metka: 1, labels: [(name: \"A\", kind: Entity)])",
            "(metka: 1, labels: [\n  (name: \"A\", kind: Entity) // a, (b)\n], relations: [\"x\" /* , */])",
            "(metka: 1, labels: [\n  (name: \"A\", kind: Entity), // last\n], relations: [/**/])",
            "( // labels: [x]\n    metka: 1,\n    labels: [\n        (name: \"A]\", kind: Entity, fields: [(name: \"labels\")]),\n    ],\n    relations: [],\n)\n",
        ] {
            let grown = grown(source, &missing, &["In"]).unwrap();
            let schema = schema_file::read(&grown, "metka.ron")
                .unwrap_or_else(|faults| panic!("{grown}\n{faults:?}"));
            assert_eq!(schema.labels.len(), 2, "{grown}");
            assert_eq!(schema.labels[1].name, "NEW");
            assert_eq!(
                schema.relations.last().map(String::as_str),
                Some("In"),
                "{grown}"
            );
        }
    }

    #[test]
    fn rules_rename_and_leave_out() {
        let rules = [rule("Person=PER"), rule("Odd=")].map(std::result::Result::unwrap);
        let mapping = Mapping::new(&rules);
        assert_eq!(mapping.new_name("Person"), Some("PER"));
        assert_eq!(mapping.new_name("Odd"), None);
        assert_eq!(mapping.new_name("LOC"), Some("LOC"));
        assert!(rule("=PER").is_err() && rule("Person").is_err());
    }
}
