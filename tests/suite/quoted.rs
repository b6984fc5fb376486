//! What a fact quotes of a text: few words, of a source that is named, with the number that the fact encodes.

use dmf::{
    diag::Sink,
    jurisdiction::{Atlas, Jurisdiction, MOST_WORDS, SourceKind, Time, lines},
    load::Library,
    source::Sources,
};

use crate::harness::files;

fn atlas() -> Atlas {
    let codes: Vec<String> = files("frameworks/jurisdictions")
        .iter()
        .filter_map(|path| path.to_str()?.strip_suffix(".yaml").map(str::to_uppercase))
        .collect();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let codes = codes.iter().map(String::as_str);
    Atlas::read(&Library::default(), codes, &mut sources, &mut sink).expect("all are embedded")
}

/// Numbers as words of the languages in which laws of the region are read. A number is found where one of its words stands.
const NUMERALS: &[(u64, &[&str])] = &[
    (1, &["one", "satu", "một", "หนึ่ง", "ໜຶ່ງ", "hiji", "um ", "uma", "一", "first"]),
    (2, &["two", "dua", "hai", "สอง", "ສອງ", "dois", "duas", "二", "两", "兩"]),
    (3, &["three", "tiga", "ba ", "สาม", "ສາມ", "três", "三"]),
    (4, &["four", "empat", "bốn", "สี่", "ສີ່", "quatro", "四"]),
    (5, &["five", "lima", "năm", "ห้า", "ຫ້າ", "cinco", "五"]),
    (6, &["six", "enam", "sáu", "หก", "ຫົກ", "seis", "六"]),
    (7, &["seven", "tujuh", "bảy", "เจ็ด", "ເຈັດ", "sete", "七"]),
    (10, &["ten", "sepuluh", "mười", "สิบ", "ສິບ", "dez", "十"]),
    (12, &["twelve", "dua belas", "สิบสอง", "doze", "十二"]),
    (13, &["thirteen", "tiga belas"]),
    (14, &["fourteen", "empat belas", "สิบสี่", "十四"]),
    (15, &["fifteen", "lima belas", "mười lăm", "สิบห้า", "ສິບຫ້າ", "quinze", "十五"]),
    (16, &["sixteen", "enam belas", "十六"]),
    (18, &["eighteen", "delapan belas", "lapan belas", "mười tám", "สิบแปด", "dezoito", "十八"]),
    (20, &["twenty", "dua puluh", "hai mươi", "ยี่สิบ", "ຊາວ", "二十"]),
    (21, &["twenty-one", "dua puluh satu", "二十一"]),
    (24, &["twenty-four", "dua puluh empat", "ยี่สิบสี่"]),
    (30, &["thirty", "tiga puluh", "ba mươi", "สามสิบ", "ສາມສິບ", "trinta", "三十"]),
    (60, &["sixty", "enam puluh", "sáu mươi", "หกสิบ", "ຫົກສິບ", "sessenta", "六十"]),
    (72, &["seventy-two", "tujuh puluh dua", "เจ็ดสิบสอง", "ເຈັດສິບສອງ", "七十二"]),
    (90, &["ninety", "sembilan puluh", "เก้าสิบ", "九十"]),
];

/// Whether a number stands in words: in figures of any script, or as a word.
fn stands(number: u64, words: &str) -> bool {
    let figures: String = words.chars().map(figure).collect();
    let numbers: Vec<&str> =
        figures.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let small = format!("{} ", words.to_lowercase());
    numbers.iter().any(|found| found.parse() == Ok(number))
        || NUMERALS.iter().any(|(of, names)| *of == number && names.iter().any(|name| small.contains(name)))
}

/// A digit of Thai, Lao, Khmer or Burmese script as one of ours.
fn figure(letter: char) -> char {
    for zero in ['๐', '໐', '០', '၀'] {
        if let Some(value) = u32::from(letter).checked_sub(u32::from(zero)).filter(|value| *value < 10) {
            return char::from_digit(value, 10).expect("below ten");
        }
    }
    letter
}

/// The numbers by which a time may be told.
fn told(time: Time) -> Vec<Vec<u64>> {
    let one = |number: u32| vec![u64::from(number)];
    match time {
        // Three times twenty-four hours, or three days.
        Time::Hours(72) => vec![one(72), vec![3, 24], one(3)],
        Time::Hours(48) => vec![one(48), vec![2, 24], one(2)],
        Time::Hours(24) => vec![one(24), one(1)],
        Time::Hours(hours) => vec![one(hours)],
        Time::Days(days, _) if days % 7 == 0 => vec![one(days), one(days / 7)],
        Time::Days(days, _) => vec![one(days)],
        Time::Months(months) if months % 12 == 0 => vec![one(months), one(months / 12)],
        Time::Months(months) => vec![one(months)],
    }
}

