//! A reader of Word files for the tests: it shows what Word would.

use quick_xml::XmlVersion;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::HashMap;
use std::io::{Cursor, Read};

/// An element with what is in it; text is an element without a name.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: HashMap<String, String>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn value(&self) -> &str {
        &self.attributes["w:val"]
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        if self.name == name {
            found.push(self);
        }
        self.children.iter().for_each(|child| child.all(name, found));
    }

    pub(super) fn find(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    /// What a reader sees of a paragraph, without its number.
    pub(super) fn shown(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.children.iter().map(|child| child.text.as_str()).collect(),
            "w:tab" if self.attributes.is_empty() => "\t".to_owned(),
            "w:br" => "\n".to_owned(),
            _ => self.children.iter().map(Element::shown).collect(),
        }
    }
}

pub(super) fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().expect("well-formed");
        let mut text = |text: &str| {
            open.last_mut().expect("the root").children.push(Element { text: text.to_owned(), ..Element::default() });
        };
        match event {
            Event::Eof => {
                return open.remove(0).children.into_iter().find(|child| !child.name.is_empty()).expect("a root");
            }
            Event::Text(content) => text(&content),
            Event::GeneralRef(name) => {
                text(&unescape(&format!("&{};", &*name)).expect("a known entity"));
            }
            Event::Start(ref start) | Event::Empty(ref start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.expect("a sound attribute");
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("sound");
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                open.push(Element {
                    name: start.name().as_ref().to_owned(),
                    attributes: attributes.collect(),
                    ..Element::default()
                });
                if matches!(event, Event::Empty(_)) {
                    let done = open.pop().expect("just pushed");
                    open.last_mut().expect("the root").children.push(done);
                }
            }
            Event::End(_) => {
                let done = open.pop().expect("an open element");
                open.last_mut().expect("the root").children.push(done);
            }
            _ => {}
        }
    }
}

pub(super) fn part(file: &[u8], name: &str) -> Element {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut xml = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut xml).expect("UTF-8");
    parse(&xml)
}

/// Counts as Word does: from the numbering part and the styles that paragraphs name.
pub(super) struct Word {
    styles: HashMap<String, Element>,
    patterns: HashMap<String, Vec<(String, String)>>,
    counters: HashMap<String, String>,
    counts: HashMap<String, [u32; 5]>,
}

impl Word {
    pub(super) fn open(file: &[u8]) -> Self {
        let keyed = |element: Element, key: &str| (element.attributes[key].clone(), element);
        let styles = part(file, "word/styles.xml").children.into_iter().filter(|style| style.name == "w:style");
        let numbering = part(file, "word/numbering.xml");
        let level = |level: &&Element| {
            let value = |name: &str| level.child(name).expect("given").value().to_owned();
            (value("w:numFmt"), value("w:lvlText"))
        };
        let patterns = numbering.find("w:abstractNum").into_iter().map(|pattern| {
            (pattern.attributes["w:abstractNumId"].clone(), pattern.find("w:lvl").iter().map(level).collect())
        });
        let counters = numbering.find("w:num").into_iter().map(|counter| {
            (counter.attributes["w:numId"].clone(), counter.child("w:abstractNumId").expect("given").value().to_owned())
        });
        Self {
            patterns: patterns.collect(),
            counters: counters.collect(),
            styles: styles.map(|style| keyed(style, "w:styleId")).collect(),
            counts: HashMap::new(),
        }
    }

    /// The level and counter that a paragraph has of itself or of its style.
    fn number(&self, properties: &Element) -> Option<(usize, String)> {
        if let Some(number) = properties.child("w:numPr") {
            let level = number.child("w:ilvl").map_or(0, |level| level.value().parse().expect("a number"));
            return Some((level, number.child("w:numId").expect("given").value().to_owned()));
        }
        let style = properties
            .child("w:pStyle")
            .or_else(|| properties.child("w:basedOn"))
            .map(|style| &self.styles[style.value()])?;
        style
            .child("w:pPr")
            .and_then(|inner| if inner.child("w:numPr").is_some() { self.number(inner) } else { None })
            .or_else(|| self.number(style))
    }

    pub(super) fn label(&mut self, paragraph: &Element) -> Option<String> {
        let (level, counter) = self.number(paragraph.child("w:pPr")?)?;
        let counts = self.counts.entry(counter.clone()).or_default();
        counts[level] += 1;
        counts[level + 1..].fill(0);
        let levels = &self.patterns[&self.counters[&counter]];
        let mut label = levels[level].1.clone();
        for (at, (format, _)) in levels.iter().enumerate() {
            let count = counts[at];
            let shown = match format.as_str() {
                "decimal" => count.to_string(),
                "lowerLetter" => crate::text::numeral::letters(count),
                "lowerRoman" => crate::text::numeral::roman(count),
                _ => String::new(),
            };
            label = label.replace(&format!("%{}", at + 1), &shown);
        }
        Some(label)
    }
}
