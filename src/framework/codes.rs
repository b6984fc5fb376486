//! The codes of this room: what can be wrong with a framework, a view or another pack.

code_rows! { ($) framework_codes
    UnknownFramework "unknown-framework" Error "no framework of that id is loaded"
        "`dmf framework list` shows what is loaded. A framework of your own is loaded with `--data DIR`."
    UnknownId "unknown-id" Error "a pack refers to an id that it does not define"
        "The message says what kind of thing was looked for and what there is."
    FileName "file-name" Error "a file is not named after the id in it"
        "A practice lives in a file of its own name, so that a folder of yours can replace exactly that one."
    BadScale "bad-scale" Error "the levels do not run from 0 upward without a gap"
        "Scores are counted in steps of the scale, so its numbers are 0, 1, 2 … in the order of the list, with at least \
         two levels."
    MissingLevel "missing-level" Error "a practice says nothing about a level, or has no action that reaches it"
        "Two assessors can only agree if each level of the scale is described, and a plan can only be made if each \
         step up has an action."
    PrerequisiteCycle "prerequisite-cycle" Error "actions wait for each other in a circle"
        "No order of work could satisfy them. Remove one of the prerequisites that the message lists."
    PrerequisiteOutsideProfile "prerequisite-outside-profile" Error "an action waits for a practice that its profile leaves out"
        "An organisation of that profile could never do the action. Put the prerequisite into the profile, or drop it."
    NoPractices "no-practices" Error "a building block, profile or component has no practices"
        "Its score could never be anything but nothing."
    VersionMapOpen "version-map" Error "a map between two versions of a framework leaves a practice open"
        "Answers to an older version are read through `map.toml`: each practice of then is the same, has another id, was divided \
         or was dropped. What it does not say would be lost, or be taken for something else."
    PackKind "pack-kind" Error "the pack is of another kind than is needed here"
        "For example a crosswalk was named where a framework is due. `dmf framework list` shows the kinds."
}
