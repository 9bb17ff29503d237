//! Persons: initials and surname, first name with what follows, a surname after a position.

use super::{
    Kind, Mention,
    again::Introduced,
    common::{is_common, is_named_after},
    lexicon::Known,
    positions,
    words::{Word, Words, is_function},
};
use crate::suggest::lexicon::Sense;

/// The person that begins with word `at`.
pub fn person(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words.get(at)?;
    if !word.capital {
        return None;
    }
    initials_first(words, at)
        .or_else(|| surname_first(words, at))
        .or_else(|| first_name(words, at))
        .or_else(|| patronymic(words, at))
        .or_else(|| after_position(words, at))
        .or_else(|| foreign(words, at))
        .filter(|_| !is_borne(words, at))
}

/// «стадион Юрия Гагарина»
fn is_borne(words: Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| words.next(at).is_some());
    before.is_some_and(|at| is_named_after(&words.folded(at)))
}

fn mention(
    words: Words<'_>,
    (from, to): (usize, usize),
    score: f32,
    surname: Option<&Word>,
) -> Option<Mention> {
    Some(Mention {
        kind: Kind::Person,
        words: from..to,
        range: words.range(from, to),
        score,
        introduces: surname.map(|word| Introduced::Surname {
            first: None,
            surname: word.folded.clone(),
        }),
    })
}

/// «С. В. Пересторонин».
fn initials_first(words: Words<'_>, at: usize) -> Option<Mention> {
    let free = matches!(
        words.sign_before(at),
        None | Some('«' | '(' | '"' | '„' | '—')
    );
    let mut end = if free { at } else { return None };
    while words
        .get(end)
        .is_some_and(|word| word.initial && (end == at || word.joined))
        && end < at + 3
    {
        end += 1;
    }
    let surname = words
        .next(end)
        .filter(|word| end > at && word.titled && word.folded.chars().count() > 2)?;
    mention(words, (at, end + 1), 0.97, Some(surname))
}

/// «Пересторонин С. В.», «Иванов Иван Иванович».
fn surname_first(words: Words<'_>, at: usize) -> Option<Mention> {
    let surname = words
        .get(at)
        .filter(|word| word.may_be_surname() && !is_function(words.atoms, word.first))?;
    let next = words.next(at + 1)?;
    if next.initial {
        let second = words.next(at + 2).is_some_and(|word| word.initial);
        let end = at + 2 + usize::from(second);
        // «Встретил А. Петров»: the initials belong to what follows.
        let taken = words.next(end).is_some_and(|word| word.titled);
        let dotted = words.get(end - 1).map_or(0, |word| word.end + 1);
        let mut found = mention(words, (at, end), 0.9, Some(surname)).filter(|_| !taken)?;
        found.range = words.atoms.range(surname.first, dotted);
        return Some(found);
    }
    let named = next.titled && (next.known.is(Known::FIRST) || next.known.is(Known::UNSURE));
    let patronymic = words.next(at + 2).is_some_and(Word::is_patronymic);
    let known = || surname.known.is(Known::FIRST) || !surname.has_surname_ending();
    (named && patronymic && !known()).then(|| mention(words, (at, at + 3), 0.95, Some(surname)))?
}

/// «Владимир Путин», «Иван Иванович», «Джордж Уокер Буш», «Иван».
fn first_name(words: Words<'_>, at: usize) -> Option<Mention> {
    let first = words.get(at)?;
    let sure = first.is_first_name();
    let unsure = first.titled && first.known.is(Known::UNSURE);
    if !sure && !unsure {
        return None;
    }
    let mut end = at + 1;
    // «роман Толстого»: both would be in the same case.
    let genitive = words
        .next(end)
        .is_some_and(|next| next.folded.ends_with("ого") && !first.folded.ends_with(['а', 'я']));
    if genitive {
        return None;
    }
    let patronymic = words.next(end).is_some_and(Word::is_patronymic);
    end += usize::from(patronymic);
    while words.next(end).is_some_and(|word| word.initial)
        && words.next(end + 1).is_some_and(|word| word.titled)
    {
        end += 1;
    }
    end += particles(words, end);
    // «Джордж Уокер Буш», «Реджеп Тайип Эрдоган»
    let middle = words
        .next(end)
        .is_some_and(|word| word.is_first_name() || unknown(words, word))
        && words
            .next(end + 1)
            .is_some_and(|word| unknown(words, word) && word.may_be_surname())
        && !words.next(end).is_some_and(Word::has_surname_ending);
    end += usize::from(middle && !patronymic);
    let surname = words
        .next(end)
        .filter(|word| word.may_be_surname() || sure && is_town_too(word));
    match surname {
        Some(surname) => mention(words, (at, end + 1), 0.95, Some(surname)),
        None if patronymic => mention(words, (at, at + 2), 0.95, None),
        None => {
            let place_after = words.next(at + 1).is_some_and(|word| word.capital);
            let alone = !place_after && words.sign_before(at) != Some('«');
            (sure && alone && !is_inside(words, at) && !goes_on(words, at))
                .then(|| mention(words, (at, at + 1), 0.75, None))?
        }
    }
}

/// «Владимир Королёв», «Олег Ростов».
fn is_town_too(word: &Word) -> bool {
    word.known.is(Known::PLACE) && word.has_surname_ending()
}

/// «в Питере»: one is not inside of a person.
fn is_inside(words: Words<'_>, at: usize) -> bool {
    let sense = |word: &Word| words.atoms.word(word.first - 1);
    let joined = words.get(at).filter(|word| word.joined);
    joined.and_then(sense) == Some(Sense::In)
}

