//! The terminal: what comes in from it, what goes out to it, and how the program leaves it clean.

pub mod clipboard;
mod escape;
mod event;
pub mod input;
pub mod lines;
pub mod modes;
pub mod render;
pub mod screen;
pub mod signals;
pub mod start;

pub use event::TermEvent;
