use super::*;

fn help(text: &str, syntax: Syntax) -> Option<Mistake> {
    let error = syntax.tree(text).err()?;
    Some(found(text, syntax, &error))
}

#[test]
fn whatever_is_wrong_has_a_place_in_the_text_and_a_way_out() {
    let words = [
        "a: b",
        "- c",
        "  d: \"e",
        "\tf",
        "{ g: h",
        "[i, j",
        "---",
        "k: 'l'm'",
        "n: o: p",
        "*q",
        "“r”: s:",
        "t = u",
        "é：v",
        "\u{3000}w: x",
    ];
    for first in words {
        for second in words {
            for third in words {
                let text = format!("{first}\n{second}\r\n{third}\n");
                for syntax in [Syntax::Yaml, Syntax::Toml] {
                    let Some(mistake) = help(&text, syntax) else { continue };
                    assert!(text.get(mistake.range.clone()).is_some(), "{text:?}: {mistake:?}");
                    assert!(!mistake.message.is_empty() && !mistake.help.is_empty(), "{text:?}: {mistake:?}");
                }
            }
        }
    }
}

#[test]
fn what_nobody_typed_is_not_read_again() {
    let text = format!("a: b: c\n{}", "d: e\n".repeat(TYPED));
    let mistake = help(&text, Syntax::Yaml).expect("it is wrong");
    assert_eq!(mistake.message, "a colon stands where no key can be");
}
