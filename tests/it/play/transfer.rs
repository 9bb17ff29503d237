//! Copying the annotation, and export and import of the open document.

use super::{macros::said, *};
use metka::{
    app::{Export, Exported, Import, Intake, Stage},
    formats::{Format, Piece},
};
use std::path::{Path, PathBuf};

/// What was copied last.
fn copied(play: &Play) -> Option<&str> {
    play.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    })
}

/// What was asked to be written last.
fn export(play: &Play) -> &Export {
    let last = play.effects.last();
    match last {
        Some(Effect::Export(export)) => export,
        other => panic!("{other:?}"),
    }
}

/// What was asked to be read last.
fn import(play: &Play) -> Import {
    match play.effects.last() {
        Some(Effect::Import(DocId(0), import)) => Import::clone(import),
        other => panic!("{other:?}"),
    }
}

fn stage(play: &Play) -> Option<&Stage> {
    match &play.app.popup {
        Some(Popup::Transfer(menu)) => Some(&menu.stage),
        _ => None,
    }
}

/// The format and the file in the menu.
fn asked(play: &Play) -> (&'static str, &str) {
    match &play.app.popup {
        Some(Popup::Transfer(menu)) => (menu.format().unwrap().name, menu.prompt.text()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_annotation_here_is_copied_as_json_and_as_conll_on_both_layouts() {
    for keys in [["g y", "g Y"], ["п н", "п Н"]] {
        let mut play = play("Завод <ORG>«Новый [Титан]»</ORG> открыт");
        play.keys(keys[0]);
        assert_eq!(
            copied(&play),
            Some(r#"{"id":"id0","start":6,"end":19,"label":"ORG","text":"«Новый Титан»"}"#)
        );
        play.keys(keys[1]);
        let lines = "«\tB-ORG\nНовый\tI-ORG\nТитан\tI-ORG\n»\tI-ORG\n";
        assert_eq!(copied(&play), Some(lines));
    }
}

#[test]
fn where_no_annotation_is_nothing_is_copied() {
    let mut play = play("[Завод] <ORG>«Титан»</ORG>");
    play.keys("g y");
    assert!(matches!(play.app.notice, Some(Notice::Refused(_))));
    assert_eq!(copied(&play), None);
}

#[test]
fn an_export_takes_the_format_and_the_name_and_tells_what_was_lost() {
    let mut play = play("<PER>[Анна]</PER> Борис");
    play.app.outside = PathBuf::from("../out");
    play.keys("g x");
    assert_eq!(asked(&play), ("jsonl", "../out/a.jsonl"));
    for _ in metka::formats::FORMATS {
        if asked(&play).0 != "brat" {
            play.keys("Up");
        }
    }
    assert_eq!(asked(&play), ("brat", "../out/a.ann"));
    play.keys("Enter");
    let asked_for = export(&play);
    assert_eq!(
        (
            asked_for.format.name,
            asked_for.document.as_str(),
            asked_for.replace
        ),
        ("brat", "a.txt", false)
    );
    let files = asked_for.files(&asked_for.to).files;
    let names: Vec<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
    assert_eq!(
        names[..2],
        [Path::new("../out/a.txt"), Path::new("../out/a.ann")]
    );
    assert_eq!(files[0].1, "Анна Борис".as_bytes());
    assert!(String::from_utf8_lossy(&files[1].1).contains("PER 0 4\tАнна"));
    // Nothing else may be said meanwhile.
    play.keys("x Enter");
    assert_eq!(stage(&play), Some(&Stage::UnderWay));
    let losses = BTreeMap::from([(metka::formats::Loss::Note, 2)]);
    let written = Exported::Written {
        to: "a.ann".into(),
        annotations: 1,
        losses,
    };
    play.tell(Msg::Exported(Box::new(Ok(written))));
    assert!(play.app.popup.is_none());
    let told = said(&play);
    assert!(
        told.contains("a.ann: 1 аннотация; потеряно: заметки к аннотациям (2)"),
        "{told}"
    );
}

#[test]
fn what_is_there_is_replaced_only_when_that_is_said() {
    let mut play = play("<PER>[Анна]</PER> Борис");
    let taken = || Msg::Exported(Box::new(Ok(Exported::Taken(vec!["a.jsonl".into()]))));
    play.keys("g x Enter");
    play.tell(taken());
    assert_eq!(stage(&play), Some(&Stage::Taken(vec!["a.jsonl".into()])));
    // Enter is the key that was pressed before.
    play.keys("Enter");
    assert!(!export(&play).replace);
    play.tell(taken());
    play.keys("н");
    assert!(export(&play).replace);
    // Another name is asked for anew.
    play.tell(taken());
    play.keys("2 y Enter");
    assert_eq!(export(&play).to, Path::new("a.jsonl2y"));
    assert!(!export(&play).replace);
    // Whoever left is told, and asked nothing.
    play.keys("Esc");
    play.tell(taken());
    assert!(play.app.popup.is_none());
    assert!(matches!(play.app.notice, Some(Notice::Refused(_))));
}

/// What the file `source` in `format` says of the open document.
fn read(play: &mut Play, format: &str, source: &str) {
    play.keys("g i Enter");
    let import = Import {
        format: Format::of_name(format).unwrap(),
        ..import(play)
    };
    let mut intake = Intake::new(&import);
    for (line, body) in (1..).zip(source.lines()) {
        intake.take(&Piece {
            path: "x.jsonl",
            line,
            body,
            text: None,
        });
    }
    let outcome = Box::new(intake.finish());
    play.tell(Msg::Imported(DocId(0), import.text, outcome));
}

const OTHERS: &str = r#"{"id":"b","text":"Другой","spans":[{"start":0,"end":6,"label":"ORG"}]}
{"id":"a","text":"Анна Борис","spans":[{"id":"id0","start":5,"end":10,"label":"PER","text":"Борис"},{"id":"q","start":0,"end":4,"label":"PER"},{"start":0,"end":4,"label":"ORG","text":"Борис"},{"start":2,"end":7,"label":"LOC","text":"на Бо"}],"relations":[{"label":"part_of","from":"q","to":"id0"}]}"#;

#[test]
fn an_import_adds_what_is_new_as_one_step() {
    let before = "<PER>[Анна]</PER> Борис";
    let mut play = play(before);
    play.app.corpus.schema.nesting = metka::annotation::Nesting::Nested;
    read(&mut play, "jsonl", OTHERS);
    let told = said(&play);
    // The twin stays one, what does not read as it should is refused, and what crosses another as well.
    assert!(
        told.contains("Добавлено: 2, уже было: 1, отказано: 2"),
        "{told}"
    );
    assert_eq!(play.state(), "<PER>[Анна]</PER> <PER>Борис</PER>");
    let layer = &play.app.reader.as_ref().unwrap().layer;
    let ids: Vec<&str> = layer.annotations.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids[0], "id0");
    assert_ne!(ids[1], "id0", "the name is taken");
    assert_eq!(layer.relations[0].from.as_str(), "id0");
    assert_eq!(layer.relations[0].to.as_str(), ids[1]);
    assert_eq!(play.written(), Some(2));
    play.keys("u");
    assert_eq!(play.state(), before);
    assert!(play.app.reader.as_ref().unwrap().layer.relations.is_empty());
    play.keys("U");
    // Once more there is nothing new.
    read(&mut play, "jsonl", OTHERS);
    assert!(
        said(&play).contains("Добавлено: 0, уже было: 2"),
        "{}",
        said(&play)
    );
    play.keys("u");
    assert_eq!(play.state(), before);
}

#[test]
fn another_text_is_refused_with_the_place_where_it_differs() {
    let mut play = play("Анна.\nПришёл [Борис]");
    let source =
        r#"{"id":"a","text":"Анна.\nПришла Вера","spans":[{"start":0,"end":4,"label":"PER"}]}"#;
    read(&mut play, "jsonl", source);
    let Some(Stage::Refused(problem)) = stage(&play) else {
        panic!("{:?}", play.app.popup);
    };
    let told = problem.line(&play.app.locale);
    assert!(
        told.starts_with("a.txt:2:5: в файле другой текст"),
        "{told}"
    );
    assert!(told.contains("«ёл Борис», в файле «ла Вера»"), "{told}");
    play.keys("Esc");
    assert_eq!(play.state(), "Анна.\nПришёл [Борис]");
    assert!(play.disk.is_none());
}

#[test]
fn the_format_of_what_is_read_is_told_by_its_extension() {
    let mut play = play("[Анна] Борис");
    play.keys("g i");
    assert_eq!(asked(&play), ("jsonl", "a.jsonl"));
    play.keys("Ctrl-u x . a n n");
    assert_eq!(asked(&play), ("brat", "x.ann"));
    // The name is somebody's, whatever the format.
    play.keys("Down");
    assert_eq!(asked(&play), ("conll2003", "x.ann"));
    play.tell(Msg::Paste("\u{1b}b".into()));
    assert_eq!(asked(&play).1, "x.annb");
    play.keys("Ctrl-u Enter");
    assert!(matches!(stage(&play), Some(Stage::Refused(_))));
}

#[test]
fn what_is_read_is_for_the_document_that_was_open() {
    let mut play = play("[Анна] Борис");
    play.keys("g i Enter");
    let import = import(&play);
    play.keys("Esc q");
    play.tell(Msg::Imported(
        DocId(0),
        import.text,
        Box::new(Ok(Default::default())),
    ));
    assert!(matches!(play.app.notice, Some(Notice::Refused(_))));
}
