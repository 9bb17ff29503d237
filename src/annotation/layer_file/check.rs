//! What can be wrong in a layer that is right as RON, whoever reads it and whatever is told of it.
use super::{
    covered,
    record::{
        AnnotationRecord, ForeignRecord, NoteRecord, RejectionRecord, RelationRecord,
        UnplacedRecord,
    },
};
use crate::{
    annotation::{Annotation, DocumentId, Foreign, Id, Note, Parts, Rejection, Relation, Unplaced},
    locale::Message,
    msg,
    text::{CharRange, Text, TextRange},
};
use std::{collections::HashSet, sync::Arc};

/// Turns the records of one layer into what they say of `text`, or says why not.
pub(super) struct Check<'t> {
    text: &'t Text,
    /// The bytes of the document are not those that were annotated.
    pub changed: bool,
    /// The document is read in another encoding than it was annotated in.
    other_encoding: bool,
    annotations: HashSet<Id>,
    relations: HashSet<Id>,
    notes: HashSet<Id>,
}

impl<'t> Check<'t> {
    /// `stated` is what the layer says of its document; a fault when that is another one than `document`.
    pub fn new(
        text: &'t Text,
        document: &DocumentId,
        stated: &DocumentId,
    ) -> Result<Self, Message> {
        let changed = stated.hash != document.hash;
        if changed && stated.path != document.path {
            return Err(msg!("layer-other-document", path = &*stated.path));
        }
        Ok(Self {
            text,
            changed,
            other_encoding: stated.encoding != document.encoding,
            annotations: HashSet::new(),
            relations: HashSet::new(),
            notes: HashSet::new(),
        })
    }

    pub fn annotation(&mut self, record: AnnotationRecord<'_>) -> Result<Arc<Annotation>, Message> {
        let id = unique(&mut self.annotations, &record.id)?;
        let parts = self.parts(&record.at, &record.text)?;
        Ok(Arc::new(Annotation {
            id,
            label: record.label.into(),
            parts,
            measure: record.measure,
            fields: record.fields,
            note: record.note.into_owned(),
        }))
    }

    /// A record whose place in this text is not known: only its shape can be right or wrong.
    pub fn unplaced(&mut self, record: UnplacedRecord) -> Result<Unplaced, Message> {
        Ok(Unplaced {
            id: unique(&mut self.annotations, &record.id)?,
            label: record.label.into(),
            made_on: record.made_on,
            at: sound(&record.at)?,
            text: record.text,
            measure: record.measure,
            fields: record.fields,
            note: record.note,
        })
    }

    pub fn relation(&mut self, record: RelationRecord) -> Result<Relation, Message> {
        Ok(Relation {
            id: unique(&mut self.relations, &record.id)?,
            label: record.label.into(),
            from: Id::new(&record.from),
            to: Id::new(&record.to),
        })
    }

    pub fn rejection(&mut self, record: RejectionRecord) -> Result<Rejection, Message> {
        Ok(Rejection {
            label: record.label.into(),
            parts: self.parts(&record.at, &record.text)?,
            by: record.by,
        })
    }

    pub fn note(&mut self, record: NoteRecord) -> Result<Note, Message> {
        Ok(Note {
            id: unique(&mut self.notes, &record.id)?,
            text: record.text,
        })
    }

    pub fn foreign(record: ForeignRecord) -> Foreign {
        Foreign {
            format: record.format.into(),
            line: record.line,
            of: record.of.iter().map(|id| Id::new(id)).collect(),
            restates: record.restates,
        }
    }

    fn parts(&self, at: &[(u32, u32)], stated: &str) -> Result<Parts, Message> {
        let ranges = sound(at)?;
        let ranges = ranges.into_iter().map(|chars| self.range(chars));
        let parts = Parts::new(ranges.collect::<Result<_, _>>()?);
        let parts = parts.ok_or_else(|| msg!("layer-bad-parts"))?;
        let found = covered(self.text, &parts);
        match found == stated {
            true => Ok(parts),
            false => Err(self.differs(stated, &found)),
        }
    }

    fn range(&self, chars: CharRange) -> Result<TextRange, Message> {
        let end = chars.end.to_string();
        self.text.to_range(chars).ok_or_else(|| match self.changed {
            true => msg!("layer-document-shrank", end = end),
            false => msg!("layer-past-end", end = end, chars = self.text.char_count()),
        })
    }

    fn differs(&self, stated: &str, found: &str) -> Message {
        let (stated, found) = (clipped(stated), clipped(found));
        if self.changed {
            msg!("layer-document-changed", stated = stated, found = found)
        } else if self.other_encoding {
            msg!("layer-other-encoding", stated = stated, found = found)
        } else {
            msg!("layer-text-differs", stated = stated, found = found)
        }
    }
}

/// Ranges that can be the parts of an annotation, of whatever text.
pub(super) fn sound(at: &[(u32, u32)]) -> Result<Vec<CharRange>, Message> {
    let ordered = |range: &&(u32, u32)| range.0 < range.1;
    if let Some((start, end)) = at.iter().find(|range| !ordered(range)) {
        let (start, end) = (start.to_string(), end.to_string());
        return Err(msg!("layer-empty-part", start = start, end = end));
    }
    if at.is_empty() {
        return Err(msg!("layer-no-parts"));
    }
    if at.windows(2).any(|two| two[0].1 >= two[1].0) {
        return Err(msg!("layer-bad-parts"));
    }
    let range = |(start, end): &(u32, u32)| CharRange {
        start: *start,
        end: *end,
    };
    Ok(at.iter().map(range).collect())
}

fn unique(seen: &mut HashSet<Id>, id: &str) -> Result<Id, Message> {
    let id = Id::new(id);
    match seen.insert(id.clone()) {
        true => Ok(id),
        false => Err(msg!("layer-same-id", id = id.as_str())),
    }
}

/// Enough of a text to know it by.
pub(super) fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
