//! Names of people as others compare them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::{alike::latin, visible::is_hidden};

/// Words that go before or behind a name and are no part of it, in the shape in which names are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Titles(BTreeSet<Vec<String>>);

impl Titles {
    /// Of titles as they are written; one may be of several words.
    pub(crate) fn of<'a>(titles: impl IntoIterator<Item = &'a str>) -> Self {
        Self(titles.into_iter().map(parts).filter(|title| !title.is_empty()).collect())
    }

    /// The parts of a name without titles; all of them where nothing else is left.
    fn without(&self, name: &str) -> Vec<String> {
        let all = parts(name);
        let (mut rest, mut at) = (Vec::new(), 0);
        while at < all.len() {
            let titles = self.0.iter().filter(|title| all[at..].starts_with(title));
            if let Some(words) = titles.map(Vec::len).max() {
                at += words;
            } else {
                rest.push(self.bare(&all[at]));
                at += 1;
            }
        }
        if rest.is_empty() { all } else { rest }
    }

    /// A part without a title that is written in one with it, as in scripts that leave no blank between words.
    fn bare(&self, part: &str) -> String {
        let joined = self.0.iter().filter_map(|title| match title.as_slice() {
            [word] if !word.is_ascii() => part.strip_prefix(word.as_str()).or(part.strip_suffix(word.as_str())),
            _ => None,
        });
        joined.filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len()).unwrap_or(part).to_owned()
    }
}

/// Whether two names may well be of one person: they are the same but for titles, capital letters, accents, signs, the order of
/// their parts, letters of another script, and what nobody sees. Where several are named at once, any of them.
pub(crate) fn same_person(one: &str, other: &str, titles: &Titles) -> bool {
    people(one).any(|one| people(other).any(|other| same_name(one, other, titles)))
}

/// The whole, and each of several people that it names.
fn people(names: &str) -> impl Iterator<Item = &str> {
    let each = names.split([';', '/', '&', '+', '\n']).flat_map(|some| some.split(" and "));
    std::iter::once(names).chain(each.filter(|name| !letters(name).is_empty()))
}

fn same_name(one: &str, other: &str, titles: &Titles) -> bool {
    // A part of a name says less than all of it: parts are held against wholes alone.
    let alike = |one: &str, other: &str| same_parts(one, other, titles);
    alike(one, other)
        || alike(&bare(one), &bare(other))
        || pieces(one).any(|piece| alike(piece, other))
        || pieces(other).any(|piece| alike(one, piece))
}

/// The name without what stands in brackets behind it, such as what somebody is.
fn bare(name: &str) -> String {
    let outside =
        name.split(['(', '[', '（', '<']).map(|part| part.rsplit([')', ']', '）', '>']).next().unwrap_or(part));
    let bare = outside.collect::<Vec<_>>().join(" ");
    if letters(&bare).is_empty() { name.to_owned() } else { bare }
}

/// What stands beside what somebody is: `Mei` and `DPO` of `Mei, DPO`, `Mei (DPO)`, `DPO: Mei`.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split([',', '(', ')', '[', ']', '（', '）', '<', '>', ':', '|', '，', '、', '–', '—']);
    let parts = parts.flat_map(|part| part.split(" - "));
    parts.filter(move |part| part.len() < name.len() && !letters(part).is_empty())
}

fn same_parts(one: &str, other: &str, titles: &Titles) -> bool {
    match (local(one), local(other)) {
        (Some(one), Some(other)) => return letters(one) == letters(other),
        (Some(address), None) => return is_of(address, &titles.without(other)),
        (None, Some(address)) => return is_of(address, &titles.without(one)),
        (None, None) => {}
    }
    let (mut one, mut other) = (titles.without(one), titles.without(other));
    if one.concat() == other.concat() {
        return true;
    }
    one.sort_unstable();
    other.sort_unstable();
    one.concat() == other.concat()
}

/// What stands before the sign of an address for mail, without what a box of one's own adds to it.
fn local(words: &str) -> Option<&str> {
    let words = words.trim();
    let (local, host) = words.strip_prefix("mailto:").unwrap_or(words).split_once('@')?;
    let address = !host.contains('@') && !words.contains(char::is_whitespace) && !letters(local).is_empty();
    address.then(|| local.split('+').next().unwrap_or(local))
}

/// Whether an address may be that of a name: it is made of parts of it, of which some stand as their first letter alone.
fn is_of(address: &str, name: &[String]) -> bool {
    let said: String = letters(address).chars().filter(|letter| !letter.is_ascii_digit()).collect();
    // Names are of few parts; longer ones are no names of people.
    name.len() <= 8 && said.chars().nth(1).is_some() && is_made_of(&said, name, 0)
}

