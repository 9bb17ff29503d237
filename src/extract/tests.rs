use super::*;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn check(kind: Kind, source: &[u8], expected: &str) -> Extracted {
    let found = extract(kind, source, None).unwrap_or_else(|problem| panic!("{problem:?}"));
    assert_eq!(found.text, expected);
    found
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_page_keeps_its_paragraphs_lists_and_tables() {
    let page = "<!doctype html><html><head><title>нет</title><style>p{}</style></head><body>\
        <h1>Завод\n  открыт</h1><p>Рост &mdash; 5&nbsp;%,<br>вот <b>так</b>.<script>alert('<p>')</script></p>\
        <ul><li>раз<li>два<ol start=3><li>три</ol></ul>\
        <table><tr><th>Год</th><th>Сумма</th></tr><tr><td>2021<td>5&lt;6</tr></table>\
        <pre>а\n  б</pre><svg><text>нет</text></svg>конец";
    check(
        Kind::Html,
        page.as_bytes(),
        "Завод открыт\n\nРост — 5\u{a0}%,\nвот так.\n\n— раз\n— два\n  3. три\n\n\
         Год | Сумма\n2021 | 5<6\n\nа\n  б\n\nконец\n",
    );
}

#[test]
fn a_page_in_an_old_encoding_says_so() {
    let page = "<meta charset=\"windows-1251\"><p>Привет, мир</p>";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(page);
    let found = check(Kind::Html, &bytes, "Привет, мир\n");
    assert_eq!(found.encoding, Some("CP1251"));
}

#[test]
fn markdown_loses_its_signs() {
    check(
        Kind::Markdown,
        "---\ntitle: нет\n---\n# Завод\n\nРост **5 %**\nи [ссылка](http://x).\n\n- раз\n- два\n\n1. три\n\n\
         | Год | Сумма |\n|---|---|\n| 2021 | `5` |\n\n```\nа  б\n```\n"
            .as_bytes(),
        "Завод\n\nРост 5 % и ссылка.\n\n— раз\n— два\n1. три\n\nГод | Сумма\n2021 | 5\n\nа  б\n",
    );
}

#[test]
fn word_keeps_lists_tables_and_footnotes() {
    let p = |properties: &str, text: &str| {
        format!(
            "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
        )
    };
    let list = |id: u32, depth: u32| {
        format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{id}\"/></w:numPr>")
    };
    let document = [
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>\n",
        &p("<w:pStyle w:val=\"Heading1\"/>", "Завод &amp; Ко"),
        "<w:p><w:r><w:t>Рост</w:t><w:tab/><w:t xml:space=\"preserve\"> 5&#160;%</w:t></w:r><w:del><w:r><w:t>нет</w:t></w:r></w:del>\
         <w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:br/><w:t>строка</w:t></w:r></w:p>",
        &p(&list(1, 0), "раз"),
        &p(&list(1, 0), "два"),
        &p(&list(2, 1), "три"),
        &p("<w:pStyle w:val=\"Child\"/>", "четыре"),
        &p(&format!("<w:pStyle w:val=\"Child\"/>{}", list(0, 0)), "нет списка"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Год</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Сум</w:t></w:r><w:r><w:t>ма</w:t></w:r></w:p>\
         <w:p><w:r><w:t>руб.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        &p("", "конец"),
        "</w:body></w:document>",
    ]
    .concat();
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:styleId=\"List\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"Child\"><w:basedOn w:val=\"List\"/></w:style></w:styles>";
    let notes = "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t xml:space=\"preserve\"> сноска</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let file = zipped(&[
        ("word/document.xml", &document),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
        ("word/footnotes.xml", notes),
    ]);
    check(
        Kind::Docx,
        &file,
        "Завод & Ко\n\nРост\t 5\u{a0}%[2]\nстрока\n\n1. раз\n2. два\n  — три\n3. четыре\n\nнет списка\n\nГод | Сумма руб.\n\nконец\n\n[2] сноска\n",
    );
}

#[test]
fn opendocument_keeps_lists_tables_and_footnotes() {
    let content = "<office:document-content><office:automatic-styles><text:list-style style:name=\"L1\">\
        <text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/></text:list-style></office:automatic-styles>\n\
        <office:body><office:text><text:tracked-changes><text:p>нет</text:p></text:tracked-changes>\n\
        <text:h>Завод</text:h><text:p>Рост<text:s text:c=\"2\"/>5<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>сноска</text:p></text:note-body></text:note>,<text:line-break/>вот.</text:p>\
        <text:list text:style-name=\"L1\"><text:list-item><text:p>раз</text:p><text:list><text:list-item><text:p>два</text:p></text:list-item></text:list></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>Год</text:p></table:table-cell><table:table-cell><text:p>Сумма</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body></office:document-content>";
    check(
        Kind::Odt,
        &zipped(&[("content.xml", content)]),
        "Завод\n\nРост  5 [1: сноска],\nвот.\n\n1. раз\n  — два\n\nГод | Сумма\n",
    );
}

#[test]
fn a_letter_gives_subject_sender_and_text() {
    let letter = "From: =?utf-8?B?0JDQvdC90LA=?= <anna@example.org>\r\nSubject: =?utf-8?B?0J7RgtGH0ZHRgg==?=\r\n\
        Date: Mon, 6 Jan 2025 10:00:00 +0300\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Рост 5&nbsp;%.</p><p>Анна</p>\r\n";
    check(
        Kind::Email,
        letter.as_bytes(),
        "Отчёт\nАнна <anna@example.org>\n2025-01-06\n\nРост 5\u{a0}%.\n\nАнна\n",
    );
}

#[test]
fn damaged_files_are_told_and_nothing_panics() {
    for kind in [Kind::Docx, Kind::Odt] {
        for bytes in [
            &b""[..],
            b"PK\x03\x04",
            b"no zip",
            &zipped(&[("x", "y")]),
            &zipped(&[("word/document.xml", "<a"), ("content.xml", "<a")]),
        ] {
            assert!(extract(kind, bytes, None).is_err(), "{kind:?} {bytes:?}");
        }
    }
    assert!(extract(Kind::Email, b"", None).is_err());
    let deep = "<ul><li><table><tr><td>".repeat(5000);
    assert!(extract(Kind::Html, deep.as_bytes(), None).is_ok());
}

#[test]
fn extensions_tell_the_kind() {
    assert_eq!(Kind::of_extension("DOCX"), Some(Kind::Docx));
    assert_eq!(Kind::of_extension("doc"), None);
    assert!(Kind::extensions().any(|it| it == "eml"));
}
