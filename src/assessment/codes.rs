//! The codes of this room: what can be wrong with a worksheet, a baseline or a gate, and what is found in a worksheet.

code_rows! { ($) assessment_codes
    UnknownPractice "unknown-practice" Error "the framework has no practice of that id"
        "An answer to a practice that does not exist would count for nothing, or worse, for another. `dmf framework show` \
         lists the practices."
    UnknownLevel "unknown-level" Error "the level is not on the framework's scale"
        "Levels are written by name, such as `established`, or by number. `dmf framework show` prints the scale."
    UnknownProfile "unknown-profile" Error "the framework has no profile of that id"
        "The profile decides which practices are asked. `dmf framework show` lists them."
    UnknownTarget "unknown-target" Error "a target names neither a practice, nor a block, nor `default`"
        "Targets are set for everything with `default`, for a building block by its id, or for one practice by its id; \
         the most particular one wins."
    SentencesChanged "sentences-changed" Note "answers may be to sentences that are not the ones of now"
        "The worksheet names no version of its framework, so it is read by the newest; its answers are older, or say no day, and \
         the sentences of their levels have changed since. `dmf framework migrate FILE` says what to look at again and names the \
         version; `framework: ID@VERSION` keeps to the old one. Whoever has looked at them again says so with the version, or \
         with the day of it in `as_of`; a day that has not come confirms nothing."
    PracticeRenamed "practice-renamed" Note "the practice has another id in the version that is read"
        "The worksheet was written for an older version of its framework, and its answer counts for the practice of that \
         name. `dmf framework migrate` rewrites the worksheet; `framework: ID@VERSION` in it keeps the older version."
    ConfirmAfterSplit "confirm-after-split" Note "the practice was split, and each part has its answer"
        "Several practices ask together what one asked in an older version. Each has the old answer until the worksheet answers \
         it by its own id, and one may be further than the other: look at each, and answer it."
    AnsweredTwice "answered-twice" Warning "a practice is answered by its old id and by its new one"
        "What is said by the new id counts, and what is said by the old one counts for nothing. Keep the one that is true; `dmf \
         framework migrate` writes nothing while both stand."
    PracticeDropped "practice-dropped" Note "the version that is read does not ask the practice any more"
        "The answer stays in the file and counts for nothing; the message says why nobody asks. `dmf framework migrate` keeps it \
         as a comment."
    MigrateByHand "migrate-by-hand" Error "something in a worksheet that only a person can write for another version"
        "`dmf framework migrate` keeps every value, comment and word, and writes nothing where it cannot: an alias that repeats \
         what is to be changed, a comment between braces, an answer by an old id beside one by the new id. Change what the message \
         says by hand, then migrate again."
    NotApplicableWithoutReason "not-applicable-without-reason" Error "a practice is not applicable, but no reason is given"
        "Leaving a practice out changes what the score is made of, so it needs a reason that a reader can weigh: \
         `not_applicable: We make no automated decisions about people`."
    AnswerConflict "answer-conflict" Error "an answer gives a level and says that none applies, or gives neither"
        "An answer is either a level, perhaps with evidence and a note, or `not_applicable` with a reason."
    VerifiedNotCounted "verified-not-counted" Warning "the method does not count what was verified"
        "The answer says what somebody else than the answerer found, and the framework, or the version of it that is read, has no \
         figure for that. It stays in the file."
    EvidenceDates "evidence-dates" Error "evidence expires before it takes effect"
        "One of the two dates is wrong. Evidence counts from `effective` up to and including `expires`."
    OutsideProfile "outside-profile" Warning "an answer is outside the chosen profile and does not count"
        "The profile asks fewer practices than the framework has. The answer stays in the file and counts as soon as a \
         wider profile is chosen; delete it if it is not meant."
    FutureAssessment "future-assessment" Warning "the answers are dated after today"
        "`as_of` is later than today, or than the day given with `--today`. One of the two is probably mistyped."
    BaselineMismatch "baseline-mismatch" Error "the baseline answers another framework than the worksheet"
        "Answers to different frameworks have nothing in common that could be compared. Name the baseline of this \
         worksheet."
    NewerVersion "newer-version" Warning "a file that was written by a newer `dmf`"
        "What is known here was read, and it stands. What the newer version writes beside it was passed over; each key of it \
         is told. Take that version to read all of the file."
    UnknownBlock "unknown-block" Error "the framework has no building block of that id"
        "`dmf framework show` lists the blocks."
    BoundIdle "bound-idle" Error "a rule on records that no register could decide"
        "Where answers are held against records, a bound has to be one that some registers keep and others miss, from a level that \
         claims something. One that every register keeps reads as if somebody had looked; the message says what is wrong with it."
}

