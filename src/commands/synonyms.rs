//! Other words for commands: what people call them, and the command lines of vim and kakoune that have a counterpart.
//! They are looked for, never shown.

use super::Action;

/// What else a command is called, in Russian and in English.
const WORDS: &[(Action, &str)] = &[
    (
        Action::First,
        "наверх к началу документа top beginning home",
    ),
    (Action::Last, "вниз к концу документа bottom end"),
    (
        Action::NextAnnotation,
        "следующая сущность метка тег entity tag span",
    ),
    (
        Action::PreviousAnnotation,
        "предыдущая сущность метка тег entity tag span",
    ),
    (Action::JumpBack, "вернуться обратно return jumplist"),
    (Action::SetBookmark, "запомнить место mark"),
    (Action::GoToBookmark, "закладки метки места marks"),
    (Action::Find, "найти поиск фильтр search grep filter"),
    (Action::ToggleExtend, "режим выделения visual select mode"),
    (Action::Copy, "скопировать буфер обмена yank clipboard"),
    (Action::CopyToFile, "сохранить выделенное yank"),
    (
        Action::CopyJson,
        "скопировать аннотацию буфер обмена джейсон yank clipboard span",
    ),
    (
        Action::CopyConll,
        "скопировать аннотацию буфер обмена колонки токены yank clipboard iob bio tokens",
    ),
    (
        Action::ExportDocument,
        "экспортировать документ сохранить как выгрузить конвертировать save as convert",
    ),
    (
        Action::ImportDocument,
        "импортировать документ разметку загрузить load read convert",
    ),
    (
        Action::LabelByLetter,
        "разметить тег сущность tag annotate mark",
    ),
    (
        Action::Relabel,
        "поменять тип переименовать метку change type rename",
    ),
    (Action::RelabelAll, "заменить все replace all substitute"),
    (Action::Repeat, "повторить last dot"),
    (
        Action::Occurrences,
        "везде все упоминания повторы everywhere mentions propagate",
    ),
    (
        Action::TogglePart,
        "разрывная аннотация discontinuous fragment",
    ),
    (Action::Relate, "отношение ссылка relation link arc"),
    (
        Action::Waiting,
        "потерянные непривязанные очередь lost orphaned queue",
    ),
    (
        Action::Remove,
        "удалить стереть убрать метку delete unlabel",
    ),
    (Action::Resize, "границы края boundaries span move"),
    (
        Action::Edit,
        "комментарий атрибуты свойства comment attributes properties",
    ),
    (Action::RecordMacro, "макрос начать запись macro"),
    (
        Action::ReplayMacro,
        "макрос выполнить воспроизвести macro play run",
    ),
    (
        Action::NextSuggestion,
        "предложения подсказки рекомендации suggest recommend proposal",
    ),
    (Action::AcceptSuggestion, "подтвердить согласиться confirm"),
    (
        Action::RejectSuggestion,
        "отвергнуть отказать refuse dismiss",
    ),
    (
        Action::AcceptAll,
        "подтвердить все сразу bulk batch confirm",
    ),
    (
        Action::Suggesters,
        "предложения подсказки рекомендации автоматически обучение настроить recommenders automatic learning",
    ),
    (
        Action::ToggleSuggestions,
        "подсказки рекомендации убрать recommendations",
    ),
    (Action::Undo, "откатить вернуть назад отмена revert back"),
    (Action::Redo, "повторить отменённое again"),
    (Action::Open, "войти читать enter read"),
    (
        Action::Done,
        "завершить закончить принять finish complete submit accept",
    ),
    (
        Action::NextUnfinished,
        "неготовый недоделанный todo pending",
    ),
    (Action::Sort, "сортировка упорядочить order"),
    (Action::Panel, "список аннотаций боковая sidebar outline"),
    (
        Action::Guidelines,
        "руководство правила разметки manual rules",
    ),
    (Action::Measure, "ширина колонки column width"),
    (
        Action::Spotlight,
        "фокус режим чтения по предложениям focus mode zen sentence by sentence",
    ),
    (
        Action::Help,
        "справка помощь подсказка горячие клавиши shortcuts hotkeys",
    ),
    (Action::Palette, "палитра командная строка command line"),
    (Action::Redraw, "обновить экран refresh"),
    (Action::Suspend, "фон оболочка shell background"),
    (
        Action::Reload,
        "перечитать обновить конфиг раскладка config keymap",
    ),
    (Action::Save, "сохранить записать write"),
    (Action::Quit, "закрыть документ close"),
    (
        Action::Exit,
        "выход завершить работу quit all leave program",
    ),
];

/// Command lines of vim and kakoune.
const LINES: &[(&[&str], Action)] = &[
    (
        &[
            "q",
            "quit",
            "q!",
            "quit!",
            "close",
            "bd",
            "db",
            "delete-buffer",
        ],
        Action::Quit,
    ),
    (&["ls", "buffers", "files", "ex", "explore"], Action::Quit),
    // What is done is on the disk already.
    (
        &["wq", "wq!", "x", "x!", "xit", "write-quit", "waq"],
        Action::Quit,
    ),
    (
        &[
            "qa", "qa!", "qall", "qall!", "wqa", "wqall", "xa", "xall", "exit", "kill", "kill!",
        ],
        Action::Exit,
    ),
    (
        &[
            "w",
            "w!",
            "write",
            "wa",
            "wall",
            "write-all",
            "up",
            "update",
        ],
        Action::Save,
    ),
    (&["e", "edit", "e!", "o"], Action::Open),
    (
        &["n", "next", "bn", "bnext", "tabn", "tabnext", "buffer-next"],
        Action::NextDocument,
    ),
    (
        &[
            "prev",
            "previous",
            "bp",
            "bprev",
            "bprevious",
            "tabp",
            "tabprevious",
            "buffer-previous",
        ],
        Action::PreviousDocument,
    ),
    (&["h", "help", "map", "doc"], Action::Help),
    (&["se", "set", "so", "source", "set-option"], Action::Reload),
    (&["u", "undo"], Action::Undo),
    (&["red", "redo"], Action::Redo),
    (&["d", "delete"], Action::Remove),
    (&["y", "yank"], Action::Copy),
    (&["marks"], Action::GoToBookmark),
    (&["reg", "registers", "di", "display"], Action::ReplayMacro),
    (
        &["norm", "normal", "exec", "execute-keys"],
        Action::ReplayMacro,
    ),
    (&["redraw", "redraw!", "mode"], Action::Redraw),
    (
        &["st", "stop", "sus", "suspend", "sh", "shell"],
        Action::Suspend,
    ),
    (&["sor", "sort"], Action::Sort),
    (&["$"], Action::Last),
    (&["goyo"], Action::Spotlight),
];

/// What else `action` is called.
pub fn words(action: Action) -> &'static str {
    let known = WORDS.iter().find(|(known, _)| *known == action);
    known.map_or("", |(_, words)| words)
}

/// What the command line `line` of another editor asks for.
pub fn line(line: &str) -> Option<Action> {
    let known = LINES.iter().find(|(lines, _)| lines.contains(&line));
    known.map(|(_, action)| *action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_means_two_things_and_no_command_has_two_rows() {
        let lines: Vec<&str> = LINES
            .iter()
            .flat_map(|(lines, _)| *lines)
            .copied()
            .collect();
        for (at, line) in lines.iter().enumerate() {
            assert!(!lines[..at].contains(line), "{line}");
        }
        for (at, (action, _)) in WORDS.iter().enumerate() {
            let twice = WORDS[..at].iter().any(|(other, _)| other == action);
            assert!(!twice, "{action:?}");
        }
    }
}
