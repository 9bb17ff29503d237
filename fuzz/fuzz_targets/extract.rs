//! The text of documents of other programs, from anything.
#![no_main]

#[path = "../../tests/it/anything.rs"]
mod anything;

libfuzzer_sys::fuzz_target!(|data: &[u8]| anything::extract(data));