code_rows! { ($) assessment_findings
    EmptyInput "empty-input" Assessment Error Unwaivable "nothing is answered"
        "A worksheet without a single answer cannot pass a gate: nothing that was promised could be seen in it. Answer at \
         least one practice, or take the worksheet out of the job."
    NotAWorksheet "not-a-worksheet" Assessment Warning Waivable "a file looks like a worksheet that was lost"
        "It lies among worksheets and is empty, or its top has neither `framework` nor `answers`, so nobody knows what it \
         answers. Where a gate is set it fails: a worksheet that nobody reads is not judged. Mend or delete the file, or \
         waive the finding for it."
    DuplicateOrganisation "duplicate-organisation" Assessment Warning Waivable "an organisation is judged twice"
        "Two worksheets of one run are of the same organisation: of one `organisation.id`, or, where not both have one, of one \
         name, country and framework. Counted twice, the better one lifts every mean. Where a gate is set it fails. Take one \
         out, or give both an `id` if they are two."
    Regression "regression" Assessment Warning Waivable "worse than the baseline"
        "A practice is at a lower level than it was, its evidence is gone, out of date or shows less, or its answer is gone \
         or became not applicable; or a building block or the whole has a lower score or has lost the level that it had \
         reached. A change of the method is never a regression. Mend the answer, or waive the finding with a reason and an \
         end date. `--fail-on-regression` makes it fail."
    WorksheetGone "worksheet-gone" Assessment Warning Unwaivable "a worksheet is gone that the baseline has"
        "It was deleted, or is no worksheet any more, and nothing shows that it only moved. Bring it back; or, where the \
         organisation or its market was left, say `closed: DAY` in the worksheet: it may stay like that without answers, and be \
         deleted later. Where regressions are to fail, it fails."
    NoBaseline "no-baseline" Assessment Warning Unwaivable "a worksheet has nothing that it could be held against"
        "The baseline that is named holds nothing for this worksheet, so nothing was compared. Add the worksheet to the \
         baseline. Where regressions are to fail, it fails."
    NewWorksheet "new-worksheet" Assessment Note Unwaivable "a worksheet is not in the baseline yet"
        "There is nothing to compare it with. The other gates judge it, and from the next change on it has a baseline."
    WorksheetMoved "worksheet-moved" Assessment Note Unwaivable "a worksheet stood elsewhere in the baseline"
        "Its answers are held against those of the worksheet that it was: the one with the same text, of the same organisation, or \
         with at least half of the text in common."
    ClosedDay "closed-day" Assessment Error Waivable "the day on which a worksheet was closed cannot be right"
        "It lies before the day of the answers, here or in the base, so somebody assessed what was closed already. One that is still to \
         come is only warned of: until then the worksheet is judged like any other."
    WorksheetClosed "worksheet-closed" Assessment Warning Unwaivable "a worksheet says that its organisation is no longer assessed"
        "It gives `closed` with a day that has come, and no answers. It is not compared, and no gate judges it: nothing passes and \
         nothing fails. The change that closes it says so."
    BaselineMended "baseline-mended" Assessment Note Unwaivable "the worksheet of the baseline cannot be read"
        "A change that mends it has to pass. It is held against the newest commit before, among fifty, in which the worksheet \
         reads; where there is none, nothing is compared."
    ComparedWithParent "compared-with-parent" Assessment Note Unwaivable "the revision that is named is what is judged"
        "A revision that is compared with itself never shows a regression, as on the main branch after a push. So what is judged \
         is held against its first parent; the first commit of all has none."
    TodayBeforeCommit "today-before-commit" Assessment Warning Unwaivable "the day that is taken for today lies before the commit that is judged"
        "Evidence that has ended in between counts as if it held. `--today` and `SOURCE_DATE_EPOCH` are there to make a page again as it \
         was; a change is judged on the day on which it is made, or later."
    BelowLevel "below-level" Assessment Error Waivable "below what the gate asks for"
        "The organisation promised at least this, with `fail_under` or `--fail-under`. A building block of which nothing \
         applies has no figure and does not pass either."
    StaleEvidence "stale-evidence" Assessment Warning Waivable "evidence is out of date"
        "The evidence that backed the level has expired, so the evidenced level is lower than the claimed one. Renew the \
         record and give it new dates. `--fail-on-stale-evidence` makes it fail."
    UnbackedLevel "unbacked-level" Assessment Note Waivable "a level is claimed beyond its evidence"
        "There is no evidence for the level, or what there is shows less. The claimed level stands as claimed; the \
         evidenced one does not. `--fail-on unbacked-level` makes it fail."
    NotAssessed "not-assessed" Assessment Note Waivable "a practice is not answered"
        "It counts as level 0 and never reads as a pass. Answer it, or say with a reason that it does not apply. \
         `--fail-on-unanswered` makes it fail."
    StaysInSum "stays-in-sum" Assessment Warning Waivable "a practice is said not to apply, and counts all the same"
        "Leaving a practice out changes what every figure is made of. A key practice leaves only where it says itself when it \
         may (`dmf framework show ID`), and a reason has to be one that a reader can weigh. Until then it counts as not assessed, \
         level 0. Waiving the finding does not take the practice out of the sum."
    LeftOutTooMuch "left-out-too-much" Assessment Warning Unwaivable "more is left out than a figure may rest on"
        "Each practice that does not apply leaves the sum, and what is left weighs more. Beyond the share that the method names, \
         of all or of a building block, the figure says too little about the organisation to pass a floor: where `fail_under` or \
         `--fail-under` asks for one, this fails. Assess what applies, pick the profile that fits, or leave out a block that does not \
         apply at all for one reason: `not_applicable: { BLOCK: … }`."
    ReasonShared "reason-shared" Assessment Warning Waivable "one reason stands for many practices that do not apply"
        "Whoever leaves out many practices with the same words has hardly looked at each. Say of each why it does not apply; or, where a \
         whole building block does not, give one reason for it: `not_applicable: { BLOCK: … }` at the top of the worksheet. From how many \
         on this is told, the method says."
    BelowTarget "below-target" Assessment Note Waivable "a practice is below its target"
        "The level answered is lower than the one aimed at. `dmf plan` says what reaches it. `--fail-on below-target` makes \
         it fail."
    EvidenceWeaker "evidence-weaker" Assessment Error Waivable "evidence says less than it did"
        "Compared with the base, fewer of the records behind an answer name a reference, a first or a last day, an owner or a \
         hash; or all of them ended one day, and one that never ends was added. A record that is replaced keeps what the old \
         one said."
    MethodChanged "method-changed" Assessment Error Waivable "a pack weighs otherwise than in the base"
        "A weight, a key practice, the share that reaches a level or the scale is not what it was. Answers are held against \
         what they were by the method of the base, and against gates by both. Change packs in a change of their own."
    OlderVersion "older-version" Assessment Warning Waivable "a worksheet keeps to an older version of its framework"
        "It names a version that is not the newest, and the base has no such worksheet, or nobody knows what it had. The older \
         version may ask less and take more for evidence; so gates have to pass by the newest version of the base as well. \
         `dmf framework migrate` moves the worksheet to the newest."
    BaselineIncomplete "baseline-incomplete" Assessment Warning Unwaivable "a baseline does not record all that has to be compared"
        "A file that an older program wrote, or one of `--format json`, holds figures and not what answers said and rested on. What \
         became of that cannot be seen; where `method-changed`, `evidence-weaker` or the like is to fail, this fails. Write the \
         baseline again with `--write-baseline`."
    LevelTextChanged "level-text-changed" Assessment Warning Waivable "a level asks for something else than in the base"
        "The sentences of a practice decide what an answer means. The same level may now stand for less."
    ProfileNarrowed "profile-narrowed" Assessment Warning Waivable "a profile asks for less than that of the base"
        "Practices that were asked are not any more. What was answered to them is still held against what it was, and gates \
         have to pass by both profiles."
    ProfileWidened "profile-widened" Assessment Note Waivable "a profile asks for more than that of the base"
        "Nothing that was asked is left out. Gates have to pass by both profiles."
    TargetLowered "target-lowered" Assessment Warning Waivable "a practice aims lower than it did"
        "A lower target closes a gap without any work."
    NotApplicableAdded "not-applicable-added" Assessment Warning Waivable "a practice that was not answered is said not to apply"
        "It leaves the sum, and the figures of its block rise for it. Where the practice was answered before, it is a \
         regression."
    OrganisationRenamed "organisation-renamed" Assessment Warning Waivable "the worksheet names another organisation"
        "Answers are compared with those of the organisation that it named before."
    SealRemoved "seal-removed" Assessment Error Waivable "a record that was sealed is not any more"
        "Whoever seals a record says that another file counts for nothing at once. Neither the seal nor the record goes unseen in the \
         change that it is there to show. Take a seal away in a change of its own, under a waiver of the base."
    SealedReplaced "sealed-replaced" Assessment Warning Waivable "a sealed record has another hash than it had"
        "File and hash were replaced together, so the record is intact and is another one. Somebody who knows both should say that the \
         new one stands for the same."
    EvidenceReplaced "evidence-replaced" Assessment Note Waivable "a record has another hash than it had"
        "Its file was replaced or went on, and its hash was taken again, as `dmf answer FILE --confirm ID --by NAME` does."
    EvidenceRedated "evidence-redated" Assessment Error Waivable "a record lasts longer, and its file is the one that it was"
        "Compared with the base, a later day stands beside the hash of the same file, or of a copy of it. A day that somebody writes renews \
         nothing: a new document does, or somebody who looks at the old one again and says so by name, `dmf answer FILE --confirm ID --by \
         NAME`. Where no hash is recorded it is only warned of."
    EvidenceUnkept "evidence-unkept" Assessment Warning Waivable "a file of evidence is kept by no commit"
        "It lies in a folder that git ignores, in another repository, or in a submodule whose commit is not here. The base cannot be \
         looked at for it, so it counts there for what it is now: it is no raise, and nobody sees when it changes. Commit it, or cite it."
    WeakEvidence "weak-evidence" Assessment Warning Waivable "a record of evidence that nobody could open"
        "It does not say where it is, or it names what cannot be looked at: a folder, an empty file, a link, a pipe, a path out of the \
         repository or workspace. It stands for nothing and backs no level. Name a file beside the worksheet; or cite what lies \
         elsewhere, with its owner and a day: `ref: { cite: … }`."
    EvidenceNotFound "evidence-not-found" Assessment Warning Waivable "a file named as evidence is not there"
        "A `ref` with a slash or an ending is a path as seen from the worksheet, and names match letter by letter. Add the file, or \
         cite it with `cite:` if it lies elsewhere. Files that were left out of a checkout are not here, and are not missing. `dmf \
         check` ends with 1 for it."
    EvidenceChanged "evidence-changed" Assessment Warning Waivable "a file is not what it was when its hash was taken"
        "For some days after the hash was taken the record still counts, because registers that are in use change; how many, the \
         method says. After that, or at once where it is `sealed`, it counts for nothing. Look at the file, then `dmf answer FILE \
         --confirm ID --by NAME` takes its new hash."
    EvidenceUndated "evidence-undated" Assessment Warning Waivable "a record of evidence has no day"
        "Nobody can say whether it still holds. Give `effective`, the day from which on it does, or `collected`, the day on which it \
         was gathered; and `expires` where it ends before the method ends it."
    EvidenceMisdated "evidence-misdated" Assessment Warning Waivable "a day of a record of evidence is not believed"
        "`collected`, `confirmed` and `seen` say when somebody looked: a day that is still to come says nothing. A last day is believed \
         for as many years as the method says, from the day on which the record took effect or was last looked at. Name the day on \
         which it was looked at; `dmf answer FILE --confirm ID --by NAME` takes today."
    EvidenceShared "evidence-shared" Assessment Warning Waivable "one document stands behind many practices"
        "It may be right, and seldom is: name the part of it that shows each practice, or records of their own. From how many practices on \
         this is told, the method says."
    EvidencePlaceholder "evidence-placeholder" Assessment Warning Waivable "a record of evidence says nothing"
        "Words such as `none`, `n/a`, a dash or a single letter are no record. Say what it is and where it can be opened, or take it \
         away: the level then stands as claimed, and not as evidenced."
    VerifiedBelowClaimed "verified-below-claimed" Assessment Warning Waivable "less was verified than is claimed"
        "Somebody else than the answerer found a lower level than the one that is answered: the two disagree, or the level was raised \
         since. The claimed level stands as claimed. Mend the answer, or have it verified again."
    VerifiedNotIndependent "verified-not-independent" Assessment Warning Waivable "a level was verified by nobody else than the answerer"
        "What counts as verified was found by somebody else than who answered. So the worksheet says who did (`answered_by`), and \
         `verified` names another person or team; until then it counts for nothing."
    VerifiedOutOfDate "verified-out-of-date" Assessment Warning Waivable "a level was verified too long ago"
        "How long it counts, the method says, from the day on which it was verified. Have it verified again: `dmf answer FILE --verify ID=LEVEL \
         --by NAME`."
    VerifiedInFuture "verified-in-future" Assessment Warning Waivable "a level was verified on a day to come"
        "It counts from that day on. Perhaps the day is mistyped."
    VerifiedWithAnswer "verified-with-answer" Assessment Error Unwaivable "one change raises a level and says that it was verified"
        "Compared with the base, the level is higher and so is what was verified of it, in one change. Whoever answers could give \
         themselves the figure that others are to give. Raise the level in one change, and let whoever verified it add that in another."
    VerifiedRewritten "verified-rewritten" Assessment Error Unwaivable "what was verified on a day is not what it was"
        "Compared with the base, a verification of the same day has a higher level or another name. What was found that day is what was \
         found: verify again, with the day of that."
    VerifiedDropped "verified-dropped" Assessment Error Waivable "what was verified is gone"
        "The base has what somebody else found, and it is not out of date. Taking it away hides a disagreement, or a figure that others \
         rely on. Keep it until it is verified again."
    VerifiedByFormerAnswerer "verified-by-former-answerer" Assessment Error Unwaivable "who verified a level answered before"
        "The worksheet names another answerer than the base, and levels count as verified by the one whom the base names. Let somebody \
         verify them who did not answer them."
    AnswerContradicted "answer-contradicted" Assessment Warning Waivable "records say less than the answer"
        "A register of the workspace comes to less than the answered level asks for, by a rule of this toolkit (`against.toml` of the \
         framework), not ASEAN's. Mend the answer, or the records where they are wrong; what a record does not say counts as not shown. \
         Records never raise a level, and a register that is not kept says nothing. `--fail-on answer-contradicted` makes it fail."
    EvidenceUnsealed "evidence-unsealed" Assessment Note Waivable "no hash is recorded of a file of evidence"
        "It is looked at and counts; but nobody would see that it is another file one day. `dmf answer FILE --confirm ID --by NAME` \
         takes its hash."
}