/// «Роальд Зиннурович Сагдеев», where the first name is in no list.
fn patronymic(words: Words<'_>, at: usize) -> Option<Mention> {
    let second = words.next(at + 1).filter(|word| word.is_patronymic())?;
    let first = words.get(at).filter(|word| may_be_first(words, word))?;
    let surname = words
        .next(at + 2)
        .filter(|word| unknown(words, word) && word.may_be_surname());
    // «Однако Милошевич»
    let sure = surname.is_some() || first.joined || second.folded.contains("вн");
    let end = at + 2 + usize::from(surname.is_some());
    mention(words, (at, end), 0.9, surname).filter(|_| sure && !first.has_surname_ending())
}

fn unknown(words: Words<'_>, word: &Word) -> bool {
    word.titled
        && !word.known.is(Known::PLACE)
        && !word.known.is(Known::ORG)
        && !is_function(words.atoms, word.first)
        && !is_common(&word.folded)
}

/// Whether `word` may be a first name that no list has.
pub fn may_be_first(words: Words<'_>, word: &Word) -> bool {
    unknown(words, word)
        && !word.folded.is_ascii()
        && !word.is_adjective()
        && !positions::is_position(&word.folded)
}

/// How many words like «фон», «ван дер», «де» are inside of a name from word `at` on.
fn particles(words: Words<'_>, at: usize) -> usize {
    const PARTICLES: [&str; 13] = [
        "фон", "ван", "дер", "де", "да", "дос", "дель", "ибн", "бен", "аль", "эль", "ди", "ла",
    ];
    let is_one = |at: &usize| words.next(*at).is_some() && PARTICLES.contains(&words.text(*at));
    let count = (at..at + 2).take_while(is_one).count();
    let named = words.next(at + count).is_some_and(|word| word.titled);
    if named { count } else { 0 }
}

/// «Джоэл Саймон», «Урсула фон дер Ляйен» where the first name is in no list: beside a verb of speech, after a
/// position, or with a particle that only names have.
fn foreign(words: Words<'_>, at: usize) -> Option<Mention> {
    let fits = |word: &Word| unknown(words, word) && word.may_be_surname() && !word.is_adjective();
    let first = words.get(at).filter(|word| word.titled)?;
    // Most words with a capital letter are followed by a small one.
    let next = words.next(at + 1)?;
    let particles = if next.capital {
        0
    } else {
        particles(words, at + 1)
    };
    let surname = words.next(at + 1 + particles).filter(|word| word.titled)?;
    if !fits(first) || !fits(surname) {
        return None;
    }
    let noble = (at + 1..=at + particles).any(|at| matches!(words.text(at), "фон" | "ван" | "дер"));
    let end = at + 2 + particles;
    let alone = !words.next(end).is_some_and(|next| next.capital) && !goes_on(words, at);
    let before = || first.joined && at > 0 && speaks(&words.folded(at - 1));
    // The first word of a sentence has a capital letter in any case.
    let after = || first.joined && words.next(end).is_some() && speaks(&words.folded(end));
    let told =
        alone && (noble || before() || after() || positions::position(words, at, 0).is_some());
    let mut found = mention(words, (at, end), 0.85, None).filter(|_| told)?;
    found.introduces = Some(Introduced::Surname {
        first: Some(first.folded.clone()),
        surname: surname.folded.clone(),
    });
    Some(found)
}

/// Whether word `at` is a part of what begins before it: a capital letter of a sentence that begins says nothing.
fn goes_on(words: Words<'_>, at: usize) -> bool {
    let joined = |at: usize| words.get(at).filter(|word| word.joined);
    let last = at.checked_sub(1).and_then(joined);
    joined(at)
        .and(last)
        .is_some_and(|last| unknown(words, last) && !positions::is_position(&last.folded))
}

/// Whether the folded word says that somebody says something.
fn speaks(folded: &str) -> bool {
    const PAST: &str = "заявил сообщил сказал рассказал отметил подчеркнул добавил пояснил объяснил уточнил напомнил ответил \
        признал спросил написал пообещал предупредил объявил констатировал";
    const PRESENT: &str = "заявляет сообщает говорит рассказывает отмечает подчеркивает добавляет поясняет объясняет уточняет \
        напоминает отвечает признает пишет обещает предупреждает считает полагает утверждает";
    let past = folded.strip_suffix('а').unwrap_or(folded);
    PAST.split_whitespace().any(|verb| verb == past)
        || PRESENT.split_whitespace().any(|verb| verb == folded)
}

/// «губернатор Бочаров», «президент США Обама».
fn after_position(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words
        .get(at)
        .filter(|word| word.joined && word.may_be_surname())?;
    let before = at.checked_sub(1)?;
    let place = words.get(before).is_some_and(|word| {
        (word.known.is(Known::PLACE) || word.known.is(Known::ORG)) && word.joined
    });
    let position = if place {
        before.checked_sub(1)?
    } else {
        before
    };
    if words.get(position)?.capital || !positions::is_position(&words.folded(position)) {
        return None;
    }
    let fits = |at: &usize| words.next(*at).is_some_and(|next| unknown(words, next));
    let mut end = (at + 1..at + 3).take_while(fits).last().unwrap_or(at) + 1;
    while end > at + 1 && !words.get(end - 1)?.may_be_surname() {
        end -= 1;
    }
    let of_body = end == at + 1 && positions::is_of_body(&words.folded(position), &word.folded);
    // «депутат Законодательного собрания», «руководитель Агентства Амурской области»
    let adjective = words.get(end - 1)?.is_adjective()
        && words
            .next(end)
            .is_some_and(|next| !next.capital && !is_function(words.atoms, next.first));
    let lone = !words.next(at + 1).is_some_and(|next| next.capitals) && !adjective;
    (unknown(words, word) && lone && !of_body)
        .then(|| mention(words, (at, end), 0.88, words.get(end - 1)))?
}
