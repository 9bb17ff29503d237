//! Figures in sentences: each covered text with its label and reading.

use super::*;

fn told(figure: &Figure, source: &str) -> String {
    let measure = &figure.measure;
    let sign = match measure.bound {
        Bound::Exact => "",
        Bound::MoreThan => ">",
        Bound::AtLeast => ">=",
        Bound::LessThan => "<",
        Bound::AtMost => "<=",
        Bound::About => "~",
    };
    let to = measure
        .to
        .as_ref()
        .map_or(String::new(), |to| format!("..{to}"));
    let base = match figure.quantity {
        Quantity::Ratio => measure
            .base
            .as_ref()
            .map_or(String::new(), |base| format!("/{base}")),
        _ => String::new(),
    };
    let of = measure
        .of
        .as_ref()
        .map_or(String::new(), |of| format!(" ({of})"));
    let value = measure.value.as_deref().unwrap_or("?");
    let unit = match measure.unit.as_str() {
        "" => String::new(),
        unit => format!(" {unit}"),
    };
    let label = figure.quantity.label();
    format!(
        "{} = {label} {sign}{value}{to}{base}{unit}{of}",
        &source[figure.range.to_usize()]
    )
}

fn check(source: &str, expected: &[&str]) {
    let text = Text::new(source).unwrap();
    let found = figures(&text, 0);
    let told: Vec<String> = found.iter().map(|figure| told(figure, source)).collect();
    assert_eq!(told, expected, "{source}");
}

#[test]
fn money() {
    check(
        "Нужно от $50 до $60 тысяч, $50-60 тысяч, а не 5 руб. - 7 раз.",
        &[
            "от $50 до $60 тысяч = MONEY 50000..60000 USD",
            "$50-60 тысяч = MONEY 50000..60000 USD",
            "5 руб. = MONEY 5 RUB",
        ],
    );
    check(
        "Это 150 тыс. 500 руб. и полмиллиона евро, несколько тысяч рублей, несколько домов.",
        &[
            "150 тыс. 500 руб. = MONEY 150500 RUB",
            "полмиллиона евро = MONEY 500000 EUR",
            "несколько тысяч рублей = MONEY >1000 RUB",
        ],
    );
    check(
        "Отгружено на более 381 млрд рублей.",
        &["более 381 млрд рублей = MONEY >381000000000 RUB"],
    );
    check(
        "Стоит 20 долларов США и 100 млн гонконгских долларов.",
        &[
            "20 долларов США = MONEY 20 USD",
            "100 млн гонконгских долларов = MONEY 100000000 HKD",
        ],
    );
    check(
        "Выручка £22 млн, прибыль $1,5 млн.",
        &[
            "£22 млн = MONEY 22000000 GBP",
            "$1,5 млн = MONEY 1500000 USD",
        ],
    );
    check(
        "Почти 30 миллионов долларов ушло.",
        &["Почти 30 миллионов долларов = MONEY ~30000000 USD"],
    );
    check(
        "Платят от 3 до 5 тысяч рублей.",
        &["от 3 до 5 тысяч рублей = MONEY 3000..5000 RUB"],
    );
    check("Дороже на 600 руб больше.", &["600 руб = MONEY 600 RUB"]);
    check(
        "Зарплата выросла до 72,4 тыс. руб. и ещё.",
        &["72,4 тыс. руб. = MONEY 72400 RUB"],
    );
    check(
        "Штраф до 500 тысяч рублей.",
        &["до 500 тысяч рублей = MONEY <=500000 RUB"],
    );
    check(
        "Цена 5 руб. 30 коп. за штуку",
        &["5 руб. 30 коп. = MONEY 5.3 RUB"],
    );
    check(
        "Убыток -41,632млн. рублей.",
        &["-41,632млн. рублей = MONEY -41632000 RUB"],
    );
    check(
        "Вложено 1 трлн 300 млрд ₽.",
        &["1 трлн 300 млрд ₽ = MONEY 1300000000000 RUB"],
    );
    check(
        "Потратили семь миллиардов рублей",
        &["семь миллиардов рублей = MONEY 7000000000 RUB"],
    );
    check(
        "Сумма 5 тысяч фунтов стерлингов.",
        &["5 тысяч фунтов стерлингов = MONEY 5000 GBP"],
    );
    check(
        "Не менее 2–3 млн руб.",
        &["2–3 млн руб = MONEY 2000000..3000000 RUB"],
    );
}

