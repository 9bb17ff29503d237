//! What was learnt of the documents of a corpus, kept in the cache folder so that the next start need not look into
//! every file again. One line a document, recalled only while its files are what they were. Whatever is wrong with the
//! file, also that it speaks of another schema or annotator, its checksum is, and it is made anew: it is always safe
//! to delete.

use super::{stamp::Stamp, store::Store};
use crate::{
    annotation::{Schema, Status},
    app::msg::Survey,
    text::{decode::Encoding, glyph},
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

/// In the order of their numbers in the file.
const STATUSES: [Status; 3] = [Status::New, Status::InProgress, Status::Done];

/// The index of a corpus.
#[derive(Debug)]
pub struct Index {
    file: PathBuf,
    /// What a survey depends on besides the files of a document.
    circumstances: String,
    /// What the file says.
    old: String,
    /// Its lines, sorted by path.
    lines: Vec<Range<usize>>,
    /// The lines of the next file.
    new: String,
    /// Which lines of the file were asked for.
    met: Vec<bool>,
    recalled: usize,
    learnt: usize,
}

impl Index {
    /// What is kept under the cache folder `cache` of the corpus of `store`, as far as it holds.
    pub fn read(cache: &Path, store: &Store, schema: &Schema, encoding: Option<Encoding>) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let annotator = store.annotator();
        let mut index = Self {
            file: cache.join("index").join(store.name()),
            circumstances: format!("{version} {annotator} {encoding:?} {schema:?}"),
            old: String::new(),
            lines: Vec::new(),
            new: String::new(),
            met: Vec::new(),
            recalled: 0,
            learnt: 0,
        };
        let source = fs::read_to_string(&index.file).unwrap_or_default();
        if let Some((checksum, body)) = source.split_once('\n')
            && checksum == index.checksum(body)
        {
            index.lines = lines(body);
            index.met = vec![false; index.lines.len()];
            index.old = body.to_owned();
        }
        index
    }

    /// What was learnt of `doc` when its files had this stamp.
    pub fn recall(&mut self, doc: &Path, stamp: &Stamp) -> Option<Survey> {
        let doc = doc.to_str()?;
        let path = |line: &Range<usize>| path_of(&self.old[line.clone()]);
        let at = self.lines.binary_search_by(|line| path(line).cmp(doc));
        let at = at.ok()?;
        let line = &self.old[self.lines[at].clone()];
        // Whatever comes of it, the line is not needed any more.
        self.met[at] = true;
        let survey = parsed(line, stamp)?;
        self.new.push_str(line);
        self.recalled += 1;
        Some(survey)
    }

    /// Keep what was learnt of `doc`. Not kept are problems, which are looked at anew, and names that no line can hold.
    pub fn learn(&mut self, doc: &Path, stamp: &Stamp, survey: &Survey) {
        let plain = doc.to_str().filter(|doc| !doc.contains(['\t', '\n']));
        if let (Some(doc), None) = (plain, &survey.problem) {
            self.new.push_str(&line(doc, stamp, survey));
            self.learnt += 1;
        }
    }

    /// The same before all documents were met: what is known of the others is kept.
    pub fn write_early(mut self) {
        let unmet = self.lines.iter().zip(&self.met).filter(|(_, met)| !**met);
        for (line, _) in unmet {
            self.new.push_str(&self.old[line.clone()]);
            self.recalled += 1;
        }
        self.write();
    }

    /// Replace the file, unless all it says was recalled and nothing was learnt. Not synced: it is worth little.
    pub fn write(self) {
        if self.learnt > 0 || self.recalled < self.lines.len() {
            // Without a cache everything works, only slower.
            let _unwritable = self.replace();
        }
    }

    fn replace(&self) -> Option<()> {
        fs::create_dir_all(self.file.parent()?).ok()?;
        let mut beside = self.file.clone();
        beside
            .as_mut_os_string()
            .push(format!(".{}.new", std::process::id()));
        let source = format!("{}\n{}", self.checksum(&self.new), self.new);
        let written = fs::write(&beside, source).and_then(|()| fs::rename(&beside, &self.file));
        if written.is_err() {
            fs::remove_file(&beside).ok()?;
        }
        Some(())
    }

    fn checksum(&self, body: &str) -> String {
        let digest = Sha256::new()
            .chain_update(&self.circumstances)
            .chain_update(body)
            .finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The lines of `body`, sorted by path.
fn lines(body: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let range = |line: &str| {
        let range = start..start + line.len();
        start = range.end;
        range
    };
    let mut lines: Vec<_> = body.split_inclusive('\n').map(range).collect();
    lines.sort_by_key(|line| path_of(&body[line.clone()]));
    lines
}

fn path_of(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

fn line(doc: &str, stamp: &Stamp, survey: &Survey) -> String {
    let status = STATUSES.iter().position(|it| *it == survey.status);
    let (status, title) = (status.unwrap_or(0), glyph::neutral(&survey.title));
    let Survey {
        entities,
        metrics,
        waiting,
        ..
    } = survey;
    format!("{doc}\t{stamp}\t{status}\t{entities}\t{metrics}\t{waiting}\t{title}\n")
}

/// The survey of a line; `None` when it is about other files than those of `stamp`.
fn parsed(line: &str, stamp: &Stamp) -> Option<Survey> {
    let mut cells = line.strip_suffix('\n')?.split('\t').skip(1);
    if cells.next()? != stamp.to_string() {
        return None;
    }
    let status = cells.next()?.parse::<usize>().ok()?;
    Some(Survey {
        status: *STATUSES.get(status)?,
        entities: cells.next()?.parse().ok()?,
        metrics: cells.next()?.parse().ok()?,
        waiting: cells.next()?.parse().ok()?,
        title: cells.next()?.to_owned(),
        ..Survey::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::stamp::{Listing, Mark};
    use super::*;

    /// A corpus of two documents, and a cache.
    struct Bench(tempfile::TempDir);

    impl Bench {
        fn new() -> Self {
            let bench = Self(tempfile::tempdir().unwrap());
            bench.write("a.txt", "раз");
            bench.write("b.txt", "два");
            bench
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.0.path().join(name), text).unwrap();
        }

        fn store(&self, annotator: &str) -> Store {
            let root = self.0.path().to_owned();
            Store::new(root, annotator.into(), self.0.path().join("data"))
        }

        fn index(&self, annotator: &str) -> Index {
            let store = self.store(annotator);
            Index::read(
                &self.0.path().join("cache"),
                &store,
                &Schema::standard(),
                None,
            )
        }

        fn stamp(&self, name: &str) -> Stamp {
            let (store, doc) = (self.store("anna"), Path::new(name));
            let document = Mark::at(&store.root().join(doc));
            Stamp::of(&store, doc, document, &mut Listing::default())
        }

        fn recall(&self, index: &mut Index, name: &str) -> Option<String> {
            let survey = index.recall(Path::new(name), &self.stamp(name));
            survey.map(|survey| survey.title)
        }

        /// Titles of both documents, recalled by a session of `annotator`.
        fn titles(&self, annotator: &str) -> [Option<String>; 2] {
            let mut index = self.index(annotator);
            ["a.txt", "b.txt"].map(|name| self.recall(&mut index, name))
        }

        fn fill(&self) {
            let mut index = self.index("anna");
            for (name, title) in [("b.txt", "два"), ("a.txt", "раз\tи ещё")] {
                let survey = Survey {
                    title: title.into(),
                    status: Status::Done,
                    metrics: 7,
                    waiting: 2,
                    ..Survey::default()
                };
                index.learn(Path::new(name), &self.stamp(name), &survey);
            }
            index.write();
        }

        fn file(&self) -> PathBuf {
            self.index("anna").file
        }
    }

    fn both() -> [Option<String>; 2] {
        [Some("раз␉и ещё".into()), Some("два".into())]
    }

    #[test]
    fn what_was_learnt_is_recalled() {
        let bench = Bench::new();
        assert_eq!(bench.titles("anna"), [None, None]);
        bench.fill();
        assert_eq!(bench.titles("anna"), both());
        let survey = bench
            .index("anna")
            .recall(Path::new("b.txt"), &bench.stamp("b.txt"));
        let survey = survey.unwrap();
        assert_eq!(
            (
                survey.status,
                survey.entities,
                survey.metrics,
                survey.waiting
            ),
            (Status::Done, 0, 7, 2)
        );
    }

    #[test]
    fn a_document_or_a_layer_that_changed_is_not_recalled() {
        let bench = Bench::new();
        bench.fill();
        bench.write("a.txt", "раз, и ещё");
        assert_eq!(bench.titles("anna"), [None, both()[1].clone()]);
        let layer = bench.store("anna").layer_path(Path::new("b.txt"));
        fs::create_dir_all(layer.parent().unwrap()).unwrap();
        fs::write(layer, "").unwrap();
        assert_eq!(bench.titles("anna"), [None, None]);
    }

    #[test]
    fn what_is_damaged_or_of_somebody_else_is_as_good_as_nothing() {
        let bench = Bench::new();
        bench.fill();
        assert_eq!(bench.titles("boris"), [None, None]);
        let file = bench.file();
        let good = fs::read(&file).unwrap();
        for cut in [0, 1, 64, 65, 80, good.len() - 1] {
            fs::write(&file, &good[..cut]).unwrap();
            assert_eq!(bench.titles("anna"), [None, None], "cut at {cut}");
        }
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            fs::write(&file, bad).unwrap();
            assert_eq!(bench.titles("anna"), [None, None], "byte {at}");
        }
        bench.fill();
        assert_eq!(bench.titles("anna"), both());
    }

    #[test]
    fn a_document_that_is_gone_is_forgotten() {
        let bench = Bench::new();
        bench.fill();
        let mut index = bench.index("anna");
        bench.recall(&mut index, "a.txt");
        index.write();
        assert_eq!(bench.titles("anna"), [both()[0].clone(), None]);
    }

    #[test]
    fn what_was_not_met_yet_is_kept_when_one_leaves_early() {
        let bench = Bench::new();
        bench.fill();
        bench.write("a.txt", "раз, и ещё");
        let mut index = bench.index("anna");
        assert_eq!(bench.recall(&mut index, "a.txt"), None);
        let survey = Survey {
            title: "новое".into(),
            ..Survey::default()
        };
        index.learn(Path::new("a.txt"), &bench.stamp("a.txt"), &survey);
        index.write_early();
        assert_eq!(
            bench.titles("anna"),
            [Some("новое".into()), both()[1].clone()]
        );
    }
}
