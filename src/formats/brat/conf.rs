//! `annotation.conf`: the types of a brat collection.
//!
//! Entities and events become labels, since a trigger is labelled text. An attribute becomes a field of the labels it
//! may stand on: one of its values, or a flag. What arguments a relation takes has no place in a schema.

use super::{
    super::{Beside, Piece, Scheme},
    write::word,
};
use crate::{
    annotation::{Field, FieldKind, Schema, schema_file},
    locale::Problem,
    msg,
};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
};

/// Its name.
pub(super) const FILE: &str = "annotation.conf";

/// Understand one.
pub(super) fn read(piece: &Piece<'_>) -> (Scheme, Vec<Problem>) {
    let mut conf = Conf::default();
    let mut section = "";
    for (number, line) in piece.body.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            section = name.trim();
        } else if let Some(name) = conf.line(section, line) {
            let what = msg!("brat-bad-type", name = name);
            conf.problems
                .push(Problem::new(what).at(piece.place(number)));
        }
    }
    conf.finish()
}

#[derive(Default)]
struct Conf<'a> {
    entities: Vec<&'a str>,
    events: Vec<&'a str>,
    relations: Vec<&'a str>,
    /// Attributes: name, what they may stand on, what they may be.
    attributes: Vec<(&'a str, Vec<&'a str>, FieldKind)>,
    /// `<NAME>=A|B`
    macros: HashMap<&'a str, Vec<&'a str>>,
    problems: Vec<Problem>,
}

impl<'a> Conf<'a> {
    /// Take a line in; the name in it that nothing here can have.
    fn line(&mut self, section: &str, line: &'a str) -> Option<&'a str> {
        let end = line.find(char::is_whitespace).unwrap_or(line.len());
        let (name, rest) = line.split_at(end);
        if line.starts_with('<') {
            if let Some((name, types)) = line.split_once('=') {
                self.macros.insert(name.trim(), alternatives(types));
            }
            return None;
        }
        // Separators of menus, and types that only hold others.
        if name.is_empty() || name.starts_with('!') || name.bytes().all(|byte| byte == b'-') {
            return None;
        }
        let fine = match section {
            "attributes" => schema_file::is_field(name),
            _ => schema_file::is_label(name),
        };
        match section {
            _ if !fine => return Some(name),
            "entities" => self.entities.push(name),
            "events" => self.events.push(name),
            // Equivalences are no relations here.
            "relations" if !rest.contains("transitive") => self.relations.push(name),
            "attributes" => self.attribute(name, rest),
            _ => {}
        }
        None
    }

    fn attribute(&mut self, name: &'a str, rest: &'a str) {
        let (mut on, mut kind) = (Vec::new(), FieldKind::Flag);
        for argument in rest.split(',') {
            match argument.trim().split_once(':') {
                Some(("Arg", types)) => on = alternatives(types),
                Some(("Value", values)) => {
                    let values = alternatives(values);
                    kind = FieldKind::Choice(values.into_iter().map(str::to_owned).collect());
                }
                _ => {}
            }
        }
        self.attributes.push((name, on, kind));
    }

    fn finish(self) -> (Scheme, Vec<Problem>) {
        let mut scheme = Scheme::default();
        for name in self.entities.iter().chain(&self.events) {
            scheme.label(name);
        }
        for (name, on, kind) in &self.attributes {
            for label in self.expanded(on) {
                if let Some(fields) = scheme.labels.get_mut(label) {
                    fields.entry((*name).to_owned()).or_insert(kind.clone());
                }
            }
        }
        for name in self.relations {
            if !scheme.relations.iter().any(|it| it == name) {
                scheme.relations.push(name.to_owned());
            }
        }
        (scheme, self.problems)
    }

    fn expanded<'b>(&'b self, on: &'b [&'a str]) -> Vec<&'b str> {
        let mut all = Vec::new();
        for name in on {
            match *name {
                "<ENTITY>" => all.extend(&self.entities),
                "<EVENT>" => all.extend(&self.events),
                "<ANY>" => all.extend(self.entities.iter().chain(&self.events)),
                name => match self.macros.get(name) {
                    Some(types) => all.extend(types),
                    None => all.push(name),
                },
            }
        }
        all
    }
}

