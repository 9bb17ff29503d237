//! Opening, saving, joining what others wrote, being done.

use super::*;

#[test]
fn keys_pressed_while_a_document_opens_are_meant_for_it() {
    let mut play = play("[раз] два");
    play.keys("q Enter w 1");
    play.opened("раз два", Layer::default());
    assert_eq!(play.state(), "раз <PER>[два]</PER>");
}

#[test]
fn a_field_that_must_be_there_keeps_the_document_from_being_done() {
    let schema = r#"(metka: 1, labels: [(name: "ORG", kind: Entity, fields: [(name: "inn", kind: Text, required: true)])])"#;
    let schema = metka::annotation::schema_file::read(schema, "metka.ron").expect("a schema");
    let mut play = Play::open("Завод открыт", Layer::default(), schema);
    play.keys("1 w d");
    assert_eq!(
        play.state(),
        "<ORG>[Завод]</ORG> открыт",
        "what lacks the field is selected"
    );
    play.keys("e 7 7 Enter d");
    assert_eq!(
        play.disk.as_ref().map(|layer| layer.status),
        Some(Status::Done)
    );
}

#[test]
fn done_goes_on_to_the_next_unfinished_document() {
    let mut play = play("[раз] два");
    play.keys("1 d");
    assert_eq!(
        play.disk.as_ref().map(|layer| layer.status),
        Some(Status::Done)
    );
    assert!(
        matches!(play.effects.last(), Some(Effect::Open(DocId(1)))),
        "{:?}",
        play.effects.last()
    );
}

#[test]
fn what_others_wrote_meanwhile_is_taken_in_and_undo_still_works() {
    let mut play = play("[раз] два три");
    play.answer = false;
    play.keys("1");
    let sent = play.disk.clone().expect("a save under way");
    // Another edit while the first is being written, and somebody else's in the file.
    play.keys("w 2");
    let mut merged = sent.clone();
    let (_, _, theirs) = parse("раз два <ORG>[три]</ORG>");
    merged
        .annotations
        .put(theirs.annotations.nth(0).expect("an annotation").clone());
    play.answer = true;
    play.tell(Msg::Saved(
        DocId(0),
        Box::new(Ok(Saved {
            merged: Some(merged),
        })),
    ));
    assert_eq!(
        play.state(),
        "<PER>раз</PER> <POS>[два]</POS> <ORG>три</ORG>"
    );
    let disk = |play: &Play| play.disk.as_ref().map(|layer| layer.annotations.len());
    assert_eq!(
        disk(&play),
        Some(3),
        "the second edit is written with theirs"
    );
    play.keys("u u");
    assert_eq!(play.state(), "[раз] два <ORG>три</ORG>");
    assert_eq!(disk(&play), Some(1));
}

/// What the disk merged when another session had written `theirs` meanwhile, on the same base.
fn merged_with(play: &mut Play, base: &Layer, theirs: &Layer) {
    let sent = play.disk.clone().expect("a save under way");
    let merged = Some(merge(base, &sent, theirs));
    play.answer = true;
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged }))));
}

/// What another session said, under an id that comes before all of ours.
fn twin(state: &str) -> Layer {
    let (_, _, layer) = parse(state);
    let smaller = |it: &Arc<Annotation>| {
        let id = Id::new("!");
        Arc::new(Annotation {
            id,
            ..(**it).clone()
        })
    };
    Layer {
        annotations: layer.annotations.iter().map(smaller).collect(),
        ..layer
    }
}

#[test]
fn undo_follows_what_two_sessions_created_alike() {
    let mut play = play("[раз] два");
    let (base, theirs) = (Layer::default(), twin("<PER>раз</PER> [два]"));
    play.answer = false;
    play.keys("1");
    merged_with(&mut play, &base, &theirs);
    assert_eq!(play.state(), "<PER>[раз]</PER> два");
    assert_eq!(only(&play).id, Id::new("!"));
    play.keys("u");
    assert_eq!(play.state(), "[раз] два");
    assert_eq!(play.written(), Some(0));
    play.keys("U");
    assert_eq!(only(&play).id, Id::new("!"));
}

