//! The labels as another program states them.

use crate::annotation::FieldKind;
use std::collections::{BTreeMap, HashMap};

/// Labels with their fields, and relation types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scheme {
    /// The labels in their order.
    pub order: Vec<String>,
    /// What may be said of each beyond its label.
    pub labels: HashMap<String, BTreeMap<String, FieldKind>>,
    /// Relation types in their order.
    pub relations: Vec<String>,
}

impl Scheme {
    /// The fields of the label called `name`, which is added when it is new.
    pub fn label(&mut self, name: &str) -> &mut BTreeMap<String, FieldKind> {
        if !self.labels.contains_key(name) {
            self.order.push(name.to_owned());
        }
        self.labels.entry(name.to_owned()).or_default()
    }

    /// The same under other names; `None` leaves a label out.
    pub fn renamed(&self, name: impl Fn(&str) -> Option<String>) -> Self {
        let mut renamed = Self {
            relations: self.relations.clone(),
            ..Self::default()
        };
        for old in &self.order {
            if let Some(new) = name(old) {
                renamed.label(&new).extend(self.labels[old].clone());
            }
        }
        renamed
    }
}
