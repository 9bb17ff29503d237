use super::*;
use crate::{
    annotation::{Annotation, Id, Layer, Parts, Rejection, Schema, Status},
    suggest::Knowledge,
    text::{Text, TextRange},
};
use proptest::prelude::*;
use std::sync::Arc;

const MARKED: &str = "Вчера [PER:Пётр Ильин] приехал в [LOC:Заречье]. Завод [ORG:«Ромашка»] открыли.\n\
    Позже [PER:Анна Ильина] рассказала о заводе [ORG:«Лютик»]. Ветер был слаб, дождь шёл весь день.\n\
    Вечером [PER:Олег Громов] уехал из города. Цех [ORG:«Василёк»] закрыли, дорогу в [LOC:Междуречье] тоже.\n";

/// The text of `marked` without its marks, and the marks.
fn parse(marked: &str) -> (Text, Layer) {
    let (mut plain, mut items) = (String::new(), Vec::new());
    for part in marked.split_inclusive(']') {
        let Some((before, inside)) = part.split_once('[') else {
            plain.push_str(part);
            continue;
        };
        let (label, words) = inside.trim_end_matches(']').split_once(':').unwrap();
        plain.push_str(before);
        let range = TextRange::from_usize(plain.len()..plain.len() + words.len());
        plain.push_str(words);
        items.push(Arc::new(Annotation {
            id: Id::new(&format!("a{}", items.len())),
            label: label.into(),
            parts: Parts::one(range).unwrap(),
            measure: None,
            fields: Fields::new(),
            note: String::new(),
        }));
    }
    let layer = Layer {
        status: Status::Done,
        annotations: items.into_iter().collect(),
        ..Layer::default()
    };
    (Text::new(plain).unwrap(), layer)
}

pub(super) fn text() -> Text {
    parse(MARKED).0
}

pub(super) fn layer() -> Layer {
    parse(MARKED).1
}

fn find(model: &Model, text: &str) -> Vec<String> {
    let text = Text::new(text).unwrap();
    let found = model.find(&text).into_iter();
    found
        .map(|it| format!("{} {}", it.label, text.slice(it.range)))
        .collect()
}

fn learnt(marked: &str) -> Model {
    let (text, layer) = parse(marked);
    learn(
        &[Lesson {
            text: &text,
            layer: &layer,
        }; 4],
        7,
    )
}

#[test]
fn what_is_like_the_lessons_is_found() {
    let model = learnt(MARKED);
    let found = find(
        &model,
        "Завтра Глеб Ильин вернётся. Завод «Фиалка» откроют.",
    );
    assert_eq!(found, ["PER Глеб Ильин", "ORG «Фиалка»"]);
    assert!(find(&model, "Дождь шёл, ветер был слаб.").is_empty());
    assert!(find(&model, "").is_empty());
}

#[test]
fn any_label_can_be_learnt_also_in_lower_case() {
    let model = learnt(
        "Варят [ЕДА:суп].\nВарят [ЕДА:кашу] и [ЕДА:суп].\nПекут хлеб.\nВарят [ЕДА:кашу].\nСтроят дом.\n",
    );
    assert_eq!(find(&model, "Опять варят суп."), ["ЕДА суп"]);
    let schema = Schema::standard();
    let knowledge = Knowledge {
        model: Some(model),
        ..Knowledge::default()
    };
    let (text, layer) = (Text::new("Опять варят суп.").unwrap(), Layer::default());
    let mut found = Vec::new();
    let ground = Ground {
        knowledge: &knowledge,
        ..Ground::new(&text, &schema, &layer)
    };
    Learner.propose(ground, &mut found);
    assert_eq!(found, [], "the schema has no such label");
}

#[test]
fn an_unfinished_document_teaches_up_to_the_last_annotation() {
    let (text, mut layer) = parse("Варят [DOC:суп].\nПекут хлеб.\nЕдят [DOC:суп].\nПьют чай.\n");
    let of = |layer: &Layer| {
        let lesson = Lesson { text: &text, layer };
        let examples = lesson::examples(lesson, &["DOC".into()]);
        (lesson.extent(), examples.len())
    };
    let last = layer.annotations.nth(1).unwrap().parts.cover();
    assert_eq!(of(&layer), (text.full_range(), 4));
    layer.status = Status::InProgress;
    assert_eq!((of(&layer).0.end(), of(&layer).1), (last.end(), 3));
    assert_eq!(of(&Layer::default()), (TextRange::default(), 0));
}

