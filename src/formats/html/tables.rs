//! What is said of the annotations below the text: figures as a table, relations and notes as lists.

use super::{
    escape,
    marks::{self, Marks},
};
use crate::{
    annotation::{Annotation, Bound, Measure},
    formats::Sample,
    locale::{Locale, Message, grouped},
    msg,
};

/// All of it; nothing where nothing is said.
pub(super) fn of(sample: &Sample<'_>, marks: &Marks<'_>, locale: &Locale) -> String {
    [
        facts(sample, marks, locale),
        relations(sample, marks, locale),
        notes(sample, marks, locale),
    ]
    .concat()
}

fn titled(class: &str, title: &Message, body: &str, locale: &Locale) -> String {
    let title = escape::line(&locale.say(title));
    format!("<section class=\"{class}\"><h2>{title}</h2>\n{body}</section>\n")
}

/// The columns of a figure, without its number.
const COLUMNS: usize = 9;

fn facts(sample: &Sample<'_>, marks: &Marks<'_>, locale: &Locale) -> String {
    let all = sample.layer.annotations.iter();
    let facts = all.filter(|it| marks::is_fact(it, sample.schema));
    let rows: Vec<(String, [String; COLUMNS])> = facts
        .map(|it| {
            let head = format!(
                "<tr{}><th scope=\"row\">{}</th>",
                marks.row(it),
                marks.back(it)
            );
            (head, cells(it, sample, marks, locale))
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let titles = titles().map(|it| escape::line(&locale.say(&it)));
    let shown: Vec<usize> = (0..COLUMNS)
        .filter(|column| rows.iter().any(|(_, cells)| !cells[*column].is_empty()))
        .collect();
    let class = |column: usize| match column {
        VALUE => " class=\"number\"",
        _ => "",
    };
    let head = shown
        .iter()
        .map(|it| format!("<th scope=\"col\"{}>{}</th>", class(*it), titles[*it]));
    let mut table = format!(
        "<table><thead><tr><th scope=\"col\">№</th>{}</tr></thead>\n<tbody>\n",
        head.collect::<String>()
    );
    for (head, cells) in &rows {
        table.push_str(head);
        for column in &shown {
            let class = class(*column);
            let (title, cell) = (&titles[*column], &cells[*column]);
            table.push_str(&format!("<td{class} data-title=\"{title}\">{cell}</td>"));
        }
        table.push_str("</tr>\n");
    }
    table.push_str("</tbody></table>\n");
    titled("facts", &msg!("html-facts"), &table, locale)
}

/// Where the number is among the columns.
const VALUE: usize = 3;

fn titles() -> [Message; COLUMNS] {
    [
        msg!("html-label"),
        msg!("html-covered"),
        msg!("form-bound"),
        msg!("form-value"),
        msg!("form-unit"),
        msg!("form-of"),
        msg!("form-change"),
        msg!("form-period"),
        msg!("form-base"),
    ]
}

fn cells(
    item: &Annotation,
    sample: &Sample<'_>,
    marks: &Marks<'_>,
    locale: &Locale,
) -> [String; COLUMNS] {
    let none = Measure::default();
    let measure = item.measure.as_ref().unwrap_or(&none);
    let bound = match measure.bound {
        Bound::Exact => String::new(),
        bound => locale.say(&bound.words()),
    };
    let ends = [&measure.value, &measure.to].into_iter().flatten();
    let ends: Vec<String> = ends.map(|it| grouped(it, locale.lang())).collect();
    let said = |it: &Option<String>| escape::text(it.as_deref().unwrap_or_default());
    [
        named(item, sample, marks),
        marks.covered(item),
        escape::line(&bound),
        escape::text(&ends.join("–")),
        escape::text(&measure.unit),
        said(&measure.of),
        said(&measure.change),
        said(&measure.period),
        said(&measure.base),
    ]
}

/// `МН деньги`
fn named(item: &Annotation, sample: &Sample<'_>, marks: &Marks<'_>) -> String {
    let label = sample.schema.label(&item.label);
    let title = label.map_or(&*item.label, |label| marks.title(label));
    format!("{} {}", marks.code(&item.label), escape::line(title))
}

fn relations(sample: &Sample<'_>, marks: &Marks<'_>, locale: &Locale) -> String {
    let all = &sample.layer.annotations;
    let rows = sample.layer.relations.iter().filter_map(|it| {
        let (from, to) = (all.get(&it.from)?, all.get(&it.to)?);
        Some(format!(
            "<li>{} <span class=\"name\">→ {} →</span> {}</li>\n",
            end(from, marks),
            escape::line(&it.label),
            end(to, marks)
        ))
    });
    match rows.collect::<String>() {
        rows if rows.is_empty() => rows,
        rows => titled(
            "relations",
            &msg!("html-relations"),
            &format!("<ul>{rows}</ul>\n"),
            locale,
        ),
    }
}

/// `3 OR Ростех`
fn end(item: &Annotation, marks: &Marks<'_>) -> String {
    let (number, code) = (marks.back(item), marks.code(&item.label));
    format!("{number} {code} {}", marks.covered(item))
}

fn notes(sample: &Sample<'_>, marks: &Marks<'_>, locale: &Locale) -> String {
    let of_document = sample.layer.notes.iter();
    let of_document = of_document.map(|note| format!("<li>{}</li>\n", escape::text(&note.text)));
    let noted = sample
        .layer
        .annotations
        .iter()
        .filter(|it| marks::is_noted(it));
    let noted = noted.map(|it| {
        // A figure has its row in the table.
        let id = match marks::is_fact(it, sample.schema) {
            true => String::new(),
            false => marks.row(it),
        };
        let fields = fields(it, sample, locale);
        format!("<li{id}>{}: {fields}</li>\n", end(it, marks))
    });
    match of_document.chain(noted).collect::<String>() {
        rows if rows.is_empty() => rows,
        rows => titled(
            "notes",
            &msg!("html-notes"),
            &format!("<ul>{rows}</ul>\n"),
            locale,
        ),
    }
}

/// `по ISO 8601: 2034; заметка`
fn fields(item: &Annotation, sample: &Sample<'_>, locale: &Locale) -> String {
    let label = sample.schema.label(&item.label);
    let title = |name: &str| {
        let field = label.and_then(|label| label.fields.iter().find(|it| it.name == name));
        let title = field.map_or("", |it| it.title.in_lang(locale.lang().tag()));
        if title.is_empty() { name } else { title }.to_owned()
    };
    let fields = item.fields.iter();
    let mut said: Vec<String> = fields
        .map(|(name, value)| format!("{}: {value}", title(name)))
        .collect();
    said.push(item.note.clone());
    said.retain(|it| !it.is_empty());
    escape::text(&said.join("; "))
}
