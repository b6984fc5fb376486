use super::*;
use crate::{
    agreement::{clause_set, duties},
    diag::Sink,
    gate::Kind as About,
    load::Library,
    review::rules,
    source::{Path, Sources},
};

/// What texts are found to do to obligations, text by text: `weakens IMP-SEC, IMP-BREACH`.
fn found(texts: &[(&str, &str)], module: &str) -> Vec<Vec<String>> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let library = Library::default();
    let mut files = |folder: &str| library.files(folder, &mut sources, &mut sink).expect("it is embedded");
    let (set, templates) = (files("frameworks/asean-mcc"), files("templates/mcc"));
    let set_rules = files("frameworks/asean-mcc/review");
    let set = clause_set(&set, &templates, &sources, &mut sink).expect("the set of the tool is right");
    let rules = rules(&set_rules, &sources, &mut sink).expect("the rules of the tool are right");
    let duties: Vec<_> = duties(&set, module).collect();
    let known: Vec<&str> = set.modules().flat_map(|module| self::duties(&set, module)).map(|duty| duty.key).collect();
    for key in rules.own.iter().flat_map(|rule| &rule.keys) {
        assert!(key == "named" || known.contains(&key.as_str()), "`{key}` is no obligation");
    }
    let texts: Vec<OwnText> = texts
        .iter()
        .enumerate()
        .map(|(at, (heading, text))| OwnText {
            name: format!("text {at}"),
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
            at: Path::root().key("own").index(at),
        })
        .collect();
    let subject = Subject::of(About::Agreement, "", "");
    let all = own_texts(&texts, module, &duties, Some(24), &rules, &subject);
    let of = |at: usize| {
        let place = At::Value(Path::root().key("own").index(at));
        let those = all.iter().filter(|finding| finding.at == place);
        let effect = |code: FindingCode| if code == FindingCode::ClauseContradicts { "contradicts" } else { "weakens" };
        let keys = |message: &str| {
            let words = message.split_once(" may ").and_then(|(_, rest)| rest.split_once(' '));
            let keys = words.and_then(|(_, rest)| rest.split_once(": `")).map(|(keys, _)| keys.to_owned());
            keys.expect("a message names obligations")
        };
        those.map(|finding| format!("{} {}", effect(finding.code), keys(&finding.message))).collect()
    };
    (0..texts.len()).map(of).collect()
}