fn alternatives(types: &str) -> Vec<&str> {
    let types = types.split('|').map(str::trim);
    types.filter(|it| !it.is_empty()).collect()
}

/// One for `schema`. Fields of free words cannot be stated: brat wants to know all values.
pub(super) fn write(schema: &Schema) -> Vec<Beside> {
    let mut conf = String::from("[entities]\n");
    for label in &schema.labels {
        let _infallible = writeln!(conf, "{}", word(&label.name));
    }
    conf.push_str("\n[relations]\n");
    for name in &schema.relations {
        let name = word(name);
        let _infallible = writeln!(conf, "{name}\tArg1:<ENTITY>, Arg2:<ENTITY>");
    }
    conf.push_str("\n[events]\n\n[attributes]\n");
    for ((name, values), labels) in attributes(schema) {
        let _infallible = writeln!(conf, "{name}\tArg:{}{values}", labels.join("|"));
    }
    vec![(FILE, conf.into_bytes())]
}

/// Name and values of each attribute, and the labels it may stand on.
fn attributes(schema: &Schema) -> BTreeMap<(String, String), Vec<String>> {
    let mut all: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for label in &schema.labels {
        for Field { name, kind, .. } in &label.fields {
            let values = match kind {
                FieldKind::Flag => String::new(),
                FieldKind::Choice(values) => format!(", Value:{}", values.join("|")),
                FieldKind::Text | FieldKind::Number => continue,
            };
            let labels = all.entry((word(name).into_owned(), values)).or_default();
            labels.push(word(&label.name).into_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONF: &str = "\
# types
<NAMED>=Person|Org

[entities]
!Thing
\tPerson
\tOrg\t# anything with a name
-----
Place
имя\"с\"кавычкой

[relations]
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
Heads\tArg1:Person, Arg2:Org
Heads\tArg1:Person, Arg2:Place
Equiv\tArg1:Place, Arg2:Place, <REL-TYPE>:symmetric-transitive

[events]
Move\tTheme:<ENTITY>, To?:Place

[attributes]
Negation\tArg:<EVENT>
Known\tArg:<NAMED>, Value:World|Land
Sure\tArg:<ANY>
text\tArg:<ANY>
";

    fn scheme(conf: &str) -> (Scheme, Vec<Problem>) {
        read(&Piece {
            path: FILE,
            line: 1,
            body: conf,
            text: None,
        })
    }

    fn shown(scheme: &Scheme) -> String {
        let label = |name: &String| format!("{name} {:?}", scheme.labels[name]);
        let labels: Vec<String> = scheme.order.iter().map(label).collect();
        format!("{}\n{}", labels.join("\n"), scheme.relations.join(" "))
    }

    #[test]
    fn types_become_labels_relations_and_fields() {
        let (scheme, problems) = scheme(CONF);
        let known = r#""Known": Choice(["World", "Land"]), "Sure": Flag"#;
        assert_eq!(
            shown(&scheme),
            format!(
                "Person {{{known}}}\nOrg {{{known}}}\nPlace {{\"Sure\": Flag}}\nMove {{\"Negation\": Flag, \"Sure\": Flag}}\nHeads"
            )
        );
        let places: Vec<String> = problems
            .iter()
            .filter_map(|it| it.place.as_ref().map(ToString::to_string))
            .collect();
        assert_eq!(places, ["annotation.conf:10:1", "annotation.conf:25:1"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let source = "(metka: 1, labels: [(name: \"A\", kind: Entity, fields: [(name: \"f\", kind: Flag), (name: \"w\")]), (name: \"B\", kind: Entity, fields: [(name: \"c\", kind: Choice([\"x\", \"y\"])), (name: \"f\", kind: Flag)])], relations: [\"In\"])";
        let schema = schema_file::read(source, "metka.ron").unwrap();
        let (_, conf) = write(&schema).remove(0);
        let conf = String::from_utf8(conf).unwrap();
        assert_eq!(
            shown(&scheme(&conf).0),
            "A {\"f\": Flag}\nB {\"c\": Choice([\"x\", \"y\"]), \"f\": Flag}\nIn"
        );
    }
}
