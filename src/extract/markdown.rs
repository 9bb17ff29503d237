//! Markdown: the signs go, what they say stays.

use super::{Block, Builder};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What stands in `source`.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = Builder::default();
    let mut hidden = false;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => hidden = true,
            Event::End(TagEnd::MetadataBlock(_)) => hidden = false,
            Event::Start(tag) => start(&mut page, &tag),
            Event::End(tag) => end(&mut page, tag),
            Event::Text(text) | Event::Code(text) if !hidden => page.text(&text),
            Event::SoftBreak => page.text(" "),
            Event::HardBreak => page.line_break(),
            Event::FootnoteReference(name) => page.text(&format!("[{name}]")),
            Event::TaskListMarker(done) => page.text(if done { "[x] " } else { "[ ] " }),
            Event::Html(html) | Event::InlineHtml(html) if html.starts_with("<br") => {
                page.line_break()
            }
            _ => {}
        }
    }
    page.finish()
}

fn start(page: &mut Builder, tag: &Tag<'_>) {
    match tag {
        Tag::List(first) => page.list(*first),
        Tag::Item => page.item(),
        Tag::Table(_) => page.table(),
        Tag::TableHead | Tag::TableRow => page.row(),
        Tag::CodeBlock(_) => {
            page.paragraph();
            page.verbatim = true;
        }
        Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) => page.paragraph(),
        Tag::FootnoteDefinition(name) => {
            page.paragraph();
            page.text(&format!("[{name}] "));
        }
        _ => {}
    }
}

fn end(page: &mut Builder, tag: TagEnd) {
    match tag {
        TagEnd::List(_) => page.list_end(),
        TagEnd::Table => page.table_end(),
        TagEnd::TableHead | TagEnd::TableRow => page.row_end(),
        TagEnd::TableCell => page.cell_end(),
        TagEnd::CodeBlock => {
            page.paragraph();
            page.verbatim = false;
        }
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::Item => {
            page.paragraph()
        }
        _ => {}
    }
}
