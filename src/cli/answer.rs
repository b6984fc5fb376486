//! `dmf answer`: the questionnaire. Every answer is in the file before the next question is asked.

use std::{
    io::{self, BufRead},
    path::Path,
    sync::Arc,
};

use dmf::{
    assessment::{EvidenceState, State},
    framework::{Framework, PracticeId},
    ops::{Reading, Scored},
    report,
    worksheet::{
        self, Entry,
        dialogue::{self, Command, HELP},
    },
};

use super::{
    Failure, Outcome, args,
    context::{Context, bytes, unknown},
    output, write,
};

pub(crate) fn run(args: &args::Answer, context: &mut Context) -> Result<Outcome, Failure> {
    if args.file == Path::new("-") {
        return Err(Failure::Usage("answers are written into the file, so it cannot be the standard input".to_owned()));
    }
    context.open(&args.file)?;
    let scored = context.session.score(&args.file, &Reading::default())?;
    let sheet = Sheet { file: &args.file, framework: Arc::clone(&scored.framework) };
    let said = said(args, &scored.framework)?;
    if !said.is_empty() {
        return at_once(&sheet, &said);
    }
    let queue = queue(args, &scored)?;
    if queue.is_empty() {
        return output::put(b"nothing to ask: no practice is of that kind\n", None, false);
    }
    let mut asker = asker(args.plain, context)?;
    let told = converse(&sheet, &scored, &queue, &mut *asker)?;
    output::put(told.as_bytes(), None, false)
}

/// A worksheet that is being answered.
struct Sheet<'a> {
    file: &'a Path,
    framework: Arc<Framework>,
}

impl Sheet<'_> {
    /// The text as it is now: somebody may have it open in an editor.
    fn text(&self) -> Result<String, Failure> {
        String::from_utf8(bytes(self.file)?).map_err(|_| self.broken())
    }

    fn broken(&self) -> Failure {
        let file = self.file.display();
        Failure::World(anyhow::anyhow!(
            "`{file}` was changed meanwhile and cannot be read any more; `dmf assess {file}` says why"
        ))
    }

    /// The answers as they are now.
    fn entries(&self) -> Result<Vec<(String, Entry)>, Failure> {
        worksheet::entries(&self.text()?).ok_or_else(|| self.broken())
    }

    fn entry(&self, practice: PracticeId) -> Result<Entry, Failure> {
        let id = &self.framework[practice].id;
        Ok(self.entries()?.into_iter().find(|(known, _)| known == id).map(|(_, entry)| entry).unwrap_or_default())
    }

    /// Puts an answer into the file, whole or not at all.
    fn save(&self, practice: PracticeId, entry: &Entry) -> Result<(), Failure> {
        let claim = write::Claim::to_change(self.file)?;
        let (text, order) = (self.text()?, self.order());
        let text = worksheet::set(&text, &order, &self.framework[practice].id, entry)?;
        Ok(claim.put(text.as_bytes(), write::Output::Replace, write::Until::OnDisk)?)
    }

    fn order(&self) -> Vec<&str> {
        self.framework.practices.iter().map(|practice| practice.id.as_str()).collect()
    }
}

/// What was said on the command line, in an order in which it can be done.
fn said(args: &args::Answer, framework: &Framework) -> Result<Vec<(PracticeId, Command)>, Failure> {
    let known: Vec<&str> = framework.practices.iter().map(|practice| practice.id.as_str()).collect();
    let practice = |id: &str| {
        let found = framework.practice(id).or_else(|| framework.practice(&id.to_uppercase()));
        found.ok_or_else(|| unknown("practice", id, &known))
    };
    let mut said = Vec::new();
    for (id, word) in &args.set {
        let levels: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
        let level = framework.level(word).ok_or_else(|| unknown("level", word, &levels))?;
        said.push((practice(id)?, Command::Level(level)));
    }
    for (id, reason) in &args.not_applicable {
        if reason.is_empty() {
            return Err(Failure::Usage(format!("`--not-applicable {id}=` lacks the reason")));
        }
        said.push((practice(id)?, Command::NotApplicable(Some(reason.clone()))));
    }
    for (id, words) in &args.evidence {
        let record =
            dialogue::record(words).map_err(|message| Failure::Usage(format!("`--evidence {id}`: {message}")))?;
        said.push((practice(id)?, Command::Evidence(Some(record))));
    }
    for (id, words) in &args.note {
        said.push((practice(id)?, Command::Note(Some(words.clone()))));
    }
    Ok(said)
}

