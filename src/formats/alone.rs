//! One document in files of its own: which files these are, and what stands in them.

use super::{Files, Fitted, Format, Frame, Sample, Style, fit};
use std::path::{Path, PathBuf};

/// A document in files of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// A folder that is made for them.
    pub folder: Option<PathBuf>,
    /// Each with what stands in it.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// What of the layer is in them, and what is not.
    pub fitted: Fitted,
}

/// The files of `sample`, which is all there is of it, when it is written to `to`; with the labels of the schema where
/// the format has a form for them.
pub fn alone(format: &Format, sample: &Sample<'_>, style: &Style, to: &Path) -> Alone {
    let fitted = fit(sample.layer, sample.text, format.holds, style.nesting);
    let mut bodies = vec![Vec::new(); format.files.count()];
    if let Some(write) = format.write {
        let sample = Sample {
            layer: &fitted.layer,
            ..*sample
        };
        write(&sample, style, &mut bodies);
    }
    let framed = bodies.into_iter().enumerate().map(|(which, body)| {
        let frame = match format.files {
            Files::Together { frame, .. } => frame(which, sample.schema, style),
            Files::Pages { frame, .. } => frame(sample.path, false, sample.schema, style),
            Files::Each(_) | Files::Tables { .. } => Frame::default(),
        };
        [frame.head, body, frame.tail].concat()
    });
    let mut files: Vec<(PathBuf, Vec<u8>)> = format.paths(to).into_iter().zip(framed).collect();
    let beside = (format.beside)(sample.schema).into_iter();
    files.extend(beside.map(|(name, bytes)| (format.beside_path(to, name), bytes)));
    Alone {
        folder: format.is_folder().then(|| to.to_owned()),
        files,
        fitted,
    }
}

impl Format {
    /// What the files of a document end in, the one a person would name first. Nothing where they are several tables in
    /// a folder.
    pub fn extension(&self) -> Option<&'static str> {
        match self.files {
            Files::Each(extensions @ [text, ..]) if *text == "txt" => extensions.get(1).copied(),
            Files::Each(extensions) => extensions.first().copied(),
            Files::Together { names, .. } => names.first().copied().filter(|_| names.len() == 1),
            Files::Pages { extension, .. } => Some(extension),
            Files::Tables { .. } => None,
        }
    }

    /// Whether the files of a document are tables in a folder.
    fn is_folder(&self) -> bool {
        matches!(self.files, Files::Together { names, .. } if names.len() > 1)
    }

    /// The files of a document, when one of them, or their folder, is `to`.
    pub fn paths(&self, to: &Path) -> Vec<PathBuf> {
        match self.files {
            Files::Together { names, .. } if self.is_folder() => {
                names.iter().map(|name| to.join(name)).collect()
            }
            Files::Each(extensions) if extensions.len() > 1 => {
                let stem = stem(to, extensions);
                let with = |extension: &&str| with(&stem, extension);
                extensions.iter().map(with).collect()
            }
            _ => vec![to.to_owned()],
        }
    }

    /// Where what is made once for all documents lies: in the folder under its own name, beside a file under the name
    /// of that.
    fn beside_path(&self, to: &Path, name: &str) -> PathBuf {
        match self.files {
            Files::Each(_) | Files::Pages { .. } | Files::Tables { .. } => to.with_file_name(name),
            Files::Together { .. } if self.is_folder() => to.join(name),
            Files::Together { names, .. } => with(&stem(to, names), name),
        }
    }
}

/// `path` without the longest of `extensions` that it has.
fn stem(path: &Path, extensions: &[&str]) -> PathBuf {
    let name = path
        .file_name()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    let without = |it: &&str| name.strip_suffix(it)?.strip_suffix('.');
    let stem = extensions
        .iter()
        .filter_map(without)
        .min_by_key(|it| it.len());
    match stem.filter(|it| !it.is_empty()) {
        Some(stem) => path.with_file_name(stem),
        None => path.to_owned(),
    }
}

fn with(stem: &Path, extension: &str) -> PathBuf {
    let mut path = stem.to_owned();
    path.as_mut_os_string().push(".");
    path.as_mut_os_string().push(extension);
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{Layer, Schema},
        text::Text,
    };

    #[test]
    fn every_format_that_is_written_has_a_file_by_the_name_that_was_given() {
        let (text, layer) = (Text::new("Анна").unwrap(), Layer::default());
        let sample = Sample {
            path: "a.txt",
            text: &text,
            layer: &layer,
            schema: &Schema::standard(),
        };
        for format in super::super::FORMATS.iter().filter(|it| it.write.is_some()) {
            let to = match format.extension() {
                Some(extension) => PathBuf::from(format!("out/a.b.{extension}")),
                None => PathBuf::from("out/a.b"),
            };
            let alone = alone(format, &sample, &Style::default(), &to);
            let inside = |path: &Path| path == to || path.starts_with(&to);
            assert!(
                alone.files.iter().any(|(path, _)| inside(path)),
                "{format:?}"
            );
            assert_eq!(alone.folder.is_none(), format.extension().is_some());
        }
    }

    #[test]
    fn brat_lies_beside_its_text_whichever_of_the_two_is_named() {
        let brat = Format::of_name("brat").unwrap();
        for to in ["x/a.ann", "x/a.txt", "x/a"] {
            let paths = brat.paths(Path::new(to));
            assert_eq!(paths, [Path::new("x/a.txt"), Path::new("x/a.ann")], "{to}");
        }
        assert_eq!(
            brat.beside_path(Path::new("x/a.ann"), "annotation.conf"),
            Path::new("x/annotation.conf")
        );
    }
}
