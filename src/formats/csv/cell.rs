//! Cells that no spreadsheet computes.

use std::borrow::Cow;

/// What a cell may begin with that a spreadsheet takes for a formula.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// `cell` with an apostrophe before what a spreadsheet would take for a formula, and before an apostrophe; numbers stay
/// numbers.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let number = || crate::annotation::decimal(cell).as_deref() == Some(cell);
    match cell.starts_with('\'') || cell.starts_with(FORMULA) && !number() {
        true => format!("'{cell}").into(),
        false => cell.into(),
    }
}

/// What [`guarded`] was given.
pub(super) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_numbers_stay() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+11,3%", "'+11,3%"),
            ("-41632.5", "-41632.5"),
            ("-5 млн", "'-5 млн"),
            ("@a", "'@a"),
            ("'a", "''a"),
            ("'=a", "''=a"),
            ("\n=a", "'\n=a"),
            ("рублей", "рублей"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), expected);
            assert_eq!(plain(expected), cell);
        }
    }
}
