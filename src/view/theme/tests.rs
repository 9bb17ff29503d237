use super::*;

const DEPTHS: [Depth; 4] = [Depth::TrueColor, Depth::Ansi256, Depth::Ansi16, Depth::Mono];

fn theme(name: &str, depth: Depth) -> Theme {
    Theme::new(name, depth, &|_| None).unwrap()
}

fn rgb(color: Color) -> Rgb {
    let known = palette_256().chain(ANSI).find(|(known, _)| *known == color);
    match (color, known) {
        (Color::Rgb(r, g, b), _) => Rgb(r, g, b),
        (_, Some((_, rgb))) => rgb,
        _ => panic!("{color:?} is no known colour"),
    }
}

/// Every style of a theme that has a colour: labels by name and by any number, and roles.
fn styles(theme: &Theme) -> Vec<(String, Style)> {
    let mut styles: Vec<(String, Style)> = Role::ALL
        .iter()
        .map(|role| (format!("{role:?}"), theme.role(*role)))
        .collect();
    let own = [
        "#000000", "#ffffff", "#ffff00", "#0000ff", "#102030", "#c0ffee", "nonsense",
    ];
    for color in PALETTE.iter().map(|(name, _)| *name).chain(own) {
        styles.push((color.to_owned(), theme.annotated(color, None)));
        styles.push((format!("code {color}"), theme.code(color)));
    }
    styles.retain(|(_, style)| style.fg.is_some());
    styles
}

/// The least contrast of any style on the grounds given, or on the ground it brings itself.
fn check(theme: &Theme, grounds: &[Rgb], least: f64) {
    for (name, style) in styles(theme) {
        let own = style.bg.map(rgb);
        let grounds = own.as_ref().map_or(grounds, std::slice::from_ref);
        for ground in grounds {
            let text = style.fg.map(rgb).unwrap();
            let found = contrast(text.luminance(), ground.luminance());
            assert!(found >= least, "{theme:?} {name}: {found:.2} on {ground:?}");
        }
    }
}

#[test]
fn everything_is_readable_on_its_ground() {
    let dark = [BLACK, Rgb(0x28, 0x2c, 0x34)];
    let light = [WHITE, Rgb(0xee, 0xee, 0xee)];
    check(&theme("auto", Depth::TrueColor), &[BLACK, WHITE], 4.5);
    check(&theme("auto", Depth::Ansi256), &[BLACK, WHITE], 4.0);
    check(&theme("auto", Depth::Ansi16), &[BLACK], LEAST_ON_BLACK);
    check(&theme("auto", Depth::Ansi16), &[WHITE], LEAST_ON_WHITE);
    for depth in [Depth::TrueColor, Depth::Ansi256] {
        check(&theme("dark", depth), &dark, 4.5);
        check(&theme("light", depth), &light, 4.5);
        check(&theme("contrast", depth), &dark, 7.0);
        let light = Theme::new("contrast", depth, &|_| Some("0;15".to_owned())).unwrap();
        check(&light, &[WHITE], 7.0);
    }
}

#[test]
fn labels_can_be_told_apart() {
    // With sixteen colours some labels share one: there the code in the margin tells them apart.
    for (depth, different) in [
        (Depth::TrueColor, 10),
        (Depth::Ansi256, 10),
        (Depth::Ansi16, 6),
    ] {
        for name in Theme::NAMES {
            let theme = theme(name, depth);
            let mut seen: Vec<Rgb> = Vec::new();
            for (color, _) in PALETTE {
                let new = rgb(theme.color(color));
                if seen.iter().all(|old| old.distance(new) > 0.0016) {
                    seen.push(new);
                }
            }
            assert!(seen.len() >= different, "{name} {depth:?} {seen:?}");
        }
    }
}

#[test]
fn sixteen_colours_keep_the_hue() {
    for (name, color, nearest) in [
        ("auto", "red", Color::LightRed),
        ("auto", "blue", Color::LightBlue),
        ("auto", "gray", Color::DarkGray),
        ("auto", "#00ff00", Color::Green),
        ("auto", "#ffffff", Color::DarkGray),
        ("dark", "yellow", Color::Yellow),
        ("dark", "pink", Color::LightMagenta),
        ("light", "red", Color::Red),
        ("light", "nonsense", Color::DarkGray),
    ] {
        let style = theme(name, Depth::Ansi16).annotated(color, None);
        assert_eq!(style.fg, Some(nearest), "{name} {color}");
    }
}

#[test]
fn selection_and_hits_differ_from_text_and_from_each_other() {
    for name in Theme::NAMES {
        for depth in DEPTHS {
            let theme = theme(name, depth);
            let label = theme.annotated("red", None);
            for under in [Style::new(), label] {
                let over = |role| under.patch(theme.role(role));
                let seen = [
                    under,
                    over(Role::Selection),
                    over(Role::Hit),
                    over(Role::Hit).patch(theme.role(Role::Selection)),
                ];
                for (i, style) in seen.iter().enumerate() {
                    let same = seen.iter().filter(|other| *other == style).count();
                    // Without colours a selected hit is the current one.
                    let allowed = if depth == Depth::Mono { 2 } else { 1 };
                    assert!(same <= allowed, "{name} {depth:?} {i}");
                }
            }
            let selected = label.patch(theme.role(Role::Selection));
            assert_eq!(selected.fg, label.fg);
            assert_ne!(selected, label);
        }
    }
}

#[test]
fn mono_has_no_colours_and_sixteen_no_underline_or_dim_with_them() {
    for name in Theme::NAMES {
        assert_eq!(styles(&theme(name, Depth::Mono)), []);
        let never = Modifier::UNDERLINED | Modifier::DIM;
        for (what, style) in styles(&theme(name, Depth::Ansi16)) {
            assert!(!style.add_modifier.intersects(never), "{name} {what}");
        }
    }
}

#[test]
fn nothing_paints_the_ground_of_plain_text() {
    for name in ["auto", "dark", "light"] {
        for depth in DEPTHS {
            for (what, style) in styles(&theme(name, depth)) {
                let block = ["Hit", "Error"].contains(&what.as_str());
                assert_eq!(style.bg.is_some(), block, "{name} {depth:?} {what}");
            }
        }
    }
}

#[test]
fn the_outer_label_underlines_the_inner_one() {
    let theme = theme("auto", Depth::TrueColor);
    let style = theme.annotated("red", Some("blue"));
    assert_eq!(style.underline_color, theme.code("blue").fg);
    assert_eq!(style.fg, theme.code("red").fg);
}

#[test]
fn the_ground_is_known_only_when_told() {
    for (told, ground) in [
        (Some("15;0"), Ground::Dark),
        (Some("12;8"), Ground::Dark),
        (Some("0;15"), Ground::Light),
        (Some("0;default;7"), Ground::Light),
        (Some("15;default"), Ground::Unknown),
        (Some(""), Ground::Unknown),
        (None, Ground::Unknown),
    ] {
        assert_eq!(told_ground(told), ground, "{told:?}");
    }
    assert!(Theme::new("neon", Depth::Mono, &|_| None).is_none());
}

#[test]
fn every_role_has_its_own_place() {
    for (at, role) in Role::ALL.into_iter().enumerate() {
        assert_eq!(role as usize, at);
    }
}