/// A text of each kind that a clause of the parties' own was ever warned of: what it is called, its heading, the text, and
/// what is found in it between a controller and a processor.
const TAKEN_BACK: &[(&str, &str, &str, &str)] = &[
    ("own-purposes", "Use", "The Importer may use the Personal Data for its own purposes.", "contradicts IMP-INS"),
    (
        "product-improvement",
        "Use",
        "The Importer may use Personal Data to improve its products and to train its models.",
        "contradicts IMP-INS",
    ),
    ("sells-data", "Use", "The Importer may sell the Personal Data.", "contradicts IMP-INS"),
    (
        "ownership",
        "Title",
        "The Personal Data becomes the property of the Importer upon transfer.",
        "weakens IMP-INS, IMP-RET",
    ),
    (
        "anonymised-use",
        "Statistics",
        "The Importer may compile aggregated data from the Personal Data for benchmarks.",
        "weakens IMP-INS",
    ),
    (
        "departs-from-instructions",
        "Instructions",
        "The Importer is not obliged to follow the instructions of the Exporter.",
        "contradicts IMP-INS",
    ),
    (
        "paid-instructions",
        "Fees",
        "The Importer follows instructions only on payment of an additional fee.",
        "weakens IMP-INS, IMP-RTS, IMP-BREACH",
    ),
    (
        "sole-discretion",
        "Discretion",
        "The Importer may decide in its sole discretion whether to notify.",
        "weakens IMP-BREACH",
    ),
    (
        "reasonable-endeavours",
        "Efforts",
        "The Importer must use reasonable endeavours to keep the Personal Data secure.",
        "weakens IMP-SEC",
    ),
    (
        "industry-standard-only",
        "Security",
        "The services are provided as is, and the Importer does not guarantee the security of Personal Data.",
        "contradicts IMP-SEC",
    ),
    (
        "security-changed-alone",
        "Security",
        "The Importer may change the security measures at any time.",
        "weakens IMP-SEC",
    ),
    (
        "longer-breach-notice",
        "Breaches",
        "The Importer must notify the Exporter of a Data Breach within 96 hours.",
        "weakens IMP-BREACH",
    ),
    (
        "confirmed-breach",
        "Breaches",
        "The Importer notifies the Exporter of a confirmed Data Breach after completing its investigation.",
        "weakens IMP-BREACH",
    ),
    (
        "material-breach-only",
        "Breaches",
        "The Importer notifies the Exporter only of a material Data Breach.",
        "weakens IMP-BREACH",
    ),
    (
        "no-breach-notice",
        "Breaches",
        "The Importer is not obliged to notify the Exporter of a Data Breach.",
        "contradicts IMP-BREACH",
    ),
    (
        "silence-on-breach",
        "Breaches",
        "The Exporter must not notify any authority of a Data Breach.",
        "contradicts IMP-BREACH",
    ),
    (
        "free-sub-processing",
        "Sub-Processors",
        "The Importer may engage any Sub-Processor it chooses without the consent of the Exporter.",
        "contradicts IMP-SUB",
    ),
    (
        "deemed-consent",
        "Sub-Processors",
        "If the Exporter does not object within three days, it is deemed to have consented to the new Sub-Processor.",
        "weakens IMP-SUB",
    ),
    (
        "not-answerable-for-sub-processors",
        "Sub-Processors",
        "The Importer is not liable for the acts of its Sub-Processors.",
        "contradicts IMP-SUB",
    ),
    (
        "free-onward-transfer",
        "Disclosure",
        "The Importer may disclose the Personal Data to any third party.",
        "contradicts IMP-SUB",
    ),
    (
        "any-country",
        "Places",
        "The Importer may process the Personal Data in any country.",
        "contradicts APX-A, IMP-SUB",
    ),
    (
        "refuses-help",
        "Requests",
        "The Importer is not obliged to assist the Exporter with requests of Data Subjects.",
        "contradicts IMP-RTS",
    ),
    (
        "fee-for-individuals",
        "Requests",
        "The Importer may charge Data Subjects a fee for access.",
        "weakens IMP-RTS, EXP-ENQ",
    ),
    ("may-retain", "Copies", "The Importer may retain copies of the Personal Data for its records.", "weakens COM-END"),
    (
        "keeps-for-ever",
        "Copies",
        "The Importer may keep the Personal Data indefinitely.",
        "contradicts IMP-RET, COM-END",
    ),
    (
        "no-confirmation",
        "Deletion",
        "The Importer is not required to certify the deletion of Personal Data.",
        "contradicts IMP-RET, COM-END",
    ),
    (
        "commercial-terms-prevail",
        "Precedence",
        "The commercial terms prevail over this Agreement.",
        "contradicts COM-PREC",
    ),
    (
        "one-sided-variation",
        "Changes",
        "The Importer may amend this Agreement at any time by posting the new terms on its website.",
        "contradicts COM-VARY",
    ),
    ("oral-variation", "Changes", "This Agreement may be varied orally.", "weakens COM-VARY"),
    (
        "no-suspension",
        "Suspension",
        "The Exporter may not suspend the transfer of Personal Data.",
        "contradicts COM-SUSPEND",
    ),
    (
        "penalty-for-ending",
        "Ending",
        "The Exporter pays an early termination fee when it ends this Agreement.",
        "weakens COM-TERM, COM-SUSPEND, IMP-SUB",
    ),
    (
        "liability-only-remedy",
        "Remedies",
        "Service credits are the sole and exclusive remedy of the Exporter for a Data Breach.",
        "weakens COM-LIAB, COM-TERM, COM-SUSPEND, OPT-TPB",
    ),
    (
        "no-liability",
        "Liability",
        "The Importer shall have no liability whatsoever for loss caused by a Data Breach.",
        "weakens COM-LIAB",
    ),
    (
        "waives-individual-rights",
        "Rights",
        "Each Data Subject waives any claim against the Importer.",
        "contradicts OPT-TPB, EXP-ENQ, COM-LIAB",
    ),
    (
        "cap-on-individuals",
        "Cap",
        "The liability of each party, including claims by Data Subjects, is limited to USD 1,000.",
        "contradicts COM-LIAB, OPT-TPB",
    ),
    (
        "best-knowledge",
        "Warranty",
        "To the best of its knowledge, the Exporter has a legal basis for the transfer; it gives no warranty that the Personal Data was collected lawfully.",
        "contradicts EXP-LAW",
    ),
    (
        "exporter-data-as-is",
        "Warranty",
        "The Personal Data is supplied as is, and the Exporter is not responsible for the accuracy of the Personal Data.",
        "contradicts EXP-ACC",
    ),
    ("no-audit", "Audit", "The Exporter has no right to audit the Importer.", "contradicts IMP-INFO"),
    (
        "voluntary-disclosure",
        "Authorities",
        "The Importer may disclose Personal Data to any authority on request of any authority.",
        "contradicts IMP-LEGAL, IMP-SUB",
    ),
    (
        "gag-without-law",
        "Authorities",
        "The Importer must keep the demand confidential and must not disclose the existence of the demand to the Exporter.",
        "weakens IMP-LEGAL, COM-NONCOMP",
    ),
    (
        "narrow-personal-data",
        "Meaning",
        "Contact details of business customers shall not be considered Personal Data.",
        "weakens DEF",
    ),
    (
        "law-not-binding",
        "Law",
        "The Importer is not required to comply with Data Protection Law.",
        "contradicts IMP-SEC",
    ),
    (
        "forum-for-individuals",
        "Disputes",
        "Data Subjects must arbitrate any dispute under this Agreement in Singapore.",
        "weakens COM-DISPUTE, OPT-TPB",
    ),
    (
        "lapse-of-claims",
        "Claims",
        "Claims must be brought within three months, or they are barred.",
        "weakens COM-LIAB, OPT-TPB, COM-NONCOMP",
    ),
    (
        "released-from-breach-notice",
        "Extra",
        "The Importer is under no duty to report a Data Breach to the Exporter.",
        "contradicts IMP-BREACH",
    ),
    (
        "released-from-security",
        "Extra",
        "The Importer shall not be required to encrypt or otherwise secure Personal Data.",
        "contradicts IMP-SEC",
    ),
    (
        "disclaimed-sub-processors",
        "Extra",
        "The Importer disclaims responsibility for the acts of its Sub-Processors.",
        "contradicts IMP-SUB",
    ),
];

