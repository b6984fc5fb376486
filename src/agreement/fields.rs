//! What a deal says of each field, by the table of all fields.

use std::fmt;

use jiff::civil::Date;

use super::raw_deal::{RawBasis, RawDeal, RawMeasure, RawRecipient};
use crate::safeguard::{Column, Field, FieldValue, Row, Shape, deal_fields};

/// Why a field cannot hold a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    Shape { expected: Shape, found: Shape },
    Column(Column),
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { expected, found } => write!(f, "{found} was found, {expected} was expected"),
            Self::Column(column) => write!(f, "it has no column `{}`", column.id()),
        }
    }
}

macro_rules! access {
    ($($variant:ident = $($step:ident).+,)*) => {
        impl RawDeal {
            /// What it says of a field; a list that is not there is an empty one.
            pub(super) fn get(&self, field: Field) -> Option<FieldValue> {
                match field { $(Field::$variant => self.$($step).+.read(),)* }
            }

            /// Makes it say that.
            pub(super) fn set(&mut self, field: Field, value: FieldValue) -> Result<(), Misfit> {
                match field { $(Field::$variant => self.$($step).+.write(value),)* }
            }
        }

        /// What a field can hold.
        pub(super) fn shape(field: Field) -> Shape {
            match field { $(Field::$variant => shape_at(|deal| &deal.$($step).+),)* }
        }

        /// The columns of a field that is a table; none of any other.
        pub(super) fn columns(field: Field) -> &'static [Column] {
            match field { $(Field::$variant => columns_at(|deal| &deal.$($step).+),)* }
        }
    };
}

deal_fields!(access);

fn shape_at<S: Slot>(_: fn(&RawDeal) -> &S) -> Shape {
    S::SHAPE
}

fn columns_at<S: Slot>(_: fn(&RawDeal) -> &S) -> &'static [Column] {
    S::COLUMNS
}

/// A field of the deal as it is read.
trait Slot {
    const SHAPE: Shape;
    const COLUMNS: &'static [Column] = &[];
    fn read(&self) -> Option<FieldValue>;
    fn write(&mut self, value: FieldValue) -> Result<(), Misfit>;
}

macro_rules! slots {
    ($($type:ty = $variant:ident,)*) => { $(
        impl Slot for Option<$type> {
            const SHAPE: Shape = Shape::$variant;

            fn read(&self) -> Option<FieldValue> {
                self.clone().map(FieldValue::$variant)
            }

            fn write(&mut self, value: FieldValue) -> Result<(), Misfit> {
                let FieldValue::$variant(value) = value else { return misfit::<Self>(&value) };
                *self = Some(value);
                Ok(())
            }
        }
    )* };
}

slots! { String = Text, Date = Day, u32 = Number, bool = YesNo, }

impl Slot for Vec<String> {
    const SHAPE: Shape = Shape::List;

    fn read(&self) -> Option<FieldValue> {
        Some(FieldValue::List(self.clone()))
    }

    fn write(&mut self, value: FieldValue) -> Result<(), Misfit> {
        let FieldValue::List(list) = value else { return misfit::<Self>(&value) };
        *self = list;
        Ok(())
    }
}

/// A row of a table as it is read.
trait TableRow: Default {
    const COLUMNS: &'static [Column];
    fn read(&self) -> Row;
    fn write(&mut self, column: Column, text: String) -> Result<(), Misfit>;
}

impl<R: TableRow> Slot for Vec<R> {
    const SHAPE: Shape = Shape::Rows;
    const COLUMNS: &'static [Column] = R::COLUMNS;

    fn read(&self) -> Option<FieldValue> {
        Some(FieldValue::Rows(self.iter().map(R::read).collect()))
    }

    fn write(&mut self, value: FieldValue) -> Result<(), Misfit> {
        let FieldValue::Rows(rows) = value else { return misfit::<Self>(&value) };
        let rows: Result<Vec<R>, Misfit> = rows
            .into_iter()
            .map(|cells| {
                let mut row = R::default();
                for (column, text) in cells {
                    row.write(column, text)?;
                }
                Ok(row)
            })
            .collect();
        *self = rows?;
        Ok(())
    }
}

