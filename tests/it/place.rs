//! A folder for a session: a corpus and a home.

use crate::pty::{Start, Terminal};
use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

/// A folder with a corpus and a home.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// A corpus of these documents.
    pub fn new(documents: &[(&str, &str)]) -> Self {
        let place = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir_all(place.corpus()).expect("a corpus");
        for (name, text) in documents {
            fs::write(place.corpus().join(name), text).expect("a document");
        }
        place
    }

    /// The folder of the corpus.
    pub fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    /// The home folder.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Write the settings.
    pub fn set(&self, settings: &str) {
        let folder = self.home().join(".config/metka");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("config.ron"), settings).expect("settings");
    }

    /// The lock on the folder of the layers, as a session holds it that is writing.
    pub fn lock(&self) -> fs::File {
        let folder = self.corpus().join("annotations/anna");
        fs::create_dir_all(&folder).expect("a folder");
        let lock = fs::File::open(&folder).expect("the folder");
        lock.lock().expect("its lock");
        lock
    }

    /// The file of anna's layer.
    pub fn layer(&self, document: &str) -> PathBuf {
        self.corpus()
            .join(format!("annotations/anna/{document}.ron"))
    }

    /// What is in it; nothing when it is not there.
    pub fn read(&self, document: &str) -> String {
        fs::read_to_string(self.layer(document)).unwrap_or_default()
    }

    /// `metka` on the corpus, in a usual terminal.
    pub fn start(&self) -> Terminal {
        self.start_with(&[], (100, 30))
    }

    /// The same with variables and a size.
    pub fn start_with(&self, env: &[(&str, &str)], size: (u16, u16)) -> Terminal {
        let corpus = self.corpus().display().to_string();
        Start {
            args: &[&corpus],
            home: &self.home(),
            env,
            size,
        }
        .run()
    }

    /// The session in its first document.
    pub fn open(&self) -> Terminal {
        let mut terminal = self.start();
        terminal.expect("готово 0 из");
        terminal.type_and_expect("\r", "новый");
        terminal
    }

    /// Whether `metka validate` is content, and what it says.
    pub fn validate(&self) -> (bool, String) {
        let run = Command::new(env!("CARGO_BIN_EXE_metka"))
            .args(["validate", &self.corpus().display().to_string()])
            .env("HOME", self.home())
            .env("LANG", "ru_RU.UTF-8")
            .output()
            .expect("metka validate runs");
        (
            run.status.success(),
            String::from_utf8_lossy(&run.stdout).into_owned(),
        )
    }
}
