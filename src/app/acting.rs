//! From actions to what they do, on the list, in the reader and anywhere.

use super::{
    App, Extent, MEASURES, Notice, Panel,
    copying::conll,
    help,
    msg::Effect,
    pager::Pager,
    palette::Palette,
    popup::{Popup, Purpose},
    prompt::Prompt,
    transfer::Way,
};
use crate::{commands::Action, formats, keymap::Context, locale::Message, msg};

impl App {
    /// Carry out `action`, for a person.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let effects = self.carry_out_action(action);
        self.record_action(action);
        effects
    }

    /// Carry out `action`.
    pub(super) fn carry_out_action(&mut self, action: Action) -> Vec<Effect> {
        self.extent = match self.panel {
            // The rows of the panel are annotations.
            Panel::Focused if action != Action::Panel => Extent::Selection,
            _ => Extent::after(action),
        };
        if let Some(effects) = self.act_anywhere(action) {
            return effects;
        }
        match (&self.reader, action) {
            (Some(_), _) => self.act_and_remember(action),
            (None, _) => self.act_in_list(action),
        }
    }

    /// Actions that mean the same everywhere.
    pub(super) fn act_anywhere(&mut self, action: Action) -> Option<Vec<Effect>> {
        Some(match action {
            Action::Help => self.help(),
            Action::Palette => {
                self.popup = Some(Popup::Palette(Palette::new(&self.keys.map, self.context())));
                Vec::new()
            }
            Action::Guidelines => vec![Effect::ReadGuidelines],
            Action::RecordMacro => self.record_macro(),
            Action::ReplayMacro => self.macro_menu(false),
            Action::Reload => vec![Effect::Reload],
            Action::Save => self.tell_saved(),
            Action::Redraw => vec![Effect::Redraw, Effect::Look(true)],
            Action::Suspend => vec![Effect::Suspend],
            _ => return None,
        })
    }

    fn help(&mut self) -> Vec<Effect> {
        let lines = help::lines(&self.keys.map, &self.locale, self.context());
        self.popup = Some(Popup::Pager(Pager::new(msg!("help-title"), lines)));
        Vec::new()
    }

    fn act_in_list(&mut self, action: Action) -> Vec<Effect> {
        if self.list.go(action) {
            return self.preview();
        }
        match action {
            Action::Open => self
                .list
                .current()
                .map_or_else(Vec::new, |doc| self.open(doc)),
            Action::Find => self.prompt(self.list.filter.clone()),
            Action::Sort => {
                self.list.sort_next();
                self.list.refresh(&self.corpus, self.keys.map.keyboard());
                self.preview()
            }
            Action::NextUnfinished => {
                match self.list.next_unfinished(&self.corpus, self.list.current()) {
                    Some(doc) => self.list.go_to(doc),
                    None => self.notice = Some(Notice::Done(msg!("all-done"))),
                }
                self.preview()
            }
            Action::Quit | Action::Exit => self.quit(),
            _ => self.refuse(msg!("not-in-list")),
        }
    }

    pub(super) fn act_in_reader(&mut self, action: Action) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        if self.panel == Panel::Focused {
            match action {
                Action::RowDown => return self.go_to_annotation(true),
                Action::RowUp => return self.go_to_annotation(false),
                Action::Open => {
                    self.panel = Panel::Open;
                    return Vec::new();
                }
                Action::Quit => {
                    self.panel = Panel::Closed;
                    return Vec::new();
                }
                _ => {}
            }
        }
        let action = self.spotlight.turned(action);
        if reader.go(action) || reader.reshape(action) {
            return Vec::new();
        }
        if let Some(index) = label_index(action) {
            return match self.corpus.schema.labels.get(index).cloned() {
                Some(label) => self.apply_label(&label, Purpose::Label),
                // The tenth label is on the digit 0.
                None => {
                    let digit = (index + 1) % 10;
                    self.refuse(msg!("no-such-label", key = digit.to_string()))
                }
            };
        }
        self.act_on_text(action)
    }

    fn act_on_text(&mut self, action: Action) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else {
            return Vec::new();
        };
        match action {
            Action::NextSuggestion => self.hop(true),
            Action::PreviousSuggestion => self.hop(false),
            Action::AcceptSuggestion => self.accept(),
            Action::AcceptOrLabel => match reader.suggestion() {
                Some(_) => self.accept(),
                None => self.label_menu(Purpose::Label),
            },
            Action::RejectSuggestion => self.reject(),
            Action::AcceptAll => self.accept_all_menu(),
            Action::Suggesters => self.switch_menu(),
            Action::ToggleSuggestions => self.toggle_suggestions(),
            Action::NextAnnotation => self.go_to_annotation(true),
            Action::PreviousAnnotation => self.go_to_annotation(false),
            Action::LabelByLetter => self.label_menu(Purpose::Label),
            Action::AddLabel => self.label_menu(Purpose::Add),
            Action::Relabel => self.label_menu(Purpose::Relabel),
            Action::RelabelAll => self.label_menu(Purpose::RelabelAll),
            Action::Repeat => self.repeat(),
            Action::Relate => self.relate(),
            Action::FollowRelation => self.follow_relation(),
            Action::Occurrences => self.occurrences(),
            Action::Waiting => self.next_waiting(),
            Action::Resize if reader.waiting().is_some() => self.place_here(),
            Action::Remove if reader.waiting().is_some() => self.drop_waiting(),
            Action::TogglePart => {
                let result = reader.toggle_part(&self.corpus.schema);
                self.edited(result)
            }
            Action::Remove => {
                let result = reader.remove_current();
                self.edited(result)
            }
            Action::Resize => {
                let result = reader.resize_current(&self.corpus.schema);
                self.edited(result)
            }
            Action::Undo => {
                let result = reader.undo();
                self.edited(result)
            }
            Action::Redo => {
                let result = reader.redo();
                self.edited(result)
            }
            Action::Edit => self.edit(),
            Action::Find => self.prompt(String::new()),
            Action::FindNext => self.find_again(true),
            Action::FindPrevious => self.find_again(false),
            Action::SetBookmark => self.bookmark_menu(true),
            Action::GoToBookmark => self.bookmark_menu(false),
            Action::Copy => vec![Effect::Copy(reader.selected_text().to_owned())],
            Action::CopyToFile => vec![Effect::CopyToFile(reader.selected_text().to_owned())],
            Action::CopyJson => self.copy_annotation(formats::object),
            Action::CopyConll => self.copy_annotation(conll),
            Action::JumpBack => self.jump(true),
            Action::JumpForward => self.jump(false),
            _ => self.act_on_document(action),
        }
    }

    fn act_on_document(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Done => self.done(),
            Action::NextDocument => self.go_to_document(1),
            Action::PreviousDocument => self.go_to_document(-1),
            Action::NextUnfinished => self.go_to_unfinished(),
            Action::Panel => {
                self.panel = match self.panel {
                    Panel::Closed => Panel::Focused,
                    Panel::Open | Panel::Focused => Panel::Closed,
                };
                Vec::new()
            }
            Action::Measure => {
                let here = MEASURES
                    .iter()
                    .position(|measure| *measure == self.measure)
                    .unwrap_or(0);
                self.measure = MEASURES[(here + 1) % MEASURES.len()];
                self.notice = Some(Notice::Done(msg!(
                    "measure",
                    columns = u32::from(self.measure)
                )));
                Vec::new()
            }
            Action::Spotlight => self.next_spotlight(),
            Action::ExportDocument => self.transfer(Way::Export),
            Action::ImportDocument => self.transfer(Way::Import),
            Action::Quit => self.close(),
            Action::Exit => self.exit(),
            _ => self.refuse(msg!("not-in-reader")),
        }
    }

    /// Say why nothing was done.
    pub(super) fn refuse(&mut self, why: Message) -> Vec<Effect> {
        self.notice = Some(Notice::Refused(why));
        Vec::new()
    }

    fn go_to_annotation(&mut self, forward: bool) -> Vec<Effect> {
        let moved = self
            .reader
            .as_mut()
            .is_none_or(|reader| reader.go_to_annotation(forward));
        if moved {
            Vec::new()
        } else {
            self.refuse(msg!("no-more-annotations"))
        }
    }

    fn prompt(&mut self, text: String) -> Vec<Effect> {
        if let Some(reader) = &mut self.reader {
            reader.remember_search();
        }
        self.popup = Some(Popup::Find(Prompt::new(&text)));
        Vec::new()
    }

    /// The first keys of an action, for hints; empty when it has none.
    pub fn key_of(&self, context: Context, action: Action) -> String {
        let names = self.keys.map.names_of(context, action);
        self.locale
            .fit(names.into_iter().next().unwrap_or_default())
    }
}

/// Which label `action` gives, if it gives one.
pub(super) fn label_index(action: Action) -> Option<usize> {
    LABELS.iter().position(|label| *label == action)
}

/// The label actions in the order of the labels they apply.
pub(super) const LABELS: [Action; 10] = [
    Action::Label1,
    Action::Label2,
    Action::Label3,
    Action::Label4,
    Action::Label5,
    Action::Label6,
    Action::Label7,
    Action::Label8,
    Action::Label9,
    Action::Label10,
];
