//! The table: a row for each budget, a column for each program, medians and how they compare with metka.

use std::collections::BTreeMap;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    DownBytes,
    DownTime,
    TokenBytes,
    TokenTime,
    PageBytes,
    PageTime,
    HeldBytes,
    IdleBytes,
    IdleWakeups,
    FirstUsual,
    FirstHuge,
    FirstLine,
    FirstCorpus,
    KeyHuge,
    KeyLine,
    Search,
    MotionAmongMany,
    EditAmongMany,
    SavedAmongMany,
    MemoryUsual,
    MemoryHuge,
}

#[derive(Clone, Copy)]
enum Unit {
    Bytes,
    Milliseconds,
    Mebibytes,
    Times,
}

use Row::*;
use Unit::*;

/// Title, unit and budget of each row, in the order of the table.
const ROWS: &[(Row, &str, Unit, &str)] = &[
    (DownBytes, "one row down, scrolling", Bytes, "340 B"),
    (DownTime, "… to the last byte", Milliseconds, "1 ms"),
    (TokenBytes, "to the next token or character", Bytes, "120 B"),
    (TokenTime, "… to the last byte", Milliseconds, "1 ms"),
    (PageBytes, "a page", Bytes, "5,500 B"),
    (PageTime, "… to the last byte", Milliseconds, "1 ms"),
    (HeldBytes, "50 rows at once", Bytes, "6,000 B"),
    (IdleBytes, "nothing happening for 60 s", Bytes, "0 B"),
    (IdleWakeups, "… threads woken", Times, "0"),
    (FirstUsual, "first screen, 200 KB", Milliseconds, "10 ms"),
    (FirstHuge, "first screen, 100 MB", Milliseconds, "15 ms"),
    (
        FirstLine,
        "first screen, a line of 10 MB",
        Milliseconds,
        "20 ms",
    ),
    (
        FirstCorpus,
        "first screen, 100,000 documents",
        Milliseconds,
        "60 ms",
    ),
    (KeyHuge, "one row down in 100 MB", Milliseconds, "1 ms"),
    (
        KeyLine,
        "one row down in a line of 10 MB",
        Milliseconds,
        "1 ms",
    ),
    (
        Search,
        "search the last word of 10 MB",
        Milliseconds,
        "15 ms",
    ),
    (
        MotionAmongMany,
        "a token on, among 50,000 annotations",
        Milliseconds,
        "1 ms",
    ),
    (
        EditAmongMany,
        "a label put, among 50,000, on the screen",
        Milliseconds,
        "1 ms",
    ),
    (
        SavedAmongMany,
        "… and all of it on the disk",
        Milliseconds,
        "–",
    ),
    (MemoryUsual, "memory, 200 KB", Mebibytes, "15 MiB"),
    (MemoryHuge, "memory, 100 MB", Mebibytes, "text + 30 MiB"),
];

/// All that was measured, by row and program.
#[derive(Default)]
pub struct Table {
    samples: BTreeMap<(Row, usize), Vec<f64>>,
}

impl Table {
    /// A measurement; none where the program cannot do it.
    pub fn add(&mut self, row: Row, program: usize, value: impl Into<Option<f64>>) {
        if let Some(value) = value.into() {
            self.samples.entry((row, program)).or_default().push(value);
        }
    }

    fn median(&self, row: Row, program: usize) -> Option<f64> {
        let mut values = self.samples.get(&(row, program))?.clone();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        Some(match values.len() % 2 {
            0 => f64::midpoint(values[middle - 1], values[middle]),
            _ => values[middle],
        })
    }

    /// Markdown; rows that nobody has are left out.
    pub fn markdown(&self, names: &[&str]) -> String {
        let mut out = format!("| | budget | {} |\n", names.join(" | "));
        out += &format!("| --- | --- |{}\n", " --- |".repeat(names.len()));
        for (row, title, unit, budget) in ROWS {
            let ours = self.median(*row, 0);
            let cells: Vec<String> = (0..names.len())
                .map(|program| {
                    cell(
                        self.median(*row, program),
                        ours.filter(|_| program > 0),
                        *unit,
                    )
                })
                .collect();
            if cells.iter().any(|cell| cell != "–") {
                out += &format!("| {title} | {budget} | {} |\n", cells.join(" | "));
            }
        }
        out
    }
}

fn cell(value: Option<f64>, ours: Option<f64>, unit: Unit) -> String {
    let Some(value) = value else {
        return "–".into();
    };
    let said = match unit {
        Bytes => format!("{} B", thousands(value)),
        Times => thousands(value),
        Milliseconds if value < 10.0 => format!("{value:.2} ms"),
        Milliseconds => format!("{value:.0} ms"),
        Mebibytes => format!("{value:.1} MiB"),
    };
    match ours {
        Some(ours) if ours > 0.0 => format!("{said} ({:.2}×)", value / ours),
        _ => said,
    }
}

fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
