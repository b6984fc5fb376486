//! How long, and how much: terms that a contract can be held to.

use super::{Look, words::any};
use crate::{gate::FindingCode, safeguard::Field, text::compare::spaced_words};

pub(super) fn look(look: &mut Look<'_>) {
    for period in &look.words.periods {
        let Some(number) = look.deal.number(period.field) else { continue };
        let unit = if period.field == Field::OptionsBreachHours { "hours" } else { "days" };
        let usual = if number > period.most {
            format!("at most {}", period.most)
        } else if number < period.least {
            format!("at least {}", period.least)
        } else {
            continue;
        };
        let message = format!("`{}` is {number} {unit}; {usual} are usual: {}", period.field, period.why);
        look.add(FindingCode::PeriodUnlikely, period.field, message, "");
    }
    retention(look);
    liability(look);
}

/// A time that ends, and that ends with the duty to delete.
fn retention(look: &mut Look<'_>) {
    let Some(text) = look.text(Field::TransferRetention) else { return };
    let (code, field, words) = (FindingCode::PeriodUnlikely, Field::TransferRetention, spaced_words(text));
    let denied = [" not ", " never ", " nor "].iter().any(|word| words.contains(word));
    let measured = any(&look.words.measures, &words) || words.contains(|letter: char| letter.is_ascii_digit());
    if any(&look.words.endless, &words) && !denied {
        let message = format!("`{text}` is no time: what is kept without an end breaks every rule on retention");
        look.add(code, field, message, "name an end, such as `two years after the ticket is closed`");
        return;
    }
    if !measured {
        let message = format!("`{text}` is a time that nobody can count");
        look.add(code, field, message, "name a time, or the event with which it ends");
        return;
    }
    // Between controllers the schedule may say that data outlives the agreement; a processor keeps what law requires.
    let by_law = [" law ", " laws ", " statute ", " statutory "].iter().any(|word| words.contains(word));
    if look.deal.module() == "c2p"
        && !by_law
        && let Some(days) = after_the_end(&words)
        && let Some(most) = look.deal.number(Field::OptionsEndDays).filter(|most| days > *most)
    {
        let message = format!("the data is kept for {days} days after the end, and returned or deleted within {most}");
        let help =
            "a processor keeps nothing after the end except what law requires; name that law, or an earlier time";
        look.add(code, field, message, help);
    }
}

/// Days for which something is said to go on after an agreement has ended: ` seven years after the end of the agreement `.
fn after_the_end(words: &str) -> Option<u32> {
    const ENDS: [&str; 8] = ["end", "ends", "ended", "expiry", "expires", "termination", "terminates", "terminated"];
    const OF: [&str; 6] = ["agreement", "contract", "services", "service", "term", "relationship"];
    let words: Vec<&str> = words.split_whitespace().collect();
    (0..words.len()).find_map(|at| {
        let number = number(words[at])?;
        let unit = match words.get(at + 1)?.trim_end_matches('s') {
            "day" => 1,
            "week" => 7,
            "month" => 30,
            "year" => 365,
            _ => return None,
        };
        let rest = &words[at + 2..];
        let after = rest.iter().take(3).position(|word| ["after", "beyond", "following", "from"].contains(word))?;
        let tail: Vec<&str> = rest[after + 1..].iter().take(8).copied().collect();
        let has = |list: &[&str]| tail.iter().any(|word| list.contains(word));
        (has(&ENDS) && has(&OF)).then(|| number.saturating_mul(unit))
    })
}

/// A number in figures or in a word.
fn number(word: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 17] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("twelve", 12),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("sixty", 60),
        ("ninety", 90),
        ("hundred", 100),
    ];
    word.parse().ok().or_else(|| WORDS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number))
}

/// A limit that is an amount, and limits of an agreement that is named.
fn liability(look: &mut Look<'_>) {
    let code = FindingCode::LimitsUnclear;
    if look.text(Field::OptionsLiability) == Some("each-party") && look.text(Field::MainAgreement).is_none() {
        let message = "liability has the limits of the commercial agreement, and none is named".to_owned();
        look.add(code, Field::OptionsLiability, message, "set `main_agreement`, or choose `cap` or `uncapped`");
    }
    let Some(text) = look.text(Field::OptionsLiabilityCap) else { return };
    let words = spaced_words(text);
    let reckoned = any(&look.words.amounts, &words);
    match amount(text) {
        None if !reckoned => {
            let message = format!("`{text}` is no amount that a court could apply");
            look.add(
                code,
                Field::OptionsLiabilityCap,
                message,
                "such as `SGD 1,500,000 in any period of twelve months`",
            );
        }
        Some(amount) if !reckoned && !text.contains('%') && amount < look.words.least_amount => {
            let message = format!("a limit of `{text}` is no limit but an exclusion of liability");
            let help = "a limit that leaves nothing is void under many laws, and no safeguard under any";
            look.add(code, Field::OptionsLiabilityCap, message, help);
        }
        _ => {}
    }
}

/// The first amount in a text, without what follows a decimal point.
fn amount(text: &str) -> Option<u64> {
    let rest = &text[text.find(|letter: char| letter.is_ascii_digit())?..];
    let digits: String = rest
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || [',', ' ', '\'', '.', '\u{a0}'].contains(letter))
        .collect();
    // A point or a comma with two digits after it divides a unit; any other groups thousands.
    let whole = match digits.rfind([',', '.']) {
        Some(at) if digits[at + 1..].trim().len() == 2 => &digits[..at],
        _ => &digits[..],
    };
    whole.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_groups() {
        for (text, expected) in [
            ("SGD 1,500,000 in any period of twelve months", Some(1_500_000)),
            ("SGD 1", Some(1)),
            ("EUR 2.500.000,00", Some(2_500_000)),
            ("USD 100.00", Some(100)),
            ("a reasonable amount", None),
        ] {
            assert_eq!(amount(text), expected, "{text}");
        }
    }

    #[test]
    fn a_time_after_the_end_is_one_after_the_end_of_the_agreement() {
        for (text, expected) in [
            ("seven years after the end of the Agreement", Some(7 * 365)),
            ("for 2 months after termination of the services", Some(60)),
            ("ten years after the end of each treaty year", None),
            ("two years after a ticket is closed", None),
            ("the term of the Managed Hosting Agreement; backups are overwritten after 35 days", None),
        ] {
            assert_eq!(after_the_end(&spaced_words(text)), expected, "{text}");
        }
    }
}
