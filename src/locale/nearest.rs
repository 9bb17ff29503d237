//! The right name for a wrong one: what a person probably meant.

/// The longest name that is looked at, in bytes.
const LONGEST: usize = 256;

/// The one of `names` that `typed` is nearest to, if it is near at all: at most a third of its letters are different.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing takes the product of the lengths, and what is so long is no name that was mistyped.
    if typed.len() > LONGEST {
        return None;
    }
    let wrong = typed.to_lowercase();
    let limit = (typed.chars().count() / 3).max(1);
    let near = names
        .into_iter()
        .map(|name| (distance(&wrong, &name.to_lowercase()), name));
    let best = near.filter(|(far, _)| *far <= limit).min();
    best.map(|(_, name)| name)
}

/// Letters to insert, remove, replace or swap with the next one (Damerau and Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // table[i][j]: from the first i letters of a to the first j of b.
    let mut table: Vec<Vec<usize>> = (0..=a.len()).map(|i| (i..=i + b.len()).collect()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = least;
        }
    }
    table[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_offered() {
        let names = ["red", "orange", "green", "gray"];
        for (typed, expected) in [
            ("ornage", Some("orange")),
            ("Green", Some("green")),
            ("grey", Some("gray")),
            ("rd", Some("red")),
            ("rde", Some("red")),
            ("magenta", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names), expected, "{typed}");
        }
    }
}
