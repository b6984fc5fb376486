//! What a field of a deal holds.

use std::fmt;

use jiff::civil::Date;

use super::field::Column;

/// What is said of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    Text(String),
    Day(Date),
    Number(u32),
    YesNo(bool),
    List(Vec<String>),
    /// The rows of a table.
    Rows(Vec<Row>),
}

/// A row of a table: the columns that are said, in the order of the table; the first is what a row is known by.
pub type Row = Vec<(Column, String)>;

/// What a field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Day,
    Number,
    YesNo,
    List,
    Rows,
}

/// What a column of a row says.
#[must_use]
pub fn cell(row: &Row, column: Column) -> Option<&str> {
    row.iter().find(|(other, _)| *other == column).map(|(_, text)| text.as_str())
}

impl FieldValue {
    /// What it is.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self {
            Self::Text(_) => Shape::Text,
            Self::Day(_) => Shape::Day,
            Self::Number(_) => Shape::Number,
            Self::YesNo(_) => Shape::YesNo,
            Self::List(_) => Shape::List,
            Self::Rows(_) => Shape::Rows,
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, where it is one.
    #[must_use]
    pub const fn number(&self) -> Option<u32> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The entries, where it is a list; none of anything else.
    #[must_use]
    pub fn list(&self) -> &[String] {
        if let Self::List(list) = self { list } else { &[] }
    }

    /// The rows, where it is a table; none of anything else.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        if let Self::Rows(rows) = self { rows } else { &[] }
    }

    /// Whether it says nothing: blank text, or nothing but that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let blank = |text: &String| text.trim().is_empty();
        match self {
            Self::Text(text) => blank(text),
            Self::List(list) => list.iter().all(blank),
            Self::Rows(rows) => rows.iter().flatten().all(|(_, text)| blank(text)),
            Self::Day(_) | Self::Number(_) | Self::YesNo(_) => false,
        }
    }
}

impl Shape {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Day => "a day",
            Self::Number => "a whole number",
            Self::YesNo => "`true` or `false`",
            Self::List => "a list",
            Self::Rows => "a table",
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
