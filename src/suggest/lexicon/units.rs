//! Currencies by ISO 4217 and physical units by UCUM, with the words they are written by.

use super::Sense::{self, *};

/// ISO 4217 codes and their words.
pub const CURRENCIES: &[(&str, &str)] = &[
    ("RUB", "рубл|ь,я,ю,ем,е,и,ей,ям,ями,ях руб. рублев"),
    ("USD", "доллар|,а,у,ом,е,ы,ов,ам,ами,ах долл. дол. usd"),
    ("EUR", "евро eur"),
    ("CNY", "юан|ь,я,ю,ем,е,и,ей,ям,ями,ях cny"),
    ("GBP", "фунт|,а,у,ом,е,ы,ов,ам,ами,ах gbp"),
    ("JPY", "иен|а,ы,у,е,ой,,ам,ами,ах йен|а,ы,у,е,ой,,ам,ами,ах"),
    ("KZT", "тенге"),
    ("UAH", "гривн|а,ы,у,е,ой,ам,ами,ах гривен грн."),
    ("CHF", "франк|,а,у,ом,е,и,ов,ам,ами,ах"),
    ("INR", "рупи|я,и,ю,ей,й,ям,ями,ях"),
    ("TRY", "лир|а,ы,у,е,ой,,ам,ами,ах"),
    ("KRW", "вон|а,ы,у,,ам,ами,ах"),
    ("PLN", "злот|ый,ого,ых,ому,ым,ыми"),
    ("AMD", "драм|,а,у,ом,ы,ов,ам"),
    ("GEL", "лари"),
    ("AZN", "манат|,а,у,ом,ы,ов,ам"),
    ("UZS", "сум|,а,ов,ы"),
    ("KGS", "сом|ов,ы"),
    ("SEK", "крон|а,ы,у,е,ой,,ам,ами,ах"),
    ("ILS", "шекел|ь,я,ю,ем,и,ей,ям"),
    ("AED", "дирхам|,а,у,ом,ы,ов,ам"),
    ("BRL", "реал|,а,ов,ы"),
    ("THB", "бат|,а,ов,ы"),
    ("VND", "донг|,а,ов,и"),
    ("MXN", "песо"),
    ("IRR", "риал|,а,ов,ы"),
    ("ZAR", "рэнд|,а,ов,ы"),
    ("BYN", ""),
    ("HKD", ""),
    ("CAD", ""),
    ("AUD", ""),
    ("SGD", ""),
    ("NZD", ""),
    ("TWD", ""),
    ("NOK", ""),
    ("DKK", ""),
    ("CZK", ""),
    ("CYP", ""),
];

/// The stem of the adjective, the word for the country where that is used, the currency without it, and with it.
const COUNTRIES: &[(&str, &str, &str, &str)] = &[
    ("американск", "сша", "USD", "USD"),
    ("гонконгск", "гонконга", "USD", "HKD"),
    ("канадск", "канады", "USD", "CAD"),
    ("австралийск", "австралии", "USD", "AUD"),
    ("сингапурск", "сингапура", "USD", "SGD"),
    ("новозеландск", "", "USD", "NZD"),
    ("тайваньск", "", "USD", "TWD"),
    ("белорусск", "белоруссии", "RUB", "BYN"),
    ("российск", "", "RUB", "RUB"),
    ("советск", "", "RUB", "SUR"),
    ("швейцарск", "", "CHF", "CHF"),
    ("китайск", "", "CNY", "CNY"),
    ("японск", "", "JPY", "JPY"),
    ("индийск", "", "INR", "INR"),
    ("турецк", "", "TRY", "TRY"),
    ("украинск", "", "UAH", "UAH"),
    ("казахстанск", "", "KZT", "KZT"),
    ("шведск", "", "SEK", "SEK"),
    ("норвежск", "", "SEK", "NOK"),
    ("датск", "", "SEK", "DKK"),
    ("чешск", "", "SEK", "CZK"),
    ("кипрск", "", "GBP", "CYP"),
    ("", "стерлингов", "GBP", "GBP"),
];

/// The endings of an adjective before a currency.
const ENDINGS: &str = "ий,ого,их,ому,им,ими,ом,ие,ая,ой,ую";

