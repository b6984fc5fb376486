//! Lines of a stream, none longer than what is read of one.

use std::io::{self, BufRead, Read};

/// The lines of a stream without their ends. One of more than `most` bytes is an error, and passed over without being held.
pub struct Lines<R> {
    reader: R,
    most: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads from `reader`.
    pub fn of(reader: R, most: u64) -> Self {
        Self { reader, most }
    }

    /// Passes over what is left of a line.
    fn skip(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (used, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(used);
            if ended {
                return Ok(());
            }
        }
    }

    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(self.most + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if read as u64 > self.most {
            drop(line);
            self.skip()?;
            let message = format!("it is longer than the {} that are read of a line", super::error::size(self.most));
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(Some(line))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_an_error_and_the_next_one_is_read() {
        let text = "one\n\nlonger than that\nfive5\nlast";
        let lines = Lines::of(io::BufReader::with_capacity(3, text.as_bytes()), 5);
        let read: Vec<Option<String>> =
            lines.map(|line| line.ok().map(|line| String::from_utf8(line).expect("it is text"))).collect();
        let some = |word: &str| Some(word.to_owned());
        assert_eq!(read, [some("one"), some(""), None, some("five5"), some("last")]);
    }
}
