//! Searching the text, filtering the list: the same key, the same line.

use super::{
    App, Notice, Popup, Prompt,
    msg::{DocId, Effect},
    reader::{Reader, Search, Starts},
    selection::Selection,
};
use crate::{
    keymap::{Code, Key},
    msg,
    text::{
        TextSize,
        search::{ALL_FORMS, Hit, Query},
    },
};
use std::sync::Arc;

/// The longest text that is looked through for all hits on the path of a key, in bytes.
const AT_ONCE: TextSize = TextSize::new(256 * 1024);

/// The longest text in which forms of words are sought on the path of a key: a longer one is looked through behind, when
/// the words are typed.
const FORMS_AT_ONCE: TextSize = TextSize::new(1024 * 1024);

impl App {
    /// What is typed in the find line changed, or was accepted.
    pub(super) fn find(&mut self, typed: &str, accepted: bool) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return self.filter(typed);
        };
        let found = reader.search_for(typed, accepted);
        if accepted && self.reader.as_ref().is_some_and(Reader::awaits_hits) {
            self.notice = Some(Notice::Done(msg!("search-goes-on")));
        } else if accepted && !found {
            self.notice = Some(Notice::Refused(msg!("not-found", text = typed)));
        }
        match accepted {
            true => self.count_hits(),
            false => Vec::new(),
        }
    }

    /// Number the hit that is selected, as soon as it is known where all are; a large text is looked through behind.
    fn count_hits(&mut self) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        let Some(search) = &mut reader.search else {
            return Vec::new();
        };
        if matches!(search.starts, Starts::Unknown) {
            if reader.text.len() > AT_ONCE {
                search.starts = Starts::Asked;
                let query = search.query.clone();
                return vec![Effect::Count(reader.doc, reader.text.clone(), query)];
            }
            search.starts = Starts::Known(search.query.starts(&reader.text).into());
        }
        reader.number_hit();
        Vec::new()
    }

    /// The hits were found, perhaps of a search that was given up since.
    pub(super) fn counted(&mut self, doc: DocId, query: &Query, starts: Arc<[TextSize]>) {
        let reader = self.reader.as_mut().filter(|reader| reader.doc == doc);
        let Some(reader) = reader else { return };
        let search = reader.search.as_mut();
        let Some(search) = search.filter(|search| search.query == *query) else {
            return;
        };
        search.starts = Starts::Known(starts);
        if let Some(from) = search.jump.take() {
            let typed = search.typed.clone();
            self.notice = match reader.jump_to_hit(from) {
                true => None,
                false => Some(Notice::Refused(msg!("not-found", text = typed))),
            };
        } else {
            reader.number_hit();
        }
    }

    fn filter(&mut self, typed: &str) -> Vec<Effect> {
        typed.trim().clone_into(&mut self.list.filter);
        self.list.refresh(&self.corpus, self.keys.map.keyboard());
        if !self.list.filter.is_empty() {
            // What was meant is among the first.
            self.list.cursor = 0;
        }
        self.preview()
    }

    /// A key that types nothing: Tab asks for all forms of the words, or for what is typed again.
    pub(super) fn find_otherwise(&mut self, mut prompt: Prompt, key: Key) -> Vec<Effect> {
        let mut effects = Vec::new();
        if key.code == Code::Tab && self.reader.is_some() {
            prompt = Prompt::new(&match prompt.text().strip_prefix(ALL_FORMS) {
                Some(typed) => typed.to_owned(),
                None => format!("{ALL_FORMS}{}", prompt.text()),
            });
            effects = self.find(prompt.text(), false);
        }
        self.popup = Some(Popup::Find(prompt));
        effects
    }

    /// The find line was given up: everything is as before.
    pub(super) fn find_cancelled(&mut self) -> Vec<Effect> {
        match &mut self.reader {
            Some(reader) => {
                reader.forget_search();
                Vec::new()
            }
            None => self.filter(""),
        }
    }

    /// The next or previous hit.
    pub(super) fn find_again(&mut self, forward: bool) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        match reader.search_again(forward) {
            None => self.refuse(msg!("no-search")),
            Some(Found::Later) => self.refuse(msg!("search-goes-on")),
            Some(Found::Nowhere) => {
                let typed = reader
                    .search
                    .as_ref()
                    .map_or(String::new(), |search| search.typed.clone());
                self.refuse(msg!("not-found", text = typed))
            }
            Some(Found::Wrapped) => {
                let mut effects = self.refuse(msg!("search-wrapped"));
                effects.extend(self.count_hits());
                effects
            }
            Some(Found::Ahead) => self.count_hits(),
        }
    }
}

