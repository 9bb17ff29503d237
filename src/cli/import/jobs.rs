//! What is to be taken in, cut into jobs: the files of a document, or a piece of a file that holds many.

use super::file;
use crate::{
    formats::{Files, Format, Piece, Scheme, Split, TABLE},
    locale::Problem,
    msg,
    shell::{pieces as split, store::walk_problem, text_file},
};
use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// One piece of work.
pub(in crate::cli) struct Job {
    /// The file that is read, as it is shown.
    pub shown: String,
    /// A document that is copied: the folder it lies in, and where in it.
    pub document: Option<(PathBuf, PathBuf)>,
    /// What its first line is in the file.
    pub line: u32,
    source: Source,
    /// What a document without a name is called.
    name: String,
}

enum Source {
    /// There is nothing said of the document.
    None,
    File(PathBuf),
    Tables(Vec<PathBuf>),
    Text(String),
}

impl Job {
    /// What is to be read; `None` when there is nothing.
    pub fn body(&self) -> Result<Option<std::borrow::Cow<'_, str>>, Problem> {
        match &self.source {
            Source::None => Ok(None),
            Source::Text(text) => Ok(Some(text.into())),
            Source::File(path) => Ok(Some(whole(path)?.into())),
            Source::Tables(paths) => Ok(Some(tables(paths)?.into())),
        }
    }

    /// What document `number` of the piece is called, when it has no name.
    pub fn name(&self, number: usize) -> String {
        match number {
            0 => self.name.clone(),
            _ => format!("{}-{}", self.name, number + 1),
        }
    }
}

/// The file at `path`; nothing when it is not there.
fn whole(path: &Path) -> Result<String, Problem> {
    let text = text_file::read(path, msg!("format-unreadable"))?.unwrap_or_default();
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The tables at `paths` one after the other, a line with its name before each but the first.
fn tables(paths: &[PathBuf]) -> Result<String, Problem> {
    let mut all = String::new();
    for (number, path) in paths.iter().enumerate() {
        if number > 0 && path.exists() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            all.extend(["\n", &format!("{TABLE}{name}"), "\n"]);
        }
        all.push_str(&whole(path)?);
    }
    Ok(all)
}

/// All of it.
pub(in crate::cli) struct Jobs {
    /// One after the other, as they are found.
    pub jobs: Box<dyn Iterator<Item = Result<Job, Problem>> + Send>,
    /// How many, when that is known.
    pub count: Option<usize>,
}

/// The jobs that `source`, a file or a folder in `format`, gives.
///
/// # Errors
/// There is nothing in that format.
pub(in crate::cli) fn jobs(format: &'static Format, source: &Path) -> Result<Jobs, Problem> {
    match format.files {
        Files::Each(extensions) => each(extensions, source),
        Files::Together {
            split: Split::Tables(names),
            ..
        } => folder(names, source),
        Files::Together { names, split, .. } => together(names, split, source),
        // Nobody reads these back: no such format has a reader.
        Files::Pages { extension, .. } | Files::Tables { extension, .. } => {
            Err(nothing(source, &[extension]))
        }
    }
}

/// The labels that are stated beside the documents of `source`, and what is wrong there.
///
/// # Errors
/// The file is there and cannot be read.
pub(in crate::cli) fn scheme(
    format: &'static Format,
    source: &Path,
) -> Result<(Scheme, Vec<Problem>), Problem> {
    let Some((name, read)) = format.states else {
        return Ok(Default::default());
    };
    let folder = match source.is_dir() {
        true => source,
        false => source.parent().unwrap_or(Path::new("")),
    };
    let path = folder.join(name);
    let Some(body) = text_file::read(&path, msg!("format-unreadable"))? else {
        return Ok(Default::default());
    };
    let piece = Piece {
        path: &path.display().to_string(),
        line: 1,
        body: body.trim_start_matches('\u{feff}'),
        text: None,
    };
    Ok(read(&piece))
}

/// The files of one document, by their extensions.
type Found = BTreeMap<PathBuf, Vec<usize>>;

