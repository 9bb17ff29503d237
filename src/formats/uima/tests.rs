//! What is written, what other programs write, and files that are broken or hostile.

use super::{json, xmi};
use crate::{
    annotation::{Annotation, Bound, Id, Layer, Measure, Relation, Schema, fixture::annotation},
    formats::{Format, Holds, Loss, Piece, Policy, Reading, Sample, Style, fit},
    locale::Problem,
    text::Text,
};
use std::sync::Arc;

fn sample_layer(text: &Text) -> Layer {
    let item = |id: &str, label: &str, words: &str| {
        let at = text.as_str().find(words).unwrap();
        Annotation::clone(&annotation(id, label, at, at + words.len()))
    };
    let mut sum = item("T2", "MONEY", "5 ₽");
    sum.measure = Some(Measure {
        value: Some("5".to_owned()),
        bound: Bound::AtLeast,
        unit: "RUB".to_owned(),
        ..Measure::default()
    });
    let mut person = item("T1", "PER", "«Я»");
    person.note = "две\nстроки".to_owned();
    person.fields = [("identifier", "Q1"), ("пол", "<м>")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    Layer {
        annotations: [person, sum].into_iter().map(Arc::new).collect(),
        relations: vec![Relation {
            id: Id::new("R1"),
            label: "Has".into(),
            from: Id::new("T1"),
            to: Id::new("T2"),
        }],
        ..Layer::default()
    }
}

fn written(format: &Format, text: &Text, layer: &Layer) -> String {
    let sample = Sample {
        path: "a.txt",
        text,
        layer,
        schema: &Schema::standard(),
    };
    let mut files = vec![Vec::new()];
    format.write.unwrap()(&sample, &Style::default(), &mut files);
    String::from_utf8(files.remove(0)).unwrap()
}

fn read(format: &Format, body: &str) -> Result<Vec<Reading>, Problem> {
    let piece = Piece {
        path: "a",
        line: 1,
        body,
        text: None,
    };
    format.read.unwrap()(&piece)
}

/// What stands in `body`, or the line where it is broken.
fn told(format: &Format, body: &str) -> String {
    let readings = match read(format, body) {
        Ok(readings) => readings,
        Err(problem) => return format!("line {}", problem.place.unwrap().at.unwrap().0),
    };
    let told = readings.iter().map(|reading| {
        let claims = reading.claims.iter().map(|it| {
            let (start, end) = it.at[0];
            format!(
                " {}:{} {start}-{end} {:?} {}",
                it.id, it.label, it.fields, it.note
            )
        });
        let links = reading
            .links
            .iter()
            .map(|it| format!(" {} {}->{}", it.label, it.from, it.to));
        let said: String = claims.chain(links).collect();
        format!("{:?}{said}", reading.text.as_deref().unwrap())
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn xmi_as_it_is_written() {
    let text = Text::new("😀\t«Я»\r\n& 5 ₽").unwrap();
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
<type:NamedEntity xmi:id="2" sofa="1" begin="3" end="6" value="PER" identifier="Q1" note="две&#10;строки"><fields>пол</fields><fields>&lt;м&gt;</fields></type:NamedEntity>
<type:NamedEntity xmi:id="3" sofa="1" begin="10" end="13" value="MONEY" measure_bound="AtLeast" measure_unit="RUB" measure_value="5"/>
<custom:Relation xmi:id="4" sofa="1" begin="10" end="13" Governor="2" Dependent="3" value="Has"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="😀&#9;«Я»&#13;&#10;&amp; 5 ₽"/>
<cas:View sofa="1" members="2 3 4"/>
</xmi:XMI>
"#;
    assert_eq!(written(&xmi::FORMAT, &text, &sample_layer(&text)), expected);
}

#[test]
fn json_as_it_is_written() {
    let text = Text::new("«Я» 5 ₽").unwrap();
    let json = written(&json::FORMAT, &text, &sample_layer(&text));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["%FEATURE_STRUCTURES"],
        serde_json::json!([
            {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": "«Я» 5 ₽"},
            {"%ID": 5, "%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["пол", "<м>"]},
            {"%ID": 2, "%TYPE": super::ENTITY, "@sofa": 1, "begin": 0, "end": 3, "value": "PER", "identifier": "Q1", "note": "две\nстроки", "@fields": 5},
            {"%ID": 3, "%TYPE": super::ENTITY, "@sofa": 1, "begin": 4, "end": 7, "value": "MONEY", "measure_bound": "AtLeast", "measure_unit": "RUB", "measure_value": "5"},
            {"%ID": 4, "%TYPE": super::RELATION, "@sofa": 1, "begin": 4, "end": 7, "@Governor": 2, "@Dependent": 3, "value": "Has"},
        ])
    );
    assert_eq!(
        json["%VIEWS"],
        serde_json::json!({"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4]}})
    );
    assert_eq!(
        json["%TYPES"][super::ENTITY]["fields"]["%RANGE"],
        "uima.cas.String[]"
    );
}

/// Around what stands in an XMI file.
fn xml(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
         xmlns:s=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" xmlns:c=\"http:///my/pack.ecore\">\n{inside}\n</xmi:XMI>"
    )
}

const SOFA: &str =
    "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" sofaString=\"я и ты\"/>";

#[test]
fn what_other_programs_write_as_xmi() {
    for (inside, expected) in [
        // Any type with a place, but not tokens; what is in no view is left out.
        (
            format!(
                "<s:Token xmi:id=\"7\" sofa=\"1\" begin=\"0\" end=\"1\"/><c:Mark xmi:id=\"8\" sofa=\"1\" begin=\"0\" end=\"1\" label=\"A\" sure=\"0.5\"/>\
                 <c:Mark xmi:id=\"9\" sofa=\"1\" begin=\"4\" end=\"6\"><tags>x&amp;</tags><tags>&#1103;<![CDATA[<z>]]></tags></c:Mark>\
                 <c:Mark xmi:id=\"10\" sofa=\"1\" begin=\"0\" end=\"1\"/><c:Loose xmi:id=\"11\"/>\
                 <c:Tie xmi:id=\"12\" sofa=\"1\" begin=\"0\" end=\"1\" Governor=\"8\" Dependent=\"9\"/>\
                 <s:Dep xmi:id=\"13\" sofa=\"1\" begin=\"0\" end=\"1\" Governor=\"7\" Dependent=\"7\"/>{SOFA}\
                 <cas:View sofa=\"1\" members=\"7 8 9 11 12 13\"/>"
            ),
            "\"я и ты\" 8:A 0-1 {\"sure\": \"0.5\"}  9:Mark 4-6 {\"tags\": \"x&; я<z>\"}  Tie 8->9",
        ),
        // Two texts, one without words; a line end as such in an attribute is a blank.
        (
            format!(
                "{SOFA}<cas:Sofa xmi:id=\"2\" sofaID=\"b\" sofaString=\"он\r\nа\"/><cas:Sofa xmi:id=\"3\" sofaURI=\"http://x\"/>\
                 <c:Mark xmi:id=\"8\" sofa=\"2\" begin=\"0\" end=\"2\"/><c:Mark xmi:id=\"9\" sofa=\"3\" begin=\"0\" end=\"2\"/>"
            ),
            "\"я и ты\"\n\"он а\" 8:Mark 0-2 {} ",
        ),
    ] {
        assert_eq!(told(&xmi::FORMAT, &xml(&inside)), expected, "{inside}");
    }
}

#[test]
fn hostile_xml_is_refused_or_harmless() {
    let bomb = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE b [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n",
        "x".repeat(100)
    );
    let with = |entity: &str| {
        let sofa = format!("<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaString=\"{entity}\"/>");
        xml(&sofa).replace("<?xml version=\"1.0\"?>\n", &bomb)
    };
    let deep = format!(
        "{SOFA}{}{}",
        "<c:a>".repeat(100_000),
        "</c:a>".repeat(100_000)
    );
    for (body, expected) in [
        ("", "line 1"),
        ("<", "line 1"),
        ("<a/>", "line 1"),
        (&xml(""), "line 1"),
        (&xml(&format!("{SOFA}\n<c:Mark")), "line 4"),
        (&xml(&format!("{SOFA}\n<c:Mark></c:Park>")), "line 4"),
        (&xml(SOFA).replace("</xmi:XMI>", ""), "line 4"),
        (&with("&b;"), "line 4"),
        (&with("&f;"), "line 4"),
        (&with("plain"), "\"plain\""),
        (
            &xml(&format!("{SOFA}<c:M xmi:id=\"2\"><t>\n&b;</t></c:M>")),
            "line 4",
        ),
        (&xml(&deep), "\"я и ты\""),
        // Numbers that are none, ids that are not there.
        (
            &xml(&format!(
                "{SOFA}<c:M xmi:id=\"x\" sofa=\"1\" begin=\"-1\" end=\"99999999999\"/><c:M sofa=\"7\" begin=\"0\" end=\"1\"/>"
            )),
            "\"я и ты\"",
        ),
    ] {
        assert_eq!(
            told(&xmi::FORMAT, body),
            expected,
            "{}",
            &body[..body.len().min(400)]
        );
    }
}

#[test]
fn what_xml_cannot_hold_is_counted() {
    let text = Text::new("«Я»\u{c} 5 ₽\0").unwrap();
    let layer = sample_layer(&text);
    let lost = |holds: Holds| {
        let fitted = fit(&layer, &text, holds, Policy::default());
        fitted.losses.get(&Loss::Characters).copied()
    };
    assert_eq!(lost(xmi::FORMAT.holds), Some(2));
    assert_eq!(lost(json::FORMAT.holds), None);
    let back = read(&xmi::FORMAT, &written(&xmi::FORMAT, &text, &layer)).unwrap();
    assert_eq!(back[0].text.as_deref(), Some("«Я»\u{fffd} 5 ₽\u{fffd}"));
    assert_eq!(back[0].claims[1].at, [(5, 8)]);
    let back = read(&json::FORMAT, &written(&json::FORMAT, &text, &layer)).unwrap();
    assert_eq!(back[0].text.as_deref(), Some(text.as_str()));
}

#[test]
fn what_other_programs_write_as_json() {
    let sofa = r#"{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "я и ты"}"#;
    for (body, expected) in [
        // References before what they refer to, numbers JSON does not have, anchors, null.
        (
            format!(
                r##"{{"%TYPES": {{}}, "%FEATURE_STRUCTURES": [
                {{"%ID": 2, "%TYPE": "x.Mark", "@sofa": 1, "^begin": 0, "^end": 1, "#p": "NaN", "q": 1.5, "r": true, "s": null, "@t": 9, "@u": 3}},
                {{"%ID": 3, "%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["a", "b"]}}, {sofa}],
                "%VIEWS": {{"_InitialView": {{"%SOFA": 1, "%MEMBERS": [2]}}}}}}"##
            ),
            "\"я и ты\" 2:Mark 0-1 {\"p\": \"NaN\", \"q\": \"1.5\", \"r\": \"true\", \"u\": \"a; b\"} ",
        ),
        // As an object, and without views.
        (
            format!(
                r#"{{"%FEATURE_STRUCTURES": {{"1": {sofa}, "5": {{"%TYPE": "x.Mark", "@sofa": 1, "begin": 4, "end": 6, "value": "A"}}}}}}"#
            ),
            "\"я и ты\" 5:A 4-6 {} ",
        ),
        (
            format!(
                r#"{{"%FEATURE_STRUCTURES": [{sofa}, {{"%ID": 2}}, {{"%TYPE": "x.M", "@sofa": "1", "begin": -1, "end": 1}}]}}"#
            ),
            "\"я и ты\"",
        ),
        ("{\n\"%FEATURE_STRUCTURES\": [1]}".to_owned(), "line 2"),
        ("{}".to_owned(), "line 1"),
        (String::new(), "line 1"),
        (
            format!(
                "{{\"%FEATURE_STRUCTURES\": [{{\"a\": {}",
                "[".repeat(100_000)
            ),
            "line 1",
        ),
    ] {
        assert_eq!(
            told(&json::FORMAT, &body),
            expected,
            "{}",
            &body[..body.len().min(400)]
        );
    }
}
