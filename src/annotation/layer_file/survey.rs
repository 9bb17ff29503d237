//! Reads a layer file to the end, whatever is wrong with it: each line is looked at on its own, and what is right is
//! kept beside the faults of the rest.
use super::{
    FORMAT,
    check::{Check, clipped, sound},
    record::{AnnotationRecord, LayerRecord, Lines, RejectionRecord},
};
use crate::{
    annotation::{
        Annotation, DocumentId, Former, Id, Layer, Rejection, Relation, Unplaced,
        reanchor::{self, Old, Versions},
    },
    locale::{At, Message, Problem, Source},
    msg,
    text::Text,
};
use ron::value::RawValue;
use serde::Deserialize;
use std::sync::Arc;

/// What could be read of a layer, and all that is wrong with it.
pub(in crate::annotation) struct Survey<'a> {
    pub annotations: Vec<At<'a, Arc<Annotation>>>,
    pub relations: Vec<At<'a, Relation>>,
    /// Annotations that wait for their place.
    pub unplaced: Vec<Id>,
    pub faults: Vec<Problem>,
}

/// Why a layer is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::annotation) enum Purpose {
    /// To tell all that is wrong, also that the document moved on.
    Inspect,
    /// To tell why it cannot be read; places in a document that changed are found anew.
    Read,
}

/// Look at every line of a layer for `document`, whose text is `text`.
///
/// # Errors
/// The file is damaged as a whole, of a newer format, or speaks of another document.
pub(in crate::annotation) fn survey<'a>(
    source: Source<'a>,
    text: &Text,
    document: &DocumentId,
    purpose: Purpose,
) -> Result<Survey<'a>, Problem> {
    let format = |file: &Lines<'_>| file.format;
    let file: Lines<'a> = source
        .parse_format(FORMAT, format, msg!("layer-damaged"))
        .map_err(with_hint)?;
    let stated = &file.document;
    let mut check = Check::new(text, document, &stated.value).map_err(|what| {
        let problem = Problem::new(what).at(source.place(stated.source));
        problem.hint(msg!("layer-other-document-hint"))
    })?;
    let mut lines = Reader {
        source,
        faults: Vec::new(),
    };
    let moves = purpose == Purpose::Read && check.changed;
    let mut annotations = Vec::new();
    if moves {
        lines.read(&file.annotations, |record: AnnotationRecord| {
            check.unplaced(record.made_on(&stated.value.hash))
        });
        lines.read(&file.rejections, |record: RejectionRecord| {
            sound(&record.at)
        });
    } else {
        annotations = lines.read(&file.annotations, |record| check.annotation(record));
        lines.read(&file.rejections, |record| check.rejection(record));
    }
    let relations = lines.read(&file.relations, |record| check.relation(record));
    lines.read(&file.notes, |record| check.note(record));
    let unplaced = lines.read(&file.unplaced, |record| check.unplaced(record));
    lines.read(&file.foreign, |record| Ok(Check::foreign(record)));
    if purpose == Purpose::Inspect {
        let waits = |item: &At<'_, Unplaced>| {
            let what = msg!("layer-unplaced", text = clipped(&item.value.text));
            Problem::new(what)
                .at(source.place(item.source))
                .hint(msg!("layer-unplaced-hint"))
        };
        lines.faults.extend(unplaced.iter().map(waits));
    }
    Ok(Survey {
        annotations,
        relations,
        unplaced: unplaced.into_iter().map(|at| at.value.id).collect(),
        faults: lines.faults.into_iter().map(with_hint).collect(),
    })
}

