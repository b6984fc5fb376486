//! The codes of this room: what is found in incidents.

code_rows! { ($) incident_findings
    NoIncident "no-incident" Incident Error Unwaivable "the file lists no incident"
        "A file without an incident cannot pass a gate: that nothing happened was not seen, and a list that was lost reads the \
         same. Near misses belong into it too; where nothing is to be judged, take the file out of the job."
    ClockRunOut "clock-run-out" Incident Error Waivable "a time to tell somebody has run out"
        "Tell them, with the reasons for the delay, and write it under `told`; or decide that nobody is told, and write who \
         decided it and why under `not_told`. A test of which nobody knows whether it is met counts as met. \
         `dmf incident clocks ID` shows what each time rests on."
    ToldLate "told-late" Incident Warning Waivable "somebody was told after the time had run out"
        "Most laws want the reasons for a delay in the notice. Keep them with it."
    ToldBeforeStart "told-before-start" Incident Warning Waivable "somebody was told before the time began"
        "A notice that is older than the event from which its time runs is told too early or dated wrongly: one of the two \
         moments is probably mistyped."
    RecipientUnknown "recipient-unknown" Incident Error Waivable "a name under `told` or `not_told` means no duty"
        "A notice that belongs to no duty stops no clock. Name the authority or the people with the code of the place, such as \
         `PDPC SG` or `people MY`; the message lists what there is."
    RecordVanished "record-vanished" Incident Error Waivable "what an incident recorded is gone"
        "Entries of `told`, `not_told` and `log`, moments and whole incidents stay; what turns out to be wrong is corrected by \
         another entry."
    RecordRewritten "record-rewritten" Incident Error Waivable "what an incident recorded says something else"
        "A record that changes afterwards proves nothing. Put the old words back and add an entry that corrects them."
}