fn each(extensions: &'static [&'static str], source: &Path) -> Result<Jobs, Problem> {
    if source.is_file() {
        return one(extensions, source);
    }
    let (found, problems) = walk(source, extensions);
    let mut jobs: Vec<Result<Job, Problem>> = problems.into_iter().map(Err).collect();
    for (stem, there) in found {
        jobs.push(job(source, &stem, &there, extensions));
    }
    if jobs.is_empty() {
        return Err(nothing(source, extensions));
    }
    let count = Some(jobs.len());
    Ok(Jobs {
        jobs: Box::new(jobs.into_iter()),
        count,
    })
}

/// A single document: the file that is named, with those beside it.
fn one(extensions: &'static [&'static str], source: &Path) -> Result<Jobs, Problem> {
    let root = source.parent().unwrap_or(Path::new(""));
    let name = Path::new(source.file_name().unwrap_or_default());
    let stem = match extension_of(name, extensions) {
        Some((stem, _)) => stem,
        None => PathBuf::from(source.file_stem().unwrap_or_default()),
    };
    let there =
        (0..extensions.len()).filter(|it| with(&root.join(&stem), extensions[*it]).is_file());
    let there: Vec<usize> = there.collect();
    if there.is_empty() {
        return Err(nothing(source, extensions));
    }
    let job = job(root, &stem, &there, extensions);
    Ok(Jobs {
        jobs: Box::new(std::iter::once(job)),
        count: Some(1),
    })
}

fn with(stem: &Path, extension: &str) -> PathBuf {
    let mut path = stem.to_owned();
    path.as_mut_os_string().push(".");
    path.as_mut_os_string().push(extension);
    path
}

fn job(root: &Path, stem: &Path, there: &[usize], extensions: &[&str]) -> Result<Job, Problem> {
    let path = |which: usize| root.join(with(stem, extensions[which]));
    let copied = extensions[0] == "txt";
    let read = usize::from(copied);
    if copied && !there.contains(&0) {
        return Err(Problem::new(msg!("brat-no-text")).at(file(&path(read))));
    }
    Ok(Job {
        shown: path(read).display().to_string(),
        document: copied.then(|| (root.to_owned(), with(stem, "txt"))),
        line: 1,
        source: match there.contains(&read) {
            true => Source::File(path(read)),
            false => Source::None,
        },
        name: stem.to_string_lossy().into_owned(),
    })
}

fn walk(root: &Path, extensions: &[&str]) -> (Found, Vec<Problem>) {
    let (mut found, mut problems) = (Found::new(), Vec::new());
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut outside = Vec::new();
    let walk = WalkDir::new(root).follow_links(true).into_iter();
    let walk = walk.filter_entry(|entry| {
        let wanted = is_wanted(entry);
        let leads_out = wanted && leads_out(entry, &inside);
        if leads_out {
            outside.push(entry.path().to_owned());
        }
        wanted && !leads_out
    });
    for entry in walk {
        match entry {
            Ok(entry) if !entry.file_type().is_dir() => {
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let which = extension_of(path, extensions);
                if let Some((stem, which)) = which {
                    found.entry(stem).or_default().push(which);
                }
            }
            Ok(_) => {}
            Err(error) => problems.push(walk_problem(error)),
        }
    }
    let told = |path: PathBuf| Problem::new(msg!("import-link-outside")).at(file(&path));
    problems.extend(outside.into_iter().map(told));
    (found, problems)
}

/// A link in a folder that came from elsewhere must not take in what lies beside it.
fn leads_out(entry: &DirEntry, inside: &Path) -> bool {
    let there = || entry.path().canonicalize();
    entry.depth() > 0 && entry.path_is_symlink() && there().is_ok_and(|it| !it.starts_with(inside))
}

/// `path` without the one of `extensions` that it has.
fn extension_of(path: &Path, extensions: &[&str]) -> Option<(PathBuf, usize)> {
    let name = path.file_name()?.to_str()?;
    let which = extensions.iter().position(|it| {
        let stem = name
            .strip_suffix(it)
            .and_then(|stem| stem.strip_suffix('.'));
        stem.is_some_and(|stem| !stem.is_empty())
    })?;
    let stem = &name[..name.len() - extensions[which].len() - 1];
    Some((path.with_file_name(stem), which))
}

