//! Word: paragraphs, lists with their numbers, tables, footnotes. What was deleted under review stays out, what was
//! inserted is in; hidden field codes stay out.

use super::{
    Builder, Extracted,
    block::Block,
    damaged,
    package::{Node, Package, attribute, walk},
};
use crate::{locale::Problem, msg};
use std::collections::HashMap;

/// The text of a file.
pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, Problem> {
    let mut package = Package::new(bytes)?;
    let document = package.file("word/document.xml")?;
    let document = document.ok_or_else(|| damaged("word/document.xml"))?;
    let numbering = package.file("word/numbering.xml")?.unwrap_or_default();
    let styles = package.file("word/styles.xml")?.unwrap_or_default();
    let mut body = Body::new(Numbering::read(&numbering)?, Styles::read(&styles)?);
    body.read(&document)?;
    let mut left_out = Vec::new();
    if body.pictures > 0 {
        left_out.push(msg!("extract-pictures", count = body.pictures));
    }
    let mut blocks = body.page.finish();
    if let Some(notes) = package.file("word/footnotes.xml")? {
        blocks.extend(footnotes(&notes)?);
    }
    Ok(Extracted {
        left_out,
        ..Extracted::of_blocks(&blocks)
    })
}

fn footnotes(source: &str) -> Result<Vec<Block>, Problem> {
    let mut notes = Body::new(Numbering::default(), Styles::default());
    notes.read(source)?;
    Ok(notes.page.finish())
}

struct Body {
    page: Builder,
    numbering: Numbering,
    styles: Styles,
    /// The style of the paragraph.
    style: String,
    /// Inside `w:t`, whose blanks count.
    in_text: bool,
    /// The list of the paragraph, when it says so itself: `0` for none.
    list: Option<String>,
    /// How deep it stands in it.
    depth: Option<usize>,
    /// How many elements that are not shown are open.
    hidden: usize,
    /// How many columns the cell is wide.
    span: usize,
    pictures: usize,
    /// How often each element of each list was met.
    counts: HashMap<(String, usize), u64>,
}

impl Body {
    fn new(numbering: Numbering, styles: Styles) -> Self {
        Self {
            page: Builder::verbatim(),
            numbering,
            styles,
            style: String::new(),
            in_text: false,
            list: None,
            depth: None,
            hidden: 0,
            span: 1,
            pictures: 0,
            counts: HashMap::new(),
        }
    }

    fn read(&mut self, source: &str) -> Result<(), Problem> {
        walk(source, |node| match node {
            Node::Start(tag) => {
                let called = tag.name().as_ref().to_owned();
                let value = || attribute(tag, "w:val");
                self.start(&called, value, || attribute(tag, "w:id"));
            }
            Node::End(called) => self.end(called),
            Node::Text(text) if self.in_text && self.hidden == 0 => self.page.text(text),
            Node::Text(_) => {}
        })
    }

    fn start(
        &mut self,
        called: &str,
        value: impl Fn() -> Option<String>,
        id: impl Fn() -> Option<String>,
    ) {
        match called {
            "w:t" => self.in_text = true,
            "w:del" | "w:moveFrom" | "mc:Fallback" => self.hidden += 1,
            _ if self.hidden > 0 => {}
            "w:tab" => self.page.blank('\t', 1),
            "w:br" | "w:cr" => self.page.line_break(),
            "w:noBreakHyphen" => self.page.text("\u{2011}"),
            "w:drawing" | "w:pict" => self.pictures += 1,
            "w:pStyle" => self.style = value().unwrap_or_default(),
            "w:numId" => self.list = value(),
            "w:ilvl" => self.depth = value().and_then(|it| it.parse().ok()),
            "w:footnoteReference" => {
                if let Some(id) = id() {
                    self.page.text(&format!("[{id}]"));
                }
            }
            "w:footnote" => {
                // The first two are lines that separate, and have no text.
                if let Some(id) = id() {
                    self.page.text(&format!("[{id}]"));
                }
            }
            "w:tbl" => self.page.table(),
            "w:tr" => self.page.row(),
            "w:gridSpan" => self.span = value().and_then(|it| it.parse().ok()).unwrap_or(1),
            _ => {}
        }
    }

