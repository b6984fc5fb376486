//! The codes of this room: what is found in an agreement that comes back, and in what the parties add to one of ours.

code_rows! { ($) review_findings
    ObligationContradicted "obligation-contradicted" Agreement Warning Waivable "the agreement says the opposite"
        "A passage says the opposite of what the obligation asks, or takes it back. Read the passage that the finding names, \
         and strike it or ask for our wording: `dmf mcc show` with the obligation prints it. `--require` makes it fail."
    ObligationAbsent "obligation-absent" Agreement Warning Waivable "no wording for an obligation was found"
        "No passage was recognised that promises it; the nearest ones are named. It is no proof that there is none: read them, \
         and ask for the clause if they do not do. It is a note for what an agreement need not carry. `--require` makes it \
         fail."
    ObligationWeak "obligation-weak" Agreement Warning Waivable "an obligation is there, but limited or incomplete"
        "A passage promises it, but an element is missing, a limit takes from it, or the time is longer than the laws involved \
         leave. The message says which. It is a note for what an agreement need not carry. `--require` makes it fail."
    CoreClauseChanged "core-clause-changed" Agreement Warning Waivable "a clause with a core obligation was touched"
        "The text is our agreement, and in a clause that carries a core obligation words were changed, deleted or added. \
         `dmf mcc redline` shows them one by one. `--fail-on core-clause-changed` makes it fail."
    ClauseChanged "clause-changed" Agreement Note Waivable "a clause of ours was touched"
        "The text is our agreement, and the clause was changed, moved, deleted or added; it carries no core obligation. \
         `--fail-on clause-changed` makes it fail."
    FactDiffers "fact-differs" Agreement Warning Waivable "the agreement and the deal differ in a fact"
        "A party, country, time, amount or law of the deal is another one in the text. Mend whichever is wrong. \
         `--fail-on fact-differs` makes it fail."
    FactNotFound "fact-not-found" Agreement Note Waivable "the agreement does not say a fact of the deal"
        "It was not found where it is looked for: it may stand in another document, or be written otherwise. \
         `--fail-on fact-not-found` makes it fail."
    TextNotRead "text-not-read" Agreement Note Waivable "a part of the agreement was not read"
        "What stands there bears on no verdict. The message says what it is; look at it, or save the file in another way. \
         `--fail-on text-not-read` makes it fail."
    UnseenText "unseen-text" Agreement Warning Waivable "text stands in the agreement that a person does not see"
        "It is hidden, in the colour of the paper, too small, beside the page or the like. Whoever signs has not read it, so it \
         bears on no verdict; the message quotes it and says why it is not seen. Ask the other side to take it out or to show \
         it. `--require` makes it fail, and so does `--fail-on unseen-text`."
    ClauseContradicts "clause-contradicts" Deal Warning Waivable "an own clause or text may contradict an obligation"
        "Parties may add clauses that do not contradict the model clauses. Own clauses and free texts of a deal are judged by \
         the rules that judge an agreement that comes back. What they find is a sign, not a verdict: have a lawyer read the \
         text. It is never dropped in silence."
    ClauseWeakens "clause-weakens" Deal Warning Waivable "an own clause or text may weaken an obligation"
        "What was found usually takes something away from a commitment. It is a sign, not a verdict: have a lawyer read the \
         text."
}
