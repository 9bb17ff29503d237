//! OpenDocument texts: paragraphs, lists, tables, footnotes. What was deleted under review stays out.

use super::{
    Builder, Extracted, damaged,
    package::{Node, Package, attribute, walk},
};
use crate::{locale::Problem, msg};
use quick_xml::events::BytesStart;

/// The text of a file.
pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, Problem> {
    let mut package = Package::new(bytes)?;
    let content = package
        .file("content.xml")?
        .ok_or_else(|| damaged("content.xml"))?;
    let mut body = Body::default();
    body.numbered.read(&content)?;
    walk(&content, |node| match node {
        Node::Start(tag) => body.start(tag),
        Node::End(called) => body.end(called),
        Node::Text(text) if body.in_paragraph > 0 && body.hidden == 0 => body.page.text(text),
        Node::Text(_) => {}
    })?;
    let mut left_out = Vec::new();
    if body.pictures > 0 {
        left_out.push(msg!("extract-pictures", count = body.pictures));
    }
    Ok(Extracted {
        left_out,
        ..Extracted::of_blocks(&body.page.finish())
    })
}

#[derive(Default)]
struct Body {
    page: Builder,
    numbered: Numbered,
    /// Text outside paragraphs is the indentation of the file.
    in_paragraph: usize,
    hidden: usize,
    pictures: usize,
    /// How many columns the cell is wide.
    span: usize,
    /// The styles of the lists that are open; those inside have none of their own.
    lists: Vec<Option<String>>,
}

/// What is not shown: changes that were deleted, remarks, the text of a picture.
const HIDDEN: [&str; 4] = [
    "text:tracked-changes",
    "office:annotation",
    "svg:title",
    "svg:desc",
];

impl Body {
    fn start(&mut self, tag: &BytesStart<'_>) {
        let called = tag.name().as_ref().to_owned();
        if HIDDEN.contains(&&*called) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return;
        }
        let count = |name| {
            attribute(tag, name)
                .and_then(|it| it.parse().ok())
                .unwrap_or(1_usize)
        };
        match &*called {
            "text:p" | "text:h" => self.in_paragraph += 1,
            "text:s" => self.page.blank(' ', count("text:c")),
            "text:tab" => self.page.blank('\t', 1),
            "text:line-break" => self.page.line_break(),
            // A footnote stands in brackets where it is referred to.
            "text:note-citation" => self.page.text(" ["),
            "text:list" => self.list(attribute(tag, "text:style-name")),
            "text:list-item" => self.page.item(),
            "table:table" => self.page.table(),
            "table:table-row" => self.page.row(),
            "table:table-cell" => self.span = count("table:number-columns-spanned"),
            "draw:image" => self.pictures += 1,
            _ => {}
        }
    }

    fn list(&mut self, style: Option<String>) {
        let outer = || self.lists.last().cloned().flatten();
        let style = style.or_else(outer);
        let numbered = style
            .as_deref()
            .is_some_and(|style| self.numbered.holds(style, self.lists.len()));
        self.lists.push(style);
        self.page.list(numbered.then_some(1));
    }

    fn end(&mut self, called: &str) {
        if self.hidden > 0 {
            self.hidden -= usize::from(HIDDEN.contains(&called));
            return;
        }
        match called {
            "text:p" | "text:h" => {
                self.in_paragraph = self.in_paragraph.saturating_sub(1);
                // A paragraph of a footnote is inside that of the text.
                if self.in_paragraph == 0 {
                    self.page.paragraph();
                }
            }
            "text:note-citation" => self.page.text(": "),
            "text:note" => self.page.text("]"),
            "text:list" => {
                self.lists.pop();
                self.page.list_end();
            }
            "table:table" => self.page.table_end(),
            "table:table-row" => self.page.row_end(),
            "table:table-cell" => {
                for _ in 0..self.span.clamp(1, 64) {
                    self.page.cell_end();
                }
            }
            _ => {}
        }
    }
}

/// Which styles of lists have numbers, at which depth.
#[derive(Default)]
struct Numbered(Vec<(String, usize)>);

impl Numbered {
    fn read(&mut self, content: &str) -> Result<(), Problem> {
        let mut style = String::new();
        walk(content, |node| {
            let Node::Start(tag) = node else {
                return;
            };
            match tag.name().as_ref() {
                "text:list-style" => style = attribute(tag, "style:name").unwrap_or_default(),
                "text:list-level-style-number" => {
                    let level = attribute(tag, "text:level").and_then(|it| it.parse().ok());
                    let shown = attribute(tag, "style:num-format").is_some_and(|it| !it.is_empty());
                    if shown {
                        self.0
                            .push((style.clone(), level.unwrap_or(1_usize).saturating_sub(1)));
                    }
                }
                _ => {}
            }
        })
    }

    fn holds(&self, style: &str, depth: usize) -> bool {
        self.0.iter().any(|(it, at)| it == style && *at == depth)
    }
}
