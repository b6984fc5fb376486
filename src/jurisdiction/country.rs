//! Countries of ISO 3166-1 by code and by name: the one place where a word is taken for a country.

use std::{collections::HashMap, sync::LazyLock};

use crate::diag::did_you_mean;

/// The name of a country by its code of two capital letters.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    row(code).map(|(.., name)| *name)
}

/// All that is known of a country by its code of two capital letters.
fn row(code: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    COUNTRIES.binary_search_by_key(&code, |(code, ..)| code).ok().map(|at| &COUNTRIES[at])
}

/// The name as it stands in a sentence: `the Philippines`, `Vietnam`.
#[must_use]
pub fn within_sentence(code: &str) -> Option<String> {
    const WITH_ARTICLE: [&str; 18] =
        ["AE", "BS", "CD", "CF", "CG", "DO", "EU", "GB", "GM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC", "US"];
    let name = name(code)?;
    Some(if WITH_ARTICLE.contains(&code) { format!("the {name}") } else { name.to_owned() })
}

/// All codes, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    COUNTRIES.iter().map(|(code, ..)| *code)
}

/// The code of the country that a person means: by its code of two or three letters, its name, a name of ASEAN's, an everyday
/// one or an old one, in whatever letters, with or without its form of state. `None` for what names no country, or more than
/// one.
#[must_use]
pub fn resolve(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    // Most write the code itself.
    if let Some((code, ..)) = row(text) {
        return Some(*code);
    }
    let sought = key(text);
    let found = KEYS.get(&text.trim().to_ascii_lowercase()).or_else(|| KEYS.get(&sought));
    found.copied().or_else(|| {
        // Whoever writes `Republic of China` may mean either.
        let plain = FORMS.iter().find_map(|form| sought.strip_prefix(form)).filter(|plain| *plain != "china")?;
        // A form of state stands before a name, not before a code.
        resolve(plain).filter(|_| plain.len() > 3)
    })
}

/// The code that a country or the European Union goes by, as a person may write it.
#[must_use]
pub fn resolve_place(text: &str) -> Option<&'static str> {
    resolve(text).or_else(|| matches!(key(text).as_str(), "eu" | "europeanunion").then_some("EU"))
}

/// The code that somebody may have meant: that of the country by this name, or of the one whose name is nearest.
#[must_use]
pub fn suggest(text: &str) -> Option<&'static str> {
    resolve(text).or_else(|| resolve(nearest(text)?))
}

/// The country whose name is nearest to what somebody typed, by that name: for words that name none.
#[must_use]
pub fn nearest(text: &str) -> Option<&'static str> {
    // Of two or three letters every second one is a slip for some code.
    (text.chars().count() > 3).then(|| did_you_mean(text.trim(), names())).flatten()
}

/// Every name by which a country is known here, each with the code of the country.
pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    let others = OTHER_NAMES.iter().flat_map(|(code, names)| names.iter().map(move |name| (*code, *name)));
    COUNTRIES.iter().map(|(code, _, name)| (*code, *name)).chain(others)
}

/// Every name by which a country is known here: the usual ones first, then the others.
pub fn names() -> impl Iterator<Item = &'static str> {
    let others = OTHER_NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    COUNTRIES.iter().map(|(.., name)| *name).chain(others)
}

/// Longest word, in bytes, that is looked at; the longest name of the table has about sixty.
const LONGEST: usize = 120;

/// Forms of state that stand before a name, as [`key`] makes them.
const FORMS: [&str; 6] = ["republicof", "kingdomof", "stateof", "sultanateof", "principalityof", "federalrepublicof"];

/// What of a name tells it from others: letters and digits in small letters and without marks, no articles, `and` for `&` and
/// `saint` for `st`.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.to_lowercase().replace('&', " and ").split([' ', '-', '\t', '\u{a0}']) {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        match word {
            "the" => {}
            "st" => key.push_str("saint"),
            word => key.extend(word.chars().filter(|letter| letter.is_alphanumeric()).map(plain)),
        }
    }
    key
}