#[test]
fn the_number_of_a_fact_stands_in_the_words_that_are_quoted() {
    let mut wrong = String::new();
    let mut held = 0;
    for place in atlas().iter() {
        for (line, _) in lines(place) {
            let (Some(read), Some(within)) = (&line.marks.read, line.deadline.and_then(|deadline| deadline.within))
            else {
                continue;
            };
            held += 1;
            let found = told(within).iter().any(|numbers| numbers.iter().all(|number| stands(*number, &read.words)));
            if !found {
                wrong.push_str(&format!(
                    "{} {} {}: {} in “{}”\n",
                    place.id,
                    line.topic,
                    line.name,
                    within.words(),
                    read.words
                ));
            }
        }
        for fact in &place.points {
            let (Some(read), Some(age)) = (&fact.marks.read, fact.what.age) else { continue };
            held += 1;
            if !stands(u64::from(age), &read.words) {
                wrong.push_str(&format!("{} {}: {age} years in “{}”\n", place.id, fact.what.about, read.words));
            }
        }
        for fact in &place.penalties {
            let (Some(read), Some(share)) = (&fact.marks.read, &fact.what.share) else { continue };
            held += 1;
            if !stands(u64::from(share.percent), &read.words) {
                wrong.push_str(&format!("{} {}: {} % in “{}”\n", place.id, fact.what.what, share.percent, read.words));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(held > 60, "only {held} numbers are held against a text");
}

#[test]
fn what_is_quoted_is_short_and_of_a_document_that_can_be_found() {
    let mut wrong = String::new();
    for place in atlas().iter() {
        for (line, _) in lines(place) {
            let Some(read) = &line.marks.read else { continue };
            // What was opened itself, or another of the documents that say the same, has an address.
            let named = |id: &String| line.marks.sources.contains(id) || *id == read.source;
            let found =
                place.sources.iter().any(|source| named(&source.id) && (source.url.is_some() || source.copy.is_some()));
            let words = read.words.split_whitespace().count();
            if words > MOST_WORDS || !found {
                wrong.push_str(&format!(
                    "{} {} {}: {words} words of {}\n",
                    place.id, line.topic, line.name, read.source
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A fact that is called sure rests on a text that was opened, or on two documents of others.
#[test]
fn a_sure_fact_of_a_member_has_a_text_or_two_witnesses() {
    let mut wrong = String::new();
    for place in atlas().iter().filter(|place| place.asean.is_some()) {
        for (line, _) in lines(place).iter().filter(|(line, _)| line.marks.confidence.as_str() == "high") {
            let kind = |id: &String| place.sources.iter().find(|source| source.id == *id).map(|source| source.kind);
            let of = |wanted| line.marks.sources.iter().filter(|id| kind(id) == Some(wanted)).count();
            if of(SourceKind::Primary) == 0 && of(SourceKind::Secondary) < 2 {
                wrong.push_str(&format!("{} {} {}\n", place.id, line.topic, line.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// How many facts rest on a text that was opened: a place's own grades as a recipient are readings, and count nowhere.
fn share(place: &Jurisdiction) -> (usize, usize) {
    let facts: Vec<_> = lines(place).into_iter().filter(|(line, _)| !line.is_reading()).collect();
    (facts.iter().filter(|(line, _)| place.is_primary(line.marks)).count(), facts.len())
}

#[test]
fn the_six_big_members_rest_on_texts() {
    let atlas = atlas();
    let shares: Vec<(&str, (usize, usize))> = ["SG", "MY", "TH", "ID", "PH", "VN"]
        .iter()
        .map(|code| (*code, share(atlas.get(code).expect("it ships"))))
        .collect();
    let (read, all) = shares.iter().fold((0, 0), |sum, (_, (read, all))| (sum.0 + read, sum.1 + all));
    assert!(read * 100 >= all * 60, "{read} of {all}: {shares:?}");
    for (code, (read, all)) in shares {
        assert!(read * 100 >= all * 30, "{code}: {read} of {all}");
    }
}

#[test]
fn numbers_are_found_as_figures_and_as_words() {
    for (number, words, found) in [
        (72, "within 72 hours", true),
        (72, "ภายในเจ็ดสิบสองชั่วโมง", true),
        (72, "ภายใน ๗๒ ชั่วโมง", true),
        (30, "paling lambat 30 (tiga puluh) hari", true),
        (30, "within 3 days", false),
        (7, "within 72 hours", false),
        (21, "not later than twenty-one days", true),
    ] {
        assert_eq!(stands(number, words), found, "{number} in {words}");
    }
}
