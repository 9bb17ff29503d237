//! Positions: «губернатор», «министр промышленности и торговли РФ», right before the person who holds them.

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

fn is_case(ending: &str) -> bool {
    const CASES: &str =
        " а у ом е ы ов ам ами ах ь я ю ем и ей ям ями ях ой ою ый ого ому ым ая ий его ему им";
    CASES.split(' ').any(|case| case == ending)
}

/// The position that ends right before the person whose first word is `person`.
pub fn position(words: Words<'_>, person: usize) -> Option<Mention> {
    // At most so many words of a title.
    const LONGEST: usize = 12;
    let first = (person.saturating_sub(LONGEST)..person)
        .rev()
        .take_while(|at| words.get(at + 1).is_some_and(|next| next.joined))
        .filter(|at| is_title(words, *at))
        .last()?;
    let fits = (first + 1..person).all(|at| may_be_inside(words, at));
    let joined = words.get(first).is_some_and(|it| it.joined);
    let rank = first
        .checked_sub(1)
        .filter(|at| joined && is_rank(words, *at));
    let first = rank.unwrap_or(first);
    fits.then(|| Mention {
        kind: Kind::Position,
        words: first..person,
        range: words.range(first, person),
        score: 0.8,
        surname: None,
    })
}

/// «генеральный», «исполнительный» before a position.
fn is_rank(words: Words<'_>, at: usize) -> bool {
    const RANKS: [&str; 9] = [
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
    let folded = words.folded(at);
    is_position(&folded) && !OUTSIDE.iter().any(|stem| folded.starts_with(stem))
}

/// Titles go on with genitives, names of places and bodies, «и», «по».
fn may_be_inside(words: Words<'_>, at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let known = word.known.is(Known::PLACE) || word.known.is(Known::ORG) || word.capitals;
    let small = matches!(
        words.atoms.word(word.first),
        Some(Sense::Other | Sense::And | Sense::Along) | Some(Sense::Reference)
    );
    let verb = ["ть", "ал", "ил", "ял", "ает", "ся"];
    let folded = words.folded(at);
    known || word.capital || small && !verb.iter().any(|ending| folded.ends_with(ending))
}