/// A letter without the marks that names of countries have.
const fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ı' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

/// The code by all that a country goes by, as [`key`] makes it: codes and usual names before the others.
static KEYS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let usual = COUNTRIES.iter().flat_map(|(two, three, name)| {
        [(two.to_ascii_lowercase(), *two), (three.to_ascii_lowercase(), *two), (key(name), *two)]
    });
    let others = OTHER_NAMES.iter().flat_map(|(code, names)| names.iter().map(|name| (key(name), *code)));
    let mut keys = HashMap::new();
    for (key, code) in usual.chain(others) {
        keys.entry(key).or_insert(code);
    }
    keys
});

/// Other names, by code: those of ASEAN and of the United Nations, everyday and old ones. Names that differ from one another in
/// blanks, signs and capital letters alone stand once.
static OTHER_NAMES: &[(&str, &[&str])] = &[
    ("AE", &["UAE", "Emirates"]),
    ("AG", &["Antigua"]),
    ("BA", &["Bosnia", "Bosnia-Herzegovina"]),
    ("BN", &["Brunei", "Negara Brunei Darussalam", "Nation of Brunei"]),
    ("BO", &["Plurinational State of Bolivia", "Bolivia (Plurinational State of)"]),
    (
        "CD",
        &[
            "DR Congo",
            "DRC",
            "Democratic Republic of the Congo",
            "Congo, Democratic Republic of the",
            "Congo-Kinshasa",
            "Zaire",
        ],
    ),
    ("CG", &["Congo-Brazzaville", "Congo (Republic)"]),
    ("CH", &["Swiss Confederation"]),
    ("CI", &["Ivory Coast"]),
    ("CN", &["PRC", "People's Republic of China", "Mainland China", "China (mainland)"]),
    ("CV", &["Cape Verde"]),
    ("CZ", &["Czech Republic"]),
    ("DE", &["Federal Republic of Germany"]),
    ("EG", &["Arab Republic of Egypt"]),
    ("FK", &["Falklands", "Malvinas", "Falkland Islands (Malvinas)"]),
    ("FM", &["Federated States of Micronesia", "Micronesia (Federated States of)"]),
    ("FR", &["French Republic"]),
    (
        "GB",
        &[
            "UK",
            "Britain",
            "Great Britain",
            "England",
            "Scotland",
            "Wales",
            "Northern Ireland",
            "United Kingdom of Great Britain and Northern Ireland",
        ],
    ),
    ("GR", &["Hellenic Republic"]),
    ("HK", &["Hong Kong SAR", "Hong Kong (China)", "Hong Kong SAR, China", "Hong Kong Special Administrative Region"]),
    ("IE", &["Eire"]),
    ("IR", &["Persia", "Islamic Republic of Iran", "Iran (Islamic Republic of)"]),
    ("KG", &["Kyrgyz Republic"]),
    ("KH", &["Kampuchea"]),
    ("KN", &["Saint Kitts"]),
    (
        "KP",
        &[
            "DPRK",
            "DPR Korea",
            "Democratic People's Republic of Korea",
            "Korea (Democratic People's Republic of)",
            "Korea, North",
        ],
    ),
    ("KR", &["Korea", "Korea (Republic of)", "Korea, South", "ROK"]),
    ("LA", &["Laos", "Lao People's Democratic Republic"]),
    ("LK", &["Ceylon"]),
    ("MD", &["Moldova (Republic of)"]),
    ("MK", &["Macedonia"]),
    ("MM", &["Burma", "Union of Myanmar", "Republic of the Union of Myanmar", "Union of Burma", "Myanmar (Burma)"]),
    ("MO", &["Macau", "Macao SAR", "Macau SAR", "Macao, China", "Macao Special Administrative Region"]),
    ("MY", &["Federation of Malaysia", "Malaya"]),
    ("NL", &["Holland"]),
    ("NZ", &["Aotearoa"]),
    ("PH", &["Pilipinas"]),
    ("PS", &["Palestinian Territories", "Palestine, State of"]),
    ("RU", &["Russian Federation"]),
    ("SK", &["Slovak Republic"]),
    ("SY", &["Syrian Arab Republic"]),
    ("SZ", &["Swaziland"]),
    ("TH", &["Siam"]),
    ("TL", &["East Timor", "Timor", "Democratic Republic of Timor-Leste"]),
    ("TR", &["Turkey"]),
    ("TT", &["Trinidad"]),
    ("TW", &["Chinese Taipei", "Formosa", "Taiwan, Province of China"]),
    ("TZ", &["United Republic of Tanzania", "Tanzania, United Republic of"]),
    ("US", &["US of A", "America", "United States of America"]),
    ("VA", &["Holy See", "Vatican"]),
    ("VE", &["Bolivarian Republic of Venezuela", "Venezuela (Bolivarian Republic of)"]),
    ("VG", &["BVI"]),
    ("VI", &["US Virgin Islands"]),
    ("VN", &["Socialist Republic of Vietnam"]),
    ("WS", &["Western Samoa"]),
];

