//! What a review has to understand before it says anything: the language, what is no term, and who is who.

use crate::{
    harness::Folder,
    review::{shipped, verdicts},
};

/// A promise that proves nothing where it stands, each in a text that has no other.
const NO_TERMS: [(&str, &str); 5] = [
    (
        "a recital",
        "# Agreement\n\nWHEREAS the Processor will implement appropriate technical and organisational measures to protect personal data;\n",
    ),
    (
        "a section of recitals",
        "# Agreement\n\n## Recitals\n\nThe Processor shall implement appropriate technical and organisational measures to protect personal data.\n",
    ),
    ("a heading", "# Agreement\n\n## Appropriate measures to protect the data\n\nThe parties talk.\n"),
    (
        "guidance",
        "# Agreement\n\n## Security\n\nThis section should say that the Processor shall implement appropriate technical and organisational measures to protect personal data.\n",
    ),
    (
        "an option that is not ticked",
        "# Agreement\n\n- [ ] The Processor shall implement appropriate technical and organisational measures to protect personal data.\n",
    ),
];

#[test]
fn what_is_no_term_proves_no_promise() {
    let shipped = shipped();
    let says = |text: &str| verdicts(text, "a.md", "c2p", &shipped, &["IMP-SEC"])["IMP-SEC"];
    for (what, text) in NO_TERMS {
        assert_ne!(says(text), "present", "{what}");
    }
    let ticked = NO_TERMS[4].1.replace("[ ]", "[x]");
    assert_eq!(says(&ticked), "present");
    let agreed = "# Agreement\n\n## Recitals\n\nThe parties talk.\n\nNOW, THEREFORE, the parties agree:\n\n\
                  The Processor shall implement appropriate technical and organisational measures to protect personal data.\n";
    assert_eq!(says(agreed), "present");
}

#[test]
fn guidance_in_italics_under_headings_is_left_out_and_told() {
    let folder = Folder::with(
        "terms.md",
        "# Agreement\n\n## 1. Security\n\n*The Processor shall implement appropriate technical and organisational measures to protect \
         personal data.*\n\n1.1 The parties talk of personal data.\n\n1.2 They meet.\n\n1.3 They meet again.\n",
    );
    let text = folder.dmf(["mcc", "check", "terms.md", "--module", "c2p"]).run().stdout;
    assert!(text.contains("1 paragraph in italics"), "{text}");
    let json = folder.dmf(["mcc", "check", "terms.md", "--module", "c2p", "--format", "json"]).run().stdout;
    assert!(json.contains("\"present\": 0"), "{json}");
}

/// Texts in languages that are not read, with their names.
const LANGUAGES: [(&str, &str); 4] = [
    (
        "Thai",
        "ผู้ประมวลผลข้อมูลต้องประมวลผลข้อมูลส่วนบุคคลตามคำสั่งของผู้ควบคุมข้อมูลเท่านั้น และต้องจัดให้มีมาตรการรักษาความปลอดภัยที่เหมาะสมเพื่อป้องกันการสูญหาย การเข้าถึง การใช้ การเปลี่ยนแปลง หรือการเปิดเผยข้อมูลโดยมิชอบ",
    ),
    (
        "Vietnamese",
        "Bên nhận phải bảo vệ dữ liệu cá nhân của bên giao theo thỏa thuận này và không được chuyển cho bên thứ ba khi không có sự đồng ý. Khi kết thúc, bên nhận phải xóa hoặc trả lại các dữ liệu đó cho bên giao trong thời hạn ba mươi ngày.",
    ),
    (
        "Indonesian",
        "Penerima wajib melindungi data pribadi yang diterima dari pemberi dan tidak dapat mengalihkan kepada pihak lain tanpa persetujuan. Setelah perjanjian ini berakhir, penerima harus menghapus atau mengembalikan data pribadi tersebut kepada pemberi sesuai dengan ketentuan.",
    ),
    (
        "Malay",
        "Penerima hendaklah melindungi data peribadi yang diterima daripada pemberi dan tidak boleh memindahkan kepada mana pihak lain tanpa persetujuan. Selepas perjanjian ini tamat, penerima hendaklah memulangkan atau memusnahkan semua data peribadi tersebut mengikut undang undang.",
    ),
];

#[test]
fn a_language_that_is_not_read_ends_with_its_name_and_no_verdict() {
    for (name, text) in LANGUAGES {
        let folder = Folder::with("terms.txt", text);
        let outcome = folder.dmf(["mcc", "check", "terms.txt", "--module", "c2p"]).run().ends(3);
        assert!(outcome.stderr.contains("language-not-read"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(name), "{name}: {}", outcome.stderr);
        assert!(!outcome.stdout.contains("absent"), "{}", outcome.stdout);
    }
}

#[test]
fn a_paper_in_two_languages_is_reviewed_where_it_is_english_and_says_so() {
    let english = "The Processor shall implement appropriate technical and organisational measures to protect the personal data that \
                   it receives from the Controller, and it shall notify the Controller of any breach without undue delay.";
    let folder = Folder::with("terms.md", format!("# Agreement\n\n{}\n\n{english}\n", LANGUAGES[2].1));
    let text = folder.dmf(["mcc", "check", "terms.md", "--module", "c2p"]).run().stdout;
    assert!(text.contains("Written in") && text.contains("Indonesian") && text.contains("not read"), "{text}");
}

#[test]
fn who_is_who_can_be_said() {
    let terms = "# Agreement\n\nThis Agreement on personal data is made between Rimba Sdn Bhd (\"Rimba\") and Laut Pte Ltd (\"Laut\").\n\n\
                 1. Laut shall implement appropriate technical and organisational measures to protect the personal data.\n\
                 2. Rimba shall pay the fees.\n";
    let folder = Folder::with("terms.md", terms);
    let check = |names: [&str; 4]| {
        let json =
            folder.dmf(["mcc", "check", "terms.md", "--module", "c2p", "--format", "json"].into_iter().chain(names));
        let answer = json.run().stdout;
        let review: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        let all = review["obligations"].as_array().expect("a list").clone();
        let one = all.into_iter().find(|one| one["id"] == "M1-IMP-SEC").expect("there");
        (one["status"].as_str().expect("a word").to_owned(), review["importer"][0].clone())
    };
    let (said, importer) = check(["--exporter", "Rimba Sdn Bhd", "--importer", "Laut Pte Ltd"]);
    assert_eq!((said.as_str(), importer), ("present", "laut".into()));
    let (said, _) = check(["--exporter", "Laut Pte Ltd", "--importer", "Rimba Sdn Bhd"]);
    assert_ne!(said, "present");
    let text = folder.dmf(["mcc", "check", "terms.md", "--module", "c2p", "--importer", "Nobody Ltd"]).run().stdout;
    assert!(text.contains("`Nobody Ltd` does not stand in the text"), "{text}");
}