#[test]
fn what_was_done_to_a_twin_before_the_merge_was_known_is_done_to_the_one_that_is_left() {
    let theirs = twin("<PER>раз</PER> [два]");
    for (since, after) in [
        ("3", "<ORG>[раз]</ORG> два"),
        ("x", "[раз] два"),
        ("e д а", "<PER>[раз]</PER> два"),
    ] {
        let mut play = play("[раз] два");
        play.answer = false;
        play.keys("1");
        let sent = play.disk.clone();
        play.keys(since);
        play.disk = sent;
        merged_with(&mut play, &Layer::default(), &theirs);
        if matches!(play.app.popup, Some(Popup::Form(_))) {
            play.keys("Enter");
            assert_eq!(only(&play).note, "да");
        }
        assert_eq!(play.state(), after, "{since}");
        assert_eq!(play.written(), Some(usize::from(since != "x")), "{since}");
    }
}

#[test]
fn an_undo_that_others_left_nothing_of_says_so() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.keys("1");
    let mut merged = play.disk.clone().expect("a save under way");
    merged.annotations = parse("[раз] два").2.annotations;
    play.answer = true;
    let merged = Some(merged);
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged }))));
    assert_eq!(play.state(), "[раз] два", "they removed it");
    play.keys("u");
    let told = super::macros::said(&play);
    assert!(told.contains("в другом сеансе"), "{told}");
}

#[test]
fn a_form_keeps_what_others_made_of_its_annotation_meanwhile() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.keys("1 e о");
    let mut merged = play.disk.clone().expect("a save under way");
    let theirs = Annotation {
        label: "ORG".into(),
        ..only(&play)
    };
    merged.annotations.put(Arc::new(theirs));
    play.answer = true;
    let merged = Some(merged);
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged }))));
    play.keys("к Enter");
    let annotation = only(&play);
    assert_eq!((&*annotation.label, &*annotation.note), ("ORG", "ок"));
}

#[test]
fn a_read_only_layer_takes_no_edit() {
    let mut play = play("[раз] два");
    play.keys("q Enter");
    play.fault = Some(Problem::new(metka::msg!("layer-damaged")));
    play.opened("раз два", Layer::default());
    play.keys("1 t p x m d");
    assert_eq!(play.state(), "[раз] два");
    assert!(play.disk.is_none());
}

#[test]
fn a_document_is_not_forgotten_before_its_last_edit_is_saved() {
    let mut play = play("[раз] два три");
    play.answer = false;
    play.keys("1 w 2 q");
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    assert!(!play.closed());
    play.tell(saved());
    assert_eq!(play.written(), Some(2));
    assert!(!play.closed(), "the second write is under way");
    play.tell(saved());
    assert!(play.closed());
}