/// UCUM codes, whether a square or a cube of it is usual, and the words.
pub const UNITS: &[(&str, &str)] = &[
    ("m", "м метр|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("km", "км километр|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("cm", "см сантиметр|,а,ы,ов,ам,ами,ах"),
    ("mm", "мм миллиметр|,а,ы,ов,ам,ами,ах"),
    ("har", "га гектар|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("ar", "соток сотк|а,и,у"),
    ("m3", "кубометр|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("L", "л литр|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("mL", "мл миллилитр|,а,ы,ов,ам,ами,ах"),
    ("t", "т тонн|,а,ы,у,е,ой,ам,ами,ах"),
    ("kg", "кг килограмм|,а,у,ом,е,ы,ов,ам,ами,ах кило"),
    ("g", "г гр. грамм|,а,ы,ов,ам,ами,ах"),
    ("mg", "мг миллиграмм|,а,ы,ов,ам,ами,ах"),
    ("dt", "ц центнер|,а,ы,ов,ам,ами,ах"),
    ("W", "вт ватт|,а,ы,ов,ам,ами,ах"),
    ("kW.h", "квтч"),
    ("kW", "квт киловатт|,а,ы,ов,ам,ами,ах"),
    ("MW", "мвт мегаватт|,а,ы,ов,ам,ами,ах"),
    ("GW", "гвт гигаватт|,а,ы,ов,ам,ами,ах"),
    ("V", "вольт|,а"),
    ("kV", "киловольт|,а"),
    ("MVA", "мва"),
    ("Hz", "гц герц|,а"),
    ("kHz", "кгц килогерц|,а"),
    ("MHz", "мгц мегагерц|,а"),
    ("GHz", "ггц гигагерц|,а"),
    ("By", "байт|,а"),
    ("KBy", "кб килобайт|,а"),
    ("MBy", "мб мегабайт|,а"),
    ("GBy", "гб гигабайт|,а"),
    ("TBy", "тб терабайт|,а"),
    ("Mbit", "мбит мегабит|,а"),
    ("Gbit", "гбит гигабит|,а"),
    ("[bbl_us]", "баррел|ь,я,ю,ем,е,и,ей,ям,ями,ях барр."),
    ("[mi_i]", "мил|я,и,ь,ю,ей,ям,ями,ях"),
    ("[ft_i]", "фут|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("[in_i]", "дюйм|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("[oz_tr]", "унци|я,и,ю,й,ей,ям,ями,ях"),
    ("[car_m]", "карат|,а,ы,ов,ам,ами,ах"),
    ("Gcal", "гкал гигакалори|я,и,й"),
    ("kcal", "ккал килокалори|я,и,й"),
    ("Pa", "паскал|ь,я,ей"),
    ("kPa", "кпа килопаскал|ь,я,ей"),
    ("MPa", "мпа мегапаскал|ь,я,ей"),
    ("bar", "бар"),
    ("atm", "атмосфер|,а,ы"),
    ("dB", "дб децибел|,а"),
    ("J", "дж джоул|ь,я,ей"),
    ("N", "ньютон|,а,ов"),
    ("deg", "градус|,а,у,ом,е,ы,ов,ам,ами,ах"),
    ("[kn_i]", "узел узла узлов узлами"),
    ("[acr_us]", "акр|,а,ы,ов,ам,ами,ах"),
];

/// Senses with their forms, folded.
pub fn words() -> Vec<(Sense, &'static str)> {
    let currencies = CURRENCIES.iter().enumerate();
    let currencies = currencies.map(|(index, (_, forms))| (Currency(index as u8), *forms));
    let units = UNITS.iter().enumerate();
    let units = units.map(|(index, (_, forms))| (Unit(index as u8), *forms));
    let plain = [
        (
            Hundredth(0),
            "копе|йка,йки,йку,йкой,ек,йкам,йками,йках коп.",
        ),
        (Hundredth(1), "цент|,а,ов,ам,ами,ах"),
        (Square, "квадратн|ый,ого,ых,ому,ым,ыми,ом,ые кв."),
        (Cubic, "кубическ|ий,ого,их,ому,им,ими,ом,ие куб."),
    ];
    currencies
        .chain(units)
        .chain(plain)
        .chain(countries())
        .collect()
}

fn countries() -> impl Iterator<Item = (Sense, &'static str)> {
    COUNTRIES
        .iter()
        .enumerate()
        .flat_map(|(index, (stem, name, ..))| {
            let adjective = match stem.is_empty() {
                true => String::new(),
                false => format!("{stem}|{ENDINGS}"),
            };
            // Built once for the life of the program.
            let forms: &'static str = Box::leak(format!("{adjective} {name}").into_boxed_str());
            [(Country(index as u8), forms)]
        })
}

/// The currency that `base` is with the word for a country; `None` when the two do not go together.
pub fn currency_of(base: &str, country: u8) -> Option<&'static str> {
    let (_, _, plain, code) = COUNTRIES.get(usize::from(country))?;
    (*plain == base).then_some(*code)
}
