use proptest::prelude::*;

use super::*;

/// What somebody might type into any field.
const HOSTILE: &str = "<b>\"A&B\"</b> 'x' | [y](z) `c` =1+1";

#[test]
fn markup_is_text_in_html_and_xml() {
    assert_eq!(html(HOSTILE), "&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt; &#39;x&#39; | [y](z) `c` =1+1");
    assert_eq!(xml(HOSTILE), "&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt; 'x' | [y](z) `c` =1+1");
    assert_eq!(xml("\u{fffe}a\u{ffff}"), "\u{fffd}a\u{fffd}");
    assert!(matches!(html("plain"), Cow::Borrowed(_)) && matches!(xml("it's"), Cow::Borrowed(_)));
}

#[test]
fn a_page_that_stands_in_a_log_commands_no_runner_and_shows_the_same() {
    for escape in [html, xml] {
        let words = escape("a\n ::error::x ##[group] ##vso[y] a::b #[z]\u{1b}\u{202e}");
        assert_eq!(words, "a\n :&#58;error::x #&#35;[group] #&#35;vso[y] a::b #[z]␛\u{fffd}");
    }
}

#[test]
fn a_string_of_css_ends_where_it_is_meant_to() {
    assert_eq!(css_string("A 1\";}"), "\"A 1\\000022\\00003b\\00007d\"");
}

#[test]
fn in_markdown_only_what_would_be_markup_there_is_escaped() {
    assert_eq!(markdown("1. a_b _c_ #d e#f & &amp; x-y", true), "1\\. a_b \\_c\\_ \\#d e#f & \\&amp; x-y");
    assert_eq!(markdown("- a", true), "\\- a");
    assert_eq!(markdown("- 1. a", false), "- 1. a");
}

#[test]
fn a_value_never_becomes_markup() {
    assert_eq!(markdown_value("a|b *c* <script>"), "a\\|b \\*c\\* \\<script\\>");
    assert_eq!(markdown_value("{{ x }}"), "{{ x }}");
}

#[test]
fn code_in_a_message_stays_code() {
    assert_eq!(markdown_message("a_b `c_d` e_f"), "a\\_b `c_d` e\\_f");
    assert_eq!(markdown_message("`a_b"), "`a_b");
    assert_eq!(markdown_message("a | b"), "a | b");
}

#[test]
fn a_name_is_no_syntax_of_a_drawing() {
    assert_eq!(mermaid("%%{init}%% \"]; x <b>"), "#37;#37;#123;init#125;#37;#37; #34;#93;#59; x #60;b#62;");
    assert_eq!(mermaid("Công ty (VN), a-b"), "Công ty (VN), a-b");
}

#[test]
fn signs_of_a_calendar_are_escaped() {
    assert_eq!(ics("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
}

#[test]
fn what_ends_a_command_or_a_property_is_escaped() {
    assert_eq!(github("100%\r\n::error::x"), "100%25%0D%0A::error::x");
    assert_eq!(github_property("a,b:c"), "a%2Cb%3Ac");
}

#[test]
fn formulas_are_defused_and_numbers_are_not() {
    for (cell, shown) in [("=cmd()", "'=cmd()"), (" @SUM(A1)", "' @SUM(A1)"), ("-12.5", "-12.5"), ("plain", "plain")] {
        assert_eq!(csv_cell(cell), shown);
    }
    for wide in ["＝cmd()", "＋1", "－1", " ＠SUM(A1)"] {
        assert_eq!(csv_cell(wide), format!("'{wide}"));
    }
}

#[test]
fn what_looks_like_a_formula_is_made_harmless_and_comes_back() {
    for (text, cell) in [
        ("=cmd()", "'=cmd()"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("+65 6123 4567", "'+65 6123 4567"),
        ("'=cmd()", "''=cmd()"),
        ("\ttab", "'\ttab"),
        ("'quoted'", "'quoted'"),
        ("plain", "plain"),
        ("::error::x", "'::error::x"),
        ("a\n '::error::x", "a\n ''::error::x"),
        ("##[group]x ##'vso[y]", "##'[group]x ##''vso[y]"),
        ("\u{1b}[2J \\u{1b}", "\\u{1b}[2J \\\\u{1b}"),
    ] {
        assert_eq!(sheet_cell(text), cell);
        assert_eq!(sheet_text(cell), text);
    }
}

proptest! {
    #[test]
    fn every_text_comes_back_from_its_cell(
        text in any::<String>(),
        start in "['=@+ \t-]{0,4}",
        signs in "[#':\\[\\\\u{}1b\u{1b}\n\r ]{0,9}",
    ) {
        let text = start + &signs + &text;
        let cell = sheet_cell(&text);
        let commands = cell.contains("##[") || cell.contains('\u{1b}');
        prop_assert!(!commands, "a runner or a terminal is commanded");
        prop_assert_eq!(&*sheet_text(&cell), &*text);
        prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
    }

    #[test]
    fn no_text_leaves_its_element(text in any::<String>()) {
        for escaped in [html(&text), xml(&text)] {
            prop_assert!(!escaped.contains(['<', '>', '"']));
        }
    }
}
