//! `dmf explain`: what a word means.

use std::path::Path;

use dmf::{diag::Code, framework, gate::FindingCode, report, report::Answer};

use super::{
    Failure, Outcome, args,
    context::{Context, unknown},
    impact, output,
};

pub(crate) fn run(args: &args::Explain, context: &mut Context) -> Result<Outcome, Failure> {
    let Some(word) = &args.word else { return codes() };
    if let Some(code) = Code::of(word) {
        let width = context.style(false).width;
        let text = format!(
            "{}\n\n{}\n",
            report::wrap(&format!("{}: {code}: {}", code.severity(), code.summary()), width, ""),
            report::wrap(code.explanation(), width, "")
        );
        return output::put(text.as_bytes(), None, false);
    }
    if let Some(code) = FindingCode::of(word) {
        let width = context.style(false).width;
        let text = format!("finding: {code}: {}\n\n{}\n", code.summary(), report::wrap(code.explanation(), width, ""));
        return output::put(text.as_bytes(), None, false);
    }
    context.open(Path::new("."))?;
    if let Some(text) = impact::explain(word, context)? {
        return output::put(text.as_bytes(), None, false);
    }
    let framework = context.framework("asean-dmf")?.ok_or(Failure::Data)?;
    let plain = args::Output { format: None, file: None, force: false };
    if let Some(practice) = framework.practice(word).or_else(|| framework.practice(&word.to_uppercase())) {
        let crosswalks = context.crosswalks()?;
        let view = framework::practice_view(&framework, practice, &crosswalks);
        return output::answer(&Answer::Practice(Box::new(view)), &plain, true, context);
    }
    let level = framework.levels.iter().find(|level| level.id.eq_ignore_ascii_case(word));
    let block = framework.blocks.iter().find(|block| block.id.eq_ignore_ascii_case(word));
    let role = framework.roles.iter().find(|role| role.id.eq_ignore_ascii_case(word));
    let text = match (level, block, role) {
        (Some(level), _, _) => format!("level: {}: {}\n", level.title, level.meaning),
        (_, Some(block), _) => format!("building block: {} {}\n\n{}\n", block.id, block.title, block.summary),
        (_, _, Some(role)) => format!("role: {}: {}\n", role.id, role.title),
        _ => {
            let practices = framework.practices.iter().map(|practice| practice.id.as_str());
            let levels = framework.levels.iter().map(|level| level.id.as_str());
            let findings = FindingCode::ALL.iter().map(|code| code.as_str());
            let codes = Code::ALL.iter().map(|code| code.as_str()).chain(findings);
            let known: Vec<&str> = codes.chain(levels).chain(practices).collect();
            return Err(match unknown("code, practice, block, level or role", word, &known) {
                Failure::Usage(message) if message.contains("known:") => Failure::Usage(format!(
                    "there is no code, practice, block, level or role `{word}`; `dmf explain` lists the codes"
                )),
                other => other,
            });
        }
    };
    output::put(text.as_bytes(), None, false)
}

fn codes() -> Result<Outcome, Failure> {
    let findings = FindingCode::ALL.iter().map(|code| (code.as_str(), code.summary()));
    let codes = Code::ALL.iter().map(|code| (code.as_str(), code.summary()));
    let all: Vec<(&str, &str)> = codes.chain(findings).collect();
    let width = all.iter().map(|(code, _)| code.len()).max().unwrap_or(0);
    let lines: Vec<String> = all.iter().map(|(code, summary)| format!("{code:width$}  {summary}\n")).collect();
    output::put(lines.concat().as_bytes(), None, false)
}