/// All or nothing, and one write.
fn at_once(sheet: &Sheet<'_>, said: &[(PracticeId, Command)]) -> Result<Outcome, Failure> {
    let claim = write::Claim::to_change(sheet.file)?;
    let (mut text, order) = (sheet.text()?, sheet.order());
    let mut told = String::new();
    for (practice, command) in said {
        let id = &sheet.framework[*practice].id;
        let entries = worksheet::entries(&text).ok_or_else(|| sheet.broken())?;
        let old = entries.into_iter().find(|(known, _)| known == id).map(|(_, entry)| entry).unwrap_or_default();
        let new = dialogue::changed(&old, command, &sheet.framework);
        let new = new.map_err(|message| Failure::Usage(format!("{id}: {message}")))?.unwrap_or_default();
        text = worksheet::set(&text, &order, id, &new)?;
        told.push_str(&format!("{id}  {}\n", state(&new, &sheet.framework)));
    }
    claim.put(text.as_bytes(), write::Output::Replace, write::Until::OnDisk)?;
    output::put(told.as_bytes(), None, false)
}

/// The practices to ask, in order.
fn queue(args: &args::Answer, scored: &Scored) -> Result<Vec<PracticeId>, Failure> {
    let framework = &scored.framework;
    let mut wanted = vec![args.only.is_empty(); framework.practices.len()];
    for word in &args.only {
        let upper = word.to_uppercase();
        if let Some(practice) = framework.practice(&upper).or_else(|| framework.practice(word)) {
            wanted[practice.0] = true;
        } else if let Some(block) = framework.blocks.iter().find(|block| block.id.eq_ignore_ascii_case(word)) {
            wanted[block.practices.clone()].fill(true);
        } else {
            let blocks = framework.blocks.iter().map(|block| block.id.as_str());
            let known: Vec<&str> = blocks.chain(framework.practices.iter().map(|one| one.id.as_str())).collect();
            return Err(unknown("building block or practice", word, &known));
        }
    }
    let asked = scored.scorecard.practices.iter().filter(|one| wanted[one.practice.0]);
    let asked = asked.filter(|one| match (args.unanswered, args.stale) {
        (false, false) => true,
        (unanswered, stale) => {
            unanswered && one.state == State::NotAssessed || stale && one.evidence == EvidenceState::Expired
        }
    });
    Ok(asked.map(|one| one.practice).collect())
}

/// One who asks.
trait Ask {
    /// Shows text; `anew` begins a page where there are pages.
    fn show(&mut self, text: &str, anew: bool) -> Result<(), Failure>;
    /// What was typed; nothing when nobody answers any more.
    fn ask(&mut self, question: &str, help: &str) -> Result<Option<String>, Failure>;
    /// Whether evidence and note are asked for after a level.
    fn follows_up(&self) -> bool;
    fn width(&self) -> usize;
    /// Whether there is room for empty lines.
    fn roomy(&self) -> bool;
}

fn asker(plain: bool, context: &Context) -> Result<Box<dyn Ask>, Failure> {
    let width = context.style(false).width.min(100);
    if plain {
        return Ok(Box::new(Lines { width }));
    }
    #[cfg(feature = "interactive")]
    if super::prompt::possible() {
        return Ok(Box::new(super::prompt::Terminal::new(width)));
    }
    let message = "questions are asked on a terminal, and here is none; answer with `--set GOV-01=established`, or line by \
                   line with `--plain`";
    Err(Failure::Usage(message.to_owned()))
}

/// Plain lines, one way and the other.
struct Lines {
    width: usize,
}

impl Ask for Lines {
    fn show(&mut self, text: &str, _: bool) -> Result<(), Failure> {
        output::put(format!("{text}\n").as_bytes(), None, false).map(drop)
    }

    fn ask(&mut self, question: &str, _: &str) -> Result<Option<String>, Failure> {
        output::put(format!("{question} ").as_bytes(), None, false)?;
        let mut line = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut line)?;
        // A line without an end was cut off in the middle: nobody meant it so.
        if !line.ends_with(b"\n") {
            output::put(b"\n", None, false)?;
            return Ok(None);
        }
        String::from_utf8(line).map(Some).map_err(|_| Failure::Usage("what was typed is not UTF-8".to_owned()))
    }

    fn follows_up(&self) -> bool {
        false
    }

    fn width(&self) -> usize {
        self.width
    }

    fn roomy(&self) -> bool {
        true
    }
}

#[cfg(feature = "interactive")]
impl Ask for super::prompt::Terminal {
    fn show(&mut self, text: &str, anew: bool) -> Result<(), Failure> {
        output::complain(&format!("{}{text}", if anew { Self::clear() } else { "" }));
        Ok(())
    }

    fn ask(&mut self, question: &str, help: &str) -> Result<Option<String>, Failure> {
        Self::line(question, help)
    }

    fn follows_up(&self) -> bool {
        true
    }

    fn width(&self) -> usize {
        self.width
    }

    fn roomy(&self) -> bool {
        Self::roomy()
    }
}