/// Where a search led.
pub(super) enum Found {
    Ahead,
    /// Over the end of the text.
    Wrapped,
    Nowhere,
    /// A thread is looking.
    Later,
}

impl Reader {
    /// A search begins here; giving it up comes back here.
    pub(super) fn remember_search(&mut self) {
        self.search_origin = Some((self.selection, self.search.clone()));
    }

    /// Select the first hit from where the search began.
    fn search_for(&mut self, typed: &str, accepted: bool) -> bool {
        let origin = self
            .search_origin
            .as_ref()
            .map_or(self.selection, |(selection, _)| *selection);
        let Some(query) = Query::new(typed) else {
            self.search = None;
            self.select(origin);
            return true;
        };
        let from = origin.range().start();
        let behind = query.is_of_forms() && self.text.len() > FORMS_AT_ONCE;
        let hit = match behind {
            true => None,
            false => query.next(&self.text, from),
        };
        self.extend = false;
        self.select(hit.map_or(origin, |hit| Selection::new(hit.range)));
        self.search = Some(Search {
            typed: typed.to_owned(),
            query,
            count: None,
            starts: Starts::Unknown,
            jump: behind.then_some(from),
        });
        if accepted {
            self.search_origin = None;
            self.came_from(origin);
        }
        hit.is_some()
    }

    /// Whether the hits of the search are looked for behind, and the first of them is to be selected.
    fn awaits_hits(&self) -> bool {
        self.search
            .as_ref()
            .is_some_and(|search| search.jump.is_some())
    }

    /// Select the first hit that starts at or after `from`, or the first of all; whether there is any.
    fn jump_to_hit(&mut self, from: TextSize) -> bool {
        let hit = self.known_hit(|starts| {
            let at = starts.partition_point(|start| *start < from);
            Some((*starts.get(at).or(starts.first())?, at == starts.len()))
        });
        if let Some(hit) = hit.flatten() {
            self.select(Selection::new(hit.range));
        }
        self.number_hit();
        hit.flatten().is_some()
    }

    /// The hit that `choose` takes from where all start, and whether the search went over an end of the text; the outer
    /// `None`: it is not known where they start.
    fn known_hit(
        &self,
        choose: impl Fn(&[TextSize]) -> Option<(TextSize, bool)>,
    ) -> Option<Option<Hit>> {
        let search = self.search.as_ref()?;
        let Starts::Known(starts) = &search.starts else {
            return None;
        };
        let hit = choose(starts).and_then(|(start, wrapped)| {
            let range = search.query.hit_at(&self.text, start)?;
            Some(Hit { range, wrapped })
        });
        Some(hit)
    }

    /// The hit after or before the selection: read off the list where it is known, sought otherwise.
    fn neighbouring_hit(&self, forward: bool) -> Option<Hit> {
        let here = self.selection.range().start();
        let known = self.known_hit(|starts| match forward {
            true => {
                let next = starts.partition_point(|start| *start <= here);
                Some((*starts.get(next).or(starts.first())?, next == starts.len()))
            }
            false => {
                let before = starts.partition_point(|start| *start < here).checked_sub(1);
                let wrapped = before.is_none();
                Some((*before.map_or(starts.last(), |at| starts.get(at))?, wrapped))
            }
        });
        let search = self.search.as_ref()?;
        known.unwrap_or_else(|| match forward {
            true => search.query.next(&self.text, here + TextSize::new(1)),
            false => search.query.previous(&self.text, here),
        })
    }

    fn forget_search(&mut self) {
        if let Some((selection, search)) = self.search_origin.take() {
            self.select(selection);
            self.search = search;
        }
    }

    fn search_again(&mut self, forward: bool) -> Option<Found> {
        self.search.as_ref()?;
        if self.awaits_hits() {
            return Some(Found::Later);
        }
        let hit = self.neighbouring_hit(forward);
        let Some(hit) = hit else {
            return Some(Found::Nowhere);
        };
        self.extend = false;
        self.select(Selection::new(hit.range));
        Some(if hit.wrapped {
            Found::Wrapped
        } else {
            Found::Ahead
        })
    }

    /// The number of the selected hit, if it is known where all are.
    fn number_hit(&mut self) {
        let place = self.selection.range().start();
        if let Some(search) = &mut self.search
            && let Starts::Known(starts) = &search.starts
        {
            let (all, before) = (starts.len(), starts.partition_point(|at| *at < place));
            search.count = (all > 0).then_some(((before + 1).min(all), all));
        }
    }
}