#[test]
fn what_was_refused_is_unlearnt() {
    let (text, mut layer) =
        parse("Едят [DOC:суп].\nЕдят [DOC:кашу].\nЕдят рыбу.\nЕдят [DOC:хлеб].\n");
    layer.status = Status::InProgress;
    let at = text.as_str().find("рыбу").unwrap();
    layer.rejections.push(Rejection {
        label: "DOC".into(),
        parts: Parts::one(TextRange::from_usize(at..at + "рыбу".len())).unwrap(),
        by: "learner".to_owned(),
    });
    let lesson = Lesson {
        text: &text,
        layer: &layer,
    };
    let examples = lesson::examples(lesson, &["DOC".into()]);
    let refused: Vec<bool> = examples.iter().map(|it| it.refused).collect();
    assert_eq!(refused, [false, false, true, false]);
    let model = learn(&[lesson], 7);
    assert!(find(&model, "Едят рыбу.").is_empty());
    assert_eq!(find(&model, "Едят суп."), ["DOC суп"]);
}

#[test]
fn of_nested_annotations_the_outermost_are_learnt() {
    let (text, layer) = parse("Мэрия [ORG:Москвы] открыта.\n");
    let outer = TextRange::from_usize(0.."Мэрия Москвы".len());
    let mut all = layer.clone();
    all.annotations.put(Arc::new(Annotation {
        id: Id::new("outer"),
        label: "LOC".into(),
        parts: Parts::one(outer).unwrap(),
        ..(**layer.annotations.nth(0).unwrap()).clone()
    }));
    let examples = lesson::examples(
        Lesson {
            text: &text,
            layer: &all,
        },
        &["LOC".into(), "ORG".into()],
    );
    assert_eq!(tags::spans(&examples[0].tags), [(0..2, 0)]);
}

#[test]
fn more_can_be_learnt_later() {
    let model = learnt(MARKED);
    let (text, layer) = parse("Судно [ORG:Заря] вышло в море. Судно [ORG:Буря] ждёт.\n");
    let later = Lesson {
        text: &text,
        layer: &layer,
    };
    let refined = refine(&model, &[later; 4], 7);
    assert_eq!(find(&refined, "Судно Роса пришло."), ["ORG Роса"]);
    assert_eq!(
        find(&refined, "Завтра Глеб Ильин вернётся."),
        ["PER Глеб Ильин"]
    );
    let (text, layer) = parse("Варят [ЕДА:суп].\n");
    let other = refine(
        &model,
        &[Lesson {
            text: &text,
            layer: &layer,
        }],
        7,
    );
    assert_eq!(other.labels(), ["ЕДА".into()]);
}

#[test]
fn nothing_is_learnt_from_nothing() {
    let model = learn(&[], 7);
    assert!(model.labels().is_empty() && find(&model, "Иван Петров.").is_empty());
    assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_same_lessons_and_seed_make_the_same_model(
        words in prop::collection::vec("[А-Я]?[а-я]{1,6}|\\[PER:[А-Я][а-я]{2,5}\\]|\\[ORG:«[а-я]{3}»\\]|[.\n,]", 1..60),
        seed in any::<u64>(),
    ) {
        let (text, layer) = parse(&words.join(" "));
        let lessons = [Lesson { text: &text, layer: &layer }; 3];
        let model = learn(&lessons, seed);
        prop_assert_eq!(model.to_bytes(), learn(&lessons, seed).to_bytes());
        prop_assert_eq!(refine(&model, &lessons, seed).to_bytes(), refine(&model, &lessons, seed).to_bytes());
        for it in model.find(&text) {
            prop_assert!(text.is_grapheme_border(it.range.start()) && (0.0..=1.0).contains(&it.score));
        }
    }
}

#[test]
fn what_is_found_in_a_very_long_text_stands_where_it_says() {
    let (text, layer) = parse("Приехал [PER:Глеб Ильин].\n");
    let model = learn(
        &[Lesson {
            text: &text,
            layer: &layer,
        }; 8],
        7,
    );
    let line = "Снова приехал Глеб Ильин. ";
    for end in ["", "\n"] {
        let text = Text::new(format!("{line}{end}").repeat(24_000)).unwrap();
        let found = model.find(&text);
        assert!(found.len() > 23_900, "{}", found.len());
        assert!(found.is_sorted_by_key(|it| it.range.start()));
        assert!(found.iter().all(|it| text.slice(it.range) == "Глеб Ильин"));
    }
}
