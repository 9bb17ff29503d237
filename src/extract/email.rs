//! Letters: subject, sender and date in the first lines, then the text. Attachments are told of, not taken in.

use super::{Extracted, block::plain, damaged, html};
use crate::{locale::Problem, msg};
use mail_parser::{Address, Message, MessageParser};
use std::fmt::Write;

/// The text of a letter.
pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, Problem> {
    let letter = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| damaged("RFC 5322"))?;
    let mut text = head(&letter);
    let body = match (
        letter
            .text_bodies()
            .next()
            .is_some_and(|it| it.is_text_html()),
        letter.body_text(0),
    ) {
        (false, Some(body)) => body.replace("\r\n", "\n"),
        _ => letter
            .body_html(0)
            .map(|html| plain(&html::blocks(&html)))
            .unwrap_or_default(),
    };
    if text.is_empty() && body.trim().is_empty() {
        return Err(damaged("RFC 5322"));
    }
    text.push('\n');
    text.push_str(body.trim_end());
    text.push('\n');
    let count = letter.attachment_count();
    let left_out = (count > 0).then(|| msg!("extract-attachments", count = count));
    Ok(Extracted {
        text: text.trim_start().to_owned(),
        encoding: None,
        left_out: left_out.into_iter().collect(),
    })
}

fn head(letter: &Message<'_>) -> String {
    let mut head = String::new();
    let mut line = |value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            let _infallible = writeln!(head, "{}", value.trim());
        }
    };
    line(letter.subject().map(str::to_owned));
    line(letter.from().and_then(sender));
    line(
        letter
            .date()
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
    );
    head
}

fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    match (first.name(), first.address()) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address).map(str::to_owned),
    }
}