/// A layer without any fault, read at once; `None` when there is one, for [`survey`] to find.
pub(super) fn faultless(
    source: &str,
    text: &Text,
    document: &DocumentId,
    former: &Former,
) -> Option<Layer> {
    let file: LayerRecord<'_> = Source::new("", source).parse(msg!("layer-damaged")).ok()?;
    let mut check = Check::new(text, document, &file.document.value).ok()?;
    (file.format <= FORMAT).then_some(())?;
    let relations = file.relations.into_iter();
    let notes = file.notes.into_iter();
    let foreign = file.foreign.into_iter();
    let mut layer = Layer {
        annotator: file.annotator,
        status: file.status,
        seconds: file.seconds,
        relations: relations
            .map(|it| check.relation(it).ok())
            .collect::<Option<_>>()?,
        notes: notes.map(|it| check.note(it).ok()).collect::<Option<_>>()?,
        foreign: foreign.map(Check::foreign).collect(),
        ..Layer::default()
    };
    let (annotations, rejections) = (file.annotations, file.rejections);
    if check.changed {
        let stated = &file.document.value;
        let from = (stated, former.get(&stated.hash));
        moved(
            &mut layer,
            &mut check,
            (annotations, rejections),
            from,
            text,
        )?;
    } else {
        let annotations = annotations.into_iter();
        layer.annotations = annotations
            .map(|it| check.annotation(it).ok())
            .collect::<Option<_>>()?;
        let rejections = rejections.into_iter();
        layer.rejections = rejections
            .map(|it| check.rejection(it).ok())
            .collect::<Option<_>>()?;
    }
    // What waits already was made on an earlier text than the one that changed now: a person knows better.
    for item in file.unplaced {
        layer.unplaced.push(check.unplaced(item).ok()?);
    }
    Some(layer)
}

/// Find what was said of the document `stated`, whose text was `former` if it was kept, in its new `text`.
///
/// A rejection that is not found is forgotten: what it refused may be proposed again, and refused again.
fn moved(
    layer: &mut Layer,
    check: &mut Check<'_>,
    (annotations, rejections): (Vec<AnnotationRecord<'_>>, Vec<RejectionRecord>),
    (stated, former): (&DocumentId, Option<&Text>),
    text: &Text,
) -> Option<()> {
    let old = annotations.into_iter().map(|it| it.made_on(&stated.hash));
    let old = old.map(|it| check.unplaced(it).ok());
    let old = old.collect::<Option<Vec<Unplaced>>>()?;
    let at = rejections.iter().map(|it| sound(&it.at).ok());
    let at = at.collect::<Option<Vec<_>>>()?;
    let others = rejections.iter().zip(&at);
    let others: Vec<Old<'_>> = others.map(|(it, at)| Old { at, text: &it.text }).collect();
    let versions = Versions {
        chars: stated.chars,
        old: former,
        new: text,
    };
    let (placed, unplaced, found) = reanchor::settle(old, &others, versions);
    layer.annotations = placed.into_iter().collect();
    layer.unplaced = unplaced;
    for (record, parts) in rejections.into_iter().zip(found) {
        layer.rejections.extend(parts.map(|parts| Rejection {
            label: record.label.into(),
            parts,
            by: record.by,
        }));
    }
    Some(())
}

fn with_hint(problem: Problem) -> Problem {
    let hint = problem.hint.or(Some(msg!("layer-fault-hint")));
    Problem { hint, ..problem }
}

struct Reader<'a> {
    source: Source<'a>,
    faults: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// The elements of a list that are right; the others become faults.
    fn read<R: Deserialize<'a>, T>(
        &mut self,
        list: &[&'a RawValue],
        mut understand: impl FnMut(R) -> Result<T, Message>,
    ) -> Vec<At<'a, T>> {
        let mut right = Vec::with_capacity(list.len());
        for raw in list {
            let source = raw.get_ron();
            let told = |what| Problem::new(what).at(self.source.place(source));
            let parsed = self.source.parse_raw(raw, msg!("layer-damaged"));
            match parsed.and_then(|record| understand(record).map_err(told)) {
                Ok(value) => right.push(At { value, source }),
                Err(fault) => self.faults.push(fault),
            }
        }
        right
    }
}
