//! A realistic agreement for the tests of the writers: every kind of block and inline, several pages.

use super::number::number;
use super::numbered::Numbered;
use super::tree::{Block, Clause, Document, Inline, ListStyle, Meta, Signatory, Table};

/// Plain text.
pub(super) fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// Text in which `{id}` is a reference, `<term>` a defined term and `[gap]` a placeholder.
pub(super) fn rich(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '<', '[']) {
        let close = match rest.as_bytes()[at] {
            b'{' => '}',
            b'<' => '>',
            _ => ']',
        };
        let end = at + rest[at..].find(close).expect("the mark is closed");
        let inner = rest[at + 1..end].to_owned();
        inlines.push(Inline::Text(rest[..at].to_owned()));
        inlines.push(match close {
            '}' => Inline::Reference(inner),
            '>' => Inline::Term(inner),
            _ => Inline::Placeholder(inner),
        });
        rest = &rest[end + 1..];
    }
    inlines.push(Inline::Text(rest.to_owned()));
    inlines
}

/// A first-level clause with sub-clauses.
pub(super) fn headed(id: &str, title: &str, body: Vec<Block>) -> Block {
    Block::Clause(Clause { id: id.to_owned(), title: text(title), text: Vec::new(), body })
}

/// A clause with text and what stands under it.
pub(super) fn clause(id: &str, text: &str, body: Vec<Block>) -> Block {
    Block::Clause(Clause { id: id.to_owned(), title: Vec::new(), text: rich(text), body })
}

/// A document of these blocks.
pub(super) fn document(body: Vec<Block>) -> Document {
    let meta = Meta { title: "Data Transfer Agreement".to_owned(), ..Meta::default() };
    Document { meta, body, ..Document::default() }
}

/// A document of these blocks, numbered.
pub(super) fn numbered(body: Vec<Block>) -> Numbered {
    number(&document(body)).expect("the sample is sound")
}

/// The agreement.
pub(crate) fn agreement() -> Document {
    let mut body = vec![
        Block::Note {
            title: Some("Draft".to_owned()),
            body: vec![Block::Paragraph(text(
                "This draft is not legal advice. Two points are open; they are marked in the text.",
            ))],
        },
        Block::Contents,
        Block::PageBreak,
    ];
    body.extend(parties());
    body.extend(clauses());
    body.push(Block::Paragraph(text("The parties have signed this agreement on the dates below.")));
    body.push(Block::Signatures(vec![
        signatory("Nusantara Pay Pte. Ltd.", "Tan Wei Ling"),
        signatory("Công ty Cổ phần Mây Việt", ""),
    ]));
    body.extend(schedules());
    let meta = Meta {
        title: "Data Transfer Agreement".to_owned(),
        subtitle: Some("Controller to processor · Nusantara Pay Pte. Ltd. and Công ty Cổ phần Mây Việt".to_owned()),
        mark: Some("Draft 2 — 31 October 2026".to_owned()),
        subject: Some("Transfer of personal data on the ASEAN Model Contractual Clauses".to_owned()),
        language: "en-SG".to_owned(),
        date: Some("2026-10-31".to_owned()),
        look: crate::document::tree::Look::Agreement,
    };
    Document { meta, body, ..Document::default() }
}

fn parties() -> Vec<Block> {
    vec![
        Block::Heading { level: 1, text: text("Parties") },
        Block::List {
            style: ListStyle::Decimal,
            items: vec![
                rich(
                    "Nusantara Pay Pte. Ltd., a company registered in Singapore under number 201912345K, of 1 Raffles Place, Singapore 048616 (the “<Data Exporter>”); and",
                ),
                rich(
                    "Công ty Cổ phần Mây Việt, a company registered in Viet Nam under number [registration number], of 72 Lê Thánh Tôn, Quận 1, Thành phố Hồ Chí Minh (the “<Data Importer>”).",
                ),
            ],
        },
        Block::Heading { level: 1, text: text("Background") },
        Block::List {
            style: ListStyle::Letter,
            items: vec![
                text(
                    "The Data Exporter runs a payment service and engages the Data Importer to host its records of customers.",
                ),
                rich(
                    "The parties wish the Personal Data to be protected after the transfer as it is before it, on the terms of this agreement and of Schedule {schedule-transfer}.",
                ),
            ],
        },
        Block::Heading { level: 2, text: text("Agreed terms") },
    ]
}

