//! In: names of files and packs; the embedded data, folders of the user's that replace or add to it.
//! Out: their texts as sources, and raw values decoded from them, with every complaint at its place.
//! Never: what a value means, nor a way to the disk beside `world`.

#[macro_use]
mod codes;
mod decode;
mod encode;
mod foreign;
mod hints;
mod ids;
mod kinds;
mod library;
mod mistakes;
mod shape;
mod text;

pub(crate) use decode::tree;
pub use decode::{decode, decode_often, decode_saved};
pub use encode::encode;
pub(crate) use ids::{Ids, beside, id, same as same_id, wrong as wrong_id};
pub(crate) use kinds::{instead as other_kind, no_workbook};
pub use library::{DATA_FOLDERS, Layer, Library, PackFile};
pub(crate) use shape::date;
pub use text::{linked_folder, read_found, read_text, text, unread};
