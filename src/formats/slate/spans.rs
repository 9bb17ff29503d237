//! What an item of SLATE covers, as Python writes it: `(3, 5)`, `((3, 5), (3, 8))`, `[(1,), (7,)]`, `13 7`.

use super::place::Place;

/// The first and the last place of something.
pub(super) type Span = (Place, Place);

/// Numbers, and tuples and lists of such.
enum Value {
    Number(u32),
    Tuple(Vec<Value>),
    List(Vec<Value>),
}

/// What stands before the hyphen; `None` when it cannot be read. There is at least one span.
pub(super) fn read(spans: &str) -> Option<Vec<Span>> {
    let spans = spans.trim();
    if spans.starts_with(['(', '[']) {
        let mut rest = spans;
        let value = value(&mut rest, 3)?;
        return match value {
            Value::List(all) => all.iter().map(span).collect(),
            one => Some(vec![span(&one)?]),
        }
        .filter(|all: &Vec<Span>| rest.trim().is_empty() && !all.is_empty());
    }
    let lines = spans.split_whitespace().map(|line| line.parse().ok());
    let lines: Option<Vec<u32>> = lines.collect();
    let lines = lines.filter(|lines| !lines.is_empty())?;
    Some(
        lines
            .iter()
            .map(|line| (vec![*line], vec![*line]))
            .collect(),
    )
}

fn span(value: &Value) -> Option<Span> {
    match value {
        Value::Tuple(two) if matches!(two[..], [Value::Tuple(_), Value::Tuple(_)]) => {
            let (first, last) = (place(&two[0])?, place(&two[1])?);
            (first.len() == last.len()).then_some((first, last))
        }
        one => place(one).map(|place| (place.clone(), place)),
    }
}

fn place(value: &Value) -> Option<Place> {
    let number = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    match value {
        Value::Number(line) => Some(vec![*line]),
        Value::Tuple(numbers) if numbers.len() <= 3 => numbers.iter().map(number).collect(),
        _ => None,
    }
}

/// The value that `rest` begins with, which goes on behind it. Brackets may be `deep`.
fn value(rest: &mut &str, deep: usize) -> Option<Value> {
    *rest = rest.trim_start();
    let (close, tuple) = match rest.chars().next()? {
        '(' => (')', true),
        '[' => (']', false),
        _ => return number(rest).map(Value::Number),
    };
    *rest = &rest[1..];
    let values = values(rest, close, deep.checked_sub(1)?)?;
    Some(match tuple {
        true => Value::Tuple(values),
        false => Value::List(values),
    })
}

/// What stands up to `close`, with commas between.
fn values(rest: &mut &str, close: char, deep: usize) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    loop {
        *rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix(close) {
            *rest = behind;
            return Some(values);
        }
        values.push(value(rest, deep)?);
        *rest = rest.trim_start();
        match rest.strip_prefix(',') {
            Some(behind) => *rest = behind,
            None if rest.starts_with(close) => {}
            None => return None,
        }
    }
}

fn number(rest: &mut &str) -> Option<u32> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = rest.split_at(digits);
    *rest = behind;
    number.parse().ok()
}

/// As SLATE writes it.
pub(super) fn write(spans: &[Span]) -> String {
    let all: Vec<String> = spans.iter().map(one).collect();
    match &all[..] {
        [one] => one.clone(),
        all => format!("[{}]", all.join(", ")),
    }
}

fn one((first, last): &Span) -> String {
    let place = |numbers: &Place| {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        format!("({})", numbers.join(", "))
    };
    match first == last {
        true => place(first),
        false => format!("({}, {})", place(first), place(last)),
    }
}