/// Code of two letters, code of three, common English name.
// A `static`, so that the table stands in the program once and not wherever it is used.
static COUNTRIES: &[(&str, &str, &str)] = &[
    ("AD", "AND", "Andorra"),
    ("AE", "ARE", "United Arab Emirates"),
    ("AF", "AFG", "Afghanistan"),
    ("AG", "ATG", "Antigua and Barbuda"),
    ("AI", "AIA", "Anguilla"),
    ("AL", "ALB", "Albania"),
    ("AM", "ARM", "Armenia"),
    ("AO", "AGO", "Angola"),
    ("AQ", "ATA", "Antarctica"),
    ("AR", "ARG", "Argentina"),
    ("AS", "ASM", "American Samoa"),
    ("AT", "AUT", "Austria"),
    ("AU", "AUS", "Australia"),
    ("AW", "ABW", "Aruba"),
    ("AX", "ALA", "Åland Islands"),
    ("AZ", "AZE", "Azerbaijan"),
    ("BA", "BIH", "Bosnia and Herzegovina"),
    ("BB", "BRB", "Barbados"),
    ("BD", "BGD", "Bangladesh"),
    ("BE", "BEL", "Belgium"),
    ("BF", "BFA", "Burkina Faso"),
    ("BG", "BGR", "Bulgaria"),
    ("BH", "BHR", "Bahrain"),
    ("BI", "BDI", "Burundi"),
    ("BJ", "BEN", "Benin"),
    ("BL", "BLM", "Saint Barthélemy"),
    ("BM", "BMU", "Bermuda"),
    ("BN", "BRN", "Brunei Darussalam"),
    ("BO", "BOL", "Bolivia"),
    ("BQ", "BES", "Bonaire, Sint Eustatius and Saba"),
    ("BR", "BRA", "Brazil"),
    ("BS", "BHS", "Bahamas"),
    ("BT", "BTN", "Bhutan"),
    ("BV", "BVT", "Bouvet Island"),
    ("BW", "BWA", "Botswana"),
    ("BY", "BLR", "Belarus"),
    ("BZ", "BLZ", "Belize"),
    ("CA", "CAN", "Canada"),
    ("CC", "CCK", "Cocos (Keeling) Islands"),
    ("CD", "COD", "Congo (Democratic Republic)"),
    ("CF", "CAF", "Central African Republic"),
    ("CG", "COG", "Congo"),
    ("CH", "CHE", "Switzerland"),
    ("CI", "CIV", "Côte d'Ivoire"),
    ("CK", "COK", "Cook Islands"),
    ("CL", "CHL", "Chile"),
    ("CM", "CMR", "Cameroon"),
    ("CN", "CHN", "China"),
    ("CO", "COL", "Colombia"),
    ("CR", "CRI", "Costa Rica"),
    ("CU", "CUB", "Cuba"),
    ("CV", "CPV", "Cabo Verde"),
    ("CW", "CUW", "Curaçao"),
    ("CX", "CXR", "Christmas Island"),
    ("CY", "CYP", "Cyprus"),
    ("CZ", "CZE", "Czechia"),
    ("DE", "DEU", "Germany"),
    ("DJ", "DJI", "Djibouti"),
    ("DK", "DNK", "Denmark"),
    ("DM", "DMA", "Dominica"),
    ("DO", "DOM", "Dominican Republic"),
    ("DZ", "DZA", "Algeria"),
    ("EC", "ECU", "Ecuador"),
    ("EE", "EST", "Estonia"),
    ("EG", "EGY", "Egypt"),
    ("EH", "ESH", "Western Sahara"),
    ("ER", "ERI", "Eritrea"),
    ("ES", "ESP", "Spain"),
    ("ET", "ETH", "Ethiopia"),
    ("FI", "FIN", "Finland"),
    ("FJ", "FJI", "Fiji"),
    ("FK", "FLK", "Falkland Islands"),
    ("FM", "FSM", "Micronesia"),
    ("FO", "FRO", "Faroe Islands"),
    ("FR", "FRA", "France"),
    ("GA", "GAB", "Gabon"),
    ("GB", "GBR", "United Kingdom"),
    ("GD", "GRD", "Grenada"),
    ("GE", "GEO", "Georgia"),
    ("GF", "GUF", "French Guiana"),
    ("GG", "GGY", "Guernsey"),
    ("GH", "GHA", "Ghana"),
    ("GI", "GIB", "Gibraltar"),
    ("GL", "GRL", "Greenland"),
    ("GM", "GMB", "Gambia"),
    ("GN", "GIN", "Guinea"),
    ("GP", "GLP", "Guadeloupe"),
    ("GQ", "GNQ", "Equatorial Guinea"),
    ("GR", "GRC", "Greece"),
    ("GS", "SGS", "South Georgia and the South Sandwich Islands"),
    ("GT", "GTM", "Guatemala"),
    ("GU", "GUM", "Guam"),
    ("GW", "GNB", "Guinea-Bissau"),
    ("GY", "GUY", "Guyana"),
    ("HK", "HKG", "Hong Kong"),
    ("HM", "HMD", "Heard Island and McDonald Islands"),
    ("HN", "HND", "Honduras"),
    ("HR", "HRV", "Croatia"),
    ("HT", "HTI", "Haiti"),
    ("HU", "HUN", "Hungary"),
    ("ID", "IDN", "Indonesia"),
    ("IE", "IRL", "Ireland"),
    ("IL", "ISR", "Israel"),
    ("IM", "IMN", "Isle of Man"),
    ("IN", "IND", "India"),
    ("IO", "IOT", "British Indian Ocean Territory"),
    ("IQ", "IRQ", "Iraq"),
    ("IR", "IRN", "Iran"),
    ("IS", "ISL", "Iceland"),
    ("IT", "ITA", "Italy"),
    ("JE", "JEY", "Jersey"),
    ("JM", "JAM", "Jamaica"),
    ("JO", "JOR", "Jordan"),
    ("JP", "JPN", "Japan"),
    ("KE", "KEN", "Kenya"),
    ("KG", "KGZ", "Kyrgyzstan"),
    ("KH", "KHM", "Cambodia"),
    ("KI", "KIR", "Kiribati"),
    ("KM", "COM", "Comoros"),
    ("KN", "KNA", "Saint Kitts and Nevis"),
    ("KP", "PRK", "North Korea"),
    ("KR", "KOR", "South Korea"),
    ("KW", "KWT", "Kuwait"),
    ("KY", "CYM", "Cayman Islands"),
    ("KZ", "KAZ", "Kazakhstan"),
    ("LA", "LAO", "Lao PDR"),
    ("LB", "LBN", "Lebanon"),
    ("LC", "LCA", "Saint Lucia"),
    ("LI", "LIE", "Liechtenstein"),
    ("LK", "LKA", "Sri Lanka"),
    ("LR", "LBR", "Liberia"),
    ("LS", "LSO", "Lesotho"),
    ("LT", "LTU", "Lithuania"),
    ("LU", "LUX", "Luxembourg"),
    ("LV", "LVA", "Latvia"),
    ("LY", "LBY", "Libya"),
    ("MA", "MAR", "Morocco"),
    ("MC", "MCO", "Monaco"),
    ("MD", "MDA", "Moldova"),
    ("ME", "MNE", "Montenegro"),
    ("MF", "MAF", "Saint Martin (French part)"),
    ("MG", "MDG", "Madagascar"),
    ("MH", "MHL", "Marshall Islands"),
    ("MK", "MKD", "North Macedonia"),
    ("ML", "MLI", "Mali"),
    ("MM", "MMR", "Myanmar"),
    ("MN", "MNG", "Mongolia"),
    ("MO", "MAC", "Macao"),
    ("MP", "MNP", "Northern Mariana Islands"),
    ("MQ", "MTQ", "Martinique"),
    ("MR", "MRT", "Mauritania"),
    ("MS", "MSR", "Montserrat"),
    ("MT", "MLT", "Malta"),
    ("MU", "MUS", "Mauritius"),
    ("MV", "MDV", "Maldives"),
    ("MW", "MWI", "Malawi"),
    ("MX", "MEX", "Mexico"),
    ("MY", "MYS", "Malaysia"),
    ("MZ", "MOZ", "Mozambique"),
    ("NA", "NAM", "Namibia"),
    ("NC", "NCL", "New Caledonia"),
    ("NE", "NER", "Niger"),
    ("NF", "NFK", "Norfolk Island"),
    ("NG", "NGA", "Nigeria"),
    ("NI", "NIC", "Nicaragua"),
    ("NL", "NLD", "Netherlands"),
    ("NO", "NOR", "Norway"),
    ("NP", "NPL", "Nepal"),
    ("NR", "NRU", "Nauru"),
    ("NU", "NIU", "Niue"),
    ("NZ", "NZL", "New Zealand"),
    ("OM", "OMN", "Oman"),
    ("PA", "PAN", "Panama"),
    ("PE", "PER", "Peru"),
    ("PF", "PYF", "French Polynesia"),
    ("PG", "PNG", "Papua New Guinea"),
    ("PH", "PHL", "Philippines"),
    ("PK", "PAK", "Pakistan"),
    ("PL", "POL", "Poland"),
    ("PM", "SPM", "Saint Pierre and Miquelon"),
    ("PN", "PCN", "Pitcairn"),
    ("PR", "PRI", "Puerto Rico"),
    ("PS", "PSE", "Palestine"),
    ("PT", "PRT", "Portugal"),
    ("PW", "PLW", "Palau"),
    ("PY", "PRY", "Paraguay"),
    ("QA", "QAT", "Qatar"),
    ("RE", "REU", "Réunion"),
    ("RO", "ROU", "Romania"),
    ("RS", "SRB", "Serbia"),
    ("RU", "RUS", "Russia"),
    ("RW", "RWA", "Rwanda"),
    ("SA", "SAU", "Saudi Arabia"),
    ("SB", "SLB", "Solomon Islands"),
    ("SC", "SYC", "Seychelles"),
    ("SD", "SDN", "Sudan"),
    ("SE", "SWE", "Sweden"),
    ("SG", "SGP", "Singapore"),
    ("SH", "SHN", "Saint Helena, Ascension and Tristan da Cunha"),
    ("SI", "SVN", "Slovenia"),
    ("SJ", "SJM", "Svalbard and Jan Mayen"),
    ("SK", "SVK", "Slovakia"),
    ("SL", "SLE", "Sierra Leone"),
    ("SM", "SMR", "San Marino"),
    ("SN", "SEN", "Senegal"),
    ("SO", "SOM", "Somalia"),
    ("SR", "SUR", "Suriname"),
    ("SS", "SSD", "South Sudan"),
    ("ST", "STP", "Sao Tome and Principe"),
    ("SV", "SLV", "El Salvador"),
    ("SX", "SXM", "Sint Maarten (Dutch part)"),
    ("SY", "SYR", "Syria"),
    ("SZ", "SWZ", "Eswatini"),
    ("TC", "TCA", "Turks and Caicos Islands"),
    ("TD", "TCD", "Chad"),
    ("TF", "ATF", "French Southern Territories"),
    ("TG", "TGO", "Togo"),
    ("TH", "THA", "Thailand"),
    ("TJ", "TJK", "Tajikistan"),
    ("TK", "TKL", "Tokelau"),
    ("TL", "TLS", "Timor-Leste"),
    ("TM", "TKM", "Turkmenistan"),
    ("TN", "TUN", "Tunisia"),
    ("TO", "TON", "Tonga"),
    ("TR", "TUR", "Türkiye"),
    ("TT", "TTO", "Trinidad and Tobago"),
    ("TV", "TUV", "Tuvalu"),
    ("TW", "TWN", "Taiwan"),
    ("TZ", "TZA", "Tanzania"),
    ("UA", "UKR", "Ukraine"),
    ("UG", "UGA", "Uganda"),
    ("UM", "UMI", "United States Minor Outlying Islands"),
    ("US", "USA", "United States"),
    ("UY", "URY", "Uruguay"),
    ("UZ", "UZB", "Uzbekistan"),
    ("VA", "VAT", "Vatican City"),
    ("VC", "VCT", "Saint Vincent and the Grenadines"),
    ("VE", "VEN", "Venezuela"),
    ("VG", "VGB", "British Virgin Islands"),
    ("VI", "VIR", "United States Virgin Islands"),
    ("VN", "VNM", "Vietnam"),
    ("VU", "VUT", "Vanuatu"),
    ("WF", "WLF", "Wallis and Futuna"),
    ("WS", "WSM", "Samoa"),
    ("YE", "YEM", "Yemen"),
    ("YT", "MYT", "Mayotte"),
    ("ZA", "ZAF", "South Africa"),
    ("ZM", "ZMB", "Zambia"),
    ("ZW", "ZWE", "Zimbabwe"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_knows_the_members_of_asean() {
        assert!(COUNTRIES.is_sorted_by_key(|(code, ..)| *code));
        assert!(OTHER_NAMES.is_sorted_by_key(|(code, _)| *code));
        for code in ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"] {
            assert!(name(code).is_some(), "{code}");
        }
        assert_eq!(name("sg"), None);
    }

    #[test]
    fn some_names_have_an_article_in_a_sentence() {
        for (code, within) in [("PH", "the Philippines"), ("AE", "the United Arab Emirates"), ("NL", "the Netherlands")]
        {
            assert_eq!(within_sentence(code).as_deref(), Some(within));
        }
        for (code, within) in [("VN", "Vietnam"), ("LA", "Lao PDR"), ("TL", "Timor-Leste")] {
            assert_eq!(within_sentence(code).as_deref(), Some(within));
        }
    }

    /// However a person types it.
    fn typed(name: &str) -> [String; 5] {
        [
            name.to_owned(),
            name.to_uppercase(),
            name.to_lowercase(),
            format!(" the  {name} "),
            name.replace(['-', ' '], "  ").replace('\'', "’"),
        ]
    }

    #[test]
    fn every_code_and_every_name_of_the_table_is_its_country_and_no_other() {
        for (two, three, name) in COUNTRIES {
            assert_eq!((two.len(), three.len()), (2, 3), "{name}");
            for word in [*two, three].into_iter().flat_map(|code| [code.to_owned(), code.to_lowercase()]) {
                assert_eq!(resolve(&word), Some(*two), "{word}");
            }
            for word in typed(name) {
                assert_eq!(resolve(&word), Some(*two), "{word}");
            }
        }
        for (code, names) in OTHER_NAMES {
            assert!(name(code).is_some(), "{code}");
            for word in names.iter().flat_map(|name| typed(name)) {
                assert_eq!(resolve(&word), Some(*code), "{word}");
            }
        }
    }

    #[test]
    fn no_two_entries_are_one_word() {
        let codes = COUNTRIES.iter().flat_map(|(two, three, _)| [two.to_lowercase(), three.to_lowercase()]);
        let mut keys: Vec<String> = codes.chain(names().map(key)).collect();
        keys.sort();
        let twice: Vec<&[String]> = keys.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn names_of_asean_everyday_and_old_ones_are_known() {
        for (word, code) in [
            ("Laos", "LA"),
            ("Lao PDR", "LA"),
            ("Lao P.D.R.", "LA"),
            ("Viet Nam", "VN"),
            ("Vietnam", "VN"),
            ("Brunei", "BN"),
            ("Brunei Darussalam", "BN"),
            ("Burma", "MM"),
            ("Myanmar", "MM"),
            ("Union of Myanmar", "MM"),
            ("Britain", "GB"),
            ("U.K.", "GB"),
            ("the UK", "GB"),
            ("USA", "US"),
            ("U.S.", "US"),
            ("U.S.A.", "US"),
            ("Korea", "KR"),
            ("South Korea", "KR"),
            ("Republic of Korea", "KR"),
            ("North Korea", "KP"),
            ("East Timor", "TL"),
            ("Timor-Leste", "TL"),
            ("Timor Leste", "TL"),
            ("Hong Kong", "HK"),
            ("hongkong", "HK"),
            ("Taiwan", "TW"),
            ("Macao", "MO"),
            ("Macau", "MO"),
            ("Republic of the Philippines", "PH"),
            ("Kingdom of Thailand", "TH"),
            ("Republic of Singapore", "SG"),
            ("Turkey", "TR"),
            ("Turkiye", "TR"),
            ("Curacao", "CW"),
            ("Cote d’Ivoire", "CI"),
            ("St. Lucia", "LC"),
            ("Trinidad & Tobago", "TT"),
            ("Gambia, The", "GM"),
            ("Republic of the Congo", "CG"),
            ("Democratic Republic of the Congo", "CD"),
        ] {
            assert_eq!(resolve(word), Some(code), "{word}");
        }
        for nothing in
            ["", " ", "XX", "EU", "Atlantis", "Republic of", "Republic of China", "Republic of SG", "the", "-"]
        {
            assert_eq!(resolve(nothing), None, "{nothing}");
        }
        assert_eq!(resolve(&"x".repeat(1_000_000)), None);
        assert_eq!(
            [resolve_place("eu"), resolve_place("European Union"), resolve_place("Laos")]
                .map(Option::unwrap_or_default),
            ["EU", "EU", "LA"]
        );
    }

    #[test]
    fn a_slip_in_a_name_is_understood_and_none_in_a_code() {
        for (word, name, code) in [
            ("Vietnm", "Vietnam", "VN"),
            ("Singapur", "Singapore", "SG"),
            ("Bruney", "Brunei", "BN"),
            ("Philipines", "Philippines", "PH"),
            ("Burmah", "Burma", "MM"),
        ] {
            assert_eq!((nearest(word), suggest(word)), (Some(name), Some(code)), "{word}");
        }
        assert_eq!(suggest("Laos"), Some("LA"));
        assert_eq!((suggest("XX"), nearest("XYZ"), suggest("Atlantis")), (None, None, None));
    }
}
