//! Every reader of `formats::FORMATS`, on anything.
#![no_main]

#[path = "../../tests/it/anything.rs"]
mod anything;

libfuzzer_sys::fuzz_target!(|data: &[u8]| anything::readers(data));