#[test]
fn what_waits_for_a_write_is_put_aside_when_the_line_is_lost() {
    let mut play = play("[раз] два три");
    play.answer = false;
    play.keys("1 w 2");
    play.tell(Msg::Terminate);
    let aside: Vec<_> = play
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Stash(_, layer, base) => {
                Some((layer.annotations.len(), base.annotations.len()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(aside, [(2, 0)]);
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    play.tell(saved());
    assert_eq!(play.written(), Some(2));
    play.tell(saved());
    assert!(
        play.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Exit))
    );
}

#[test]
fn no_write_overtakes_the_reading_of_its_document() {
    let mut play = refused("[раз] два три");
    play.tell(Msg::Timer(Timer::Retry));
    assert_eq!(play.written(), None, "what is being read is not known yet");
    let (text, _, theirs) = parse("раз два <ORG>[три]</ORG>");
    play.opened(&text, theirs);
    assert_eq!(play.state(), "<PER>[раз]</PER> два <ORG>три</ORG>");
    assert_eq!(play.written(), Some(2));
}

#[test]
fn a_reading_that_was_given_up_still_joins_what_others_wrote() {
    let mut play = refused("[раз] два три");
    play.keys("Esc");
    let (text, _, theirs) = parse("раз два <ORG>[три]</ORG>");
    play.opened(&text, theirs);
    assert!(play.app.reader.is_none());
    assert_eq!(play.written(), Some(2));
    assert!(play.closed());
}

#[test]
fn a_file_that_cannot_be_used_takes_nothing_from_what_is_not_saved() {
    let mut play = refused("[раз] <ORG>два</ORG> три");
    play.fault = Some(Problem::new(metka::msg!("layer-damaged")));
    play.opened("раз два три", Layer::default());
    assert_eq!(play.state(), "<PER>[раз]</PER> <ORG>два</ORG> три");
    assert_eq!(play.written(), Some(2));
}

#[test]
fn what_is_put_aside_stays_there_while_the_file_cannot_be_used() {
    let mut play = play("[раз] два");
    play.keys("q Enter");
    play.fault = Some(Problem::new(metka::msg!("layer-damaged")));
    play.stashed = true;
    let (text, _, layer) = parse("раз <ORG>[два]</ORG>");
    play.opened(&text, layer);
    play.keys("q");
    assert!(play.disk.is_none());
}

#[test]
fn a_survey_that_comes_late_does_not_take_back_what_was_done() {
    let mut play = play("[раз] два");
    play.keys("1 d");
    let survey = Survey {
        title: "раз".into(),
        ..Survey::default()
    };
    play.tell(Msg::Surveyed(vec![(DocId(0), survey)]));
    let entry = play.app.corpus.entry(DocId(0)).expect("a document");
    let shown = entry.survey.as_ref().map(|survey| survey.entities);
    assert_eq!((entry.status(), shown), (Status::Done, Some(1)));
    assert_eq!(entry.title(), "раз");
}

/// What was read of document `id` again, with so many entities.
fn read_again(id: u32, entities: u32) -> Msg {
    let survey = Survey {
        title: "раз".into(),
        entities,
        bytes: Some(7000),
        ..Survey::default()
    };
    Msg::Changed(vec![(DocId(id), survey)])
}

#[test]
fn what_others_did_is_shown_but_not_before_what_is_not_saved_yet() {
    let mut play = play("[раз] два");
    let entities = |play: &Play| {
        let entry = play.app.corpus.entry(DocId(0)).expect("a document");
        entry.survey.as_ref().map(|survey| survey.entities)
    };
    play.answer = false;
    play.keys("1 q");
    play.tell(read_again(0, 5));
    assert_eq!(entities(&play), Some(1), "the save is on its way");
    let saved = Saved { merged: None };
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(saved))));
    play.tell(read_again(0, 5));
    assert_eq!(entities(&play), Some(5));
    let bytes = play.app.corpus.entry(DocId(0)).map(|entry| entry.bytes);
    assert_eq!(bytes, Some(7000));
}

#[test]
fn the_files_are_looked_at_again_when_one_is_back_in_the_list_and_all_is_saved() {
    let mut play = play("[раз] два");
    let looks = |play: &Play| {
        let look = |effect: &&Effect| matches!(effect, Effect::Look(false));
        play.effects.iter().filter(look).count()
    };
    play.answer = false;
    play.keys("1 q");
    assert_eq!(looks(&play), 0, "the save is on its way");
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None }))));
    assert_eq!(looks(&play), 1);
}

#[test]
fn an_open_document_whose_layer_others_changed_is_joined_with_it() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.tell(read_again(0, 5));
    assert!(play.disk.is_some(), "saving joins both");
    let (_, _, theirs) = parse("раз <ORG>[два]</ORG>");
    let merged = Some(theirs);
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged }))));
    assert_eq!(play.state(), "[раз] <ORG>два</ORG>");
    play.tell(Msg::TextChanged(DocId(0)));
    assert!(matches!(&play.app.notice, Some(Notice::Refused(it)) if it.id == "text-changed"));
}