#[test]
fn percent() {
    check(
        "Рост на 26,48% и 75\u{a0}%, 96 процентов",
        &[
            "26,48% = PERCENT 26.48 %",
            "75\u{a0}% = PERCENT 75 %",
            "96 процентов = PERCENT 96 %",
        ],
    );
    check(
        "70-процентное участие, менее одного процента",
        &[
            "70-процентное = PERCENT 70 %",
            "менее одного процента = PERCENT <1 %",
        ],
    );
    check(
        "вырос более чем на 10 процентов",
        &["более чем на 10 процентов = PERCENT >10 %"],
    );
    check("рост ещё на 4–5 п. п.", &["4–5 п. п = PERCENT 4..5 pp"]);
    check(
        "вложения достигли (+11,3% г/г)",
        &["+11,3% = PERCENT 11.3 %"],
    );
    check(
        "на 3 процентных пункта ниже",
        &["3 процентных пункта = PERCENT 3 pp"],
    );
    check(
        "снизилась с 5% до 3%.",
        &["5% = PERCENT 5 %", "3% = PERCENT 3 %"],
    );
}

#[test]
fn a_unit_told_once_for_a_change() {
    check(
        "Доля упала с 9 до 2 процентов, брак — с 12,5 до 3 %.",
        &[
            "9 = PERCENT 9 %",
            "2 процентов = PERCENT 2 %",
            "12,5 = PERCENT 12.5 %",
            "3 % = PERCENT 3 %",
        ],
    );
    check(
        "Плата выросла с 3 до 5 тысяч рублей, сбор — с 500 до 2 тыс. руб. в год.",
        &[
            "3 = MONEY 3000 RUB",
            "5 тысяч рублей = MONEY 5000 RUB",
            "500 = MONEY 500 RUB",
            "2 тыс. руб. = MONEY 2000 RUB",
        ],
    );
    check("Открыто с 9 до 18 часов, с 2014 до 2020 г. закрыто.", &[]);
}

#[test]
fn adjectives_of_currencies() {
    check(
        "Монета меняется на 20-долларовую купюру и 5000-рублёвую банкноту, а не 5-комнатную.",
        &[
            "20-долларовую = MONEY 20 USD",
            "5000-рублёвую = MONEY 5000 RUB",
        ],
    );
}

#[test]
fn counts() {
    check(
        "создано 9,5 тыс. рабочих мест.",
        &["9,5 тыс. = COUNT 9500 (рабочих мест)"],
    );
    check(
        "73 000 жителей и более 100 млн пластинок",
        &[
            "73 000 = COUNT 73000 (жителей)",
            "более 100 млн = COUNT >100000000 (пластинок)",
        ],
    );
    check("13,4тысяч человек", &["13,4тысяч = COUNT 13400 (человек)"]);
    check(
        "более 500 видов профилей проката",
        &["более 500 = COUNT >500 (видов)"],
    );
    check(
        "более чем 30 предприятиями",
        &["более чем 30 = COUNT >30 (предприятиями)"],
    );
    check("Их порядка десяти.", &["порядка десяти = COUNT ~10"]);
    check("заключено 37 СПИК.", &["37 = COUNT 37 (СПИК)"]);
    check(
        "десятки тысяч человек",
        &["десятки тысяч = COUNT >10000 (человек)"],
    );
    check("Из них 1,2 тыс. пришлось на", &["1,2 тыс. = COUNT 1200"]);
    check(
        "работают 1 500 чел., в т. ч. 320 женщин.",
        &["1 500 = COUNT 1500 (чел)", "320 = COUNT 320 (женщин)"],
    );
    check(
        "в 24-х странах, в конце 80-х годов",
        &["24-х = COUNT 24 (странах)"],
    );
    check(
        "двадцать пять тысяч новых домов",
        &["двадцать пять тысяч = COUNT 25000 (новых домов)"],
    );
}