    fn end(&mut self, called: &str) {
        match called {
            "w:t" => self.in_text = false,
            "w:del" | "w:moveFrom" | "mc:Fallback" => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            "w:p" => self.paragraph(),
            "w:tbl" => self.page.table_end(),
            "w:tr" => self.page.row_end(),
            "w:tc" => {
                for _ in 0..std::mem::replace(&mut self.span, 1).clamp(1, 64) {
                    self.page.cell_end();
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let style = std::mem::take(&mut self.style);
        let of_style = self.styles.list(&style);
        let list = self.list.take().or(of_style.map(|(list, _)| list.clone()));
        let depth = self.depth.take().or(of_style.map(|(_, depth)| *depth));
        let depth = depth.unwrap_or(0).min(20);
        match list.filter(|list| list != "0") {
            Some(list) => {
                let mark = self.mark(list, depth);
                self.page.marked(depth, mark);
            }
            None => self.page.paragraph(),
        }
    }

    fn mark(&mut self, list: String, depth: usize) -> String {
        // A deeper list begins anew after an element of a shallower one.
        self.counts
            .retain(|(name, deep), _| *name != list || *deep <= depth);
        if !self.numbering.is_numbered(&list, depth) {
            return "—".to_owned();
        }
        let count = self.counts.entry((list, depth)).or_default();
        *count += 1;
        format!("{count}.")
    }
}

/// The lists that paragraphs are in by their style.
#[derive(Default)]
struct Styles {
    /// The list and the depth that a style says itself.
    lists: HashMap<String, (String, usize)>,
    /// The style that another one is made from.
    based_on: HashMap<String, String>,
}

impl Styles {
    fn read(source: &str) -> Result<Self, Problem> {
        let mut all = Self::default();
        let (mut style, mut depth) = (String::new(), 0);
        walk(source, |node| {
            let Node::Start(tag) = node else {
                return;
            };
            let value = |name| attribute(tag, name).unwrap_or_default();
            match tag.name().as_ref() {
                "w:style" => (style, depth) = (value("w:styleId"), 0),
                "w:basedOn" => drop(all.based_on.insert(style.clone(), value("w:val"))),
                "w:ilvl" => depth = value("w:val").parse().unwrap_or(0),
                "w:numId" => drop(all.lists.insert(style.clone(), (value("w:val"), depth))),
                _ => {}
            }
        })?;
        Ok(all)
    }

    fn list(&self, style: &str) -> Option<&(String, usize)> {
        let mut style = style;
        // Styles may be based on each other in a circle.
        for _ in 0..10 {
            if let Some(list) = self.lists.get(style) {
                return Some(list);
            }
            style = self.based_on.get(style)?;
        }
        None
    }
}

/// Which lists are numbered, at which depth.
#[derive(Default)]
struct Numbering {
    /// The pattern of each list.
    patterns: HashMap<String, String>,
    /// Depths of patterns that have dashes, not numbers.
    dashed: Vec<(String, usize)>,
}

impl Numbering {
    fn read(source: &str) -> Result<Self, Problem> {
        let mut all = Self::default();
        let (mut pattern, mut list, mut depth) = (String::new(), None, 0);
        walk(source, |node| {
            let Node::Start(tag) = node else {
                return;
            };
            let value = |name| attribute(tag, name).unwrap_or_default();
            match tag.name().as_ref() {
                "w:abstractNum" => pattern = value("w:abstractNumId"),
                "w:lvl" => depth = value("w:ilvl").parse().unwrap_or(0),
                "w:numFmt" if matches!(&*value("w:val"), "bullet" | "none") => {
                    all.dashed.push((pattern.clone(), depth));
                }
                "w:num" => list = Some(value("w:numId")),
                "w:abstractNumId" => {
                    if let Some(list) = list.take() {
                        all.patterns.insert(list, value("w:val"));
                    }
                }
                _ => {}
            }
        })?;
        Ok(all)
    }

    fn is_numbered(&self, list: &str, depth: usize) -> bool {
        let pattern = self.patterns.get(list);
        pattern.is_some_and(|pattern| {
            !self
                .dashed
                .iter()
                .any(|(it, at)| it == pattern && *at == depth)
        })
    }
}
