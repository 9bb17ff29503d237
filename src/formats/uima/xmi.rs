//! A CAS as XMI. Entities that a file declares are never expanded, those outside never fetched: XML has five of its own,
//! and a file that uses others is refused.

use super::{Cas, Structure, outgoing};
use crate::{
    formats::{Files, Format, Holds, Piece, Reading, Sample, Style, broken, xml},
    locale::Problem,
    msg,
};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};
use std::{collections::HashMap, collections::HashSet, fmt::Write};

/// `metka import uima-xmi`, `metka export uima-xmi`.
pub(in crate::formats) const FORMAT: Format = Format {
    name: "uima-xmi",
    about: || msg!("format-uima-xmi"),
    files: Files::Each(&["xmi"]),
    holds: Holds {
        controls: false,
        ..super::HOLDS
    },
    read: Some(read),
    write: Some(write),
    beside: |_| super::type_system(),
    ..Format::PLAIN
};

fn read(piece: &Piece<'_>) -> Result<Vec<Reading>, Problem> {
    let mut reading = Incoming {
        xml: Reader::from_str(piece.body),
        version: XmlVersion::Implicit1_0,
        packages: HashMap::new(),
        depth: 0,
        open: None,
        feature: None,
        cas: Cas::default(),
        counted: (0, 0),
    };
    let mut line = 0;
    loop {
        line = reading.line(piece.body).max(line);
        match reading.step(line) {
            Ok(true) => {}
            Ok(false) => return reading.cas.readings(piece),
            Err(why) => return Err(broken(piece, line, why.to_string())),
        }
    }
}

/// What is understood of a file so far.
struct Incoming<'a> {
    xml: Reader<&'a [u8]>,
    version: XmlVersion,
    /// The packages of types by the prefixes of their elements.
    packages: HashMap<String, String>,
    depth: usize,
    open: Option<(String, Structure)>,
    /// The feature of it whose value is an element, and its text.
    feature: Option<(String, String)>,
    cas: Cas,
    /// Bytes, and the line ends in them.
    counted: (usize, usize),
}

impl Incoming<'_> {
    /// The line that is read next, from 0.
    fn line(&mut self, body: &str) -> usize {
        let at = usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX);
        let new = body.as_bytes().get(self.counted.0..at).unwrap_or_default();
        self.counted.1 += memchr::memchr_iter(b'\n', new).count();
        self.counted.0 = at.max(self.counted.0);
        self.counted.1
    }

    /// Take in the next piece of markup; false at the end.
    fn step(&mut self, line: usize) -> Result<bool, quick_xml::Error> {
        match self.xml.read_event()? {
            Event::Decl(decl) => self.version = decl.xml_version()?,
            Event::Start(element) => {
                self.begin(&element, line)?;
                self.depth += 1;
            }
            Event::Empty(element) => {
                self.begin(&element, line)?;
                self.end();
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.end();
            }
            Event::Text(text) => self.text(&text.xml_content(self.version)),
            Event::CData(text) => self.text(&text.xml_content(self.version)),
            Event::GeneralRef(name) => {
                let text = resolved(&name)?;
                self.text(&text);
            }
            Event::Eof if self.depth > 0 => {
                let open = quick_xml::errors::IllFormedError::MissingEndTag("xmi:XMI".to_owned());
                return Err(open.into());
            }
            Event::Eof => return Ok(false),
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        Ok(true)
    }

    fn begin(&mut self, element: &BytesStart<'_>, line: usize) -> Result<(), quick_xml::Error> {
        match self.depth {
            0 => drop(self.attributes(element)?),
            1 => {
                let attributes = self.attributes(element)?;
                let name = element.name();
                let (prefix, local) = name.0.split_once(':').unwrap_or(("", name.0));
                let package = self.packages.get(prefix).cloned().unwrap_or_default();
                match (&*package, local) {
                    ("uima.cas", "Sofa") => self.sofa(attributes),
                    ("uima.cas", "View") => self.view(&attributes),
                    _ => self.open = Some((package, structure(local, attributes, line))),
                }
            }
            2 => self.feature = Some((element.local_name().as_ref().to_owned(), String::new())),
            _ => {}
        }
        Ok(())
    }

    /// The attributes of an element by their names; declared prefixes are remembered.
    fn attributes(
        &mut self,
        element: &BytesStart<'_>,
    ) -> Result<HashMap<String, String>, quick_xml::Error> {
        let mut all = HashMap::new();
        // Checked for twins each would be compared with all before it.
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute?;
            let value = attribute.normalized_value(self.version)?;
            match attribute.key.0.strip_prefix("xmlns:") {
                Some(prefix) => {
                    let package = value.strip_prefix("http:///").unwrap_or(&value);
                    let package = package.strip_suffix(".ecore").unwrap_or(package);
                    // A long one would be copied for each element, and is none that matters here.
                    if package.len() < 200 {
                        self.packages
                            .insert(prefix.to_owned(), package.replace('/', "."));
                    }
                }
                None => drop(all.insert(attribute.key.0.to_owned(), value.into_owned())),
            }
        }
        Ok(all)
    }

    fn sofa(&mut self, mut attributes: HashMap<String, String>) {
        let id = attributes.get("xmi:id").and_then(|id| id.parse().ok());
        if let (Some(id), Some(text)) = (id, attributes.remove("sofaString")) {
            self.cas.sofas.push((id, text));
        }
    }

    fn view(&mut self, attributes: &HashMap<String, String>) {
        let members = attributes.get("members").map_or("", String::as_str);
        let ids = members
            .split_whitespace()
            .filter_map(|id| id.parse::<u64>().ok());
        self.cas
            .members
            .get_or_insert_with(HashSet::new)
            .extend(ids);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, value)) = &mut self.feature {
            value.push_str(text);
        }
    }

    /// An element ended at the depth that is now.
    fn end(&mut self) {
        match self.depth {
            2 => {
                if let (Some((name, value)), Some((_, open))) =
                    (self.feature.take(), &mut self.open)
                {
                    match open.arrays.last_mut().filter(|(last, _)| *last == name) {
                        Some((_, array)) => array.push(value),
                        None => open.arrays.push((name, vec![value])),
                    }
                }
            }
            1 => {
                if let Some((package, open)) = self.open.take() {
                    self.cas.add(&package, open);
                }
            }
            _ => {}
        }
    }
}