fn clauses() -> Vec<Block> {
    let definitions = Table {
        widths: vec![3000, 7000],
        head: vec![text("Term"), text("Meaning")],
        rows: (1..=14)
            .map(|row| vec![rich(&format!("“<Term {row}>”")), rich("what the parties agreed that it means, in a cell long enough to wrap over more than a single line of the table, read with clause {breach-notice}.")])
            .collect(),
    };
    vec![
        headed("definitions", "Definitions and interpretation", vec![
            clause("", "In this agreement the words in the table below have these meanings.", vec![Block::Table(definitions)]),
            clause("", "A <business day> is a day on which banks are open in Singapore and in Hà Nội.", vec![]),
        ]),
        headed("instructions", "Instructions and purpose", vec![
            clause("documented", "The Data Importer shall process the Personal Data only:", vec![
                clause("documented-purpose", "for the purposes in Schedule {schedule-transfer}; and", vec![]),
                clause("documented-instructions", "on the documented instructions of the Data Exporter, which:", vec![
                    clause("", "may be given by electronic mail;", vec![]),
                    clause("by-hand", "bind the Data Importer from the [number] business day after it receives them; and", vec![]),
                    clause("", "do not release it from clause {security}.", vec![]),
                ]),
                Block::Paragraph(text("and shall tell the Data Exporter at once when it cannot do so.")),
            ]),
            clause("", "Where an instruction under clause {by-hand} is unlawful, the Data Importer may wait with it, and shall say why.", vec![]),
        ]),
        headed("security", "Security", vec![
            Block::Clause(Clause { id: String::new(), title: text("Measures"), text: rich("The Data Importer shall keep the measures of Schedule {schedule-security}, among them:"), body: vec![
                Block::List { style: ListStyle::Bullet, items: vec![text("encryption in transit and at rest, with keys that only the Data Exporter holds;"), text("access by named persons, reviewed every quarter; and"), text("a record of every access, kept for twelve months.")] },
            ] }),
            Block::Clause(Clause { id: "breach-notice".to_owned(), title: text("Notice of a data breach"), text: rich("The Data Importer shall tell the Data Exporter of a Data Breach without undue delay, and within [hours] hours at the latest. Clauses {documented-purpose} and {by-hand} are not affected."), body: vec![] }),
        ]),
        headed("term", "Term and termination", (0..12).map(|_| clause("", "Either party may end this agreement by notice in writing where the other commits a material breach of clause {security} and does not put it right within thirty days after it was asked to; the duties of return and deletion in Schedule {schedule-security} go on after the end, for as long as the Data Importer holds any of the Personal Data.", vec![])).collect()),
        headed("law", "Governing law and disputes", vec![clause("", "This agreement is governed by the law of Singapore.", vec![])]),
    ]
}

fn schedules() -> Vec<Block> {
    let row = |what: &str, how: &str| vec![text(what), rich(how)];
    let transfer = Table {
        widths: vec![3500, 6500],
        head: vec![],
        rows: vec![
            row("Data subjects", "Customers and merchants of the Data Exporter"),
            vec![
                text("Categories of data"),
                vec![Inline::Text("Name, address".to_owned()), Inline::Break, Inline::Strong(text("Payment history"))],
            ],
            row("Local-script name", "บริษัท นุสันตรา จำกัด · ບໍລິສັດ · ក្រុមហ៊ុន · ကုမ္ပဏီ · شركة نوسانتارا"),
            row("Sensitive data", "[yes or no, and which]"),
        ],
    };
    vec![
        Block::Schedule {
            id: "schedule-transfer".to_owned(),
            title: text("Description of the transfer"),
            body: vec![Block::Table(transfer)],
        },
        Block::Schedule {
            id: "schedule-security".to_owned(),
            title: text("Security measures"),
            body: vec![
                Block::Paragraph(rich("This Schedule belongs to clause {security}.")),
                headed(
                    "",
                    "Organisation",
                    vec![clause(
                        "access",
                        "Access follows the need to know:",
                        vec![clause("", "by role;", vec![]), clause("", "for a limited time.", vec![])],
                    )],
                ),
                headed(
                    "",
                    "Deletion",
                    vec![clause("", "Paragraph {access} of this Schedule applies to copies too.", vec![])],
                ),
            ],
        },
    ]
}

