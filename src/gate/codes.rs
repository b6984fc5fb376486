//! The codes of this room: what can be wrong with waivers, and what is found on them.

code_rows! { ($) gate_codes
    UnknownFinding "unknown-finding" Error "no finding has that code"
        "Gates and waivers name findings by their codes. `dmf explain` lists them."
    WaiverWithoutSubject "waiver-without-subject" Error "a waiver names neither a practice nor a code"
        "It would excuse everything. Name the practice, the code of the finding, or both."
    NotWaivable "not-waivable" Error "findings of that code cannot be waived"
        "Nothing to look at, and what is wrong with waivers themselves, cannot be excused by a waiver."
}

code_rows! { ($) gate_findings
    WaiverExpired "waiver-expired" Any Warning Unwaivable "a waiver has ended"
        "It excuses nothing any more. Mend what it excused and delete it, or grant it anew with a reason that holds today."
    WaiverTooLong "waiver-too-long" Any Warning Unwaivable "a waiver runs longer than waivers may"
        "A waiver ends within 180 days of today, or within `waiver_days` of `[gate]`, so that somebody looks at it again; \
         until its end is nearer it excuses nothing."
    WaiverUnused "waiver-unused" Any Warning Unwaivable "a waiver excuses nothing"
        "Nothing was found that it covers, so whatever it excused has been mended, or it names the wrong thing. Delete it \
         before it hides something new."
}
