use super::super::numbered::{Numbered, NumberedClause, Piece, plain};
use super::super::sample::{agreement, clause, document, headed, rich, text};
use super::super::tree::{Block, ListStyle, Table};
use super::{Dangling, number};

fn clauses(pieces: &[Piece]) -> Vec<&NumberedClause> {
    fn under(piece: &Piece) -> Vec<&NumberedClause> {
        match piece {
            Piece::Clause(clause) => [clause].into_iter().chain(clauses(&clause.body)).collect(),
            Piece::Schedule(schedule) => clauses(&schedule.body),
            _ => Vec::new(),
        }
    }
    pieces.iter().flat_map(under).collect()
}

fn labels(numbered: &Numbered) -> Vec<&str> {
    clauses(&numbered.body).iter().map(|clause| clause.label.as_str()).collect()
}

fn nest(levels: u8) -> Block {
    clause("", "text", if levels == 1 { Vec::new() } else { vec![nest(levels - 1), nest(levels - 1)] })
}

#[test]
fn four_levels_are_counted_and_restart() {
    let numbered = number(&document(vec![nest(4), nest(2)])).expect("sound");
    let expected = "1 1.1 (a) (i) (ii) (b) (i) (ii) 1.2 (a) (i) (ii) (b) (i) (ii) 2 2.1 2.2";
    assert_eq!(labels(&numbered).join(" "), expected);
    let references: Vec<_> = clauses(&numbered.body).iter().take(5).map(|clause| clause.reference.clone()).collect();
    assert_eq!(references, ["1", "1.1", "1.1(a)", "1.1(a)(i)", "1.1(a)(ii)"]);
}

#[test]
fn references_show_the_number_of_what_they_name_before_or_after_it() {
    let numbered = number(&agreement()).expect("sound");
    let all = clauses(&numbered.body);
    let shown = |id: &str| plain(&all.iter().find(|clause| clause.id == id).expect("in the sample").text);
    assert_eq!(shown("documented-purpose"), "for the purposes in Schedule A; and");
    assert_eq!(shown("breach-notice").split("Clauses ").nth(1), Some("2.1(a) and 2.1(b)(ii) are not affected."));
}

#[test]
fn a_dropped_clause_moves_every_number_after_it() {
    let make = |with: bool| {
        let optional = headed("optional", "Optional", vec![]);
        let rest = headed("rest", "Rest", vec![clause("", "See clause {rest}.", vec![])]);
        number(&document(with.then_some(optional).into_iter().chain([rest]).collect())).expect("sound")
    };
    assert_eq!(plain(&clauses(&make(true).body)[2].text), "See clause 2.");
    assert_eq!(plain(&clauses(&make(false).body)[1].text), "See clause 1.");
}

#[test]
fn schedules_are_lettered_and_number_their_clauses_anew() {
    let schedule = |id: &str, body| Block::Schedule { id: id.to_owned(), title: text("Title"), body };
    let body = vec![nest(1), schedule("x", vec![nest(2)]), schedule("y", vec![nest(1)]), nest(1)];
    let numbered = number(&document(body)).expect("sound");
    assert_eq!(labels(&numbered), ["1", "1", "1.1", "1.2", "1", "2"]);
    let contents: Vec<_> = numbered.contents.iter().map(|entry| entry.label.as_str()).collect();
    assert_eq!(contents, ["Schedule A", "Schedule B"]);
}

#[test]
fn everything_wrong_is_told_at_once_with_its_place() {
    let body = vec![
        headed("same", "A", vec![clause("", "See {nowhere}.", vec![clause("", "And {elsewhere}.", vec![])])]),
        headed("same", "B {not a mark here}", vec![]),
        Block::Clause(super::super::tree::Clause { title: rich("See {gone}"), ..Default::default() }),
        Block::Schedule { id: "s".to_owned(), title: text("S"), body: vec![Block::Paragraph(rich("See {lost}."))] },
    ];
    let wrong = number(&document(body)).expect_err("unsound");
    let told: Vec<_> = wrong.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "two clauses or schedules have the id `same`",
            "reference to `nowhere`, which the document does not have, in clause 1.1",
            "reference to `elsewhere`, which the document does not have, in clause 1.1(a)",
            "reference to `gone`, which the document does not have, in clause 3",
            "reference to `lost`, which the document does not have, in Schedule A",
        ]
    );
    let deep = number(&document(vec![nest(5)])).expect_err("too deep");
    assert!(matches!(&deep[0], Dangling::TooDeep { within, .. } if within == "clause 1.1(a)(i)"));
}

#[test]
fn anchors_are_unique_and_safe() {
    let body = vec![
        headed("a b", "A", vec![]),
        headed("a-b", "B", vec![]),
        headed("", "C", vec![nest(2)]),
        headed("clause", "D", vec![]),
    ];
    let numbered = number(&document(body)).expect("sound");
    let anchors: Vec<_> = clauses(&numbered.body).iter().map(|clause| clause.anchor.clone()).collect();
    assert_eq!(anchors, ["a-b", "a-b.2", "clause.3", "clause.3.1", "clause.3.1.a", "clause.3.1.b", "clause"]);
}

#[test]
fn tables_are_made_even_and_widths_add_up() {
    let table = Table {
        widths: vec![1, 1, 1],
        head: vec![text("only")],
        rows: vec![vec![text("a"), text("b"), text("c")], vec![]],
    };
    let numbered = number(&document(vec![Block::Table(table)])).expect("sound");
    let Piece::Table(grid) = &numbered.body[0] else { panic!("a table") };
    assert_eq!(grid.widths.iter().map(|width| u32::from(*width)).sum::<u32>(), 10_000);
    assert_eq!((grid.head.len(), grid.rows[0].len(), grid.rows[1].len()), (3, 3, 3));
}

#[test]
fn lists_restart_and_show_their_marks() {
    let list = |style| Block::List { style, items: vec![text("x"), text("y")] };
    let numbered = number(&document(vec![list(ListStyle::Decimal), list(ListStyle::Letter), list(ListStyle::Letter)]))
        .expect("sound");
    let marks: Vec<_> = numbered
        .body
        .iter()
        .flat_map(|piece| match piece {
            Piece::List(list) => list.items.iter().map(|item| item.label.clone()).collect(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(marks, ["1.", "2.", "(a)", "(b)", "(a)", "(b)"]);
}
