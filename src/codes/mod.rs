//! In: the rows of codes that each room lists in its `codes.rs`, beside its checks.
//! Out: one closed enum of complaints (`diag::Code`) and one of findings (`gate::FindingCode`), by one macro.
//! Never: a code itself, nor what is done about it.
//!
//! A row is a variant, its name, what class of thing it is, a summary and an explanation:
//!
//! ```text
//! UnknownBlock "unknown-block" Error "the framework has no building block of that id"
//!     "`dmf framework show` lists the blocks."
//! ```
//!
//! Names are what users write in gates, waivers and scripts: they are unique over all rooms and are never used again for
//! something else. A row may end in `[since "0.2.0" was "older-name"]`; what was written for an older name still holds.
//!
//! An enum may be open for codes that data brings along (`, or Variant of Type`): they stand beside those of rooms wherever a code
//! is printed, waived or asked for, and are not among `ALL`.
//!
//! Macros and no list at run time, because a closed enum is checked where it is matched, and because the rooms that need
//! all codes (`gate` reads them in `fail_on`) lie below those that list them. Rows travel as text, from the top of the
//! library down: no room imports another for them.

/// Names the rows of a room: `code_rows! { ($) assessment_codes … }`.
macro_rules! code_rows {
    (($d:tt) $list:ident $($row:tt)*) => {
        macro_rules! $list {
            ($d target:ident [$d($d more:ident)*] $d($d rows:tt)*) => {
                assemble! { $d target [$d($d more)*] $d($d rows)* $($row)* }
            };
        }
    };
}

/// Gives the rows of all lists named, in their order, to the macro `target`.
macro_rules! assemble {
    ($target:ident [] $($rows:tt)*) => {
        $target! { $($rows)* }
    };
    ($target:ident [$list:ident $($more:ident)*] $($rows:tt)*) => {
        $list! { $target [$($more)*] $($rows)* }
    };
}

/// An enum of codes. Its class, such as a severity, is what the words between name and summary come to.
macro_rules! codes {
    (
        $(#[$about:meta])*
        enum $codes:ident as $class:ty $(, or $open:ident of $data:ty)?;
        $(
            $variant:ident $name:literal $($word:ident)+ $summary:literal $explanation:literal
            $([$(since $since:literal)? $(was $was:literal)*])?
        )*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $codes {
            $(#[doc = $summary] $variant,)*
            $(#[doc = "One that data brings along."] $open($data),)?
        }

        impl $codes {
            /// All codes of rooms, room by room.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code of that name, or of one that it had before.
            #[must_use]
            pub fn of(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == name || code.was().contains(&name))
            }

            /// The name that is printed, kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* $(Self::$open(code) => { let code: $data = code; code.as_str() })? }
            }

            /// What it means, in a line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* $(Self::$open(code) => { let code: $data = code; code.summary() })? }
            }

            /// Why it matters and how to mend it.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* $(Self::$open(code) => { let code: $data = code; code.explanation() })? }
            }

            /// The version that brought it; `None` for what was there from the beginning.
            #[must_use]
            pub const fn since(self) -> Option<&'static str> {
                let since: &[&'static str] = match self {
                    $(Self::$variant => &[$($($since)?)?],)*
                    $(Self::$open(code) => { let _: $data = code; &[] })?
                };
                match since { [since] => Some(since), _ => None }
            }

            /// Names that it had before.
            #[must_use]
            pub const fn was(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$($($was),*)?],)*
                    $(Self::$open(code) => { let _: $data = code; &[] })?
                }
            }

            const fn class(self) -> $class {
                match self { $(Self::$variant => ($($word),+),)* $(Self::$open(code) => { let code: $data = code; code.class() })? }
            }
        }

        impl std::fmt::Display for $codes {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{diag::Code, gate::FindingCode};

    /// Name, older names, summary and explanation of each code of either list.
    fn rows() -> Vec<(&'static str, &'static [&'static str], &'static str, &'static str)> {
        let complaints = Code::ALL.iter().map(|code| (code.as_str(), code.was(), code.summary(), code.explanation()));
        let findings =
            FindingCode::ALL.iter().map(|code| (code.as_str(), code.was(), code.summary(), code.explanation()));
        complaints.chain(findings).collect()
    }

    #[test]
    fn a_name_means_one_thing_and_is_never_used_again() {
        let mut seen = BTreeSet::new();
        for (name, was, ..) in rows() {
            for name in std::iter::once(&name).chain(was) {
                assert!(seen.insert(*name), "`{name}` could mean two things");
            }
        }
    }

    #[test]
    fn names_are_kebab_case_and_are_found() {
        for (name, ..) in rows() {
            assert!(
                name.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{name}"
            );
        }
        assert!(Code::ALL.iter().all(|code| Code::of(code.as_str()) == Some(*code)));
        assert!(FindingCode::ALL.iter().all(|code| FindingCode::of(code.as_str()) == Some(*code)));
    }

    #[test]
    fn every_code_says_what_it_means_and_what_to_do() {
        for (name, _, summary, explanation) in rows() {
            assert!(!summary.ends_with('.'), "{name}: a summary is not a sentence");
            assert!(explanation.ends_with('.'), "{name}: an explanation is");
        }
    }

    #[expect(unreachable_pub, reason = "the macro makes what users of the library see")]
    mod sample {
        code_rows! { ($) one_room
            First "first" Left "the first" "It is there."
        }
        code_rows! { ($) another_room
            Second "second" Right "the second" "It is there." [since "0.2.0" was "old" was "older"]
        }

        #[derive(Debug, PartialEq, Eq)]
        pub(super) enum Side {
            Left,
            Right,
        }
        use Side::{Left, Right};

        macro_rules! both {
            ($($rows:tt)*) => {
                codes! {
                    /// Of two rooms.
                    enum Both as Side;
                    $($rows)*
                }
            };
        }
        assemble! { both [one_room another_room] }

        #[test]
        fn rooms_follow_each_other_and_older_names_still_hold() {
            assert_eq!(Both::ALL, [Both::First, Both::Second]);
            assert_eq!(
                ["first", "second", "old", "older"].map(Both::of),
                [Some(Both::First), Some(Both::Second), Some(Both::Second), Some(Both::Second)]
            );
            assert_eq!((Both::First.since(), Both::Second.since()), (None, Some("0.2.0")));
            assert_eq!((Both::First.class(), Both::Second.class()), (Side::Left, Side::Right));
            assert_eq!(Both::Second.to_string(), "second");
            assert_eq!(Both::of("third"), None);
            assert_eq!((Both::First.summary(), Both::Second.explanation()), ("the first", "It is there."));
        }
    }
}