/// Those that touch nothing between two controllers: what they take back is asked of processors only.
const OF_PROCESSORS: [&str; 2] = ["free-sub-processing", "no-audit"];

/// Texts that take nothing back.
const GOOD: &[(&str, &str)] = &[
    (
        "Medical secrecy",
        "The Importer must have health data assessed only by persons who are bound to medical or professional secrecy by law or by contract.",
    ),
    (
        "Medical secrecy",
        "The Importer must not contact a treating doctor, an insured person or a claimant about health data. It must direct its questions to the Exporter.",
    ),
    (
        "Insurance supervision",
        "The Importer must let the insurance supervisor of the Exporter have, through the Exporter, the information about the ceded business that the supervisor may demand by law. The duties of this Agreement continue to apply to Personal Data in that information.",
    ),
    ("Insurance", "The Importer must keep cyber insurance of at least SGD 5,000,000 and show the policy on request."),
    ("Insurance", "The Importer may not charge Data Subjects for requests."),
    ("Liability", "Nothing in this clause limits the liability of a party to Data Subjects."),
    ("Retention", "The Importer may retain Personal Data only as far as law requires."),
    ("Precedence", "If the Master Agreement and this Agreement differ, this Agreement prevails."),
    (
        "Authorities",
        "The Importer may disclose Personal Data to an authority only on a binding demand that law requires it to follow.",
    ),
    ("permitted purposes", "hosting, backup and technical support of the Exporter's customer database and web shop"),
    ("technical measures", "logs kept for 12 months out of reach of administrators"),
    (
        "time for which the data may be kept",
        "the term of the Managed Hosting Agreement; backups are overwritten after 35 days",
    ),
    ("organisational measures", "background checks before, and training of all staff with access at least once a year"),
    ("Sub-Processors", "The Importer may engage Sub-Processors only with the prior written consent of the Exporter."),
    (
        "supplementary measures",
        "The Importer follows the clause on demands by public authorities, and names to the Exporter in advance the lawyer who will examine demands.",
    ),
    (
        "supplementary measures",
        "The Importer works on support tickets with copies in which names and contact details are replaced, unless the Exporter approves otherwise.",
    ),
];

#[test]
fn each_kind_of_text_that_takes_something_back_is_found() {
    let texts: Vec<(&str, &str)> = TAKEN_BACK.iter().map(|(_, heading, text, _)| (*heading, *text)).collect();
    for ((id, .., expected), found) in TAKEN_BACK.iter().zip(found(&texts, "c2p")) {
        // More may be told of it than the obligation that it was written for.
        let (effect, keys) = expected.split_once(' ').expect("an effect and its obligations");
        let all = |one: &String| keys.split(", ").all(|key| one.contains(key));
        assert!(found.iter().any(|one| one.starts_with(effect) && all(one)), "{id}: {found:?}, not {expected}");
    }
    let lost: Vec<&str> = TAKEN_BACK
        .iter()
        .zip(found(&texts, "c2c"))
        .filter(|(_, found)| found.is_empty())
        .map(|((id, ..), _)| *id)
        .collect();
    assert_eq!(lost, OF_PROCESSORS);
}

#[test]
fn what_takes_nothing_back_is_left_alone() {
    for module in ["c2p", "c2c"] {
        for ((_, text), found) in GOOD.iter().zip(found(GOOD, module)) {
            assert!(found.is_empty(), "{module}: {text}: {found:?}");
        }
    }
}

#[test]
fn a_time_within_that_of_the_deal_is_no_longer_one() {
    let text = |hours: &str| format!("The Importer must notify the Exporter of a Data Breach within {hours} hours.");
    let texts = ["24", "25"].map(text);
    let found = found(&[("Breaches", &texts[0]), ("Breaches", &texts[1])], "c2p");
    assert_eq!(found, [vec![], vec!["weakens IMP-BREACH".to_owned()]]);
}
