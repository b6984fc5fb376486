//! The closed list of codes: what can be wrong, how bad it is, and what to do about it.

use std::fmt;

/// How bad a complaint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the answer stands.
    Warning,
    /// No answer can be given.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One row a code: variant, name, severity, summary, explanation.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal $explanation:literal)*) => {
        /// What can be wrong with the user's data. Names are stable and never used again for something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that is printed, kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
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
    // Any file.
    EmptyFile "empty-file" Error "the file holds nothing"
        "A file without content cannot be told from one that was lost, so it is never read as `nothing to report`. Write \
         the file, or start from an example."
    InvalidUtf8 "invalid-utf8" Error "the file is not UTF-8 text"
        "Files are read as UTF-8. Save the file as UTF-8 in your editor; a byte-order mark at the start is fine."
    YamlSyntax "yaml-syntax" Error "the file is not valid YAML"
        "The parser could not go on at the place shown. Often a colon or a quotation mark is missing a little earlier, \
         or the indentation does not line up. One file holds one document."
    TomlSyntax "toml-syntax" Error "the file is not valid TOML"
        "The parser could not go on at the place shown. Keys may not be repeated, and text needs quotation marks."
    OverLimit "over-limit" Error "the file asks for more than is read"
        "To stay fast and safe on files of unknown origin there are limits: 64 levels of nesting, 1,000 aliases, 2 \
         million values, 64 MiB. A file that needs more is almost always made by mistake or in bad faith."
    DuplicateKey "duplicate-key" Error "a key stands twice in one map"
        "Which of the two is meant cannot be known, and taking the last in silence would lose an answer. Delete one."
    WrongType "wrong-type" Error "a value is of another type than expected"
        "For example a list stands where a map is due. The message says what was expected."
    UnknownKey "unknown-key" Error "a key is not known here"
        "A misspelt key would otherwise be passed over in silence, and what it was meant to say would be lost."
    MissingKey "missing-key" Error "a required key is missing"
        "The value cannot be guessed. Add the key that the message names."
    BadValue "bad-value" Error "a value is not one of those allowed"
        "The message lists what is allowed at this place."
    BadDate "bad-date" Error "a date does not exist or is written in another way"
        "Dates are written year-month-day, such as `2026-10-31`, and must be days of the calendar."

    // An assessment.
    UnknownFramework "unknown-framework" Error "no framework of that id is loaded"
        "`dmf framework list` shows what is loaded. A framework of your own is loaded with `--data DIR`."
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
    UnknownCountry "unknown-country" Error "not a country code"
        "Countries are written as two capital letters of ISO 3166-1, such as `SG`, `VN` or `ID`."
    NotApplicableWithoutReason "not-applicable-without-reason" Error "a practice is not applicable, but no reason is given"
        "Leaving a practice out changes what the score is made of, so it needs a reason that a reader can weigh: \
         `not_applicable: We make no automated decisions about people`."
    AnswerConflict "answer-conflict" Error "an answer gives a level and says that none applies, or gives neither"
        "An answer is either a level, perhaps with evidence and a note, or `not_applicable` with a reason."
    EvidenceDates "evidence-dates" Error "evidence expires before it takes effect"
        "One of the two dates is wrong. Evidence counts from `effective` up to and including `expires`."
    OutsideProfile "outside-profile" Warning "an answer is outside the chosen profile and does not count"
        "The profile asks fewer practices than the framework has. The answer stays in the file and counts as soon as a \
         wider profile is chosen; delete it if it is not meant."
    FutureAssessment "future-assessment" Warning "the answers are dated after today"
        "`as_of` is later than today, or than the day given with `--today`. One of the two is probably mistyped."

    // A baseline.
    BaselineMismatch "baseline-mismatch" Error "the baseline answers another framework than the worksheet"
        "Answers to different frameworks have nothing in common that could be compared. Name the baseline of this \
         worksheet."

    NewerVersion "newer-version" Warning "a file that was written by a newer `dmf`"
        "What is known here was read, and it stands. What the newer version writes beside it was passed over; each key of it \
         is told. Take that version to read all of the file."
    KeyNotRead "key-not-read" Warning "a key of a file that `dmf` wrote is not known"
        "The file was written by a newer version, or by another program. The key was passed over; nothing that is known here \
         rests on it."

    // Gates and waivers.
    UnknownFinding "unknown-finding" Error "no finding has that code"
        "Gates and waivers name findings by their codes. `dmf explain` lists them."
    UnknownBlock "unknown-block" Error "the framework has no building block of that id"
        "`dmf framework show` lists the blocks."
    GateWithoutBaseline "gate-without-baseline" Error "regressions are to fail, but there is nothing to hold answers against"
        "A gate that can never fail is worse than none. Give `baseline` in `[gate]` a file or `git:REVISION`, or give \
         `--baseline`."
    WaiverWithoutSubject "waiver-without-subject" Error "a waiver names neither a practice nor a code"
        "It would excuse everything. Name the practice, the code of the finding, or both."
    UnknownOrganisation "unknown-organisation" Warning "a weight is given to an organisation that is not there"
        "Weights of a portfolio go by the names that organisations give themselves in their worksheets. A misspelt one \
         leaves its organisation with the weight 1."
    NotWaivable "not-waivable" Error "findings of that code cannot be waived"
        "Nothing to look at, and what is wrong with waivers themselves, cannot be excused by a waiver."

    // Configuration and templates.
    BadTemplate "bad-template" Error "a template does not render"
        "A template that replaces one of ours is wrong at the place shown: it does not parse, or asks for a value that it \
         is not given. Compare it with the one it replaces."
    UnknownRole "unknown-role" Error "no role of that id"
        "Roles do the work of a plan. `dmf framework show` lists them with their usual capacity."

    // A deal and its agreement.
    UnsetValue "unset-value" Error "a value that the agreement needs is not set"
        "A final agreement has no gaps. Set the value in the deal, or render a draft with `--draft`, which shows every gap \
         and lists them at the end."
    UnusedValue "unused-value" Error "a value is set that no clause uses"
        "What is written and does nothing misleads whoever reads the deal. Delete it, or change the choice that would \
         use it."
    ImpossibleChoice "impossible-choice" Error "choices exclude each other"
        "The message names both; one of them has to give."
    ScheduleIncomplete "schedule-incomplete" Warning "the description of the transfer leaves something out"
        "Schedule A has to describe data subjects, data, purposes, destinations and retention, or the commitments that \
         refer to it are empty."
    NoDestination "no-destination" Warning "no country of destination is named"
        "Where Singapore's law applies to the exporter, a contract that is relied on for a transfer must name the \
         countries to which the data may go."
    BreachNoticeTooLong "breach-notice-too-long" Warning "the importer's time to report a breach is too long for national law"
        "The exporter needs time of its own before the shortest national deadline for telling the authority ends. The \
         margin is data of the clause set."
    ClauseContradicts "clause-contradicts" Warning "an own clause may contradict a core obligation"
        "Parties may add clauses that do not contradict the model clauses. The words found are a sign, not a verdict: have \
         a lawyer read the clause. It is never dropped in silence."
    ClauseWeakens "clause-weakens" Warning "an own clause may weaken a core obligation"
        "The words found usually take something away from a commitment. They are a sign, not a verdict: have a lawyer read \
         the clause."
    EuWithoutScc "eu-without-scc" Warning "data of people in the European Union without the EU's clauses beside"
        "The ASEAN model clauses never replace the EU's standard contractual clauses for an export under the GDPR, nor the \
         other way round. Put both side by side: `--with eu-scc`."

    // A transfer register.
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

    // An impact assessment.
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
    OtherTransfer "other-transfer" Error "an assessment belongs to another transfer"
        "The register names the file for one transfer, and the file says that it is about another. Mend one of the two."
    TwoAssessments "two-assessments" Error "a transfer has a second assessment"
        "The register holds the assessment of the transfer or names the file that does, and here is another that nobody reads. \
         Keep one of the two."
    UnusedAssessment "unused-assessment" Warning "no transfer names an assessment"
        "What it found bears on nothing. Name the file under `impact` of its transfer, or take it out of the workspace."
    UnknownTransfer "unknown-transfer" Error "the register has no transfer of that id"
        "A waiver for a transfer that does not exist excuses nothing. `dmf transfer list` shows the ids."
    FileNotFound "file-not-found" Error "a file that is named is not there"
        "Paths are seen from the file that names them."

    // A framework pack or a clause set.
    ObligationNotCarried "obligation-not-carried" Error "no clause carries a core obligation"
        "Each core obligation of a module has to stand in a clause that no option switches off."
    DanglingReference "dangling-reference" Error "a clause refers to one that is not there"
        "References are by id; the one named stands in no clause of this agreement, perhaps because the block that holds \
         it is switched off. Put the reference under the same condition."
    DuplicateId "duplicate-id" Error "an id stands twice"
        "Ids are how answers, transfers, baselines and reports find each other; two things of one id cannot be told apart."
    ReferenceMismatch "reference-mismatch" Error "two files that refer to each other disagree"
        "A transfer names its agreement, and a deal the transfer that it takes its facts from: each has to name the other. The \
         message shows both places."
    UnusedAgreement "unused-agreement" Warning "no transfer uses an agreement"
        "The register is complete only when every agreement in force covers a transfer that it lists. Name the deal in the \
         `agreement` of a transfer, or take it out of the workspace."
    DealContradicts "deal-contradicts-transfer" Warning "a deal says something else than the transfer that it covers"
        "The register and the agreement are both read by others, and only one of them can be true. Mend the one that is \
         wrong, or leave the value out of the deal: it is taken from the transfer then."
    DealDrops "deal-drops-term" Warning "a deal leaves out what the transfer that it covers asks for"
        "A country, a recipient or a measure stands in the register or in the assessment of impact, and the agreement does \
         not have it. Add it, or leave the list out of the deal: it is taken from the transfer then."
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
    BadNumber "bad-number" Error "a number is outside its range"
        "Weights run from 1 to 100, effort from 1 to 250 person-days, shares from 1 to 10000 basis points."
    PrerequisiteCycle "prerequisite-cycle" Error "actions wait for each other in a circle"
        "No order of work could satisfy them. Remove one of the prerequisites that the message lists."
    PrerequisiteOutsideProfile "prerequisite-outside-profile" Error "an action waits for a practice that its profile leaves out"
        "An organisation of that profile could never do the action. Put the prerequisite into the profile, or drop it."
    EmptyText "empty-text" Error "a text that people need is empty"
        "Title, question, reason and level sentences are what an assessor works with; none may be empty."
    NoPractices "no-practices" Error "a building block, profile or component has no practices"
        "Its score could never be anything but nothing."

    // A jurisdiction.
    FactWithoutSource "fact-without-source" Error "a fact of law names no source"
        "Whoever relies on a fact must be able to look where it comes from. Name at least one id of `sources`; the \
         maintainers' own knowledge is a source of the kind `general-knowledge`."
    OverconfidentFact "overconfident-fact" Error "a fact is called sure, but nothing that was read stands behind it"
        "General knowledge and the toolkit's own readings are at most of `medium` confidence. Name the text that was \
         read, or lower the confidence."
    FactContradictsItself "fact-contradicts-itself" Error "a fact gives a time, but its status says that there is none or that it is unknown"
        "A number that stands in a file is used. One that nobody knows must not stand there; one that only a draft \
         gives has the status `draft`."
    UnusedSource "unused-source" Error "no fact rests on a source"
        "A list of sources that nothing uses makes a file look better founded than it is. Name it with a fact, or delete it."
    PackKind "pack-kind" Error "the pack is of another kind than is needed here"
        "For example a crosswalk was named where a framework is due. `dmf framework list` shows the kinds."
}

impl Code {
    /// The code of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Whether it is about the form of a file: with such a mistake in it, nobody knows all that the file says.
    #[must_use]
    pub const fn is_of_form(self) -> bool {
        matches!(
            self,
            Self::EmptyFile
                | Self::InvalidUtf8
                | Self::YamlSyntax
                | Self::TomlSyntax
                | Self::OverLimit
                | Self::DuplicateKey
                | Self::WrongType
                | Self::UnknownKey
                | Self::MissingKey
                | Self::BadValue
                | Self::BadDate
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        for (at, code) in Code::ALL.iter().enumerate() {
            let name = code.as_str();
            assert!(
                name.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{name}"
            );
            assert_eq!(Code::of(name), Some(*code));
            assert!(Code::ALL[..at].iter().all(|other| other.as_str() != name), "{name} stands twice");
        }
    }

    #[test]
    fn every_code_says_what_it_means_and_what_to_do() {
        for code in Code::ALL {
            assert!(!code.summary().ends_with('.'), "{code}: a summary is not a sentence");
            assert!(code.explanation().ends_with('.'), "{code}: an explanation is");
        }
    }
}
