//! The codes of this room: what can be wrong with a clause set, a deal and the agreement made of them; and what a lawyer
//! should look at in a deal.

code_rows! { ($) agreement_codes
    UnsetValue "unset-value" Error "a value that the agreement needs is not set"
        "A final agreement has no gaps. Set the value in the deal, or render a draft with `--draft`, which shows every gap \
         and lists them at the end."
    UnusedValue "unused-value" Error "a value is set that no clause uses"
        "What is written and does nothing misleads whoever reads the deal. Delete it, or change the choice that would \
         use it."
    ImpossibleChoice "impossible-choice" Error "choices exclude each other"
        "The message names both; one of them has to give."
    ObligationNotCarried "obligation-not-carried" Error "no clause carries a core obligation"
        "Each core obligation of a module has to stand in a clause that no option switches off."
    DanglingReference "dangling-reference" Error "a clause refers to one that is not there"
        "References are by id; the one named stands in no clause of this agreement, perhaps because the block that holds \
         it is switched off. Put the reference under the same condition."
    DealContradicts "deal-contradicts-transfer" Warning "a deal says something else than the transfer that it covers"
        "The register and the agreement are both read by others, and only one of them can be true. Mend the one that is \
         wrong, or leave the value out of the deal: it is taken from the transfer then."
    DealDrops "deal-drops-term" Warning "a deal leaves out what the transfer that it covers asks for"
        "A country, a recipient or a measure stands in the register or in the assessment of impact, and the agreement does \
         not have it. Add it, or leave the list out of the deal: it is taken from the transfer then."
}

code_rows! { ($) agreement_findings
    ScheduleIncomplete "schedule-incomplete" Deal Warning Waivable "the description of the transfer leaves something out"
        "Schedule A has to describe data subjects, data, purposes, destinations and retention, or the commitments that \
         refer to it are empty."
    NoDestination "no-destination" Deal Warning Waivable "no country of destination is named"
        "Where Singapore's law applies to the exporter, a contract that is relied on for a transfer must name the \
         countries to which the data may go."
    EuWithoutScc "eu-without-scc" Deal Warning Waivable "data of people in the European Union without the EU's clauses beside"
        "The ASEAN model clauses never replace the EU's standard contractual clauses for an export under the GDPR, nor the \
         other way round. Put both side by side: `--with eu-scc`."
    SameCountry "same-country" Deal Warning Waivable "both parties are in one country"
        "A transfer crosses a border. Where both parties are in one country, either a country is wrong or the agreement is: \
         the ASEAN model clauses are for data that leaves."
    DestinationUnlikely "destination-unlikely" Deal Warning Waivable "the data is not said to go where the importer is"
        "Who can reach data from a country has it there. The importer's country belongs among the destinations, unless the \
         importer never sees the data; then say so in a waiver."
    PartiesAlike "parties-alike" Deal Warning Waivable "two companies of an agreement are one"
        "The parties, and each recipient beside them, are companies of their own. What they share here is a slip of copying."
    LawOfAnotherCountry "law-of-another-country" Deal Warning Waivable "a law or a legal basis is not of the country that it is said for"
        "Each party is bound by the law of its own country, and the data leaves on a basis of the exporter's law. `none` is \
         right only where a country has no general law."
    GoverningLawUnclear "governing-law-unclear" Deal Warning Waivable "the governing law is no law that a court would know"
        "It stands in the sentence `is governed by …`: write the law of a country, not the country."
    ForumUnclear "forum-unclear" Deal Warning Waivable "the place or the rules of disputes cannot be found or do not fit"
        "A court or a seat needs a place that exists, and a court one that has to do with the agreement; rules of arbitration \
         are named by their title. Places are known by country and larger cities: add the country to a smaller one."
    DatesOutOfOrder "dates-out-of-order" Deal Warning Waivable "days of a deal are not in an order that makes sense"
        "An agreement is made, the transfer starts, it is reviewed within a year, and it ends."
    PeriodUnlikely "period-unlikely" Deal Warning Waivable "a time is none, or longer than anybody would grant"
        "A time without an end, a time that contradicts another clause, and one far outside what is usual all leave an \
         individual without what the clause promises. What is usual stands in `consistency.toml` of the clause set."
    LimitsUnclear "limits-unclear" Deal Warning Waivable "a limit of liability is no amount, next to nothing, or that of no agreement"
        "A court has to be able to apply it, and it has to leave something."
    SpecialDataOrdinary "special-data-as-ordinary" Deal Warning Waivable "data that weighs more stands among ordinary data"
        "Health, biometric data and the like are known by their words, and by what the exporter's law counts among sensitive \
         data. Named in `transfer.sensitive` they get their own safeguards."
    SensitiveUnprotected "sensitive-unprotected" Deal Warning Waivable "sensitive data is transferred and nothing is done for it"
        "The clause on sensitive data and at least one safeguard belong to it."
    PlaceholderValue "placeholder-value" Deal Warning Waivable "a value says that nothing is said yet"
        "`to be confirmed` and the like would stand in the agreement as if they were agreed, and `best efforts` names no measure."
    ScopeTooWide "scope-too-wide" Deal Warning Waivable "a purpose, a way to process, data or people that limit nothing"
        "What may be done, with which data and of whom is limited by schedule A, and by nothing if it holds for everything."
    ClauseInName "clause-in-name" Deal Warning Waivable "a clause stands where a name belongs"
        "Titles, names and places go into sentences of the agreement as they are. What commands there is a clause that \
         nobody reviews."
    AssessmentNotNamed "assessment-not-named" Deal Warning Waivable "the agreement rests on an assessment that is not named"
        "The clause on law and practice at the destination is worth what the assessment behind it is worth."
    RequestDaysTooLong "request-days-too-long" Deal Warning Waivable "requests are answered later than the law allows"
        "The shortest time that the law of the exporter gives for an answer binds, and between controllers that of the \
         importer as well."
    OfficerMissing "officer-missing" Deal Warning Waivable "a party names no data protection officer where its law asks for one"
        "Where the law asks everyone, it warns; where it asks some, it notes for whom."
    LanguageDuty "language-duty" Deal Warning Waivable "the law of a party wants the agreement in its language"
        "A contract in the wrong language can be void there. Have a version made and name it in `options.languages`."
    FilingUnwatched "filing-unwatched" Deal Warning Waivable "the law asks for a filing, and no register watches over it"
        "The agreement alone does not let the data go. A transfer of a register that is named in `transfer.id` is held \
         against what was filed and when."
    RemediesMissing "remedies-missing" Deal Warning Waivable "the exporter's law wants remedies of individuals, and the agreement gives none"
        "Where a contract is a safeguard only with enforceable rights and remedies, the block `individual-remedies` carries \
         them."
    LawNotKnown "law-not-known" Deal Note Waivable "what a law asks of the agreement is not known here"
        "The files of the jurisdictions say what was looked for and not found. Nothing that is not known is taken for leave."
}
