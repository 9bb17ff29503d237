//! Exported pages, and what a browser makes of them when there is one (Chromium).

use crate::{bad_input::run, place::Place};
use std::{fs, path::Path, process::Command};

const EN: &str = "en_US.UTF-8";
const TEXT: &str = "Завод «Титан» <script>alert(1)</script>\nвложил 5 рублей & \"всё\".\n";

/// A corpus in which the text has crossing annotations, a figure, a relation and notes.
fn corpus() -> Place {
    let place = Place::new(&[]);
    let line = format!(
        r#"{{"id":"a/b.txt","text":{},"annotator":"anna","status":"Done","spans":[
        {{"id":"T1","start":0,"end":13,"label":"ORG"}},
        {{"id":"T2","start":6,"end":46,"label":"EVENT","note":"<img src=x onerror=alert(2)>"}},
        {{"id":"T3","start":47,"end":55,"label":"MONEY","measure":{{"value":"5","bound":"Exact","unit":"RUB"}}}}],
        "relations":[{{"label":"Pays","from":"T1","to":"T3"}}],"notes":["</article><script>alert(3)</script>"]}}"#,
        serde_json::to_string(TEXT).expect("a string"),
    );
    let source = place.home().join("in.jsonl");
    fs::create_dir_all(place.home()).expect("a folder");
    fs::write(&source, line.replace('\n', "")).expect("written");
    let source = source.display().to_string();
    let (code, _, told) = run(&place, EN, &["import", "jsonl", &source, "."]);
    assert_eq!(code, 0, "{told}");
    place
}

/// What Chromium makes of a page; `None` when it is not there.
fn in_browser(page: &Path, home: &Path) -> Option<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let browser = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|program| program.is_file())?;
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--timeout=60000",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            home.join("browser").display()
        ))
        .arg(format!("file://{}", page.display()))
        .env("HOME", home)
        .output()
        .expect("the browser runs");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// The document in what a browser made of its page.
fn text_of(dom: &str) -> String {
    let begin = dom.find("<div class=\"text").expect("the text");
    let end = begin + dom[begin..].find("</div>").expect("its end");
    let (mut text, mut rest) = (String::new(), &dom[begin..end]);
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let code = rest[at..].starts_with("<abbr");
        let close = if code { "</abbr>" } else { ">" };
        rest = &rest[at + rest[at..].find(close).expect("closed") + close.len()..];
    }
    text.push_str(rest);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn a_browser_shows_text_legend_and_figures_and_runs_nothing() {
    let place = corpus();
    let (code, _, told) = run(
        &place,
        EN,
        &["--lang", "ru", "export", "html", ".", "../out/"],
    );
    assert_eq!(code, 0, "{told}");
    let out = place.corpus().join("../out");
    assert!(out.join("index.html").is_file());
    let page = out.join("a/b.txt.html").canonicalize().expect("the page");
    let written = fs::read_to_string(&page).expect("the page");
    check(&written);
    match in_browser(&page, &place.home()) {
        Some(dom) => check(&dom),
        None => eprintln!("not tested in a browser: no chromium in PATH"),
    }
}

fn check(dom: &str) {
    assert_eq!(text_of(dom).trim_end(), TEXT.trim_end());
    for expected in [
        "организация",
        "Показатели",
        ">RUB</td>",
        "→ Pays →",
        "Content-Security-Policy",
    ] {
        assert!(dom.contains(expected), "{expected}\n{dom}");
    }
    for forbidden in ["<script", "<img", "src=\"", "<link", "<iframe", "url("] {
        assert!(!dom.contains(forbidden), "{forbidden}\n{dom}");
    }
    let links = dom.split("href=\"").skip(1);
    assert!(links.clone().count() >= 4);
    for link in links {
        assert!(link.starts_with('#'), "{link}");
    }
    assert!(dom.contains("default-src 'none'"));
}

#[test]
fn a_whole_corpus_is_one_page_with_a_list_of_its_documents() {
    let place = corpus();
    fs::write(
        place.home().join("two.jsonl"),
        "{\"id\":\"c.txt\",\"text\":\"раз\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"ORG\"}]}\n",
    )
    .expect("written");
    let (code, _, told) = run(&place, EN, &["import", "jsonl", "../home/two.jsonl", "."]);
    assert_eq!(code, 0, "{told}");
    let (code, _, told) = run(
        &place,
        EN,
        &["--lang", "en", "export", "html", ".", "../all.html"],
    );
    assert_eq!(code, 0, "{told}");
    let page = fs::read_to_string(place.corpus().join("../all.html")).expect("the page");
    assert_eq!(page.matches("<article").count(), 2);
    assert_eq!(page.matches("<!doctype html>").count(), 1);
    let contents = page.split("id=\"contents\"").nth(1).expect("the list");
    for link in contents.split("href=\"#").skip(1) {
        let anchor = link.split('"').next().unwrap_or_default();
        assert_eq!(
            page.matches(&format!("<article id=\"{anchor}\"")).count(),
            1
        );
    }
    assert!(page.contains("Figures") && page.trim_end().ends_with("</html>"));
}
