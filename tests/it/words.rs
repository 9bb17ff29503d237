//! The words of the interface: every message of the program has them, and no words are left over.

use metka::locale::{LANGS, Locale};
use std::{collections::BTreeSet, fs, path::Path};

/// Every id that the source names in `msg!("…"`.
fn used() -> BTreeSet<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut ids = BTreeSet::new();
    for entry in walkdir::WalkDir::new(src).into_iter().flatten() {
        let source = fs::read_to_string(entry.path()).unwrap_or_default();
        for part in source.split("msg!(").skip(1) {
            let id = part
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            ids.extend(id.map(str::to_owned));
        }
    }
    ids.extend(
        metka::commands::COMMANDS
            .iter()
            .map(|command| command.id.to_owned()),
    );
    ids
}

#[test]
fn every_message_has_words_in_every_language() {
    let ids = used();
    assert!(ids.len() > 100);
    for (lang, tag, _) in LANGS {
        let locale = Locale::new(*lang);
        let missing: Vec<&String> = ids.iter().filter(|id| !locale.knows(id)).collect();
        assert!(missing.is_empty(), "no words in {tag} for {missing:?}");
    }
}

#[test]
fn no_words_are_left_over() {
    let ids = used();
    for (_, tag, words) in LANGS {
        for line in words.lines() {
            let Some((id, _)) = line.split_once(" =") else {
                continue;
            };
            let is_id = id.starts_with(char::is_alphabetic) && !id.contains(' ');
            assert!(!is_id || ids.contains(id), "{tag}.ftl: nobody says {id}");
        }
    }
}
