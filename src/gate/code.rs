//! The closed list of findings: what a verdict can say, in whichever domain.

use std::fmt;

use serde::Serialize;

/// How much a finding weighs where no gate asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Shown where all is shown.
    Note,
    /// Shown, and the verdict passes.
    Warning,
    /// A gate asks for it.
    Error,
}

/// Where findings of a code are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// In worksheets and in what became of them.
    Assessment,
    /// In registers of transfers and in their assessments of impact.
    Transfer,
    /// In agreements that come back from the other side.
    Agreement,
    /// Wherever waivers are granted.
    Any,
}

/// One row a code: variant, name, domain, weight, whether it can be waived, summary, explanation.
macro_rules! codes {
    ($($variant:ident $name:literal $domain:ident $weight:ident $waivable:literal $summary:literal $explanation:literal)*) => {
        /// What a verdict can say. Names are stable and never used again for something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingCode {
            $(#[doc = $summary] $variant,)*
        }

        impl FindingCode {
            /// All codes, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that is printed, kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Where it is looked for.
            #[must_use]
            pub const fn domain(self) -> Domain {
                match self { $(Self::$variant => Domain::$domain,)* }
            }

            /// How much it weighs where no gate asks for it.
            #[must_use]
            pub const fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)* }
            }

            /// Whether somebody may excuse it for a while.
            #[must_use]
            pub const fn waivable(self) -> bool {
                match self { $(Self::$variant => $waivable,)* }
            }

            /// What it means, in a line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// Why it matters and how to mend it.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    EmptyInput "empty-input" Assessment Error false "nothing is answered"
        "A worksheet without a single answer cannot pass a gate: nothing that was promised could be seen in it. Answer at \
         least one practice, or take the worksheet out of the job."
    Regression "regression" Assessment Warning true "worse than the baseline"
        "A practice is at a lower level than it was, its evidence is gone, out of date or shows less, or its answer is gone \
         or became not applicable; or a building block or the whole has a lower score or has lost the level that it had \
         reached. A change of the method is never a regression. Mend the answer, or waive the finding with a reason and an \
         end date. `--fail-on-regression` makes it fail."
    BelowLevel "below-level" Assessment Error true "below what the gate asks for"
        "The organisation promised at least this, with `fail_under` or `--fail-under`. A building block of which nothing \
         applies has no figure and does not pass either."
    StaleEvidence "stale-evidence" Assessment Warning true "evidence is out of date"
        "The evidence that backed the level has expired, so the evidenced level is lower than the claimed one. Renew the \
         record and give it new dates. `--fail-on-stale-evidence` makes it fail."
    UnbackedLevel "unbacked-level" Assessment Note true "a level is claimed beyond its evidence"
        "There is no evidence for the level, or what there is shows less. The claimed level stands as claimed; the \
         evidenced one does not. `--fail-on unbacked-level` makes it fail."
    NotAssessed "not-assessed" Assessment Note true "a practice is not answered"
        "It counts as level 0 and never reads as a pass. Answer it, or say with a reason that it does not apply. \
         `--fail-on-unanswered` makes it fail."
    BelowTarget "below-target" Assessment Note true "a practice is below its target"
        "The level answered is lower than the one aimed at. `dmf plan` says what reaches it. `--fail-on below-target` makes \
         it fail."
    EmptyRegister "empty-register" Transfer Error false "the register lists no transfer"
        "A register without a transfer cannot pass a gate: that nothing leaves was not seen, and a list that was lost reads the \
         same. List the transfers, or take the register out of the job."
    TransferNotAssessable "transfer-not-assessable" Transfer Error true "a fact that decides is missing"
        "Unknown is never a pass. The message lists what is missing; say it in the register, or write an impact assessment \
         and name its file under `impact`."
    TransferNotAllowed "transfer-not-allowed" Transfer Error true "data should not go there as things are"
        "The residual risk is too high for any signature, or a law forbids it. Suspend the transfer, redesign it, or keep \
         the data at home. `dmf transfer check --explain ID` shows what would change the decision."
    MechanismNotEnough "mechanism-not-enough" Transfer Error true "the law asks for another tool, or for more"
        "No measure mends this: the law of the exporter does not take the tool, or a filing that it asks for is not in the \
         register. `dmf law show` with the exporter's country tells what it takes."
    MeasuresInsufficient "measures-insufficient" Transfer Error true "the measures that count do not do"
        "A measure counts when it is in place, with evidence, looked at, and its conditions confirmed. Planned ones never do."
    RiskNotAccepted "risk-not-accepted" Transfer Error true "nobody bears the residual risk by name"
        "Above the appetite somebody senior accepts the risk with name, date, reason and an end within the time that the \
         method gives. An acceptance that ended or runs too long is none."
    OnwardNotAssessed "onward-not-assessed" Transfer Error true "a country was not assessed"
        "Look at that country in the assessment and add it to `countries`, or give the onward transfer an entry and an \
         assessment of its own."
    AssessmentOverdue "assessment-overdue" Transfer Error true "an assessment is too old"
        "The law of the exporter takes no older finding, or the method asks for another look; the message says after how many \
         months. A review of the transfer counts as a look; it does not renew a finding that the law limits."
    ReassessmentDue "reassessment-due" Transfer Warning true "something changed since the assessment"
        "A law took effect, a sub-processor came in, the number of people grew, there was an incident, the agreement changed \
         or a certificate lapsed. Assess the transfer again."
    LawStepOpen "law-step-open" Transfer Warning true "the law asks for more than is known to be done"
        "Do it and record it: a filing under `filings` of the register, named countries as `countries_named` of the \
         assessment. Until then the clauses alone do not suffice."
    ClearTextAccess "clear-text-access" Transfer Warning true "clear text where access has no bounds"
        "Technical measures help little against an authority that can ask the importer for clear text. Keep the keys with \
         the exporter, send pseudonyms, or send less."
    MeasureRefused "measure-refused" Transfer Warning true "a measure does not count"
        "The message says why: no evidence, not looked at, out of date, a condition not confirmed, or nothing that it could \
         do here."
    MeasureNotAgreed "measure-not-agreed" Transfer Warning true "the agreement lacks a measure that is asked for"
        "The residual risk rests on a measure that is in place, and nothing binds the importer to keep it: the deal of the \
         transfer lists supplementary measures, and this one is not among them. Add it under `supplementary_measures`, by its \
         title or its id, or leave that key out of a deal that names the transfer: it takes all of them then."
    BreachNoticeTooLong "breach-notice-too-long" Transfer Error true "the importer's time to report a breach is too long for national law"
        "The exporter needs time of its own before the shortest national deadline for telling the authority ends. The \
         margin is data of the clause set."
    AgreementNotFound "agreement-not-found" Transfer Warning true "the agreement that a transfer names is not there"
        "Nobody can say whether it has the measures that the assessment asks for. Mend the path, or write where the agreement \
         is kept as `agreement: { ref: … }`."
    AgreementWithoutTransfer "agreement-without-transfer" Transfer Warning true "no transfer uses an agreement"
        "A deal of the workspace is named by no transfer of its registers. Name it under `agreement` of the transfer that it \
         covers, or delete it."
    OpinionAgainst "opinion-against" Transfer Warning true "an opinion is against the transfer"
        "The record shows an opinion against it. Answer it in the assessment, or follow it."
    AssessmentIncomplete "assessment-incomplete" Transfer Note true "steps have no date"
        "The six steps are a checklist. Give each the day on which it was done."
    UncertainFacts "uncertain-facts" Transfer Note true "something that counts is not known"
        "What nobody graded counts as poor, and the clauses alone never suffice then. Find it out, and say it with a reason."
    ObligationContradicted "obligation-contradicted" Agreement Warning true "the agreement says the opposite"
        "A passage says the opposite of what the obligation asks, or takes it back. Read the passage that the finding names, \
         and strike it or ask for our wording: `dmf mcc show` with the obligation prints it. `--require` makes it fail."
    ObligationAbsent "obligation-absent" Agreement Warning true "no wording for an obligation was found"
        "No passage was recognised that promises it; the nearest ones are named. It is no proof that there is none: read them, \
         and ask for the clause if they do not do. It is a note for what an agreement need not carry. `--require` makes it \
         fail."
    ObligationWeak "obligation-weak" Agreement Warning true "an obligation is there, but limited or incomplete"
        "A passage promises it, but an element is missing, a limit takes from it, or the time is longer than the laws involved \
         leave. The message says which. It is a note for what an agreement need not carry. `--require` makes it fail."
    CoreClauseChanged "core-clause-changed" Agreement Warning true "a clause with a core obligation was touched"
        "The text is our agreement, and in a clause that carries a core obligation words were changed, deleted or added. \
         `dmf mcc redline` shows them one by one. `--fail-on core-clause-changed` makes it fail."
    ClauseChanged "clause-changed" Agreement Note true "a clause of ours was touched"
        "The text is our agreement, and the clause was changed, moved, deleted or added; it carries no core obligation. \
         `--fail-on clause-changed` makes it fail."
    FactDiffers "fact-differs" Agreement Warning true "the agreement and the deal differ in a fact"
        "A party, country, time, amount or law of the deal is another one in the text. Mend whichever is wrong. \
         `--fail-on fact-differs` makes it fail."
    FactNotFound "fact-not-found" Agreement Note true "the agreement does not say a fact of the deal"
        "It was not found where it is looked for: it may stand in another document, or be written otherwise. \
         `--fail-on fact-not-found` makes it fail."
    TextNotRead "text-not-read" Agreement Note true "a part of the agreement was not read"
        "What stands there bears on no verdict. The message says what it is; look at it, or save the file in another way. \
         `--fail-on text-not-read` makes it fail."
    WaiverExpired "waiver-expired" Any Warning false "a waiver has ended"
        "It excuses nothing any more. Mend what it excused and delete it, or grant it anew with a reason that holds today."
    WaiverTooLong "waiver-too-long" Any Warning false "a waiver runs longer than waivers may"
        "A waiver ends within 180 days of today, or within `waiver_days` of `[gate]`, so that somebody looks at it again; \
         until its end is nearer it excuses nothing."
    WaiverUnused "waiver-unused" Any Warning false "a waiver excuses nothing"
        "Nothing was found that it covers, so whatever it excused has been mended, or it names the wrong thing. Delete it \
         before it hides something new."
}

impl FindingCode {
    /// The code of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl Domain {
    /// Whether findings of that code are looked for here.
    #[must_use]
    pub fn looks_for(self, code: FindingCode) -> bool {
        code.domain() == self || code.domain() == Self::Any
    }

    /// The codes that are looked for here.
    pub fn codes(self) -> impl Iterator<Item = FindingCode> {
        FindingCode::ALL.iter().copied().filter(move |code| self.looks_for(*code))
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Weight {
    /// `note`, `warning` or `error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_mean_one_thing() {
        for (at, code) in FindingCode::ALL.iter().enumerate() {
            let name = code.as_str();
            assert!(name.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase()), "{name}");
            assert_eq!(FindingCode::of(name), Some(*code));
            assert!(FindingCode::ALL[..at].iter().all(|other| other.as_str() != name), "{name} stands twice");
            if let Some(other) = crate::diag::Code::of(name) {
                // What a draft is warned of is found in a transfer too: one name for one thing.
                let same = (other.summary(), other.explanation()) == (code.summary(), code.explanation());
                assert!(same, "`dmf explain {name}` could mean two things");
            }
            assert!(!code.summary().ends_with('.') && code.explanation().ends_with('.'), "{name}");
        }
    }
}
