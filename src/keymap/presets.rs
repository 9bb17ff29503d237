//! The embedded presets, the same files a user may copy, and what must hold for each of them.

/// Their names.
pub(super) const NAMES: &[&str] = &["default", "vim", "kakoune", "plain"];

/// The keymap file of a preset.
pub(super) fn source(name: &str) -> Option<&'static str> {
    match name {
        "default" => Some(include_str!("../../keymaps/default.ron")),
        "vim" => Some(include_str!("../../keymaps/vim.ron")),
        "kakoune" => Some(include_str!("../../keymaps/kakoune.ron")),
        "plain" => Some(include_str!("../../keymaps/plain.ron")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Binding, Code, Context, Key, Keyboard, Keymap, Lookup};
    use super::*;
    use crate::commands::{Action, COMMANDS};

    fn map(name: &str) -> Keymap {
        Keymap::preset(name, Keyboard::default()).unwrap()
    }

    #[test]
    fn presets_are_free_of_errors() {
        for name in NAMES {
            let source = source(name).unwrap();
            let (_, problems) = Keymap::with_user_file(source, name, Keyboard::default());
            assert_eq!(problems, [], "{name}");
        }
        assert!(Keymap::preset("emacs", Keyboard::default()).is_none());
    }

    #[test]
    fn the_example_in_the_documentation_is_free_of_errors() {
        let page = include_str!("../../docs/keys.md");
        let example = page
            .split("```ron\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next());
        let (map, problems) =
            Keymap::with_user_file(example.unwrap(), "docs/keys.md", Keyboard::default());
        assert_eq!(problems, []);
        let own = map.look_up(Context::Reader, &[Key::char('ж')]);
        assert_eq!(own, Lookup::Action(Action::NextAnnotation));
        assert_eq!(
            map.look_up(Context::Reader, &[Key::char('x')]),
            Lookup::None
        );
    }

    /// The shift row of a PC under ЙЦУКЕН sends other ASCII characters: these keys, and what they send.
    const MOVED: &[(char, char)] = &[
        ('/', '.'),
        ('?', ','),
        ('@', '"'),
        ('$', ';'),
        ('^', ':'),
        ('&', '?'),
        ('|', '/'),
        ('\\', '\\'),
        ('`', 'ё'),
    ];

    /// What the same physical key sends under ЙЦУКЕН, and whether a binding may rely on it.
    fn under_jcuken(map: &Keymap, key: Key) -> (Key, bool) {
        let moved = MOVED.iter().find(|(c, _)| key == Key::char(*c));
        match moved {
            Some((_, sent)) => (Key::char(*sent), false),
            None => {
                let weak = matches!(key.code, Code::Char('.' | ',' | ';' | ':'));
                (map.keyboard().native(key).unwrap_or(key), !weak)
            }
        }
    }

    #[test]
    fn every_binding_is_reachable_under_jcuken() {
        for name in NAMES {
            let map = map(name);
            let mut sure = Vec::new();
            for binding in map.bindings() {
                let sent = binding.keys.iter().map(|key| under_jcuken(&map, *key));
                let (keys, strong): (Vec<Key>, Vec<bool>) = sent.unzip();
                let meant = map.look_up(binding.context, &keys);
                if strong.iter().all(|strong| *strong) {
                    assert_eq!(meant, Lookup::Action(binding.action), "{name}: {binding:?}");
                    sure.push((binding.context, binding.action));
                } else {
                    // The layout may not be known to be on yet; once it is, the key means what it says.
                    let known = keys
                        .iter()
                        .map(|key| map.keyboard().latin_while_on(*key).unwrap_or(*key));
                    let known: Vec<Key> = known.collect();
                    let meant = map.look_up(binding.context, &known);
                    assert_eq!(meant, Lookup::Action(binding.action), "{name}: {binding:?}");
                }
            }
            for binding in map.bindings() {
                let reached = sure.contains(&(binding.context, binding.action));
                assert!(reached, "{name}: {binding:?} has only weak keys");
            }
        }
    }

    #[test]
    fn no_command_needs_a_key_that_terminals_or_multiplexers_take() {
        let taken: Vec<Key> = [
            "Esc", "Ctrl-a", "Ctrl-b", "Ctrl-s", "Ctrl-q", "Ctrl-h", "Ctrl-i", "Ctrl-j", "Ctrl-m",
            "Ctrl-[",
        ]
        .iter()
        .map(|name| Key::parse(name).unwrap())
        .collect();
        for name in NAMES {
            let map = map(name);
            for binding in map.bindings() {
                let free = |other: &Binding| {
                    (other.context, other.action) == (binding.context, binding.action)
                        && !other.keys.iter().any(|key| taken.contains(key))
                };
                assert!(map.bindings().iter().any(free), "{name}: {binding:?}");
            }
        }
    }

    #[test]
    fn every_command_has_a_key_by_default() {
        let map = map("default");
        for command in COMMANDS {
            // It is for keymaps whose Enter labels.
            let elsewhere = command.name == "accept-or-label";
            let bound = map.bindings().iter().any(|b| b.action == command.action);
            assert!(bound != elsewhere, "{}", command.name);
        }
    }

    #[test]
    fn what_a_day_needs_has_a_key_in_every_preset() {
        use Context::{List, Panel, Reader};
        let labels: Vec<String> = (1..=10).map(|n| format!("label-{n}")).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        for (contexts, commands) in [
            (Context::ALL, &["help", "quit", "row-down", "row-up"][..]),
            (&[List, Reader, Panel], &["palette"]),
            (&[List, Panel], &["open"]),
            (&[Reader, Panel], &["undo", "remove"]),
            (&[Reader], &["toggle-extend", "done", "find"]),
            (&[Reader], &["next-suggestion", "previous-suggestion"]),
            (
                &[Reader],
                &["reject-suggestion", "accept-all", "suggesters"],
            ),
            (
                &[Reader],
                &["copy", "copy-to-file", "copy-json", "copy-conll"],
            ),
            (&[Reader], &["export-document", "import-document"]),
            (&[Reader], &labels),
        ] {
            for name in NAMES {
                let map = map(name);
                let bound = |context, command| {
                    let here = |b: &&Binding| b.context == context;
                    let mut here = map.bindings().iter().filter(here);
                    here.any(|b| b.action.command().name == command)
                };
                for (context, command) in contexts
                    .iter()
                    .flat_map(|c| commands.iter().map(move |name| (c, name)))
                {
                    assert!(
                        bound(*context, *command),
                        "{name}: {command} in {context:?}"
                    );
                }
            }
        }
    }
}
