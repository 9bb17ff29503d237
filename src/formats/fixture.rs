//! For the tests of readers: what they make of a piece of a file, told in lines.

use super::{Format, Piece, Sample, Settled, Style, Terms, settle};
use crate::{
    annotation::{Layer, Schema, Status, layer_file::covered},
    text::Text,
};

/// What the reader of `format` finds in `body`, line by line: document, counting and annotations of each, then what was
/// refused.
pub(super) fn told(format: &Format, body: &str) -> String {
    told_of(format, body, "")
}

/// The same where the document is `text`.
pub(super) fn told_of(format: &Format, body: &str, text: &str) -> String {
    let piece = Piece {
        path: "file",
        line: 1,
        body,
        text: None,
    };
    let Some(read) = format.read else {
        return "not read".to_owned();
    };
    match read(&piece) {
        Err(problem) => format!("refused: {:?}", problem.place),
        Ok(readings) => {
            let each = readings.into_iter().map(|reading| {
                let name = reading.path.clone().unwrap_or_default();
                let text = Text::new(reading.text.clone().unwrap_or(text.to_owned())).unwrap();
                let settled = settled(reading, &text, &piece);
                format!("{name}: {}", line(&settled, &text))
            });
            each.collect::<Vec<_>>().join("\n")
        }
    }
}

fn settled(reading: super::Reading, text: &Text, piece: &Piece<'_>) -> Settled {
    let terms = Terms {
        annotator: "anna",
        status: Status::New,
        rename: &|label| Some(label.to_owned()),
        measure: &|_, _, _| None,
    };
    settle(reading, text, 1, &terms, &|line| piece.place(line))
}

/// `LABEL=words` of all annotations, relations as `label(words,words)`, `-LABEL=words` of what was rejected, notes, and
/// the lines of what was refused.
fn line(settled: &Settled, text: &Text) -> String {
    let layer = &settled.layer;
    let words = |id| {
        layer
            .annotations
            .get(id)
            .map(|it| covered(text, &it.parts))
            .unwrap_or_default()
    };
    let annotations = layer.annotations.iter().map(|it| {
        let fields = it
            .fields
            .iter()
            .map(|(key, value)| format!(" {key}:{value}"));
        let note = if it.note.is_empty() { "" } else { " #" };
        let fields: String = fields.collect();
        format!(
            "{}={}{fields}{note}{}",
            it.label,
            covered(text, &it.parts),
            it.note
        )
    });
    let relations = layer.relations.iter();
    let relations =
        relations.map(|it| format!("{}({},{})", it.label, words(&it.from), words(&it.to)));
    let rejected = layer.rejections.iter();
    let rejected = rejected.map(|it| format!("-{}={}", it.label, covered(text, &it.parts)));
    let notes = layer.notes.iter().map(|it| format!("note {}", it.text));
    let lines = settled.problems.iter().map(|it| {
        let line = it.place.as_ref().and_then(|place| place.at);
        format!("refused in {}", line.map_or(0, |(line, _)| line))
    });
    let all = annotations
        .chain(relations)
        .chain(rejected)
        .chain(notes)
        .chain(lines);
    all.collect::<Vec<_>>().join("; ")
}

/// What is written of `layer` on `text`, all files one after the other.
pub(super) fn written(format: &Format, text: &Text, layer: &Layer, schema: &Schema) -> String {
    let fitted = super::fit(layer, text, format.holds, super::Policy::Outermost);
    let sample = Sample {
        path: "dev/x.txt",
        text,
        layer: &fitted.layer,
        schema,
    };
    let mut files = vec![Vec::new(); format.files.count()];
    if let Some(write) = format.write {
        write(&sample, &Style::default(), &mut files);
    }
    String::from_utf8(files.concat()).unwrap()
}
