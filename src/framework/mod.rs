//! In: the files of a framework pack, a view on it, and crosswalks.
//! Out: a [`Framework`] that cannot be wrong: levels, blocks, practices, actions, and what they map to.
//! Never: answers. Nothing here knows that organisations exist.

#[macro_use]
mod codes;
mod build;
mod crosswalk;
mod evidence;
mod former;
mod map;
mod model;
mod names;
mod pack;
mod prerequisites;
mod raw;
pub mod schemas;
mod validate;
mod view;
mod views;

pub use crosswalk::{Crosswalk, Reference, check_maps, crosswalk};
pub use evidence::EvidenceRules;
pub use former::Former;
pub use map::{check_map, sources};
pub use model::{
    Action, Block, CHOOSING, Change, Confidence, Evidence, Fate, Framework, Leaving, Level, Mapping, Need, PackInfo,
    Practice, PracticeId, Profile, ProfileId, Role, RoleId, Service, Source, Step, VersionMap,
};
pub use names::{Names, is_newer, pin, pinned};
pub use pack::{check_pack, pack_info};
pub(crate) use pack::{confidence, file};
pub(crate) use raw::RawConfidence;
// Raw types of the domains begin here; dates are the same in all of them.
pub(crate) use crate::load::date;
pub use validate::validate;
pub use view::{
    ActionView, FrameworkView, PackView, PracticeView, RecordsAsked, crosswalk_view, framework_view, pack_view,
    practice_view,
};
pub use views::{Component, View, view, view_of};
