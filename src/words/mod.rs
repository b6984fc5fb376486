//! In: an enum, with the word by which each of its values is written.
//! Out: the closed list of these words, read and written in one way in every room.
//! Never: a word that stands a second time, in a table beside the enum.

/// A value that is one of a few words.
pub trait Word: Copy + PartialEq + 'static {
    /// All of the list, in its order.
    const ALL: &'static [Self];
    /// The words, in the same order.
    const WORDS: &'static [&'static str];

    /// As it is written.
    #[must_use]
    fn as_str(self) -> &'static str;

    /// What it means, in a few words; empty where the list does not say it.
    #[must_use]
    fn meaning(self) -> &'static str;

    /// The value that is written so.
    #[must_use]
    fn of(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

/// Enums whose values are words: `Planned = "planned"`, or `Planned = "planned": "not begun"` with what it means.
macro_rules! words {
    ($($(#[$about:meta])* $public:vis enum $name:ident {
        $($(#[$each:meta])* $variant:ident = $word:literal $(: $meaning:literal)?,)+
    })+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $public enum $name { $($(#[$each])* $(#[doc = $meaning])? $variant,)+ }

        impl $name {
            /// As it is written.
            #[must_use]
            $public const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::words::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];

            fn as_str(self) -> &'static str {
                $name::as_str(self)
            }

            fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($meaning)?),)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($name::as_str(*self))
            }
        }
    )+ };
}

/// Writes such enums as their words.
macro_rules! serialize_words {
    ($($name:ident),+) => { $(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($name::as_str(*self))
            }
        }
    )+ };
}

/// Reads such enums out of files, and says in a schema which words there are.
macro_rules! read_words {
    ($($name:ident),+) => { $(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
                <Self as $crate::words::Word>::of(&text).ok_or_else(|| {
                    serde::de::Error::unknown_variant(&text, <Self as $crate::words::Word>::WORDS)
                })
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "enum": <Self as $crate::words::Word>::WORDS })
            }
        }
    )+ };
}

pub(crate) use {read_words, serialize_words, words};

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        /// How far it is.
        pub(super) enum State {
            Begun = "begun": "somebody works on it",
            InPlace = "in-place",
        }
    }
    serialize_words!(State);

    #[test]
    fn a_word_is_read_and_written_in_one_way() {
        assert_eq!((State::ALL, State::WORDS), (&[State::Begun, State::InPlace][..], &["begun", "in-place"][..]));
        assert_eq!((State::of("in-place"), State::of("In-place")), (Some(State::InPlace), None));
        assert_eq!((State::Begun.meaning(), State::InPlace.meaning()), ("somebody works on it", ""));
        assert_eq!(format!("{:>6}", State::Begun), " begun");
        assert_eq!(serde_json::to_string(&State::InPlace).ok().as_deref(), Some("\"in-place\""));
    }
}