/// What is told above a question on a terminal.
const KEYS: &str = "0-4 · Enter skips · x n/a · e evidence · n note · b back · j ID · ? · q stop";

/// Asks one practice after the other, until there is none left or nobody answers. Comes back with what to tell at the end.
fn converse(sheet: &Sheet<'_>, scored: &Scored, queue: &[PracticeId], asker: &mut dyn Ask) -> Result<String, Failure> {
    let unanswered = |practice: &PracticeId| sheet.entry(*practice).map(|entry| entry.is_empty());
    let mut at = 0;
    for (place, practice) in queue.iter().enumerate() {
        if unanswered(practice)? {
            at = place;
            break;
        }
    }
    'practices: while let Some(practice) = queue.get(at).copied() {
        asker.show(&page(sheet, scored, queue, at, asker)?, true)?;
        loop {
            let id = &sheet.framework[practice].id;
            let Some(typed) = asker.ask(&format!("{id}:"), KEYS)? else { break 'practices };
            let command = match dialogue::command(&typed, &sheet.framework) {
                Ok(command) => command,
                Err(message) => {
                    asker.show(&report::wrap(&report::visible(&message), asker.width(), ""), false)?;
                    continue;
                }
            };
            match command {
                Command::Stop => break 'practices,
                Command::Next => at += 1,
                Command::Back => at = at.saturating_sub(1),
                Command::Jump(to) => {
                    if let Some(place) = queue.iter().position(|one| *one == to) {
                        at = place;
                    } else {
                        asker.show(&format!("{} is not asked here", sheet.framework[to].id), false)?;
                        continue;
                    }
                }
                Command::Explain => {
                    asker.show(&more(&sheet.framework, practice, asker.width()), false)?;
                    continue;
                }
                command => {
                    let level = matches!(command, Command::Level(_) | Command::NotApplicable(_));
                    let Some(command) = completed(command, asker)? else { continue };
                    let saved = save(sheet, practice, &command, asker)?;
                    if !(saved && level && asker.follows_up()) {
                        continue;
                    }
                    if matches!(command, Command::Level(_)) {
                        follow_up(sheet, practice, asker)?;
                    }
                    at += 1;
                }
            }
            continue 'practices;
        }
    }
    ending(sheet, scored)
}

/// A command with the words that it lacked. Nothing when they were not given.
fn completed(command: Command, asker: &mut dyn Ask) -> Result<Option<Command>, Failure> {
    let question = match command {
        Command::NotApplicable(None) => "Why does it not apply here?",
        Command::Evidence(None) => "What shows it?",
        Command::Note(None) => "Note:",
        whole => return Ok(Some(whole)),
    };
    let help = if matches!(command, Command::Evidence(_)) {
        "what | where | valid from | until, as far as you know; Enter for nothing"
    } else {
        "Enter leaves it as it is"
    };
    loop {
        let Some(words) = asker.ask(question, help)?.map(|words| words.trim().to_owned()) else { return Ok(None) };
        if words.is_empty() {
            return Ok(None);
        }
        return Ok(Some(match command {
            Command::NotApplicable(_) => Command::NotApplicable(Some(words)),
            Command::Note(_) => Command::Note(Some(if words == "-" { String::new() } else { words })),
            _ => match dialogue::record(&words) {
                Ok(record) => Command::Evidence(Some(record)),
                Err(message) => {
                    asker.show(&report::visible(&message), false)?;
                    continue;
                }
            },
        }));
    }
}

/// Whether anything was saved.
fn save(sheet: &Sheet<'_>, practice: PracticeId, command: &Command, asker: &mut dyn Ask) -> Result<bool, Failure> {
    match dialogue::changed(&sheet.entry(practice)?, command, &sheet.framework) {
        Ok(Some(new)) => {
            sheet.save(practice, &new)?;
            let told = format!("saved: {}", state(&new, &sheet.framework));
            asker.show(&report::wrap(&told, asker.width(), "  "), false)?;
            Ok(true)
        }
        Ok(None) => Ok(false),
        Err(message) => {
            asker.show(&message, false)?;
            Ok(false)
        }
    }
}

/// What backs the level, and what is worth knowing about it.
fn follow_up(sheet: &Sheet<'_>, practice: PracticeId, asker: &mut dyn Ask) -> Result<(), Failure> {
    let entry = sheet.entry(practice)?;
    let level = entry.level.as_deref().and_then(|word| sheet.framework.level(word)).unwrap_or(0);
    if level > 0 && entry.evidence.is_empty() {
        let shown = sheet.framework[practice].evidence.iter().find(|evidence| evidence.shows >= level);
        if let Some(shown) = shown {
            asker.show(&report::wrap(&format!("Would show it: {}", shown.what), asker.width(), "  "), false)?;
        }
        if let Some(command) = completed(Command::Evidence(None), asker)? {
            save(sheet, practice, &command, asker)?;
        }
    }
    if entry.note.is_none()
        && let Some(command) = completed(Command::Note(None), asker)?
    {
        save(sheet, practice, &command, asker)?;
    }
    Ok(())
}

