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
    WaiverWithoutPractice "waiver-without-practice" Any Warning Unwaivable "a waiver of what is worse names no practice"
        "It would excuse whatever becomes worse, and nobody has weighed that. Name each practice: `practice = \"GOV-02\"`, with a waiver of its \
         own. A building block that falls for a practice that is excused is excused with it."
    WaiverSaysNothing "waiver-says-nothing" Any Warning Unwaivable "the reason or the owner of a waiver says nothing"
        "Words such as `x`, `n/a`, `tbd` or `me` tell nobody why, or whom to ask; it excuses nothing. Say what is under way, and who sees to it."
    WaiverUnused "waiver-unused" Any Warning Unwaivable "a waiver excuses nothing"
        "Nothing was found that it covers, so whatever it excused has been mended, or it names the wrong thing. Delete it \
         before it hides something new."
    GateLoosened "gate-loosened" Any Error Unwaivable "a gate asks for less than in the base"
        "A floor, a code that fails, the baseline or the longest term of waivers is not what it was. What was asked before still \
         counts for this change. Loosen a gate in a change of its own, with somebody who looks at it."
    GateTightened "gate-tightened" Any Note Unwaivable "a gate asks for more than in the base"
        "It counts at once."
    WaiverNotInBase "waiver-not-in-base" Any Error Unwaivable "a waiver that the base does not have would excuse something"
        "Nobody excuses his own change: a waiver counts as soon as it stands in what the change is compared with. Grant it in a \
         change of its own."
    WaiverAdded "waiver-added" Any Note Unwaivable "a waiver was added"
        "It excuses nothing in this change and counts as soon as it stands in the base."
}
