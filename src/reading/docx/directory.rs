//! The list of members at the end of a zip archive, read before anything is made of it: how many there are, and whether two
//! are called the same. Of two, one program shows the first and another the last.

use std::collections::HashSet;

use crate::reading::refuse::Unreadable;

/// Most members of an archive. Word writes a few dozen.
const MEMBERS: usize = 10_000;

/// The end record, without its comment, and the entry of a member, without its name.
const END: usize = 22;
const ENTRY: usize = 46;

/// The name of a part as it is compared: programs differ in capitals and slashes.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Holds that the archive has not too many members and no two of one name; how many it has.
pub(super) fn check(bytes: &[u8]) -> Result<usize, Unreadable> {
    let broken = |why: &str| Unreadable::Broken(why.to_owned());
    let (mut at, count) = entries(bytes).ok_or_else(|| broken("its list of files is missing"))?;
    if count > MEMBERS as u64 {
        return Err(Unreadable::TooMuch(format!("{count} files in one archive")));
    }
    let mut seen = HashSet::new();
    let mut members = 0;
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        members += 1;
        if members > MEMBERS {
            return Err(Unreadable::TooMuch(format!("more than {MEMBERS} files in one archive")));
        }
        let length = |offset: usize| number(bytes, at + offset, 2).and_then(|length| usize::try_from(length).ok());
        let (Some(name), Some(extra), Some(comment)) = (length(28), length(30), length(32)) else {
            return Err(broken("its list of files ends too early"));
        };
        let start = at + ENTRY;
        let written = bytes.get(start..start + name).ok_or_else(|| broken("its list of files ends too early"))?;
        let written = String::from_utf8_lossy(written);
        if !seen.insert(key(&written)) {
            let name = written.escape_debug();
            return Err(broken(&format!("it holds `{name}` twice, and programs differ in which one they show")));
        }
        at = start + name + extra + comment;
    }
    Ok(members)
}

/// Where the first entry stands, and how many entries there are said to be.
fn entries(bytes: &[u8]) -> Option<(usize, u64)> {
    let first = bytes.len().checked_sub(END)?;
    let lowest = first.saturating_sub(usize::from(u16::MAX));
    let end = (lowest..=first).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
    let (count, size) = (number(bytes, end + 10, 2)?, number(bytes, end + 12, 4)?);
    if count == 0xffff || size == 0xffff_ffff {
        // The longer record, by the pointer to it that stands before the short one.
        let pointer = end.checked_sub(20).filter(|at| bytes[*at..].starts_with(b"PK\x06\x07"))?;
        let long = usize::try_from(number(bytes, pointer + 8, 8)?).ok()?;
        let long = Some(long).filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x06\x06")))?;
        let size = usize::try_from(number(bytes, long + 40, 8)?).ok()?;
        return Some((long.checked_sub(size)?, number(bytes, long + 32, 8)?));
    }
    Some((end.checked_sub(usize::try_from(size).ok()?)?, count))
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
