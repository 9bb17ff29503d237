//! What other programs write: pure readers, text in and records out. Nothing here opens a file.

pub mod brat;
