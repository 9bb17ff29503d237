//! Numbers as a language writes them.

use super::Lang;

/// A decimal string with its digits in groups of three, as the language writes them: `381000000000` becomes
/// `381 000 000 000`, `2.5` becomes `2,5`. Four digits stand together, as in a year.
pub fn grouped(number: &str, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Ru => (' ', ","),
        Lang::En => (',', "."),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut out = String::new();
    let mut left = digits;
    for c in whole.chars() {
        if digits > 4 && c.is_ascii_digit() && left < digits && left.is_multiple_of(3) {
            out.push(group);
        }
        left -= usize::from(c.is_ascii_digit());
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out += point;
        out += fraction;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_groups() {
        let ru = |number| grouped(number, Lang::Ru);
        assert_eq!(ru("381000000000"), "381 000 000 000");
        assert_eq!(ru("-41632.5"), "-41 632,5");
        assert_eq!(ru("2034"), "2034");
        assert_eq!(ru("20.9"), "20,9");
        assert_eq!(grouped("1234567.25", Lang::En), "1,234,567.25");
        assert_eq!(ru("много"), "много");
    }
}
