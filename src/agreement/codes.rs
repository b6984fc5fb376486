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
}
