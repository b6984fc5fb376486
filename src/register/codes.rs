//! The codes of this room: what can be wrong with a kind of record or with records, and what is found whatever the kind is. What is
//! found in records of one kind has its codes in the file of the kind.

code_rows! { ($) register_codes
    UnknownRecord "unknown-record" Error "a record names another that is not there"
        "A link that leads nowhere reads as if somebody had looked. Mend the id, or add the record that it means."
    UnknownField "unknown-field" Error "a kind of record has no field of that name"
        "Conditions, columns and messages of a kind go by the fields that it lists. A misspelt one would never be found."
    UnknownFieldType "unknown-field-type" Error "a field has a type that there is not"
        "The message lists the types. A list says with `of` what it is a list of, a map also by what its keys go."
    CodeTaken "code-taken" Error "a code means something else already"
        "Codes stand in gates, waivers and baselines, so each means one thing. Put the name of the kind before it."
    KindIncomplete "kind-incomplete" Error "something in a kind of record could never work"
        "A condition that does not fit its field, a rule that is never reached, a starter that lacks what is required: the message \
         says what, and what would work."
}

code_rows! { ($) register_findings
    NoRecords "no-records" Register Error Unwaivable "a register has no record, or none of which anything is asked"
        "Nothing was judged, so nothing passed: a list that was lost reads the same. Add the records, or take the register out of \
         the job. A kind whose register may be empty says so; then it is a note."
    RecordOverridden "record-overridden" Register Warning Waivable "a record says less than the rules of a field come to"
        "Who says so and why stands in the record. That a tier was lowered to save work is what whoever reads the register has to \
         see; where it says more, it is a note."
    RecordNotTold "record-not-told" Register Warning Waivable "whether something is wrong with a record cannot be told"
        "A field that decides is missing, so the record counts neither as good nor as found. Fill the field in."
}
