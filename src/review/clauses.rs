//! Clauses that a passage names by number: `clause 7.2`, `Sections 4 to 10`, `articles 5, 6 and 7`.

/// From one clause to another, both included; the same where one is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clauses {
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Clauses {
    /// Whether a clause, as it is displayed (`7.2(a)`), is one of these or stands under one.
    pub(super) fn contain(&self, clause: &str) -> bool {
        let number = clause.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let number = numbers(number).0;
        if number.is_empty() {
            return false;
        }
        let head = |depth: usize| &number[..depth.min(number.len())];
        head(self.from.len()) >= self.from.as_slice() && head(self.to.len()) <= self.to.as_slice()
    }
}

/// Words before the numbers of clauses.
const NAMES: [&str; 8] = ["clause", "clauses", "section", "sections", "article", "articles", "paragraph", "paragraphs"];

/// Words that join numbers of clauses.
const JOINED: [&str; 5] = ["and", "or", "to", "through", "until"];

/// The clauses that a text names, in its order.
pub(super) fn clauses_named(text: &str) -> Vec<Clauses> {
    let mut found: Vec<Clauses> = Vec::new();
    let (mut naming, mut range) = (false, false);
    for word in text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';')) {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        if NAMES.contains(&bare.as_str()) {
            (naming, range) = (true, false);
            continue;
        }
        if !naming || bare.is_empty() {
            continue;
        }
        if JOINED.contains(&bare.as_str()) {
            range = matches!(bare.as_str(), "to" | "through" | "until");
            continue;
        }
        let parts: Vec<Vec<u32>> = bare.split(['-', '–', '—']).map(|part| numbers(part).0).collect();
        if parts.iter().any(Vec::is_empty) {
            naming = false;
            continue;
        }
        let (first, last) = (parts[0].clone(), parts[parts.len() - 1].clone());
        match found.last_mut() {
            Some(open) if range => open.to = last,
            _ => found.push(Clauses { from: first, to: last }),
        }
        range = false;
    }
    found
}

/// The numbers at the beginning of a text, `7.2(a)` as 7 and 2, and what follows.
fn numbers(text: &str) -> (Vec<u32>, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let found: Vec<u32> = text[..end].split('.').filter_map(|part| part.parse().ok()).collect();
    (found, &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_found_by_their_numbers() {
        let has = |text: &str, clause: &str| clauses_named(text).iter().any(|clauses| clauses.contain(clause));
        assert!(has("Clauses 4 to 10 do not apply.", "7.2(a)"));
        assert!(has("Clauses 4-10 do not apply.", "4.1"));
        assert!(!has("Clauses 4 to 10 do not apply.", "11.1"));
        assert!(has("Clauses 5, 6 and 7 do not apply.", "6.1"));
        assert!(!has("Clauses 5, 6 and 8 do not apply.", "7.1"));
        assert!(has("Clause 7.2 is for information only.", "7.2(b)"));
        assert!(!has("Clause 7.2 is for information only.", "7.3"));
        assert!(!has("within 7 days", "7"));
    }
}
