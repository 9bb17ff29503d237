//! The cases of a name by its ending. Rather one form too many than one too few: a form that no case has is met
//! nowhere.

/// The forms of `name`, which is in the nominative and may have a hyphen: «Улан-Удэ» declines its last part.
pub fn forms(name: &str) -> Vec<String> {
    if let Some(irregular) = irregular(name) {
        return irregular.split(' ').map(str::to_owned).collect();
    }
    let (stem, endings) = parts(name);
    endings
        .iter()
        .map(|ending| format!("{stem}{ending}"))
        .collect()
}

fn irregular(name: &str) -> Option<&'static str> {
    Some(match name {
        "Павел" => "Павел Павла Павлу Павлом Павле",
        "Пётр" => "Пётр Петра Петру Петром Петре",
        "Лев" => "Лев Льва Льву Львом Льве",
        "Орёл" => "Орёл Орла Орлу Орлом Орле",
        "Львов" => "Львов Львова Львову Львовом Львове",
        "Любовь" => "Любовь Любови Любовью",
        "Ростов-на-Дону" => {
            "Ростов-на-Дону Ростова-на-Дону Ростову-на-Дону Ростовом-на-Дону Ростове-на-Дону"
        }
        "Комсомольск-на-Амуре" => {
            "Комсомольск-на-Амуре Комсомольска-на-Амуре Комсомольске-на-Амуре"
        }
        "Калач-на-Дону" => "Калач-на-Дону Калача-на-Дону Калаче-на-Дону",
        "Чили" | "Перу" | "Сочи" => return None,
        _ => return None,
    })
}

/// What stays and what changes.
fn parts(name: &str) -> (&str, &'static [&'static str]) {
    const RULES: &[(&str, &[&str])] = &[
        ("ский", &["ский", "ского", "скому", "ским", "ском"]),
        ("цкий", &["цкий", "цкого", "цкому", "цким", "цком"]),
        ("ный", &["ный", "ного", "ному", "ным", "ном"]),
        ("ия", &["ия", "ии", "ию", "ией"]),
        ("ий", &["ий", "ия", "ию", "ием", "ии"]),
        ("ье", &["ье", "ья", "ью", "ьем"]),
        ("ово", &["ово", "ова", "ову", "овом", "ове"]),
        ("ево", &["ево", "ева", "еву", "евом", "еве"]),
        ("ино", &["ино", "ина", "ину", "ином", "ине"]),
        ("ец", &["ец", "ца", "цу", "цом", "це"]),
        ("ка", &["ка", "ки", "ке", "ку", "кой"]),
        ("га", &["га", "ги", "ге", "гу", "гой"]),
        ("ха", &["ха", "хи", "хе", "ху", "хой"]),
        ("а", &["а", "ы", "е", "у", "ой", "и", "ей"]),
        ("я", &["я", "и", "е", "ю", "ей"]),
        ("ль", &["ль", "ля", "лю", "лем", "ле", "ли", "лью"]),
        ("ь", &["ь", "и", "ю", "ем", "е", "ью", "я"]),
        ("й", &["й", "я", "ю", "ем", "е"]),
        ("ы", &["ы", "", "ам", "ами", "ах", "ов"]),
        ("ки", &["ки", "ок", "кам", "ками", "ках"]),
        ("щи", &["щи", "щ", "щам", "щах"]),
        ("и", &["и"]),
    ];
    let rule = RULES
        .iter()
        .find_map(|(ending, endings)| Some((name.strip_suffix(ending)?, *endings)));
    rule.unwrap_or_else(|| match name.chars().next_back() {
        Some('о' | 'е' | 'у' | 'ю' | 'э' | 'ё' | 'О' | 'Е') => (name, &[""]),
        Some(last) if last.is_uppercase() || last.is_ascii() => (name, &[""]),
        _ => (name, &["", "а", "у", "ом", "е", "ем"]),
    })
}

/// The forms of an adjective and a noun, «Южная Корея», or of two adjectives and a noun.
pub fn phrase_forms(phrase: &str) -> Vec<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let Some((noun, adjectives)) = words.split_last() else {
        return Vec::new();
    };
    let endings: &[(&str, &[&str])] = &[
        ("ая", &["ая", "ой", "ую"]),
        ("яя", &["яя", "ей", "юю"]),
        ("ий", &["ий", "ого", "ему", "ому", "им", "ем", "ом", "его"]),
        ("ый", &["ый", "ого", "ому", "ым", "ом"]),
        ("ой", &["ой", "ого", "ому", "ым", "ом"]),
        ("ое", &["ое", "ого", "ому", "ым", "ом"]),
        ("ево", &["ево", "ева", "еву", "евым", "евом"]),
    ];
    let declined = |word: &str| -> Vec<String> {
        let rule = endings
            .iter()
            .find_map(|(ending, all)| Some((word.strip_suffix(ending)?, *all)));
        rule.map_or_else(
            || vec![word.to_owned()],
            |(stem, all)| all.iter().map(|ending| format!("{stem}{ending}")).collect(),
        )
    };
    let nouns = match *noun {
        "море" => ["море", "моря", "морю", "морем"]
            .map(str::to_owned)
            .to_vec(),
        noun => forms(noun),
    };
    let leads = adjectives.iter().fold(vec![String::new()], |leads, word| {
        let declined = declined(word);
        let joined = leads
            .iter()
            .flat_map(|lead| declined.iter().map(move |form| format!("{lead}{form} ")));
        joined.collect()
    });
    let all = leads
        .iter()
        .flat_map(|lead| nouns.iter().map(move |noun| format!("{lead}{noun}")));
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_names() {
        for (name, form) in [
            ("Москва", "Москвой"),
            ("Россия", "Россией"),
            ("Казань", "Казанью"),
            ("Ярославль", "Ярославле"),
            ("Череповец", "Череповце"),
            ("Волжский", "Волжского"),
            ("Кемерово", "Кемерове"),
            ("Сергей", "Сергеем"),
            ("Анатолий", "Анатолию"),
            ("Павел", "Павла"),
            ("Волга", "Волгой"),
            ("Улан-Удэ", "Улан-Удэ"),
            ("США", "США"),
            ("Чебоксары", "Чебоксарах"),
        ] {
            assert!(
                forms(name).contains(&form.to_owned()),
                "{name}: {:?}",
                forms(name)
            );
        }
        assert!(phrase_forms("Южная Корея").contains(&"Южной Кореей".to_owned()));
        assert!(
            phrase_forms("Высший арбитражный суд")
                .contains(&"Высшего арбитражного суда".to_owned())
        );
    }
}
