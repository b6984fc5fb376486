//! A register to begin with, in which nothing has been entered yet.

/// The text of a register with its entries turned into comments: it is sound as it is, and whoever takes the marks away has
/// the entries again. A text without a line `transfers:` stays as it is.
#[must_use]
pub fn resting(text: &str) -> String {
    let mut rested = String::new();
    let mut inside = false;
    for line in text.lines() {
        if inside && !line.trim().is_empty() {
            rested.push('#');
        }
        if !inside && line == "transfers:" {
            inside = true;
            rested.push_str(
                "# Nothing is entered yet. To begin, take away the `[]` and the first `#` of each line that follows.\ntransfers: []\n",
            );
        } else {
            rested.push_str(line);
            rested.push('\n');
        }
    }
    rested
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_rest_until_their_marks_are_taken_away() {
        let text = "# head\ntransfers:\n  # the id\n  - id: TR-01\n\n    title: x\n";
        let rested = resting(text);
        assert!(rested.ends_with("transfers: []\n#  # the id\n#  - id: TR-01\n\n#    title: x\n"), "{rested}");
        assert_eq!(resting("transfers: [a]\n"), "transfers: [a]\n");
    }
}
