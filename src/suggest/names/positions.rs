//! Positions: «губернатор», «министр промышленности и торговли РФ», right before the person who holds them, or with
//! the place or the body that they are for.

use super::{Kind, Mention, lexicon::Known, words::Words};
use crate::suggest::lexicon::Sense;
use foldhash::fast::FixedState;
use std::{collections::HashSet, sync::LazyLock};

/// Stems of the words for those who hold a position; a case ending follows.
const STEMS: &str = "\
президент премьер премьер-министр вице-премьер министр замминистр губернатор вице-губернатор мэр вице-мэр глав руководител директор гендиректор \
замдиректор председател вице-президент спикер вице-спикер депутат сенатор секретар госсекретар генсек генерал полковник подполковник майор капитан лейтенант \
адмирал маршал посол советник помощник канцлер корол королев принц император цар патриарх митрополит архиепископ епископ папа аятолла шейх эмир \
журналист корреспондент писател поэт режиссер актер актрис певец певиц композитор музыкант художник архитектор ученый профессор академик доктор \
адвокат судь прокурор следовател эксперт аналитик политолог экономист историк философ физик врач учител тренер футболист хоккеист шахматист \
боксер теннисист гонщик космонавт астронавт летчик предпринимател бизнесмен миллиардер олигарх правозащитник активист лидер основател владелец \
начальник заместител представител пресс-секретар комиссар омбудсмен уполномоченн координатор редактор главред ведущ телеведущ блогер кандидат \
экс-президент экс-премьер экс-министр экс-мэр экс-губернатор коллег товарищ господин госпож г-н г-жа мистер сэр лорд отец брат сын жена супруг вдов";

/// The same, to be looked up.
static LISTED: LazyLock<HashSet<&str, FixedState>> =
    LazyLock::new(|| STEMS.split_whitespace().collect());

/// Whether the folded word names somebody who holds a position.
pub fn is_position(folded: &str) -> bool {
    let last = folded.char_indices().rev().take(3).map(|(at, _)| at);
    std::iter::once(folded.len())
        .chain(last)
        .any(|end| LISTED.contains(&folded[..end]) && is_case(&folded[end..]))
}

/// Whether a case of a noun or an adjective ends so.
pub fn is_case(ending: &str) -> bool {
    const CASES: &str =
        " а у ом е ы ов ам ами ах ь я ю ем и ей ям ями ях ой ою ый ого ому ым ая ий его ему им";
    CASES.split(' ').any(|case| case == ending)
}

/// Whether the folded `title` is of somebody who leads or stands for what `name` is, which is in the genitive, and both
/// do not agree: in «лидер Хезболлы» and «кандидатом Хезболлы» no person is named, in «лидера Зюганова» one is.
pub fn is_of_body(title: &str, name: &str) -> bool {
    const BODIES: &str =
        "лидер кандидат основател тренер директор руководител председател капитан начальник";
    const ALSO_STATES: &str = "президент вице-президент премьер-министр министр депутат спикер";
    if let Some(ending) = title.strip_prefix("глав").filter(|it| is_case(it)) {
        return ending != "ы" && is_surely_genitive(name);
    }
    let ending = |stems: &str| {
        let mut stems = stems.split(' ');
        stems.find_map(|stem| title.strip_prefix(stem).filter(|ending| is_case(ending)))
    };
    match (ending(BODIES), ending(ALSO_STATES)) {
        // The title is in the genitive as well.
        (Some("а" | "я"), _) | (_, Some("а")) => false,
        (Some(_), _) => is_surely_genitive(name) || may_be_genitive(name),
        // «президент Обама»
        (_, Some("")) => is_surely_genitive(name),
        (_, Some(_)) => is_surely_genitive(name) || may_be_genitive(name),
        _ => false,
    }
}

fn is_surely_genitive(name: &str) -> bool {
    name.ends_with('ы') || name.ends_with("ии")
}

/// «Талибана»; not «Петрова», which may be a woman.
fn may_be_genitive(name: &str) -> bool {
    const SURNAMES: [&str; 5] = ["ова", "ева", "ина", "ына", "ая"];
    let surname = SURNAMES.iter().any(|ending| name.ends_with(ending));
    name.ends_with(['а', 'я']) && !surname
}

/// The position that ends right before the person whose first word is `person`; it begins at `after` or later, where no
/// other person is.
pub fn position(words: Words<'_>, person: usize, after: usize) -> Option<Mention> {
    // At most so many words of a title.
    const LONGEST: usize = 12;
    let first = (person.saturating_sub(LONGEST).max(after)..person)
        .rev()
        .take_while(|at| words.get(at + 1).is_some_and(|next| next.joined))
        .filter(|at| is_title(words, *at))
        .last()?;
    let fits = (first + 1..person).all(|at| may_be_inside(words, at));
    fits.then(|| mention(words, (first, person), 0.8))
}

