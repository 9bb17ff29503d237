//! Web pages. The tokenizer of a browser engine tells tags from text the way browsers do; the page is not laid out,
//! for a text needs no more of it than where paragraphs, items and cells begin and end.

use super::{Block, Builder};
use crate::text::decode::Encoding;
use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{
        Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};
use std::cell::RefCell;

/// How much of a page is looked at for what it says of its encoding, in bytes.
const HEAD: usize = 1024;

/// The encoding that a page says it has, when it is one of ours.
pub(super) fn stated_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let name = rest.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    // A page that says UTF-8 and is not is common; what it is can be recognised.
    Encoding::from_name(&name[..end.unwrap_or(name.len())]).filter(|it| *it != Encoding::Utf8)
}

/// What stands in `source`.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let sink = Sink {
        page: RefCell::new(Page::default()),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(source));
    let _scripts_are_not_run = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.page.into_inner().builder.finish()
}

struct Sink {
    page: RefCell<Page>,
}

#[derive(Default)]
struct Page {
    builder: Builder,
    /// How many elements that are not shown are open.
    hidden: usize,
    /// A cell is open; its end may be left out.
    in_cell: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) if page.hidden == 0 => page.builder.text(&text),
            Token::TagToken(tag) => return page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == TagKind::StartTag;
        match &*tag.name {
            // What is inside these is no markup; it is not read.
            "script" if opens => return self.hide(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" if opens => {
                return self.hide(RawKind::Rawtext);
            }
            "title" | "textarea" if opens => return self.hide(RawKind::Rcdata),
            "script" | "style" | "iframe" | "noembed" | "noframes" | "title" | "textarea" => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            "template" | "svg" | "math" | "select" if tag.self_closing => {}
            "template" | "svg" | "math" | "select" if opens => self.hidden += 1,
            "template" | "svg" | "math" | "select" => self.hidden = self.hidden.saturating_sub(1),
            name if self.hidden == 0 => self.shown(name, opens, tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn hide(&mut self, kind: RawKind) -> TokenSinkResult<()> {
        self.hidden += 1;
        TokenSinkResult::RawData(kind)
    }

    fn shown(&mut self, name: &str, opens: bool, tag: &Tag) {
        let page = &mut self.builder;
        if matches!(name, "td" | "th" | "tr") && std::mem::take(&mut self.in_cell) {
            page.cell_end();
        }
        match (name, opens) {
            ("br", true) => page.line_break(),
            ("pre", _) => {
                page.paragraph();
                page.verbatim = opens;
            }
            ("ul" | "menu", true) => page.list(None),
            ("ol", true) => page.list(Some(number(tag, "start"))),
            ("ul" | "ol" | "menu", false) => page.list_end(),
            ("li", true) => page.item(),
            ("table", true) => page.table(),
            ("table", false) => page.table_end(),
            ("tr", true) => page.row(),
            ("tr", false) => page.row_end(),
            ("td" | "th", true) => self.in_cell = true,
            ("img", true) => {
                let alt = tag.attrs.iter().find(|it| &*it.name.local == "alt");
                page.text(alt.map_or("", |it| &it.value));
            }
            (
                "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside"
                | "nav" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "figure"
                | "figcaption" | "address" | "dl" | "dt" | "dd" | "form" | "fieldset" | "hr"
                | "caption" | "details" | "summary" | "body" | "li",
                _,
            ) => page.paragraph(),
            _ => {}
        }
    }
}

fn number(tag: &Tag, name: &str) -> u64 {
    let attribute = tag.attrs.iter().find(|it| &*it.name.local == name);
    attribute
        .and_then(|it| it.value.trim().parse().ok())
        .unwrap_or(1)
}
