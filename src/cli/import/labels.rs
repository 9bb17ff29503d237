//! The labels of what is taken in: other names for some, and a schema for those that nobody knows.

use super::file;
use crate::{
    annotation::{Kind, Schema, schema_file},
    cli::{Failure, Result, settings},
    locale::Problem,
    msg,
    shell::store::Intern,
};
use std::{cmp::Reverse, collections::HashMap, fmt::Write, path::Path};

/// `OLD=NEW` of the command line.
pub(super) fn rule(rule: &str) -> std::result::Result<(String, String), String> {
    match rule.split_once('=') {
        Some((old, new)) if !old.trim().is_empty() => {
            Ok((old.trim().to_owned(), new.trim().to_owned()))
        }
        _ => Err(String::new()),
    }
}

/// Other names for labels.
pub(super) struct Mapping<'a>(HashMap<&'a str, &'a str>);

impl<'a> Mapping<'a> {
    pub fn new(rules: &'a [(String, String)]) -> Self {
        Self(rules.iter().map(|(old, new)| (&**old, &**new)).collect())
    }

    /// What `old` is called here; `None` when it is left out.
    pub fn new_name<'n>(&'n self, old: &'n str) -> Option<&'n str> {
        let new = self.0.get(old).copied().unwrap_or(old);
        (!new.is_empty()).then_some(new)
    }
}

/// The schema that holds after all is taken in.
pub(super) struct Labels {
    pub schema: Schema,
    /// Labels that the schema of the corpus does not have.
    pub problems: Vec<Problem>,
}

impl Labels {
    /// The schema of the corpus, if it has one; the standard one, if that has all labels; else one made of the labels
    /// there are, the frequent first: digits are for them.
    pub fn settle<'a>(
        root: &Path,
        corpus: &Intern,
        mapping: &Mapping<'_>,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<Self> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for name in names {
            if let Some(name) = mapping.new_name(name) {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
        let mut names: Vec<(String, usize)> = counts.into_iter().collect();
        names.sort_by(|(a, of_a), (b, of_b)| (Reverse(of_a), a).cmp(&(Reverse(of_b), b)));
        let stated = root.join("metka.ron").exists();
        let schema = settings::schema(root)?;
        let unknown = |(name, _): &&(String, usize)| schema.label(name).is_none();
        let unknown: Vec<&(String, usize)> = names.iter().filter(unknown).collect();
        if stated || unknown.is_empty() {
            let problems = unknown.iter().map(|(name, count)| {
                Problem::new(msg!("import-unknown-label", name = &**name, count = *count))
                    .at(file(&root.join("metka.ron")))
                    .hint(msg!("import-unknown-label-hint"))
            });
            let problems = problems.collect();
            return Ok(Self { schema, problems });
        }
        let source = derived(&names);
        let shown = root.join("metka.ron").display().to_string();
        let schema = schema_file::read(&source, &shown).map_err(|mut problems| {
            problems.truncate(1);
            let hint = msg!("import-bad-label-hint");
            Failure::from(
                problems
                    .into_iter()
                    .map(|it| it.hint(hint.clone()))
                    .collect::<Vec<_>>(),
            )
        })?;
        corpus.schema(&source)?;
        Ok(Self {
            schema,
            problems: Vec::new(),
        })
    }
}

/// A `metka.ron` with these labels; those that the standard schema has are what they are there.
fn derived(names: &[(String, usize)]) -> String {
    let standard = Schema::standard();
    let mut source = String::from("(\n    metka: 1,\n    labels: [\n");
    for (name, _) in names {
        let known = standard.label(name);
        let kind = match known.map(|label| label.kind) {
            Some(Kind::Metric) => "Metric",
            _ => "Entity",
        };
        let quoted = ron::to_string(name).unwrap_or_default();
        let _infallible = write!(source, "        (name: {quoted}, kind: {kind}");
        if let Some(label) = known {
            let title = |lang| ron::to_string(label.title.in_lang(lang)).unwrap_or_default();
            let _infallible = write!(
                source,
                ", title: {{\"ru\": {}, \"en\": {}}}",
                title("ru"),
                title("en")
            );
        }
        source.push_str("),\n");
    }
    source.push_str("    ],\n)\n");
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_schema_can_be_read() {
        let names = ["CITY", "MONEY", "О\\рг"].map(|name| (name.to_owned(), 1));
        let schema = schema_file::read(&derived(&names), "metka.ron").unwrap();
        assert_eq!(schema.labels.len(), 3);
        assert_eq!(schema.label("MONEY").map(|it| it.kind), Some(Kind::Metric));
        assert_eq!(schema.label("CITY").map(|it| it.kind), Some(Kind::Entity));
        assert!(schema.label("О\\рг").is_some());
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
