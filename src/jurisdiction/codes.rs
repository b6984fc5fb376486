//! The codes of this room: what can be wrong with a file on the law of a place.

code_rows! { ($) jurisdiction_codes
    UnknownCountry "unknown-country" Error "not a country code"
        "Countries are written as two capital letters of ISO 3166-1, such as `SG`, `VN` or `ID`."
    FactWithoutSource "fact-without-source" Error "a fact of law names no source"
        "Whoever relies on a fact must be able to look where it comes from. Name at least one id of `sources`; the \
         maintainers' own knowledge is a source of the kind `general-knowledge`."
    OverconfidentFact "overconfident-fact" Error "a fact is called sure, but nothing that was read stands behind it"
        "General knowledge and the toolkit's own readings are at most of `medium` confidence. Name the text that was \
         read, or lower the confidence."
    FactContradictsItself "fact-contradicts-itself" Error "a fact gives a time or a day that does not go with its status"
        "A number that stands in a file is used. One that nobody knows must not stand there; one that only a draft \
         gives has the status `draft`. Only what is in force, passed or applies in steps has a day from which it \
         applies, and no last day lies before that."
    FactWithoutDay "fact-without-day" Warning "a law applies in steps, and a fact does not say from when"
        "What applies in steps binds from `applies_from` on. A fact without that day was once taken for binding; now it \
         binds nobody until the day is given, or its status is `in-force` because its step has begun."
    FactAheadOfReading "fact-ahead-of-reading" Warning "a fact speaks of a day on which nobody had looked yet"
        "A fact is as of the day of which its sources speak, so that it grows old with them. A day after the last on which they \
         were opened makes it look younger than what anybody knows."
    TooManyWords "too-many-words" Error "more of a text is quoted than its operative words"
        "At most twelve words of a statute or a regulator's paper are quoted, so that the number, the unit and the event can be \
         checked; everything else is told in own words."
    BadCalendar "bad-calendar" Error "a calendar of holidays says something that is not read"
        "A calendar `frameworks/holidays/<iso>.ics` in a folder of data lists whole days on which nobody works. Whatever could take \
         a day out again, or moves it by a rule of its own, is refused: a day too many would make a deadline later than it is."
    UnusedSource "unused-source" Error "no fact rests on a source"
        "A list of sources that nothing uses makes a file look better founded than it is. Name it with a fact, or delete it."
}