/// The page of a practice.
fn page(
    sheet: &Sheet<'_>,
    scored: &Scored,
    queue: &[PracticeId],
    at: usize,
    asker: &dyn Ask,
) -> Result<String, Failure> {
    let framework = &sheet.framework;
    let practice = &framework[queue[at]];
    let entry = sheet.entry(queue[at])?;
    let (done, all) = answered(sheet, scored)?;
    let width = asker.width();
    let key = if practice.key { " (key)" } else { "" };
    let gap = if asker.roomy() { "\n" } else { "" };
    let filled = 10 * done / all.max(1);
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(10 - filled));
    let block = &framework.blocks[practice.block];
    let mut text = format!(
        "{}\n{bar} {done} of {all} answered · {} of {} here · {}\n{gap}{}\n{gap}",
        report::wrap(&format!("{}  {}{key}", practice.id, practice.title), width, "        "),
        at + 1,
        queue.len(),
        block.title,
        report::wrap(&practice.question, width, ""),
    );
    let now = entry.level.as_deref().and_then(|word| framework.level(word));
    let names = framework.levels.iter().map(|level| level.id.len()).max().unwrap_or(0);
    for (number, level) in framework.levels.iter().enumerate() {
        let mark = if now.map(usize::from) == Some(number) { '▸' } else { ' ' };
        let line = format!("{mark}{number} {:names$}  {}", level.id, practice.levels[number]);
        let begin = names + 5;
        // The name is padded, so the words behind it are wrapped by themselves.
        let words = report::wrap(&practice.levels[number], width.saturating_sub(begin).max(20), "");
        let mut rows = words.lines();
        let first = rows.next().unwrap_or_default();
        text.push_str(&format!("{}{first}\n", line.chars().take(begin).collect::<String>()));
        for row in rows {
            text.push_str(&format!("{}{row}\n", " ".repeat(begin)));
        }
    }
    if !entry.is_empty() {
        text.push_str(&format!("{gap}{}\n", report::wrap(&format!("Now: {}", state(&entry, framework)), width, "  ")));
    }
    Ok(text.trim_end().to_owned())
}

/// An answer in a line.
fn state(entry: &Entry, framework: &Framework) -> String {
    let mut words = match (&entry.level, &entry.not_applicable) {
        (Some(word), _) => framework
            .level(word)
            .map_or(word.clone(), |level| format!("{level} {}", framework.levels[usize::from(level)].id)),
        (None, Some(reason)) => format!("does not apply: {reason}"),
        (None, None) => "not answered".to_owned(),
    };
    for record in &entry.evidence {
        let until = record.expires.as_ref().map_or(String::new(), |day| format!(" (until {day})"));
        let shows = record.shows.as_ref().map_or(String::new(), |level| format!(" (shows {level})"));
        words.push_str(&format!(" · shown by {}{until}{shows}", record.what));
    }
    if let Some(note) = &entry.note {
        words.push_str(&format!(" · note: {note}"));
    }
    report::visible(&words)
}

/// Why it matters, what shows it, and what can be typed.
fn more(framework: &Framework, practice: PracticeId, width: usize) -> String {
    let practice = &framework[practice];
    let mut lines = vec![report::wrap(&practice.why, width, "")];
    for evidence in &practice.evidence {
        let level = &framework.levels[usize::from(evidence.shows)].id;
        lines.push(report::wrap(&format!("· {} (shows {level})", evidence.what), width, "  "));
    }
    lines.push(String::new());
    lines.extend(HELP.iter().map(|line| report::wrap(line, width, "    ")));
    lines.join("\n")
}

/// How many practices are answered, of how many that are asked.
fn answered(sheet: &Sheet<'_>, scored: &Scored) -> Result<(usize, usize), Failure> {
    let entries = sheet.entries()?;
    let asked = &scored.scorecard.practices;
    let has = |practice: PracticeId| {
        entries.iter().any(|(id, entry)| *id == sheet.framework[practice].id && !entry.is_empty())
    };
    Ok((asked.iter().filter(|one| has(one.practice)).count(), asked.len()))
}

fn ending(sheet: &Sheet<'_>, scored: &Scored) -> Result<String, Failure> {
    let file = sheet.file.display();
    let (done, all) = answered(sheet, scored)?;
    let mut text = format!("\n{done} of {all} practices are answered; all is saved in {file}.\n\nNext:\n");
    if done < all {
        text.push_str(&format!("  dmf answer {file}    go on\n"));
    }
    text.push_str(&format!("  dmf assess {file}    see the scores\n  dmf plan {file}      see what to do next\n"));
    Ok(text)
}
