//! The style sheets of a page, as far as they decide whether text is seen. What cannot be judged without laying the page
//! out, such as what holds only while a mouse is over something or on a small screen, is passed over.

use std::collections::HashMap;

/// The rules of a page, in their order.
#[derive(Debug, Default)]
pub(in super::super) struct Sheet {
    rules: Vec<Rule>,
    /// Which rules may meet an element, by `#id`, `.class`, its name or `*`.
    by_key: HashMap<String, Vec<usize>>,
    /// Values that other values refer to.
    variables: HashMap<String, String>,
}

#[derive(Debug)]
struct Rule {
    /// The element itself, then what has to stand around it, from the inside out; whether right around it.
    target: Compound,
    around: Vec<(bool, Compound)>,
    weight: u32,
    declarations: std::rc::Rc<Vec<Declaration>>,
}

/// One declaration: its property, its value and whether it overrides others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declaration {
    pub property: String,
    pub value: String,
    important: bool,
}

/// What a selector asks of one element.
#[derive(Debug, Default)]
struct Compound {
    name: String,
    id: String,
    classes: Vec<String>,
    /// Attributes that have to be there, with their value where it matters.
    attributes: Vec<(String, Option<String>)>,
}

/// What is looked at of an element.
pub(super) struct Subject<'a> {
    pub name: &'a str,
    pub id: &'a str,
    pub class: &'a str,
}

/// Most rules that are kept: large sites have a few thousand.
const MOST: usize = 20_000;

impl Sheet {
    /// Adds what a `style` element says.
    pub(super) fn add(&mut self, text: &str) {
        self.block(&without_comments(text), 0);
    }

    fn block(&mut self, mut text: &str, depth: usize) {
        while let Some(open) = text.find('{') {
            // Statements such as `@import` end before the next rule.
            let head = text[..open].rsplit([';', '}']).next().unwrap_or_default().trim();
            let body = &text[open + 1..];
            let Some(end) = matching(body) else { return };
            let inner = &body[..end];
            if let Some(at) = head.strip_prefix('@') {
                if applies(at) && depth < 8 {
                    self.block(inner, depth + 1);
                }
            } else {
                self.rule(head, inner);
            }
            text = &body[end + 1..];
        }
    }

    fn rule(&mut self, head: &str, body: &str) {
        let declarations = declarations(body);
        for Declaration { property, value, .. } in &declarations {
            if property.starts_with("--") {
                self.variables.insert(property.clone(), value.clone());
            }
        }
        let declarations = std::rc::Rc::new(declarations);
        for selector in head.split(',') {
            if self.rules.len() >= MOST {
                return;
            }
            let Some((target, around)) = parsed(selector) else { continue };
            let weight =
                std::iter::once(&target).chain(around.iter().map(|(_, compound)| compound)).map(Compound::weight).sum();
            let key = target.key();
            self.by_key.entry(key).or_default().push(self.rules.len());
            self.rules.push(Rule { target, around, weight, declarations: std::rc::Rc::clone(&declarations) });
        }
    }

    /// What holds for an element, the strongest last. `open` is what stands around it, the innermost last; `has` tells an
    /// attribute of it, `written` are its own declarations. The second figure is how many rules were looked at.
    pub(super) fn of<'a>(
        &self,
        subject: &Subject,
        open: impl Fn() -> Box<dyn Iterator<Item = Subject<'a>> + 'a>,
        has: &dyn Fn(&str) -> Option<String>,
        written: &str,
    ) -> (Vec<Declaration>, usize) {
        let mut found: Vec<(bool, u32, usize, Declaration)> = Vec::new();
        let mut looked = 0;
        let classes = subject.class.split_whitespace().map(|class| format!(".{class}"));
        let keys = classes.chain([format!("#{}", subject.id), subject.name.to_owned(), "*".to_owned()]);
        for key in keys {
            for at in self.by_key.get(&key).into_iter().flatten() {
                let rule = &self.rules[*at];
                looked += 1;
                if rule.target.is(subject)
                    && rule.target.attributes.iter().all(|one| holds(one, has))
                    && rule.stands(open())
                {
                    let each = rule.declarations.iter().cloned();
                    found.extend(each.map(|one| (one.important, rule.weight, *at, one)));
                }
            }
        }
        let own = declarations(&without_comments(written)).into_iter();
        found.extend(own.map(|one| (one.important, u32::MAX, usize::MAX, one)));
        found.sort_by_key(|(important, weight, at, _)| (*important, *weight, *at));
        let resolved = found.into_iter().map(|(.., one)| Declaration { value: self.resolved(&one.value), ..one });
        (resolved.collect(), looked)
    }

    /// A value with what it refers to put in.
    fn resolved(&self, value: &str) -> String {
        let mut value = value.to_owned();
        for _ in 0..4 {
            let Some(start) = value.find("var(") else { break };
            let Some(end) = value[start..].find(')') else { break };
            let name = value[start + 4..start + end].split(',').next().unwrap_or_default().trim().to_owned();
            let Some(put) = self.variables.get(&name).filter(|put| put.len() < 100) else { break };
            value.replace_range(start..=start + end, put);
        }
        value
    }
}

