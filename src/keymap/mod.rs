//! Keys: what was pressed, what it is bound to, and how a Cyrillic layout is seen through.

mod help;
mod key;
pub mod keyboard;
mod keymap_file;
mod map;
mod overlay;
mod presets;

pub use help::{Row, rows};
pub use key::{Code, Key, Mods};
pub use keyboard::Keyboard;
pub use map::{Binding, Context, Keymap, Lookup};