#[test]
fn a_document_that_comes_late_stands_where_its_path_belongs() {
    let mut play = play("[раз]");
    play.keys("q");
    let found = |path: &str| Found {
        path: path.into(),
        bytes: 0,
    };
    play.tell(Msg::Found(vec![found("a.d/x.txt"), found("c.txt")]));
    let paths = |play: &Play| {
        let shown = play.app.list.shown.iter();
        let entries = shown.filter_map(|doc| play.app.corpus.entry(*doc));
        entries.map(|entry| entry.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&play), ["a.d/x.txt", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(play.app.list.current(), Some(DocId(0)));
    play.keys("s s s s s");
    assert_eq!(paths(&play), ["a.d/x.txt", "a.txt", "b.txt", "c.txt"]);
}

#[test]
fn the_filter_finds_through_case_layout_and_spelling() {
    let mut play = play("[раз]");
    play.tell(Msg::Surveyed(
        ["Ёлочные игрушки", "Денис Мантуров в Волгограде"]
            .iter()
            .zip(0..)
            .map(|(title, id)| {
                (
                    DocId(id),
                    Survey {
                        title: (*title).to_owned(),
                        ..Survey::default()
                    },
                )
            })
            .collect(),
    ));
    play.keys("q");
    for (typed, first) in [
        ("е л о ч", 0),
        ("в о л г", 1),
        ("d j k u", 1),
        ("М А Н", 1),
        ("b . t x t", 1),
        ("и ю е ч е", 1),
    ] {
        play.keys(&format!("f Ctrl-u {typed}"));
        assert_eq!(
            play.app.list.current(),
            Some(DocId(first)),
            "{typed}: {:?}",
            play.app.list.shown
        );
        play.keys("Enter");
    }
}

#[test]
fn a_form_that_is_right_is_kept_when_the_line_is_lost() {
    let mut play = play("[раз] два");
    play.keys("1 e д а");
    play.tell(Msg::Terminate);
    let note = |layer: &Layer| {
        layer
            .annotations
            .nth(0)
            .expect("an annotation")
            .note
            .clone()
    };
    assert_eq!(play.disk.as_ref().map(note).as_deref(), Some("да"));
    assert!(
        play.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Exit))
    );
}

#[test]
fn whoever_goes_on_working_is_not_thrown_out() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.keys("1 q q");
    play.keys("j");
    play.tell(Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None }))));
    assert!(
        !play
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Exit))
    );
}

#[test]
fn a_document_that_is_left_stays_open_until_all_of_it_is_saved() {
    let mut play = play("[раз] два");
    play.answer = false;
    // The second edit waits for the first to be written.
    play.keys("1 w 2 q");
    let closed = |play: &Play| {
        let mut effects = play.effects.iter();
        effects.any(|effect| matches!(effect, Effect::Close(DocId(0))))
    };
    let saved = |play: &mut Play| {
        let saved = Box::new(Ok(Saved { merged: None }));
        play.tell(Msg::Saved(DocId(0), saved));
    };
    assert!(!closed(&play), "left");
    saved(&mut play);
    assert_eq!(play.disk.as_ref().map(|l| l.annotations.len()), Some(2));
    assert!(!closed(&play), "the second edit is on its way");
    saved(&mut play);
    assert!(closed(&play));
}

#[test]
fn a_document_is_closed_only_when_its_last_edit_is_written() {
    let mut play = Play::open("раз два три", Layer::default(), Schema::standard());
    play.answer = false;
    play.keys("1 w 1 q");
    let closed = |play: &Play| {
        let effects = play.effects.iter();
        effects.filter(|it| matches!(it, Effect::Close(_))).count()
    };
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    assert_eq!(closed(&play), 0, "one write is under way, one is to come");
    play.tell(saved());
    assert_eq!(closed(&play), 0, "the second write is under way");
    assert_eq!(play.disk.as_ref().map(|it| it.annotations.len()), Some(2));
    play.tell(saved());
    assert_eq!(closed(&play), 1);
}

#[test]
fn what_lost_its_place_is_put_where_the_person_says() {
    let before = "[]Завод Гефест <LOC>открыт</LOC>";
    let mut play = waiting(before);
    play.keys("g u");
    assert_eq!(play.state(), "Завод [Гефест] <LOC>открыт</LOC>");
    play.keys("m");
    assert_eq!(play.state(), "Завод <ORG>[Гефест]</ORG> <LOC>открыт</LOC>");
    let disk = play.disk.clone().expect("saved");
    let placed = disk.annotations.get(&Id::new("lost")).expect("placed");
    assert_eq!((&*placed.note, disk.unplaced.len()), ("важно", 0));
    play.keys("u");
    assert_eq!(play.state(), "Завод [Гефест] <LOC>открыт</LOC>");
    assert_eq!(play.disk.as_ref().map(|it| it.unplaced.len()), Some(1));
    // Esc leaves the walk: the keys mean what they always do.
    play.keys("g u Esc l l x");
    assert_eq!(play.state(), "Завод Гефест [открыт]");
}

