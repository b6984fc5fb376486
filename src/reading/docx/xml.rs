//! A part of the package as a tree. Names are looked at without their prefix, and by what their namespace means, so that
//! the strict and the transitional spelling are one.

use std::{borrow::Cow, ops::Range};

use quick_xml::{
    NsReader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event, attributes::Attributes},
    name::ResolveResult,
};

use crate::reading::refuse::Unreadable;

/// Most elements, attributes and texts of all parts that are held at once, and how deep elements may stand.
pub(crate) const MOST: usize = 1_500_000;
const DEEPEST: usize = 200;
/// Most attributes of one element.
const ATTRIBUTES: usize = 1_000;

/// What a namespace means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    Word,
    Compatibility,
    Other,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub ns: Ns,
    /// Without its prefix.
    pub name: &'a str,
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
    pub children: Vec<Child<'a>>,
    /// Where its first tag ends in the text of its part.
    pub tag_end: usize,
    /// Where it stands in the text of its part.
    pub range: Range<usize>,
}

#[derive(Debug)]
pub(crate) enum Child<'a> {
    Element(Node<'a>),
    Text(Cow<'a, str>),
}

impl<'a> Node<'a> {
    /// Whether it is this element of Word's own.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.ns == Ns::Word && self.name == name
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Node<'a>> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.elements().find(|node| node.is(name))
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// The `val` of a child.
    pub(crate) fn value(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("val")
    }

    /// Whether a property is there and not switched off.
    pub(crate) fn flag(&self, child: &str) -> Option<bool> {
        self.child(child).map(|node| !matches!(node.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// All text inside.
    pub(crate) fn text(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Child::Element(node) => node.text().into(),
                Child::Text(text) => text.clone(),
            })
            .collect()
    }

    /// Whether anything inside, however deep, is called this.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.elements().any(|node| node.name == name || node.holds(name))
    }
}

/// Parses a part that is looked at alone.
pub(crate) fn parse<'a>(name: &str, text: &'a str) -> Result<Node<'a>, Unreadable> {
    parse_within(name, text, &mut MOST.clone())
}

/// Parses a part. `left` is how many elements, attributes and texts there is still room for.
pub(crate) fn parse_within<'a>(name: &str, text: &'a str, left: &mut usize) -> Result<Node<'a>, Unreadable> {
    let mut charge = |count: usize| {
        *left =
            left.checked_sub(count).ok_or_else(|| Unreadable::TooMuch(format!("`{name}` has too many elements")))?;
        Ok(())
    };
    let broken = |why: String| Unreadable::Broken(format!("`{name}`: {why}"));
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Node> = Vec::new();
    loop {
        let start = position(&reader);
        let (namespace, event) = reader.read_resolved_event().map_err(|error| broken(error.to_string()))?;
        let ns = ns(&namespace);
        let tag = start..position(&reader);
        let node = |begin: &BytesStart| element(ns, text, begin.name().as_ref().len(), tag.clone()).map_err(broken);
        match event {
            Event::Start(begin) => {
                if open.len() >= DEEPEST {
                    return Err(Unreadable::TooMuch(format!("`{name}` has elements that stand too deep")));
                }
                let element = node(&begin)?;
                charge(1 + element.attributes.len())?;
                open.push(element);
            }
            Event::Empty(begin) => {
                let done = node(&begin)?;
                charge(1 + done.attributes.len())?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(done)),
                    None => return Ok(done),
                }
            }
            Event::End(_) => {
                let Some(mut done) = open.pop() else { return Err(broken("an end without a beginning".to_owned())) };
                done.range.end = position(&reader);
                // A list takes room for several by itself, and most elements have one.
                done.children.shrink_to_fit();
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(done)),
                    None => return Ok(done),
                }
            }
            Event::Text(content) => {
                charge(1)?;
                put(&mut open, content.into_inner());
            }
            Event::CData(content) => {
                charge(1)?;
                put(&mut open, content.into_inner());
            }
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => resolve_predefined_entity(&reference).map(str::to_owned),
                };
                let text = known.ok_or_else(|| broken(format!("an unknown entity `&{};`", &*reference)))?;
                charge(1)?;
                put(&mut open, text.into());
            }
            // Word writes none, and what they can do is not wanted here.
            Event::DocType(_) => return Err(broken("it declares a document type".to_owned())),
            Event::Eof => return Err(broken("it ends too early".to_owned())),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn put<'a>(open: &mut [Node<'a>], text: Cow<'a, str>) {
    if let Some(parent) = open.last_mut()
        && !text.is_empty()
    {
        parent.children.push(Child::Text(text));
    }
}

/// The element whose tag, with its brackets, stands at `tag`.
fn element(ns: Ns, text: &str, name: usize, tag: Range<usize>) -> Result<Node<'_>, String> {
    let inner = text.get(tag.start + 1..tag.end - 1).unwrap_or_default();
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let whole = inner.get(..name).unwrap_or_default();
    let mut attributes = Vec::new();
    for attribute in Attributes::new(inner, name) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attributes.len() == ATTRIBUTES {
            return Err(format!("an element has more than {ATTRIBUTES} attributes"));
        }
        let key = attribute.key.into_inner();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((key.rsplit_once(':').map_or(key, |(_, local)| local), value.into_owned().into()));
    }
    attributes.shrink_to_fit();
    let name = whole.rsplit_once(':').map_or(whole, |(_, local)| local);
    Ok(Node { ns, name, attributes, children: Vec::new(), tag_end: tag.end, range: tag })
}

fn ns(found: &ResolveResult) -> Ns {
    match found {
        ResolveResult::Bound(namespace) => match namespace.as_ref() {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compatibility,
            _ => Ns::Other,
        },
        _ => Ns::Other,
    }
}
