//! In: country codes; later the packs of national law.
//! Out: names, and what each law asks.
//! Never: a fact without date, status, confidence and source.

pub mod country;
