//! Our own files: layers, schemas.
#![no_main]

#[path = "../../tests/it/anything.rs"]
mod anything;

libfuzzer_sys::fuzz_target!(|data: &[u8]| anything::files(data));
