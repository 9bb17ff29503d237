//! The only input and output of the program: the terminal, the disk, the clock, and the loop between them.

pub mod disk;
pub mod git;
pub mod index;
pub mod learning;
pub mod lookup;
pub mod own;
pub mod paths;
pub mod pieces;
pub mod places;
pub mod run;
pub mod scan;
pub mod scout;
pub mod seeds;
pub mod stamp;
pub mod store;
pub mod suggester;
pub mod terminal;
pub mod text_file;
mod transfer;
