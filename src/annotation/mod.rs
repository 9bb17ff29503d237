//! The domain: what an annotator can say of a text, how it is kept, changed, taken back and merged.
//! Nothing here opens a file; the store (`shell::store`) does.

mod annotations;
mod difference;
#[cfg(test)]
pub(crate) mod fixture;
mod history;
mod item;
mod layer;
pub mod layer_file;
mod measure;
mod merge;
pub mod reanchor;
mod schema;
pub mod schema_file;
pub mod validate;

pub use annotations::Annotations;
pub use difference::{Difference, Pair};
pub use history::{Change, History, Step};
pub use item::{Annotation, Fields, Id, Parts};
pub use layer::{DocumentId, Foreign, Former, Layer, Note, Rejection, Relation, Status, Unplaced};
pub use measure::{Bound, Measure, decimal};
pub use merge::{Twins, merge};
pub use schema::{Field, FieldKind, Kind, Label, Nesting, Schema, Wording};
