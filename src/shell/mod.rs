//! The only input and output of the program: the terminal, the disk, the clock, and the loop between them.

pub mod store;
pub mod terminal;
pub mod text_file;
