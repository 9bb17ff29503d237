//! What stands around the documents of a page, and the list of them.

use super::{escape, marks};
use crate::{
    annotation::{Label, Schema},
    formats::{Frame, Style},
    msg,
};

/// Nothing is loaded, nothing is run, and the only style is the one in the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("style.css");

/// What is before and after the documents of the page called `title`; `whole` when all of them are in it.
pub(super) fn frame(title: &str, whole: bool, schema: &Schema, style: &Style) -> Frame {
    let (lang, title) = (style.lang.tag(), escape::line(title));
    let colors = colors(schema);
    let contents = style.lang.speak(|it| it.say(&msg!("html-contents")));
    let contents = match whole {
        true => format!("<a class=\"contents\" href=\"#contents\">{contents} ↓</a>\n"),
        false => String::new(),
    };
    let head = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{colors}</style>\n</head>\n<body>\n{contents}"
    );
    Frame {
        head: head.into_bytes(),
        between: b"",
        tail: b"</body>\n</html>\n".to_vec(),
    }
}

/// The colour of each label, by its place in the schema.
fn colors(schema: &Schema) -> String {
    let rule = |(index, label): (usize, &Label)| {
        let class = marks::class(Some(index));
        Some(format!(".{class}{{--c:{}}}\n", color(&label.color)?))
    };
    let labels = schema.labels.iter().enumerate();
    labels.filter_map(rule).collect()
}

/// A colour in the words of a style sheet; nothing when it is none.
fn color(name: &str) -> Option<String> {
    let digits = name.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        // Drawn towards the ink, so that it can be read on any paper.
        return Some(format!("color-mix(in srgb,#{digits} 65%,var(--ink))"));
    }
    let known = Label::COLORS.contains(&name);
    known.then(|| format!("var(--{name})"))
}

/// The documents with a link to each: in the page (`whole`), or to the pages beside this one.
pub(super) fn contents(paths: &[String], whole: bool, style: &Style) -> Vec<u8> {
    let link = |path: &String| match whole {
        true => format!("#{}", marks::anchor(path)),
        false => format!("{}.html", address(path)),
    };
    let rows = paths.iter().map(|path| {
        let name = escape::line(path);
        format!("<li><a href=\"{}\">{name}</a></li>\n", link(path))
    });
    let rows: String = rows.collect();
    let title = style.lang.speak(|it| it.say(&msg!("html-contents")));
    let title = escape::line(&title);
    format!("<nav id=\"contents\"><h2>{title}</h2>\n<ol>{rows}</ol></nav>\n").into_bytes()
}

/// `path` in a link, which no colon can make one to another place.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let one = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(one).collect()
}
