//! A document on a page: its name, what was done on it, the legend, the text, and what is said of it.

use super::{escape, marks, marks::Marks, tables, text, text::Lined};
use crate::{
    annotation::Status,
    formats::Sample,
    locale::{Locale, Message},
    msg,
};

/// The markup of a document.
pub(super) fn of(sample: &Sample<'_>, locale: &Locale) -> String {
    let lined = Lined::new(&sample.layer.annotations);
    let marks = Marks::new(sample, locale, &lined.deep());
    [
        format!("<article id=\"{}\">\n", marks::anchor(sample.path)),
        head(sample, locale),
        legend(sample, &marks, locale),
        format!("<div class=\"text n{}\" lang=\"ru\">", lined.lanes()),
        text::of(sample.text, &lined, &marks),
        "</div>\n".to_owned(),
        tables::of(sample, &marks, locale),
        "</article>\n".to_owned(),
    ]
    .concat()
}

fn head(sample: &Sample<'_>, locale: &Locale) -> String {
    let layer = sample.layer;
    let (folder, name) = match sample.path.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name),
        None => (String::new(), sample.path),
    };
    let about = [
        msg!("annotations", count = layer.annotations.len()),
        msg!("html-annotator", name = &*layer.annotator),
        status(layer.status),
    ];
    let about = about.map(|it| escape::line(&locale.say(&it))).join(" · ");
    format!(
        "<header><h1><span class=\"folder\">{}</span>{}</h1><p>{about}</p></header>\n",
        escape::line(&folder),
        escape::line(name)
    )
}

fn status(status: Status) -> Message {
    match status {
        Status::New => msg!("status-new"),
        Status::InProgress => msg!("status-in-progress"),
        Status::Done => msg!("status-done"),
    }
}

/// The labels with how often each is used.
fn legend(sample: &Sample<'_>, marks: &Marks<'_>, locale: &Locale) -> String {
    let counts = marks::counts(sample.layer, sample.schema);
    let rows = counts.iter().map(|(name, count)| {
        let label = sample.schema.label(name);
        let unused = if *count == 0 { " class=\"unused\"" } else { "" };
        format!(
            "<li{unused}>{} {} <span class=\"count\">{count}</span></li>\n",
            marks.code(name),
            escape::line(label.map_or(name, |label| marks.title(label))),
        )
    });
    let rows: String = rows.collect();
    let title = escape::line(&locale.say(&msg!("html-legend")));
    let hint = escape::line(&locale.say(&msg!("html-legend-hint")));
    format!(
        "<section class=\"legend\"><h2>{title}</h2>\n<ul>{rows}</ul>\n<p>{hint}</p></section>\n"
    )
}
