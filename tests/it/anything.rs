//! What must hold of any input whatever: the fuzz targets (`fuzz/`) and the test over all that they found share it.

use metka::{
    annotation::{DocumentId, Schema, Status, layer_file, schema_file},
    formats::{FORMATS, Files, Format, Piece, Policy, Sample, Style, Terms, fit, settle},
    locale::Place,
    text::Text,
};

/// The first byte chooses a format; where the text lies in a file of its own, it comes next, up to a zero byte. What is
/// read settles on its text, fits the format again and is written.
pub fn readers(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let format = &FORMATS[usize::from(*first) % FORMATS.len()];
    let Ok(source) = std::str::from_utf8(rest) else {
        return;
    };
    let copied = matches!(format.files, Files::Each(extensions) if extensions[0] == "txt");
    let (beside, body) = match source.split_once('\0') {
        Some((text, body)) if copied => (text, body),
        _ => ("", source),
    };
    let Ok(beside) = Text::new(beside) else {
        return;
    };
    let text = copied.then_some(&beside);
    let (path, line) = ("file", 1);
    let piece = Piece {
        path,
        line,
        body,
        text,
    };
    read(format, &piece, &beside);
}

fn read(format: &Format, piece: &Piece<'_>, beside: &Text) {
    let Some(Ok(readings)) = format.read.map(|read| read(piece)) else {
        return;
    };
    for reading in readings {
        let text = match &reading.text {
            Some(text) => Text::new(text.clone()).unwrap_or_else(|_| beside.clone()),
            None => beside.clone(),
        };
        let terms = Terms {
            annotator: "anna",
            status: Status::Done,
            rename: &|label| Some(label.to_owned()),
            measure: &|_, _, _| None,
        };
        let place = |line| piece.place(line);
        let settled = settle(reading, &text, 1, &terms, &place);
        for policy in [Policy::Outermost, Policy::Columns] {
            write(
                format,
                &text,
                &fit(&settled.layer, &text, format.holds, policy).layer,
                policy,
            );
        }
        // What was read can be kept.
        let document = DocumentId::default();
        let file = layer_file::write(&settled.layer, &text, &document);
        let document = DocumentId {
            chars: text.char_count(),
            ..document
        };
        let file = file.replacen("chars: 0", &format!("chars: {}", text.char_count()), 1);
        if let Err(problem) = layer_file::read(&file, "layer", &text, &document) {
            panic!(
                "{}: what was read cannot be kept: {problem:?}\n{file}",
                format.name
            );
        }
    }
}

fn write(format: &Format, text: &Text, layer: &metka::annotation::Layer, nesting: Policy) {
    let schema = Schema::standard();
    let sample = Sample {
        path: "x.txt",
        text,
        layer,
        schema: &schema,
    };
    let mut files = vec![Vec::new(); format.files.count()];
    if let Some(write) = format.write {
        write(
            &sample,
            &Style {
                nesting,
                ..Style::default()
            },
            &mut files,
        );
    }
}

/// The first byte chooses the kind of document.
pub fn extract(data: &[u8]) {
    let kinds: Vec<&str> = metka::extract::Kind::extensions().collect();
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let name = kinds[usize::from(*first) % kinds.len()];
    if let Some(kind) = metka::extract::Kind::of_extension(name) {
        let _damaged = metka::extract::extract(kind, rest, None);
    }
}

/// A layer on a text (up to a zero byte), and a schema.
pub fn files(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else {
        return;
    };
    let (text, file) = source.split_once('\0').unwrap_or(("", source));
    if let Ok(text) = Text::new(text) {
        let document = DocumentId {
            chars: text.char_count(),
            ..DocumentId::default()
        };
        let _damaged = layer_file::read(file, "layer", &text, &document);
        let _damaged = layer_file::summary(file, "layer");
    }
    let _damaged = schema_file::read(file, "schema");
    let _place = Place::in_source("a", file, file.len() / 2);
}
