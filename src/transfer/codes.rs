//! The codes of this room: what can be wrong with a register or an assessment of impact, and what is found in them.

code_rows! { ($) transfer_codes
    CsvSyntax "csv-syntax" Error "the sheet cannot be parted into rows, cells and items"
        "Cells are parted by commas, semicolons or tabs, as the first row does it; one with a separator, a line break or a \
         quotation mark in it stands between quotation marks. Inside a cell items are parted by `;` and their parts by `|`."
    DatesReversed "dates-reversed" Error "one date stands before another that it has to follow"
        "A transfer ends after it starts, and is reviewed next after it was reviewed last. One of the two is mistyped."
    StatusAndDates "status-and-dates" Warning "the status of a transfer and its dates say different things"
        "A planned transfer has not started, an active one has, an ended one is over. Whoever reads the register believes \
         one of the two."
    FutureDate "future-date" Warning "something is said to have happened after today"
        "A review, an incident or a filing is dated later than today, or than the day given with `--today`. One of the two \
         is probably mistyped."
    StaysAtHome "stays-at-home" Warning "a transfer does not leave its country"
        "Exporter, importer and everybody behind the importer are in one country. Often the country of a sub-processor or \
         of remote access is what makes it a transfer, and is missing."
    MechanismAndAgreement "mechanism-and-agreement" Warning "an agreement is named, but no mechanism"
        "If the transfer relies on the agreement, say so with `mechanism`; if it does not, the agreement does not belong to \
         it."
    OtherMethod "other-method" Error "an assessment was made by another method"
        "Figures of two methods cannot be put beside each other. Assess the transfer again by the method that is loaded, \
         and give its number as `method`."
    UnknownFactor "unknown-factor" Error "the method has no such factor, or grades it elsewhere"
        "Factors of the importer are graded under `importer`, those of a country under `grades`. `dmf explain` knows each \
         factor by its id."
    UnknownMeasure "unknown-measure" Error "the method has no measure of that id"
        "A measure that nobody knows could not be weighed. `dmf explain measures` lists those of the method."
    UnknownCondition "unknown-condition" Error "the method has no condition of that id"
        "A measure counts when its conditions are confirmed, by id. `dmf explain` with the id of a measure lists them."
    UnknownStep "unknown-step" Error "the checklist has no step of that id"
        "The message lists the steps."
}

code_rows! { ($) transfer_findings
    EmptyRegister "empty-register" Transfer Error Unwaivable "the register lists no transfer"
        "A register without a transfer cannot pass a gate: that nothing leaves was not seen, and a list that was lost reads the \
         same. List the transfers, or take the register out of the job."
    TransferNotAssessable "transfer-not-assessable" Transfer Error Waivable "a fact that decides is missing"
        "Unknown is never a pass. The message lists what is missing; say it in the register, or write an impact assessment \
         and name its file under `impact`."
    TransferNotAllowed "transfer-not-allowed" Transfer Error Waivable "data should not go there as things are"
        "The residual risk is too high for any signature, or a law forbids it. Suspend the transfer, redesign it, or keep \
         the data at home. `dmf transfer check --explain ID` shows what would change the decision."
    MechanismNotEnough "mechanism-not-enough" Transfer Error Waivable "the law asks for another tool, or for more"
        "No measure mends this: the law of the exporter does not take the tool, or a filing that it asks for is not in the \
         register. `dmf law show` with the exporter's country tells what it takes."
    MeasuresInsufficient "measures-insufficient" Transfer Error Waivable "the measures that count do not do"
        "A measure counts when it is in place, with evidence, looked at, and its conditions confirmed. Planned ones never do."
    RiskNotAccepted "risk-not-accepted" Transfer Error Waivable "nobody bears the residual risk by name"
        "Above the appetite somebody senior accepts the risk with name, date, reason and an end within the time that the \
         method gives. An acceptance that ended or runs too long is none."
    OnwardNotAssessed "onward-not-assessed" Transfer Error Waivable "a country was not assessed"
        "Look at that country in the assessment and add it to `countries`, or give the onward transfer an entry and an \
         assessment of its own."
    AssessmentOverdue "assessment-overdue" Transfer Error Waivable "an assessment is too old"
        "The law of the exporter takes no older finding, or the method asks for another look; the message says after how many \
         months. A review of the transfer counts as a look; it does not renew a finding that the law limits."
    ReassessmentDue "reassessment-due" Transfer Warning Waivable "something changed since the assessment"
        "A law took effect, a sub-processor came in, the number of people grew, there was an incident, the agreement changed \
         or a certificate lapsed. Assess the transfer again."
    LawStepOpen "law-step-open" Transfer Warning Waivable "the law asks for more than is known to be done"
        "Do it and record it: a filing under `filings` of the register, named countries as `countries_named` of the \
         assessment. Until then the clauses alone do not suffice."
    ClearTextAccess "clear-text-access" Transfer Warning Waivable "clear text where access has no bounds"
        "Technical measures help little against an authority that can ask the importer for clear text. Keep the keys with \
         the exporter, send pseudonyms, or send less."
    MeasureRefused "measure-refused" Transfer Warning Waivable "a measure does not count"
        "The message says why: no evidence, not looked at, out of date, a condition not confirmed, or nothing that it could \
         do here."
    MeasureNotAgreed "measure-not-agreed" Transfer Warning Waivable "the agreement lacks a measure that is asked for"
        "The residual risk rests on a measure that is in place, and nothing binds the importer to keep it: the deal of the \
         transfer lists supplementary measures, and this one is not among them. Add it under `supplementary_measures`, by its \
         title or its id, or leave that key out of a deal that names the transfer: it takes all of them then."
    BreachNoticeTooLong "breach-notice-too-long" Transfer Error Waivable "the importer's time to report a breach is too long for national law"
        "The exporter needs time of its own before the shortest national deadline for telling the authority ends. The \
         margin is data of the clause set."
    AgreementNotFound "agreement-not-found" Transfer Warning Waivable "the agreement that a transfer names is not there"
        "Nobody can say whether it has the measures that the assessment asks for. Mend the path, or write where the agreement \
         is kept as `agreement: { ref: … }`."
    OpinionAgainst "opinion-against" Transfer Warning Waivable "an opinion is against the transfer"
        "The record shows an opinion against it. Answer it in the assessment, or follow it."
    AssessmentIncomplete "assessment-incomplete" Transfer Note Waivable "steps have no date"
        "The six steps are a checklist. Give each the day on which it was done."
    UncertainFacts "uncertain-facts" Transfer Note Waivable "something that counts is not known"
        "What nobody graded counts as poor, and the clauses alone never suffice then. Find it out, and say it with a reason."
}