fn structure(kind: &str, mut attributes: HashMap<String, String>, line: usize) -> Structure {
    fn number<N: std::str::FromStr>(value: Option<String>) -> Option<N> {
        value?.parse().ok()
    }
    Structure {
        kind: kind.to_owned(),
        id: number(attributes.remove("xmi:id")).unwrap_or_default(),
        sofa: number(attributes.remove("sofa")),
        at: (
            number(attributes.remove("begin")),
            number(attributes.remove("end")),
        ),
        values: attributes.into_iter().collect(),
        line,
        ..Structure::default()
    }
}

/// What a reference stands for: a character, or one of the five entities that XML has without a declaration.
fn resolved(name: &BytesRef<'_>) -> Result<String, quick_xml::Error> {
    use quick_xml::escape::EscapeError;
    if let Some(c) = name.resolve_char_ref()? {
        return Ok(c.to_string());
    }
    let unknown = || EscapeError::UnrecognizedEntity(0..name.len(), name.to_string());
    let text = resolve_predefined_entity(name).ok_or_else(unknown)?;
    Ok(text.to_owned())
}

fn write(sample: &Sample<'_>, _: &Style, to: &mut [Vec<u8>]) {
    let mut xmi = String::with_capacity(sample.text.as_str().len() * 2);
    xmi.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
         xmlns:type=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" \
         xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n",
    );
    let all = outgoing::outgoing(sample);
    for it in &all {
        element(it, &mut xmi);
    }
    let sofa = outgoing::SOFA;
    let _infallible = write!(
        xmi,
        "<cas:Sofa xmi:id=\"{sofa}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\""
    );
    xml::escape(sample.text.as_str(), &mut xmi);
    let members: Vec<String> = all.iter().map(|it| it.id.to_string()).collect();
    let _infallible = write!(
        xmi,
        "\"/>\n<cas:View sofa=\"{sofa}\" members=\"{}\"/>\n</xmi:XMI>\n",
        members.join(" ")
    );
    to[0].extend_from_slice(xmi.as_bytes());
}

fn element(it: &outgoing::Outgoing<'_>, xmi: &mut String) {
    let (_, local) = it.role.kind().rsplit_once('.').unwrap_or_default();
    let name = match it.ends {
        Some(_) => format!("custom:{local}"),
        None => format!("type:{local}"),
    };
    let ([begin, end], sofa) = (it.at, outgoing::SOFA);
    let _infallible = write!(
        xmi,
        "<{name} xmi:id=\"{}\" sofa=\"{sofa}\" begin=\"{begin}\" end=\"{end}\"",
        it.id
    );
    if let Some([from, to]) = it.ends {
        let (governor, dependent) = (super::types::FROM, super::types::TO);
        let _infallible = write!(xmi, " {governor}=\"{from}\" {dependent}=\"{to}\"");
    }
    for (feature, value) in &it.values {
        let _infallible = write!(xmi, " {feature}=\"");
        xml::escape(value, xmi);
        xmi.push('"');
    }
    if it.fields.is_empty() {
        xmi.push_str("/>\n");
        return;
    }
    xmi.push('>');
    for value in &it.fields {
        let _infallible = write!(xmi, "<{}>", super::types::FIELDS);
        xml::escape(value, xmi);
        let _infallible = write!(xmi, "</{}>", super::types::FIELDS);
    }
    let _infallible = writeln!(xmi, "</{name}>");
}
