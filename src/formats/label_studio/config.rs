//! The labelling configuration that a project in Label Studio needs for our export.

use super::{CONTROL, OBJECT};
use crate::annotation::Schema;
use std::fmt::Write;

/// The XML for the labels and relation types of `schema`.
pub(super) fn config(schema: &Schema) -> String {
    let mut xml = format!("<View>\n  <Labels name=\"{CONTROL}\" toName=\"{OBJECT}\">\n");
    for label in &schema.labels {
        let (name, color) = (escaped(&label.name), escaped(&label.color));
        let _infallible = writeln!(xml, "    <Label value=\"{name}\" background=\"{color}\"/>");
    }
    xml.push_str("  </Labels>\n");
    if !schema.relations.is_empty() {
        xml.push_str("  <Relations>\n");
        for name in &schema.relations {
            let _infallible = writeln!(xml, "    <Relation value=\"{}\"/>", escaped(name));
        }
        xml.push_str("  </Relations>\n");
    }
    // Without this a selection grows to whole words.
    let _infallible = writeln!(
        xml,
        "  <Text name=\"{OBJECT}\" value=\"${OBJECT}\" granularity=\"symbol\"/>\n</View>"
    );
    xml
}

fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML cannot say these at all.
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
