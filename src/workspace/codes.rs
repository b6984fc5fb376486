//! The codes of this room: what can be wrong with `dmf.toml`, and between files that refer to each other.

code_rows! { ($) workspace_codes
    GateWithoutBaseline "gate-without-baseline" Error "regressions are to fail, but there is nothing to hold answers against"
        "A gate that can never fail is worse than none. Give `baseline` in `[gate]` a file or `git:REVISION`, or give \
         `--baseline`."
    NothingToCheck "nothing-to-check" Error "no file of the workspace is known"
        "Nothing was checked, so nothing passed. Files are looked for at the usual places (`org.yaml`, `assessments/`, \
         `transfers.yaml`, `deal.yaml`, `deals/`, `impacts/`), or where `assessments`, `transfers`, `deals` and `impacts` of \
         `dmf.toml` say."
    UnknownOrganisation "unknown-organisation" Warning "a weight is given to an organisation that is not there"
        "Weights of a portfolio go by the names that organisations give themselves in their worksheets. A misspelt one \
         leaves its organisation with the weight 1."
    UnknownRole "unknown-role" Error "no role of that id"
        "Roles do the work of a plan. `dmf framework show` lists them with their usual capacity."
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
    OutsideWorkspace "outside-workspace" Error "a reference leads out of the workspace"
        "What files name is read inside the git repository, or inside the folder of `dmf.toml` where there is none: a file from \
         elsewhere could otherwise be read out to whoever sees the log. Nothing of it was read. Move it, or list its folder \
         under `outside` in `dmf.toml`."
    ReferenceMismatch "reference-mismatch" Error "two files that refer to each other disagree"
        "A transfer names its agreement, and a deal the transfer that it takes its facts from: each has to name the other. The \
         message shows both places."
    UnusedAgreement "unused-agreement" Warning "no transfer uses an agreement"
        "The register is complete only when every agreement in force covers a transfer that it lists. Name the deal in the \
         `agreement` of a transfer, or take it out of the workspace."
}

code_rows! { ($) workspace_findings
    AgreementWithoutTransfer "agreement-without-transfer" Transfer Warning Waivable "no transfer uses an agreement"
        "A deal of the workspace is named by no transfer of its registers. Name it under `agreement` of the transfer that it \
         covers, or delete it."
}