macro_rules! rows {
    ($($row:ident { $($column:ident = $key:ident),* })*) => { $(
        impl TableRow for $row {
            const COLUMNS: &'static [Column] = &[$(Column::$column),*];

            fn read(&self) -> Row {
                // Named one by one: a column that is missing here does not compile.
                let Self { $($key),* } = self;
                let cells = [$((Column::$column, $key)),*];
                cells.into_iter().filter_map(|(column, text)| Some((column, text.clone()?))).collect()
            }

            fn write(&mut self, column: Column, text: String) -> Result<(), Misfit> {
                match column {
                    $(Column::$column => self.$key = Some(text),)*
                    other => return Err(Misfit::Column(other)),
                }
                Ok(())
            }
        }
    )* };
}

rows! {
    RawBasis { Country = country, Basis = basis }
    RawRecipient { Name = name, Country = country, Service = service, Safeguards = safeguards }
    RawMeasure { Measure = measure, Kind = kind, Description = description }
}

fn misfit<S: Slot>(value: &FieldValue) -> Result<(), Misfit> {
    Err(Misfit::Shape { expected: S::SHAPE, found: value.shape() })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schemars::schema_for;
    use serde_json::Value;

    use super::*;
    use crate::{agreement::clause_set, diag::Sink, load::Library, source::Sources};

    /// What a deal says beside the fields that fill an agreement.
    const NO_FIELDS: [&str; 5] = ["module", "transfer.from", "blocks", "with", "supplementary_clauses"];

    /// The paths of everything below `at` that holds a value.
    fn leaves(at: &Value, whole: &Value, path: &str, found: &mut BTreeSet<String>) {
        let at = at["$ref"].as_str().map_or(at, |name| whole.pointer(&name[1..]).expect("definitions are there"));
        match at["properties"].as_object() {
            Some(properties) => {
                for (key, inner) in properties {
                    leaves(inner, whole, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
                }
            }
            None => drop(found.insert(path.to_owned())),
        }
    }

    #[test]
    fn the_table_names_every_field_of_a_deal() {
        let schema = schema_for!(RawDeal).to_value();
        let mut said = BTreeSet::new();
        leaves(&schema, &schema, "", &mut said);
        let named: BTreeSet<String> =
            Field::ALL.iter().map(|field| field.path()).chain(NO_FIELDS).map(str::to_owned).collect();
        assert_eq!(said, named);
    }

    #[test]
    fn the_clause_set_uses_every_field_of_the_table_with_every_column_and_no_other() {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let library = Library::default();
        let files = library.files("frameworks/asean-mcc", &mut sources, &mut sink).expect("it is embedded");
        let templates = library.files("templates/mcc", &mut sources, &mut sink).expect("they are embedded");
        let set = clause_set(&files, &templates, &sources, &mut sink).expect("the set of the tool is right");
        let used: BTreeSet<Field> = set.fields.iter().map(|field| field.field).collect();
        assert_eq!(used, Field::ALL.iter().copied().collect());
        for field in &set.fields {
            let shown: BTreeSet<Column> = field.columns.iter().map(|column| column.column).collect();
            // Onward recipients and sub-processors are rows of one kind.
            assert_eq!(shown, columns(field.field).iter().copied().collect(), "{}", field.field);
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let row: Row = vec![(Column::Name, "Kite".to_owned()), (Column::Country, "SG".to_owned())];
        let mut deal: RawDeal = serde_json::from_str(r#"{ "module": "c2p" }"#).expect("that is a deal");
        for (field, value) in [
            (Field::ImporterName, FieldValue::Text("Kite".to_owned())),
            (Field::TransferStart, FieldValue::Day(jiff::civil::date(2027, 2, 1))),
            (Field::OptionsCureDays, FieldValue::Number(30)),
            (Field::OptionsCertificate, FieldValue::YesNo(true)),
            (Field::TransferSites, FieldValue::List(vec!["Da Nang".to_owned()])),
            (Field::TransferOnward, FieldValue::Rows(vec![row.clone()])),
        ] {
            assert_eq!(deal.set(field, value.clone()), Ok(()));
            assert_eq!(deal.get(field), Some(value));
        }
        assert_eq!(
            deal.set(Field::TransferStart, FieldValue::Text("soon".to_owned())),
            Err(Misfit::Shape { expected: Shape::Day, found: Shape::Text })
        );
        assert_eq!(deal.set(Field::TransferLegalBasis, FieldValue::Rows(vec![row])), Err(Misfit::Column(Column::Name)));
    }
}