#[test]
fn physical_units() {
    check(
        "Площадь 12,4 тыс. кв. м, высота 18 м.",
        &[
            "12,4 тыс. кв. м = QUANTITY 12400 m2",
            "18 м = QUANTITY 18 m",
        ],
    );
    check(
        "40 тыс. т в год, т. е. вдвое",
        &["40 тыс. т = QUANTITY 40000 t", "вдвое = RATIO 2"],
    );
    check(
        "267,886 тыс.м3 леса",
        &["267,886 тыс.м3 = QUANTITY 267886 m3"],
    );
    check(
        "порядка трех миллионов квадратных метров",
        &["порядка трех миллионов квадратных метров = QUANTITY ~3000000 m2"],
    );
    check(
        "трубы диаметром до 1420 мм",
        &["до 1420 мм = QUANTITY <=1420 mm"],
    );
    check(
        "5 млн кВт·ч при 90 км/ч, 120 МВт и 10 кВ",
        &[
            "5 млн кВт·ч = QUANTITY 5000000 kW.h",
            "90 км/ч = QUANTITY 90 km/h",
            "120 МВт = QUANTITY 120 MW",
            "10 кВ = QUANTITY 10 kV",
        ],
    );
    check(
        "2 млн баррелей нефти",
        &["2 млн баррелей = QUANTITY 2000000 [bbl_us]"],
    );
    check(
        "до минус 50 °C. Доля растёт.",
        &["до минус 50 °C = QUANTITY <=-50 Cel"],
    );
    check("выше 25 °C", &["выше 25 °C = QUANTITY >25 Cel"]);
}

#[test]
fn ratios() {
    check("вырос в 2,5 раза", &["в 2,5 раза = RATIO 2.5"]);
    check(
        "более чем в 1,5–2 раза",
        &["более чем в 1,5–2 раза = RATIO >1.5..2"],
    );
    check("85 из 94 депутатов", &["85 из 94 = RATIO 85/94"]);
    check(
        "почти треть и 1/3 доли",
        &["почти треть = RATIO ~1/3", "1/3 = RATIO 1/3"],
    );
    check("во второй половине года", &[]);
}

#[test]
fn what_only_looks_like_a_figure() {
    for source in [
        "12 марта 2024 г., Екатеринбург.",
        "в 2014-2023 гг. построено",
        "с 2019 по 2024 гг. заключено",
        "7 месяцев 2022 года",
        "телефон пресс-службы: 8 (343) 312-00-00, доб. 15.",
        "Телефон +7 900 123-45-67",
        "постановление от 29.12.2018 № 963-ПП",
        "см. приложение № 2, ст. 15, п. 3 части 2",
        "победа со счётом 3:2",
        "ему 35 лет, 35-летний",
        "3-й квартал, третье место, 5-я очередь",
        "1) первое",
        "2. второе",
        "версия 1.2.3",
        "Су-57 и А320, топ-5",
        "в 15:30, в 19 часов",
        "ул. Ленина, д. 22, кв. 5",
        "один из них",
        "до 2030 года",
        "в 2022",
    ] {
        check(source, &[]);
    }
}

fn context(source: &str, expected: &[(Option<&str>, Option<&str>, Option<&str>)]) {
    let text = Text::new(source).unwrap();
    let found = figures(&text, 0);
    let told: Vec<_> = found
        .iter()
        .map(|figure| {
            let measure = &figure.measure;
            (
                measure.change.as_deref(),
                measure.period.as_deref(),
                measure.base.as_deref(),
            )
        })
        .collect();
    assert_eq!(told, expected, "{source}");
}