/// Hidden files are not of the folder.
fn is_wanted(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
    entry.depth() == 0 || !hidden
}

/// Tables of one folder, of which `source` is one or holds them.
fn folder(names: &'static [&'static str], source: &Path) -> Result<Jobs, Problem> {
    let folder = match source.is_dir() {
        true => source,
        false => source.parent().unwrap_or(Path::new("")),
    };
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let Some(first) = paths.iter().find(|path| path.is_file()) else {
        return Err(nothing(source, names));
    };
    let job = Job {
        shown: first.display().to_string(),
        document: None,
        line: 1,
        source: Source::Tables(paths.clone()),
        name: String::new(),
    };
    Ok(Jobs {
        jobs: Box::new(std::iter::once(Ok(job))),
        count: Some(1),
    })
}

fn together(names: &'static [&'static str], split: Split, source: &Path) -> Result<Jobs, Problem> {
    let paths = match source.is_dir() {
        true => {
            let (found, _) = walk(source, names);
            found
                .into_iter()
                .map(|(stem, which)| source.join(with(&stem, names[which[0]])))
                .collect()
        }
        false => vec![source.to_owned()],
    };
    if paths.is_empty() {
        return Err(nothing(source, names));
    }
    let alone = paths.len() == 1;
    let mut pieces = Vec::new();
    for path in paths {
        // What cannot be opened is told at once, before anything is written.
        pieces.push((split::pieces(&path, split)?, path));
    }
    let jobs = pieces.into_iter().flat_map(move |(pieces, path)| {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let shown = path.display().to_string();
        (1_usize..).zip(pieces).map(move |(number, piece)| {
            let split::Cut { line, text } = piece.map_err(|problem| problem.at(file(&path)))?;
            let name = match (split, alone) {
                (Split::Whole, _) => stem.clone(),
                (_, true) => format!("{number:06}"),
                (_, false) => format!("{stem}/{number:06}"),
            };
            Ok(Job {
                shown: shown.clone(),
                document: None,
                line,
                source: Source::Text(text),
                name,
            })
        })
    });
    Ok(Jobs {
        jobs: Box::new(jobs),
        count: None,
    })
}

fn nothing(source: &Path, extensions: &[&str]) -> Problem {
    let names: Vec<String> = extensions.iter().map(|it| format!(".{it}")).collect();
    Problem::new(msg!("import-nothing", files = names.join(", ")))
        .at(file(source))
        .hint(msg!("import-nothing-hint"))
}

/// Where a document called `name` goes: inside the corpus whatever it says, with an extension that makes it a
/// document. `None` when no place can be made of it.
pub(super) fn document_path(name: &str, extensions: &[String]) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for component in Path::new(name).components() {
        match component {
            Component::Normal(name) if name.as_encoded_bytes().contains(&0) => return None,
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
            Component::ParentDir => return None,
        }
    }
    let first = path.components().next()?;
    let hidden = path
        .iter()
        .any(|name| name.as_encoded_bytes().first() == Some(&b'.'));
    if hidden || first.as_os_str() == "annotations" {
        return None;
    }
    let fine = path
        .extension()
        .is_some_and(|it| extensions.iter().any(|known| it == &**known));
    Some(match fine {
        true => path,
        false => with(&path, extensions.first().map_or("txt", String::as_str)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_corpus() {
        for (name, path) in [
            ("a", Some("a.txt")),
            ("dev/a.txt", Some("dev/a.txt")),
            ("/etc/passwd", Some("etc/passwd.txt")),
            ("./a.b", Some("a.b.txt")),
            ("../a", None),
            ("a/../../b", None),
            ("annotations/anna/x", None),
            (".hidden", None),
            ("a/.git/x", None),
            ("a\0b", None),
            ("", None),
        ] {
            let found = document_path(name, &["txt".to_owned()]);
            assert_eq!(found.as_deref(), path.map(Path::new), "{name:?}");
        }
    }
}