fn holds((name, value): &(String, Option<String>), has: &dyn Fn(&str) -> Option<String>) -> bool {
    has(name).is_some_and(|found| value.as_ref().is_none_or(|value| *value == found))
}

impl Rule {
    fn stands<'a>(&self, mut open: impl Iterator<Item = Subject<'a>>) -> bool {
        self.around.iter().all(|(right_around, compound)| {
            if *right_around {
                open.next().is_some_and(|one| compound.is(&one))
            } else {
                open.any(|one| compound.is(&one))
            }
        })
    }
}

impl Compound {
    fn is(&self, subject: &Subject) -> bool {
        (self.name.is_empty() || self.name == subject.name)
            && (self.id.is_empty() || self.id == subject.id)
            && self.classes.iter().all(|class| subject.class.split_whitespace().any(|own| own == class))
    }

    fn weight(&self) -> u32 {
        let some = |there: bool, weight| if there { weight } else { 0 };
        let middle = u32::try_from(self.classes.len() + self.attributes.len()).unwrap_or(100).min(100);
        some(!self.id.is_empty(), 10_000) + middle * 100 + some(!self.name.is_empty(), 1)
    }

    fn key(&self) -> String {
        match (self.classes.first(), &*self.id, &*self.name) {
            (Some(class), ..) => format!(".{class}"),
            (None, "", "") => "*".to_owned(),
            (None, "", name) => name.to_owned(),
            (None, id, _) => format!("#{id}"),
        }
    }
}

/// A selector from its target outwards; `None` where it asks for more than is judged.
fn parsed(selector: &str) -> Option<(Compound, Vec<(bool, Compound)>)> {
    let spaced = selector.replace('>', " > ").to_ascii_lowercase().replace(":root", "html");
    let mut parts = spaced.split_whitespace().rev();
    let target = compound(parts.next()?)?;
    let mut around = Vec::new();
    let mut right_around = false;
    for part in parts {
        if part == ">" {
            right_around = true;
        } else {
            let compound = compound(part).filter(|compound| compound.attributes.is_empty())?;
            around.push((std::mem::take(&mut right_around), compound));
        }
    }
    (around.len() <= 16).then_some((target, around))
}

fn compound(text: &str) -> Option<Compound> {
    let mut compound = Compound::default();
    let mut rest = text.strip_prefix('*').unwrap_or(text);
    if rest.contains([':', '+', '~', '(', '\\', '>']) && !rest.starts_with('[') {
        return None;
    }
    let word = |text: &str| text.find(['.', '#', '[']).unwrap_or(text.len());
    let end = word(rest);
    rest[..end].clone_into(&mut compound.name);
    rest = &rest[end..];
    while let Some(sign) = rest.chars().next() {
        if sign == '[' {
            let end = rest.find(']')?;
            let (name, value) = match rest[1..end].split_once('=') {
                Some((name, value)) => (name, Some(value.trim_matches(['"', '\'']).to_owned())),
                None => (&rest[1..end], None),
            };
            if name.ends_with(['*', '^', '$', '~', '|']) {
                return None;
            }
            compound.attributes.push((name.to_owned(), value));
            rest = &rest[end + 1..];
            continue;
        }
        let end = 1 + word(&rest[1..]);
        let name = rest[1..end].to_owned();
        match sign {
            '.' => compound.classes.push(name),
            '#' => compound.id = name,
            _ => return None,
        }
        rest = &rest[end..];
    }
    Some(compound)
}

/// Whether what stands in an `@` block holds on any screen.
fn applies(head: &str) -> bool {
    let words: Vec<&str> = head.split_whitespace().collect();
    match words.first() {
        Some(&("supports" | "layer")) => true,
        Some(&"media") => {
            !head.contains('(') && words[1..].iter().any(|word| matches!(word.trim_end_matches(','), "screen" | "all"))
        }
        _ => false,
    }
}

/// The end of what an open brace holds.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find("*/").map_or("", |end| &rest[at + end + 2..]);
    }
    out + rest
}

fn declarations(text: &str) -> Vec<Declaration> {
    let one = |text: &str| {
        let (property, value) = text.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let (value, important) =
            match value.strip_suffix("important").map(str::trim_end).and_then(|rest| rest.strip_suffix('!')) {
                Some(value) => (value.trim_end().to_owned(), true),
                None => (value, false),
            };
        Some(Declaration { property: property.trim().to_ascii_lowercase(), value, important })
    };
    text.split(';').filter_map(one).collect()
}