fn signatory(name: &str, signs: &str) -> Signatory {
    let line = |label: &str, value: &str| (label.to_owned(), if value.is_empty() { Vec::new() } else { text(value) });
    Signatory {
        caption: vec![Inline::Text("Signed for and on behalf of ".to_owned()), Inline::Strong(text(name))],
        lines: vec![line("Signature", ""), line("Name", signs), line("Title", ""), line("Date", "")],
    }
}

/// What a malicious or merely unlucky user may type.
pub(super) const HOSTILE: &[&str] = &[
    "{{ x }}{% raw %}",
    "<b>bold</b> &amp; <!-- no --> </style></script> ]]>",
    "a | b\n--- | ---\n1. one\n2) two\n- three\n+ four\n# five\n> six\n    seven\n```\neight",
    "*a* _b_ **c** __d__ ~~e~~ `f` [g](h) ![i](j) <k@l.m> [^1] \\n $x$ a_b_c",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{e}\u{1b}[31m\u{7f}\u{85}\u{9b}\u{fffe}\u{ffff}\u{feff}",
    "شركة نوسانتارا 123 (خاص) — שלום",
    "👩‍💻 🇸🇬 👍🏽 e\u{301} ﬁ",
    "ไทย ลาว ລາວ ខ្មែរ မြန်မာ 中文 日本語",
    " leading, trailing, and  double  spaces\t and a tab ",
    "\"quotes\" 'single' = + - @ SUM(A1)",
    "line\r\nline\rline\u{2028}line\n\nafter an empty line\n",
    "=\n==\n---\n***\n:--\n| a |",
];

/// Any text at all, hostile more often than chance would have it.
pub(super) fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let mark = prop::sample::select(
        "*_`[]()<>#&|~$\\-+=:!.{}\"' \t\n1a0é“”\u{a0}\u{3000}ไ่ش👍\u{200d}\u{1b}".chars().collect::<Vec<_>>(),
    );
    prop_oneof![
        prop::sample::select(HOSTILE).prop_map(str::to_owned),
        prop::collection::vec(mark, 0..24).prop_map(|marks| marks.into_iter().collect()),
        any::<String>(),
    ]
}

/// How property tests run here: nothing written to the tree.
pub(super) fn cases() -> proptest::test_runner::Config {
    proptest::test_runner::Config { failure_persistence: None, ..Default::default() }
}

/// One document with the text in every kind of place, for reading it back.
pub(super) fn everywhere(content: &str) -> Numbered {
    let styled = vec![
        Inline::Text("a".to_owned()),
        Inline::Strong(text(content)),
        Inline::Text("b ".to_owned()),
        Inline::Emphasis(vec![Inline::Term(content.to_owned())]),
        Inline::Strong(text("c")),
    ];
    let table = Table {
        head: vec![text(content), text("head")],
        rows: vec![vec![text("cell"), text(content)]],
        ..Table::default()
    };
    numbered(vec![
        Block::Paragraph(text(content)),
        Block::Paragraph(styled),
        headed("", content, vec![Block::Clause(Clause { text: text(content), ..Clause::default() })]),
        Block::Table(table),
        Block::List { style: ListStyle::Bullet, items: vec![text(content)] },
    ])
}

/// What a reader should find in [`everywhere`], block by block; blocks without text are left out.
pub(super) fn everywhere_read(content: &str) -> Vec<String> {
    let shown = crate::text::visible_lines(content).into_owned();
    let after = |label: &str| {
        if shown.is_empty() { label.to_owned() } else { format!("{label} {shown}") }
    };
    let all = [
        shown.clone(),
        format!("a{shown}b {shown}c"),
        after("1"),
        after("1.1"),
        shown.clone(),
        "head".to_owned(),
        "cell".to_owned(),
        shown.clone(),
        shown,
    ];
    all.into_iter().filter(|block| !block.is_empty()).collect()
}