/// Whether letters are parts of a name one after the other, each used once at the most, whole or as its first letter. Each bit
/// of `used` is a part that is; of equal parts the first is tried alone, as the others lead to the same.
fn is_made_of(said: &str, parts: &[String], used: u8) -> bool {
    let free = |at: usize| used & (1 << at) == 0;
    said.is_empty()
        || parts.iter().enumerate().any(|(at, part)| {
            if !free(at) || (0..at).any(|other| free(other) && parts[other] == *part) {
                return false;
            }
            let first = &part[..part.chars().next().map_or(0, char::len_utf8)];
            let first = Some(first).filter(|first| first.len() < part.len());
            [Some(part.as_str()), first]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .any(|part| said.strip_prefix(part).is_some_and(|rest| is_made_of(rest, parts, used | 1 << at)))
        })
}

/// The letters and digits of words, in the shape in which names are compared.
pub(crate) fn letters(words: &str) -> String {
    parts(words).concat()
}

/// The words of a name, in small letters without accents; an apostrophe parts nothing.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in name.nfkd().filter(|letter| !is_accent(*letter) && !is_hidden(*letter)).map(latin) {
        match letter {
            letter if letter.is_alphanumeric() => {
                let last = parts.last_mut().expect("there is one from the beginning");
                last.extend(letter.to_lowercase().map(|letter| if letter == 'đ' { 'd' } else { letter }));
            }
            '\'' | '’' | '‘' | '`' | 'ʼ' => {}
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A mark that stands above or below a letter of Latin, Greek or Cyrillic. In scripts of the region a mark is a vowel.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> Titles {
        Titles::of(["Dr", "Ms", "Encik", "Tan Sri", "คุณ", "先生"])
    }

    #[test]
    fn an_address_that_might_be_a_name_in_many_ways_is_answered_at_once() {
        // Each letter fits eight parts: told one after the other the ways would be some ten millions.
        let name = "b b b b b b b bax";
        assert!(same_person("bbbbbbbbax@bank.example", name, &titles()));
        assert!(!same_person("bbbbbbbbz@bank.example", name, &titles()));
        assert!(same_person("abcdefgh@bank.example", "ah bg cf de ed fc gb ha", &titles()));
        assert!(!same_person("abcdefghz@bank.example", "aaa aab aac aad aae aaf aag aah", &titles()));
    }

    #[test]
    fn one_person_is_found_behind_other_letters_and_titles() {
        for (one, other) in [
            ("Ana Tan", "ana  tan"),
            ("Ana Tan", "Ana Tan."),
            ("Ana Tan", "Dr. Ana Tan"),
            ("Ana Tan", "Tan, Ana (Ms)"),
            ("Ana Tan", "Аna Tаn"),
            ("Ana Tan", "A\u{200b}na Tan\u{ad}"),
            ("Ana Tan", "Ａｎａ Ｔａｎ"),
            ("Ana Tan", "AnaTan"),
            ("Azman", "Tan Sri Azman"),
            ("Nguyễn Văn Đức", "Nguyen Van Duc"),
            ("O'Brien", "OBrien"),
            ("สมชาย ใจดี", "คุณสมชาย ใจดี"),
            ("陈大文", "陈大文先生"),
            ("Dr", "dr."),
            ("Ana Tan and Ben Lim", "Ben Lim"),
            ("Ben Lim", "Ana Tan; Ms Ben Lim"),
            ("Mei", "Mei (DPO)"),
            ("Mei (DPO)", "Mei (privacy lead)"),
            ("Mei", "Mei, DPO"),
            ("Mei", "DPO: Mei"),
            ("Mei", "Mei - DPO"),
            ("Mei Tan", "mei.tan@acme.example"),
            ("Mei Tan", "Mei Tan <m.tan@acme.example>"),
            ("Dr Mei Tan", "mtan2@acme.example"),
            ("Mei Tan", "tan_mei+audit@acme.example"),
            ("mei@acme.example", "MEI@other.example"),
            ("Mei\u{3164}", "Mei"),
        ] {
            assert!(same_person(one, other, &titles()), "{one} | {other}");
        }
    }

    #[test]
    fn two_people_stay_two() {
        for (one, other) in [
            ("Ana Tan", "Ana Lim"),
            ("Ana Tan", "Ana"),
            ("Tan", "Tan Sri Azman"),
            ("DPO", "Deputy DPO"),
            ("Ana Tan & Ben Lim", "Carla Lim"),
            ("Tan, Ana", "Tan, Ben"),
            ("Legal, Singapore", "Audit, Singapore"),
            ("Mei Tan", "ben.lim@acme.example"),
            ("Mei Tan", "ben.tan@acme.example"),
            ("Mei Tan", "m@acme.example"),
            ("mei@acme.example", "ben@acme.example"),
            ("สมชาย", "สมหญิง"),
            ("မြင့်", "မောင်"),
        ] {
            assert!(!same_person(one, other, &titles()), "{one} | {other}");
        }
    }

    #[test]
    fn letters_are_what_is_left_of_words() {
        for words in ["n / a", "N/A", "(n.a.)", "Ｎ ａ", "n\u{200b}a"] {
            assert_eq!(letters(words), "na", "{words}");
        }
        assert_eq!(letters("—"), "");
    }
}
