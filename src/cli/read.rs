//! `metka [PATH]`: the reader.

use super::{
    Common, Outcome, Result,
    settings::{self, Settings},
};
use crate::{
    app::{App, Corpus, Start, msg::Size},
    locale::{Place, Problem},
    msg,
    shell::{
        self,
        places::Places,
        run::Session,
        scout::Ground,
        seeds,
        store::{Store, locate},
    },
    text::glyph,
};
use std::{
    env, io,
    path::{Path, PathBuf},
};

/// Open the reader on `path`, the bundled corpus, or the corpus opened last.
///
/// # Errors
/// When there is no terminal, or the path or the schema cannot be used.
pub fn run(path: Option<PathBuf>, bundled: bool, flags: &Common) -> Result<Outcome> {
    let settings = Settings::load(flags)?;
    let annotator = settings.annotator();
    let places = Places::new(&settings.folders.state);
    let path = match path.or_else(|| places.last().filter(|_| !bundled)) {
        Some(path) => path,
        None => seeds::unpack(&settings.folders.data, &annotator)?,
    };
    let terminal = shell::terminal::start::check(&|name| env::var(name).ok(), settings.wish())?;
    let (root, alone) = corpus_of(&path)?;
    places.set_last(
        alone
            .as_ref()
            .map(|file| root.join(file))
            .as_deref()
            .unwrap_or(&root),
    );
    let schema = settings::schema(&root)?;
    let (keymap, mut problems) = settings.keymap();
    problems.extend(settings.problems.iter().cloned());
    let name = root.file_name().map_or_else(
        || String::from("/"),
        |name| name.to_string_lossy().into_owned(),
    );
    let mut app = App::new(Start {
        corpus: Corpus::new(glyph::neutral(&name).into_owned(), schema.clone()),
        keymap,
        locale: settings.locale(),
        annotator: annotator.clone(),
        alone: alone.clone(),
        resume: places.latest(&root),
        size: Size {
            columns: 80,
            rows: 24,
        },
        seed: fastrand::u64(..),
    });
    app.outside = outside(&root, alone.is_some());
    app.hyphenate = settings.hyphenate();
    app.proposing = settings.proposing();
    let store = || {
        Store::new(
            root.clone(),
            annotator.clone(),
            settings.folders.data.clone(),
        )
    };
    let encoding = settings.encoding();
    let mut again = settings.clone();
    Session {
        app,
        look: settings.look(),
        reload: Box::new(move || again.reload()),
        store: store().keeping_texts(settings.keep_texts()),
        ground: Ground {
            store: store(),
            schema,
            encoding,
            alone,
            cache: settings.folders.cache.clone(),
        },
        places,
        encoding,
        problems,
        terminal,
    }
    .run()?;
    Ok(Outcome::Good)
}

/// Where an export is offered to lie: here, but where that is in the corpus beside it, for a text in the corpus would be a
/// document of it. Who opens a single file means no corpus.
fn outside(root: &Path, alone: bool) -> PathBuf {
    let here = env::current_dir().and_then(|here| here.canonicalize());
    match root.parent() {
        Some(parent) if !alone && here.is_ok_and(|here| here.starts_with(root)) => {
            parent.to_owned()
        }
        _ => PathBuf::new(),
    }
}

/// The corpus a path belongs to; for a single document also its path in it.
fn corpus_of(path: &Path) -> Result<(PathBuf, Option<PathBuf>)> {
    let absolute = path.canonicalize().map_err(|error| {
        let hint = match error.kind() {
            io::ErrorKind::NotFound => msg!("no-such-path-hint"),
            _ => msg!("cannot-read-hint"),
        };
        Problem::new(msg!("cannot-open"))
            .at(Place::file(path.display().to_string()))
            .because(error)
            .hint(hint)
    })?;
    if absolute.is_dir() {
        return Ok((absolute, None));
    }
    let (root, document) = locate(&absolute);
    Ok((root, Some(document)))
}