/// The position that ends with the place or the body in `holder`: «заместитель председателя Правительства РФ», «глава
/// МИД Германии». Nobody is named; therefore one person at most is meant, and all between is in the genitive. It begins
/// at `after` or later.
pub fn held(words: Words<'_>, holder: &Mention, after: usize) -> Option<Mention> {
    const LONGEST: usize = 8;
    let end = holder.words.end;
    let start = holder.words.start;
    let mut first = None;
    for at in (start.saturating_sub(LONGEST).max(after)..start).rev() {
        let joined = words.get(at + 1).is_some_and(|next| next.joined);
        if !joined || !is_content(words, at) {
            break;
        }
        let folded = words.folded(at);
        if is_titled(&folded) {
            first = Some(at);
            // «директор завода и мэр Самары» are two.
            let joins = |at: usize| words.folded(at) == "и";
            if at.checked_sub(1).is_some_and(joins) {
                break;
            }
        } else if !is_genitive(words, at, &folded) {
            break;
        }
    }
    let first = first?;
    let one = !is_plural(&words.folded(first));
    one.then(|| mention(words, (first, end), 0.75))
}

fn mention(words: Words<'_>, (first, end): (usize, usize), score: f32) -> Mention {
    let first = with_rank(words, first);
    Mention {
        kind: Kind::Position,
        words: first..end,
        range: words.range(first, end),
        score,
        introduces: None,
    }
}

/// «депутаты», «министрами»; «главы» is of one as well.
fn is_plural(folded: &str) -> bool {
    const ENDINGS: [&str; 9] = ["ы", "и", "ов", "ей", "ам", "ами", "ах", "ям", "ями"];
    if let Some(ending) = folded.strip_prefix("глав") {
        return matches!(ending, "" | "ам" | "ами" | "ах");
    }
    ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

/// A word that tells of what the one before is: «торговли», «по», «иностранных».
fn is_genitive(words: Words<'_>, at: usize, folded: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "а", "я", "ы", "и", "ого", "его", "ой", "ей", "ых", "их", "ов", "дел",
    ];
    let known = words
        .get(at)
        .is_some_and(|word| word.capitals || word.known.is(Known::PLACE));
    let ends = ENDINGS.iter().any(|ending| folded.ends_with(ending));
    let verb = ["ла", "ся"].iter().any(|ending| folded.ends_with(ending));
    known || ends && !verb || folded == "по"
}

/// Where the position with the title at `first` begins: «генеральный», «врио», «временно исполняющий обязанности».
fn with_rank(words: Words<'_>, first: usize) -> usize {
    let joined = |at: usize| words.get(at).is_some_and(|it| it.joined);
    let before = |count: usize| first.checked_sub(count).filter(|at| joined(at + 1));
    let acting = before(2).filter(|at| {
        joined(first) && words.folded(at + 1) == "обязанности" && is_acting(words, *at)
    });
    if let Some(acting) = acting {
        let briefly = acting.checked_sub(1).filter(|_| joined(acting));
        let briefly = briefly.filter(|at| words.folded(*at) == "временно");
        return briefly.unwrap_or(acting);
    }
    let rank = before(1).filter(|at| is_rank(words, *at));
    rank.unwrap_or(first)
}

fn is_acting(words: Words<'_>, at: usize) -> bool {
    words.folded(at).starts_with("исполняющ")
}

/// «генеральный», «исполнительный» before a position.
fn is_rank(words: Words<'_>, at: usize) -> bool {
    const RANKS: [&str; 10] = [
        "врио",
        "генеральн",
        "исполнительн",
        "финансов",
        "коммерческ",
        "техническ",
        "главн",
        "старш",
        "перв",
        "действующ",
    ];
    let folded = words.folded(at);
    RANKS.iter().any(|stem| folded.starts_with(stem))
}

fn is_title(words: Words<'_>, at: usize) -> bool {
    is_titled(&words.folded(at))
}

fn is_titled(folded: &str) -> bool {
    const OUTSIDE: [&str; 17] = [
        "коллег",
        "товарищ",
        "господин",
        "госпож",
        "г-н",
        "г-жа",
        "мистер",
        "сэр",
        "лорд",
        "отец",
        "брат",
        "сын",
        "жена",
        "супруг",
        "вдов",
        "папа",
        "кандидат",
    ];
    is_position(folded) && !OUTSIDE.iter().any(|stem| folded.starts_with(stem))
}

/// Titles go on with genitives, names of places and bodies, «и», «по».
fn may_be_inside(words: Words<'_>, at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let known = word.known.is(Known::PLACE) || word.known.is(Known::ORG) || word.capitals;
    let verb = ["ть", "ал", "ил", "ял", "ает", "ся"];
    let folded = words.folded(at);
    known
        || word.capital
        || is_content(words, at) && !verb.iter().any(|ending| folded.ends_with(ending))
}

/// Neither a preposition nor another word that ends a title.
fn is_content(words: Words<'_>, at: usize) -> bool {
    let sense = words.get(at).and_then(|word| words.atoms.word(word.first));
    matches!(
        sense,
        Some(Sense::Other | Sense::And | Sense::Along | Sense::Reference)
    )
}