#[test]
fn change_period_and_base() {
    context(
        "В 2023 г. объём вырос на 20,9 % к уровню 2022 г. и достиг цели.",
        &[(Some("growth"), Some("2023"), Some("к уровню 2022 г."))],
    );
    context(
        "По итогам 7 месяцев 2022 года отгружено на 20,9 % больше, чем в 2021 году.",
        &[(
            Some("growth"),
            Some("2022-01/2022-07"),
            Some("чем в 2021 году"),
        )],
    );
    context(
        "Выпуск снизился на 5 % по отношению к аналогичному периоду прошлого года.",
        &[(
            Some("fall"),
            None,
            Some("по отношению к аналогичному периоду прошлого года"),
        )],
    );
    context(
        "Вложения составили 342,8 млрд руб. (+11,3% г/г).",
        &[(None, None, None), (Some("growth"), None, Some("г/г"))],
    );
    context(
        "Построено 5 тыс. домов в первом полугодии.",
        &[(None, Some("первом полугодии"), None)],
    );
}

#[test]
fn a_number_after_a_sum_that_may_be_of_something_else_is_no_sum() {
    for (source, number) in [
        (
            "На это 5 млн рублей, пострадали более 20.",
            "более 20 = COUNT >20",
        ),
        (
            "Бюджет 5 млн рублей при населении в 1,2 млн.",
            "1,2 млн = COUNT 1200000",
        ),
        (
            "Стоимость 5 млн рублей, тираж составил 2 млн.",
            "2 млн = COUNT 2000000",
        ),
        (
            "Стоит 5 млн рублей, посмотрели около 10 тыс. зрителей и 2 млн.",
            "2 млн = COUNT 2000000",
        ),
    ] {
        let found = figures(&Text::new(source).unwrap(), 0);
        let last = found.last().map(|figure| told(figure, source));
        assert_eq!(last.as_deref(), Some(number), "{source}");
    }
}

#[test]
fn a_sum_without_currency_is_in_that_of_the_sum_before() {
    check(
        "Из 17 млрд рублей (около 180 млн долларов) освоено 12 млрд, ещё 3 тыс. домов и 4 тыс.",
        &[
            "17 млрд рублей = MONEY 17000000000 RUB",
            "около 180 млн долларов = MONEY ~180000000 USD",
            "12 млрд = MONEY 12000000000 RUB",
            "3 тыс. = COUNT 3000 (домов)",
            "4 тыс = COUNT 4000",
        ],
    );
    check("Их 12 млрд.", &["12 млрд = COUNT 12000000000"]);
    check(
        "Дали 5 млн рублей (3% и 2 млн долларов), а в 2022 году — 3 млн, всего 8 млрд",
        &[
            "5 млн рублей = MONEY 5000000 RUB",
            "3% = PERCENT 3 %",
            "2 млн долларов = MONEY 2000000 USD",
            "3 млн = MONEY 3000000 RUB",
            "8 млрд = MONEY 8000000000 RUB",
        ],
    );
    check(
        "Рост 5 млн рублей в 2020 году.",
        &["5 млн рублей = MONEY 5000000 RUB"],
    );
}

#[test]
fn what_no_decimal_holds_is_no_number_and_no_panic() {
    check(
        "79228162514264337593543950335 руб. 99 коп.",
        &[
            "79228162514264337593543950335 руб. = MONEY 79228162514264337593543950335 RUB",
            "99 коп = MONEY 0.99 RUB",
        ],
    );
    check(&"111 ".repeat(40), &[]);
}

#[test]
fn what_is_labelled_by_hand_may_end_with_a_full_stop() {
    for source in ["от 3 до 5 тыс.", "от 3 до 5 тыс"] {
        let measure = reading(source).unwrap().measure;
        assert_eq!(
            (measure.value.as_deref(), measure.to.as_deref()),
            (Some("3000"), Some("5000")),
            "{source}"
        );
    }
    for source in ["5 млн руб.", "5 млн.", "5 %."] {
        assert!(reading(source).is_some(), "{source}");
    }
    check("5 тыс. домов построено.", &["5 тыс. = COUNT 5000 (домов)"]);
    check("5. Построено.", &[]);
}
