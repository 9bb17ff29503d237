//! All that the fuzz targets ever found stays mended; and what they begin with.

use super::anything;
use metka::{
    annotation::{
        Annotation, Annotations, DocumentId, Fields, Id, Layer, Parts, Schema, layer_file,
    },
    extract::Kind,
    formats::{FORMATS, Files, Policy, Sample, Style, fit},
    text::{Text, TextRange},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

fn found() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found")
}

#[test]
fn what_was_found_stays_mended() {
    for entry in fs::read_dir(found())
        .expect("the folder is there")
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let data = fs::read(entry.path()).expect("it can be read");
        match name.split('-').next() {
            Some("readers") => anything::readers(&data),
            Some("extract") => anything::extract(&data),
            Some("files") => anything::files(&data),
            _ => {}
        }
    }
}

const TEXT: &str = "Глава «Ростеха» Иван Петров\nвложил 1,5 млн ₽ в завод 😀.\n\nКонец.";

fn layer(text: &Text) -> Layer {
    let item = |id: &str, label: &str, words: &str| {
        let at = text.as_str().find(words).expect("the words are there");
        Arc::new(Annotation {
            id: Id::new(id),
            label: label.into(),
            parts: Parts::one(TextRange::from_usize(at..at + words.len())).expect("filled"),
            measure: None,
            fields: Fields::new(),
            note: "заметка".to_owned(),
        })
    };
    let items = [
        item("T1", "POS", "Глава «Ростеха»"),
        item("T2", "ORG", "«Ростеха»"),
        item("T3", "PER", "Иван Петров"),
        item("T4", "EVENT", "Петров\nвложил"),
    ];
    Layer {
        annotator: "anna".to_owned(),
        annotations: items.into_iter().collect::<Annotations>(),
        ..Layer::default()
    }
}

fn keep(name: &str, data: &[u8]) {
    let folder = std::env::var_os("METKA_SEEDS").expect("METKA_SEEDS names a folder");
    fs::write(Path::new(&folder).join(name), data).expect("written");
}

/// What each format's own writer makes.
#[test]
#[ignore = "writes the seeds of a fuzz target"]
fn readers() {
    let text = Text::new(TEXT).expect("short");
    let schema = Schema::standard();
    for (number, format) in FORMATS.iter().enumerate() {
        for nesting in [Policy::Outermost, Policy::Columns] {
            let fitted = fit(&layer(&text), &text, format.holds, nesting);
            let style = Style {
                nesting,
                ..Style::default()
            };
            let mut files = vec![Vec::new(); format.files.count()];
            let sample = Sample {
                path: "x.txt",
                text: &text,
                layer: &fitted.layer,
                schema: &schema,
            };
            if let Some(write) = format.write {
                write(&sample, &style, &mut files);
            }
            let mut data = vec![u8::try_from(number).expect("few formats")];
            match format.files {
                Files::Each(extensions) if extensions[0] == "txt" => {
                    data.extend([TEXT.as_bytes(), b"\0", &files[1]].concat());
                }
                _ => data.extend(&files[0]),
            }
            keep(&format!("{}-{nesting:?}", format.name), &data);
        }
    }
}

#[test]
#[ignore = "writes the seeds of a fuzz target"]
fn extract() {
    let sources = [
        "<h1>Завод</h1><p>Рост<br>5 %<ul><li>раз<table><tr><td>2",
        "# Завод\n\n- раз\n\n| а | б |\n|---|---|\n| в | г |",
        "From: a@b.c\nSubject: =?utf-8?B?0J7RgtGH0ZHRgg==?=\nContent-Type: text/html\n\n<p>Рост",
    ];
    for (number, name) in Kind::extensions().enumerate() {
        for (which, source) in sources.iter().enumerate() {
            let mut data = vec![u8::try_from(number).expect("few kinds")];
            data.extend(source.as_bytes());
            keep(&format!("{name}-{which}"), &data);
        }
    }
}

#[test]
#[ignore = "writes the seeds of a fuzz target"]
fn files() {
    let text = Text::new(TEXT).expect("short");
    let document = DocumentId {
        chars: text.char_count(),
        ..DocumentId::default()
    };
    let file = layer_file::write(&layer(&text), &text, &document);
    keep(
        "layer",
        [TEXT.as_bytes(), b"\0", file.as_bytes()]
            .concat()
            .as_slice(),
    );
    keep("schema", b"(metka: 1, labels: [(name: \"A\", kind: Entity, fields: [(name: \"b\")])], relations: [\"In\"])");
}
