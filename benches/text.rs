//! The text floor: what opening, searching and counting cost. Run with `cargo bench --bench text`.

mod texts;

use divan::{Bencher, counter::BytesCount};
use metka::text::{
    Text, TextRange, TextSize,
    decode::{Encoding, decode},
    fold::folded,
    search::Query,
};
use texts::{SAMPLES, Sample, generate::LAST_WORD};

fn main() {
    divan::main();
}

fn text_of(sample: Sample) -> Text {
    Text::new(sample.text()).expect("a text of 10 MB fits")
}

#[divan::bench(args = SAMPLES)]
fn decode_utf8(bencher: Bencher, sample: Sample) {
    let bytes = sample.text().into_bytes();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| decode(bytes, None));
}

#[divan::bench(args = SAMPLES)]
fn recognise_and_decode_cp1251(bencher: Bencher, sample: Sample) {
    let text = sample.text();
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&text);
    assert_eq!(
        decode(&*bytes, None).map(|decoded| decoded.encoding),
        Ok(Encoding::Windows1251)
    );
    bencher
        .counter(BytesCount::of_slice(&*bytes))
        .bench(|| decode(&*bytes, None));
}

/// What opening costs once the bytes are text: blocks and the index of code points.
#[divan::bench(args = SAMPLES)]
fn blocks_and_char_index(bencher: Bencher, sample: Sample) {
    let text = sample.text();
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone())
        .bench_values(Text::new);
}

#[divan::bench(args = SAMPLES)]
fn tokens_and_sentences(bencher: Bencher, sample: Sample) {
    let text = text_of(sample);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| {
            let blocks = 0..text.block_count();
            blocks
                .map(|block| text.segments(block).tokens.len())
                .sum::<usize>()
        });
}

/// The same for one block: what a key pays at most.
#[divan::bench(args = SAMPLES)]
fn tokens_and_sentences_of_a_block(bencher: Bencher, sample: Sample) {
    let text = text_of(sample);
    let middle = text.block_count() / 2;
    bencher.bench(|| text.segments(middle));
}

#[divan::bench(args = SAMPLES)]
fn fold(bencher: Bencher, sample: Sample) {
    let text = sample.text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| folded(&text));
}

#[divan::bench(args = SAMPLES)]
fn search_the_last_word(bencher: Bencher, sample: Sample) {
    let text = text_of(sample);
    let query = Query::new(LAST_WORD).expect("a word");
    assert!(query.next(&text, TextSize::ZERO).is_some());
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| query.next(&text, TextSize::ZERO));
}

#[divan::bench(args = SAMPLES)]
fn count_a_frequent_word(bencher: Bencher, sample: Sample) {
    let text = text_of(sample);
    let query = Query::new("губернатор").expect("a word");
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| query.starts(&text));
}

/// Bytes to code points and back, at the end of the text.
#[divan::bench(args = SAMPLES)]
fn to_code_points_and_back(bencher: Bencher, sample: Sample) {
    let text = text_of(sample);
    let end = text.len() - TextSize::of(LAST_WORD) - TextSize::new(1);
    let range = TextRange::at(end, TextSize::of(LAST_WORD));
    assert_eq!(text.to_range(text.to_chars(range)), Some(range));
    bencher.bench(|| text.to_range(text.to_chars(range)));
}