#[test]
fn what_stood_where_a_place_was_lost_is_known_while_it_is_shown() {
    let stood = |play: &Play| {
        let (text, parts) = play.app.reader.as_ref()?.stood()?;
        Some(text.slice(parts.cover()).to_owned())
    };
    let mut play = waiting_after("Завод Изопан открыт", "[]Завод Гефест открыт");
    assert_eq!((stood(&play), play.app.rows_of_stood()), (None, 0));
    let height = |play: &Play| play.app.reader_areas().text.height;
    let before = height(&play);
    play.keys("g u");
    assert_eq!(stood(&play).as_deref(), Some("Изопан"));
    assert_eq!(before - height(&play), 2, "it hides no text");
    let size = |rows| Msg::Resize(Size { columns: 40, rows });
    play.tell(size(10));
    assert_eq!(play.app.rows_of_stood(), 0);
    play.tell(size(24));
    play.keys("m");
    assert_eq!((stood(&play), height(&play)), (None, before));
    play.keys("u g u");
    assert_eq!(stood(&play).as_deref(), Some("Изопан"));
    // A text that was decoded otherwise says something else there.
    for other in ["Завод Изопал открыт", "Завод"] {
        let mut play = waiting_after(other, "[]Завод Гефест открыт");
        play.keys("g u");
        assert_eq!(stood(&play), None, "{other}");
    }
}

#[test]
fn what_lost_its_place_is_shown_where_it_most_likely_belongs() {
    let mut play = waiting("[]Завод Гефест, завод «Изопаном» и <ORG>Изопан</ORG>");
    play.keys("g u");
    assert_eq!(
        play.state(),
        "Завод Гефест, завод «[Изопаном]» и <ORG>Изопан</ORG>",
        "what carries the label already is passed over"
    );
    let guessed = |play: &Play| play.app.reader.as_ref().is_some_and(|it| it.guessed);
    assert!(guessed(&play));
    play.keys("q");
    let waiting = |play: &Play| {
        let entry = play.app.corpus.entry(DocId(0)).expect("an entry");
        entry.survey.as_ref().map(|survey| survey.waiting)
    };
    assert_eq!(waiting(&play), Some(1), "the list tells of it");
    let mut play = self::waiting("[]Завод Гефест открыт");
    play.keys("g u");
    assert!(!guessed(&play), "it is where it was");
    play.keys("m q");
    assert_eq!(waiting(&play), Some(0));
}

#[test]
fn what_lost_its_place_is_dropped_with_its_relations_and_comes_back() {
    let mut play = waiting("[]Завод Гефест <LOC>открыт</LOC>");
    let before = play.app.reader.as_ref().map(|it| it.layer.clone());
    play.keys("g u Delete");
    let disk = play.disk.clone().expect("saved");
    assert_eq!((disk.unplaced.len(), disk.relations.len()), (0, 0));
    play.keys("u");
    let after = play.app.reader.as_ref().map(|it| it.layer.clone());
    let told = |layer: &Option<Layer>| {
        let layer = layer.clone().expect("open");
        (layer.annotations, layer.unplaced, layer.relations)
    };
    assert_eq!(told(&after), told(&before));
    let mut none = self::play("[Завод]");
    none.keys("g u");
    assert_eq!(none.state(), "[Завод]");
}

#[test]
fn no_document_is_read_before_the_last_edit_is_on_its_way() {
    let mut play = play("[раз] два");
    play.answer = false;
    play.keys("1 w 2 >");
    let opens = |play: &Play| {
        let open = |it: &&Effect| matches!(it, Effect::Open(DocId(1)));
        play.effects.iter().filter(open).count()
    };
    assert_eq!(opens(&play), 0, "the second edit would wait for it");
    let saved = || Msg::Saved(DocId(0), Box::new(Ok(Saved { merged: None })));
    play.tell(saved());
    assert_eq!((play.written(), opens(&play)), (Some(2), 1));
    play.tell(saved());
    assert_eq!(opens(&play), 1, "once is enough");
}
