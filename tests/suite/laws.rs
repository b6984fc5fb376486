//! What holds for every framework and every answer: frameworks and worksheets are made up at random, written as files,
//! and read through the library's own front door.

use std::fmt::Write;

use dmf::{
    assessment::{self, Answer, Assessment, Basis, Figures, RawAssessment, Scorecard},
    diag::{self, Sink},
    framework::{self, Component, Confidence, Framework, PracticeId, ProfileId, View},
    load::{PackFile, decode, decode_often},
    remediation::{self, Capacity, Plan},
    source::Sources,
};
use jiff::{ToSpan, civil::Date};
use proptest::{prelude::*, sample::Index};

use crate::harness::Folder;

/// A framework as drawn: everything is taken modulo what there is.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    levels: usize,
    reach_share: u32,
    blocks: Vec<u32>,
    roles: Vec<u32>,
    practices: Vec<Practice>,
}

#[derive(Debug, Clone)]
pub(crate) struct Practice {
    block: Index,
    weight: u32,
    key: bool,
    small: bool,
    step: Index,
    role: Index,
    effort: Vec<u32>,
    /// For an action, an earlier practice and a level of it.
    needs: Vec<(Index, Index, Index)>,
}

/// An answer as drawn.
#[derive(Debug, Clone)]
pub(crate) enum Said {
    Nothing,
    Level(Index, Vec<Proof>),
    NotApplicable,
}

#[derive(Debug, Clone)]
pub(crate) struct Proof {
    from: Option<i32>,
    to: Option<i32>,
    shows: Option<Index>,
}

pub(crate) fn today() -> Date {
    jiff::civil::date(2026, 11, 24)
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let practice = (
        any::<Index>(),
        1..=100_u32,
        any::<bool>(),
        any::<bool>(),
        any::<Index>(),
        any::<Index>(),
        prop::collection::vec(1..=40_u32, 5),
        prop::collection::vec((any::<Index>(), any::<Index>(), any::<Index>()), 0..3),
    )
        .prop_map(|(block, weight, key, small, step, role, effort, needs)| Practice {
            block,
            weight,
            key,
            small,
            step,
            role,
            effort,
            needs,
        });
    (
        2..=6_usize,
        1..=10_000_u32,
        prop::collection::vec(1..=100_u32, 1..4),
        prop::collection::vec(1..=30_u32, 1..4),
        prop::collection::vec(practice, 1..10),
    )
        .prop_map(|(levels, reach_share, blocks, roles, practices)| Drawn {
            levels,
            reach_share,
            blocks,
            roles,
            practices,
        })
}

fn said() -> impl Strategy<Value = Said> {
    let day = || prop::option::of(-400..400_i32);
    let proof =
        (day(), day(), prop::option::of(any::<Index>())).prop_map(|(from, to, shows)| Proof { from, to, shows });
    prop_oneof![
        1 => Just(Said::Nothing),
        1 => Just(Said::NotApplicable),
        6 => (any::<Index>(), prop::collection::vec(proof, 0..3)).prop_map(|(level, proofs)| Said::Level(level, proofs)),
    ]
}

/// A framework with an answer for each practice.
pub(crate) fn both() -> impl Strategy<Value = (Drawn, Vec<Said>)> {
    drawn().prop_flat_map(|drawn| {
        let count = drawn.practices.len();
        (Just(drawn), prop::collection::vec(said(), count))
    })
}

impl Drawn {
    fn id(&self, at: usize) -> String {
        format!("{}-{at:02}", self.block(at))
    }

    /// Every block gets a practice: the first ones go round.
    fn block(&self, at: usize) -> String {
        let blocks = self.blocks.len().min(self.practices.len());
        let block = if at < blocks { at } else { self.practices[at].block.index(blocks) };
        format!("B{block}")
    }

    /// The first practice is in both profiles, so that neither is empty.
    fn small(&self, at: usize) -> bool {
        at == 0 || self.practices[at].small
    }

    /// The files of the pack.
    fn files(&self) -> Vec<(String, String)> {
        let pack = "id = 'drawn'\nkind = 'framework'\ntitle = 'Drawn'\nversion = '1.0.0'\nas_of = 2026-01-01\n\
                    licence = 'none'\nstatement = 'Drawn at random.'\n";
        let mut method = String::new();
        for level in 0..self.levels {
            let _ = write!(
                method,
                "[[levels]]\nid = 'l{level}'\nnumber = {level}\ntitle = 'Level {level}'\nmeaning = 'So much.'\n"
            );
        }
        let _ = writeln!(method, "[scoring]\nreach_share = {}", self.reach_share);
        for profile in ["large", "small"] {
            let target = self.levels - 1;
            let _ = write!(
                method,
                "[[profiles]]\nid = '{profile}'\ntitle = '{profile}'\ntarget = 'l{target}'\nsummary = 'Some.'\n"
            );
        }
        for (at, capacity) in self.roles.iter().enumerate() {
            let _ = write!(
                method,
                "[[roles]]\nid = 'r{at}'\ntitle = 'Role {at}'\ncapacity = {{ large = {capacity}, small = 1 }}\n"
            );
        }
        let mut blocks = String::new();
        for (at, weight) in self.blocks.iter().take(self.practices.len()).enumerate() {
            let _ = write!(blocks, "[[blocks]]\nid = 'B{at}'\ntitle = 'Block'\nweight = {weight}\nsummary = 'Some.'\n");
        }
        let mut files = vec![
            ("pack.toml".to_owned(), pack.to_owned()),
            ("method.toml".to_owned(), method),
            ("blocks.toml".to_owned(), blocks),
        ];
        files
            .extend((0..self.practices.len()).map(|at| (format!("practices/{}.yaml", self.id(at)), self.practice(at))));
        files
    }

    fn practice(&self, at: usize) -> String {
        let practice = &self.practices[at];
        let steps = ["initiate", "assess", "implement", "review"];
        let profiles = if self.small(at) { "[large, small]" } else { "[large]" };
        let mut text = format!(
            "id: {}\ntitle: Practice\nblock: {}\nstep: {}\nquestion: Is it?\nwhy: Because.\nweight: {}\nkey: {}\n\
             profiles: {profiles}\nlevels:\n",
            self.id(at),
            self.block(at),
            steps[practice.step.index(steps.len())],
            practice.weight,
            practice.key,
        );
        for level in 0..self.levels {
            let _ = writeln!(text, "  l{level}: So much is done.");
        }
        text.push_str("evidence: []\nactions:\n");
        for level in 1..self.levels {
            let effort = practice.effort[level - 1];
            let role = practice.role.index(self.roles.len());
            let _ = write!(
                text,
                "  l{level}:\n    do: Do it.\n    role: r{role}\n    effort: {{ large: {effort}, small: {effort} }}\n"
            );
            // Only earlier practices, so that there is no circle, and only such as the same profiles ask.
            let mut needs: Vec<(usize, usize)> = Vec::new();
            for (action, other, need) in &practice.needs {
                if at > 0 && action.index(self.levels - 1) + 1 == level {
                    let other = other.index(at);
                    if (self.small(other) || !self.small(at)) && needs.iter().all(|(known, _)| *known != other) {
                        needs.push((other, need.index(self.levels - 1) + 1));
                    }
                }
            }
            if !needs.is_empty() {
                let needs: Vec<String> =
                    needs.iter().map(|(other, level)| format!("{}: l{level}", self.id(*other))).collect();
                let _ = writeln!(text, "    needs: {{ {} }}", needs.join(", "));
            }
        }
        text
    }

    /// The framework as the library reads it.
    pub(crate) fn framework(&self) -> Framework {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let files: Vec<PackFile> = self
            .files()
            .into_iter()
            .map(|(name, text)| PackFile { source: sources.add(name.clone(), text), name })
            .collect();
        framework::validate(&files, &sources, &mut sink).unwrap_or_else(|| panic!("{}", told(&sink, &sources)))
    }

    /// A worksheet with these answers, in the order of `order`.
    fn worksheet(&self, said: &[Said], profile: &str, order: &[usize]) -> String {
        let mut text = format!(
            "framework: drawn\norganisation: {{ name: Drawn, country: SG, profile: {profile} }}\nanswers:\n  {{\n"
        );
        for at in order {
            let id = self.id(*at);
            match &said[*at] {
                Said::Nothing => {}
                Said::NotApplicable => {
                    let _ = writeln!(text, "    {id}: {{ not_applicable: For a reason }},");
                }
                Said::Level(level, proofs) => {
                    let proofs: Vec<String> = proofs.iter().map(|proof| proof.text(self.levels)).collect();
                    let level = level.index(self.levels);
                    let _ = writeln!(text, "    {id}: {{ level: {level}, evidence: [{}] }},", proofs.join(", "));
                }
            }
        }
        text + "  }\n"
    }

    /// The worksheet as the library reads it.
    pub(crate) fn assessment(
        &self,
        framework: &Framework,
        said: &[Said],
        profile: &str,
        order: &[usize],
    ) -> Assessment {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("org.yaml", self.worksheet(said, profile, order));
        let raw: Option<RawAssessment> = decode_often(source, &sources, &mut sink);
        raw.and_then(|raw| assessment::validate(raw, framework, None, source, &sources, today(), &mut sink))
            .unwrap_or_else(|| panic!("{}", told(&sink, &sources)))
    }

    pub(crate) fn order(&self) -> Vec<usize> {
        (0..self.practices.len()).collect()
    }
}

impl Proof {
    fn text(&self, levels: usize) -> String {
        let day = |days: i32| today().checked_add(days.days()).expect("a day near today");
        let (from, to) = match (self.from, self.to) {
            (Some(from), Some(to)) => (Some(from.min(to)), Some(from.max(to))),
            other => other,
        };
        let mut text = "{ what: A record".to_owned();
        if let Some(from) = from {
            let _ = write!(text, ", effective: {}", day(from));
        }
        if let Some(to) = to {
            let _ = write!(text, ", expires: {}", day(to));
        }
        if let Some(shows) = &self.shows {
            let _ = write!(text, ", shows: {}", shows.index(levels));
        }
        text + " }"
    }
}

fn told(sink: &Sink, sources: &Sources) -> String {
    diag::render(sink, sources, diag::Style { colour: false, width: 100 })
}

/// All figures that a better answer may raise and must not lower.
fn all(card: &Scorecard) -> Vec<&Figures> {
    std::iter::once(&card.overall).chain(card.blocks.iter().map(|block| &block.figures)).collect()
}

fn not_lower(before: &Figures, after: &Figures) -> Result<(), TestCaseError> {
    prop_assert!(after.claimed >= before.claimed, "claimed {before:?} {after:?}");
    prop_assert!(after.evidenced >= before.evidenced, "evidenced {before:?} {after:?}");
    prop_assert!(after.reached >= before.reached, "reached {before:?} {after:?}");
    prop_assert!(after.reached_evidenced >= before.reached_evidenced, "by evidence {before:?} {after:?}");
    Ok(())
}

/// A view with two components: all practices, and every second one with another weight.
fn halves(framework: &Framework) -> View {
    let component = |number: u32, step: usize| Component {
        id: format!("c{number}"),
        number,
        title: "Component".to_owned(),
        summary: String::new(),
        confidence: Confidence::Low,
        source: String::new(),
        practices: (0..framework.practices.len()).step_by(step).map(|at| (PracticeId(at), number)).collect(),
    };
    View { pack: framework.pack.clone(), components: vec![component(1, 1), component(2, 2)] }
}

fn never_lower(before: &Scorecard, after: &Scorecard) -> Result<(), TestCaseError> {
    for (before, after) in all(before).into_iter().zip(all(after)) {
        not_lower(before, after)?;
    }
    for (before, after) in before.practices.iter().zip(&after.practices) {
        prop_assert!(after.claimed >= before.claimed && after.evidenced >= before.evidenced);
        prop_assert!(after.gap() <= before.gap());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_better_answer_lowers_nothing(
        (drawn, said) in both(), at in any::<Index>(), by in any::<Index>(), small in any::<bool>(),
    ) {
        let framework = drawn.framework();
        let profile = if small { "small" } else { "large" };
        let before = drawn.assessment(&framework, &said, profile, &drawn.order());
        let practice = at.index(framework.practices.len());
        let level = match &before.answers[practice] {
            Answer::Missing => 0,
            Answer::Level { level, .. } => *level,
            // Doing what did not apply before makes another sum, not a better answer.
            Answer::NotApplicable { .. } => return Ok(()),
        };
        let mut after = before.clone();
        let room = usize::from(framework.top() - level) + 1;
        after.set(PracticeId(practice), level + u8::try_from(by.index(room)).expect("few levels"));
        let (one, other) = (assessment::score(&framework, &before, today()), assessment::score(&framework, &after, today()));
        never_lower(&one, &other)?;
        let view = halves(&framework);
        let read = |card| assessment::score_view(&framework, &view, card);
        for (before, after) in read(&one).iter().zip(&read(&other)) {
            not_lower(&before.figures, &after.figures)?;
        }
    }

    #[test]
    fn more_evidence_lowers_nothing((drawn, said) in both(), at in any::<Index>(), shows in any::<Index>()) {
        let framework = drawn.framework();
        let before = drawn.assessment(&framework, &said, "large", &drawn.order());
        let mut said = said;
        let at = at.index(said.len());
        if let Said::Level(_, proofs) = &mut said[at] {
            proofs.push(Proof { from: None, to: None, shows: Some(shows) });
        }
        let after = drawn.assessment(&framework, &said, "large", &drawn.order());
        never_lower(
            &assessment::score(&framework, &before, today()),
            &assessment::score(&framework, &after, today()),
        )?;
    }

    #[test]
    fn the_order_of_answers_is_irrelevant(
        ((drawn, said), order) in both().prop_flat_map(|(drawn, said)| {
            let order = Just(drawn.order()).prop_shuffle();
            (Just((drawn, said)), order)
        }),
    ) {
        let framework = drawn.framework();
        let one = drawn.assessment(&framework, &said, "large", &drawn.order());
        let other = drawn.assessment(&framework, &said, "large", &order);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(assessment::score(&framework, &one, today()), assessment::score(&framework, &other, today()));
    }

    #[test]
    fn figures_stay_in_range_and_in_step((drawn, said) in both(), small in any::<bool>()) {
        let framework = drawn.framework();
        let profile = if small { "small" } else { "large" };
        let card = assessment::score(&framework, &drawn.assessment(&framework, &said, profile, &drawn.order()), today());
        let top = framework.top();
        for figures in all(&card) {
            for share in [figures.claimed, figures.evidenced, figures.target].into_iter().flatten() {
                prop_assert!(share <= Basis::WHOLE);
            }
            prop_assert!(figures.left_out <= Basis::WHOLE && figures.not_assessed <= Basis::WHOLE);
            prop_assert!(figures.evidenced <= figures.claimed, "evidence backs no more than is claimed");
            prop_assert!(figures.reached_evidenced <= figures.reached);
            prop_assert!(figures.reached.is_none_or(|level| level <= top));
            prop_assert_eq!(figures.claimed.is_some(), figures.reached.is_some());
            let counts = figures.counts;
            prop_assert_eq!(counts.asked, counts.answered + counts.not_assessed + counts.not_applicable);
        }
        prop_assert_eq!(card.overall.counts.asked, card.practices.len());
        // A mean lies between the least and the greatest of what it is made of.
        let blocks: Vec<Basis> = card.blocks.iter().filter_map(|block| block.figures.claimed).collect();
        prop_assert!(card.overall.claimed >= blocks.iter().min().copied());
        prop_assert!(card.overall.claimed <= blocks.iter().max().copied());
    }

    #[test]
    fn a_plan_keeps_order_and_capacity_and_closes_every_gap(
        (drawn, said) in both(), small in any::<bool>(), days in 0..800_i64,
    ) {
        let framework = drawn.framework();
        let profile = if small { "small" } else { "large" };
        let assessment = drawn.assessment(&framework, &said, profile, &drawn.order());
        let card = assessment::score(&framework, &assessment, today());
        let start = today().checked_add(days.days()).expect("a day near today");
        let capacity = Capacity::usual(&framework, card.profile);
        let plan = remediation::plan(&framework, &assessment, &card, capacity, start);
        in_order(&framework, &assessment, &card, &plan)?;
        within_capacity(&framework, &plan)?;
        closes_gaps(&framework, &assessment, &card, &plan)?;
        milestones_are_what_scoring_says(&framework, &assessment, &card, &plan)?;
    }

    #[test]
    fn no_text_makes_reading_panic(text in any::<String>(), kind in 0..2_usize) {
        let mut sources = Sources::default();
        let source = sources.add(["org.yaml", "org.toml"][kind], text);
        reads(&mut sources, source);
    }

    #[test]
    fn no_change_to_a_worksheet_makes_reading_panic(
        (drawn, said) in both(), cuts in prop::collection::vec((any::<Index>(), any::<Index>(), ".{0,3}"), 1..4),
    ) {
        let mut text = drawn.worksheet(&said, "large", &drawn.order());
        for (at, length, other) in cuts {
            let letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len().max(1));
            let end = (at + length.index(5)).min(letters.len());
            text = letters[..at].iter().collect::<String>() + &other + &letters[end..].iter().collect::<String>();
        }
        let mut sources = Sources::default();
        let source = sources.add("org.yaml", text);
        reads(&mut sources, source);
    }

    #[test]
    fn no_change_to_a_pack_makes_reading_panic(
        drawn in drawn(), file in any::<Index>(), at in any::<Index>(), length in any::<Index>(), other in ".{0,3}",
    ) {
        let mut files = drawn.files();
        let count = files.len();
        let text = &mut files[file.index(count)].1;
        let letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        let end = (at + length.index(30)).min(letters.len());
        *text = letters[..at].iter().collect::<String>() + &other + &letters[end..].iter().collect::<String>();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let files: Vec<PackFile> = files
            .into_iter()
            .map(|(name, text)| PackFile { source: sources.add(name.clone(), text), name })
            .collect();
        let framework = framework::validate(&files, &sources, &mut sink);
        prop_assert_eq!(framework.is_none(), sink.has_errors());
        told(&sink, &sources);
    }
}

/// Decodes, validates on the framework of the tests, and renders the complaints.
fn reads(sources: &mut Sources, source: dmf::source::SourceId) {
    let mut sink = Sink::default();
    if let Some(raw) = decode_often::<RawAssessment>(source, sources, &mut sink) {
        let framework = tiny();
        assessment::validate(raw, &framework, None, source, sources, today(), &mut sink);
    }
    decode::<dmf::workspace::RawWorkspace>(source, sources, &mut sink);
    told(&sink, sources);
}

/// The framework of `tests/fixtures/pack`.
fn tiny() -> Framework {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let folder = crate::harness::root().join("tests/fixtures/pack");
    let files = PackFile::folder(&dmf::world::Disk::on(today()), &folder, &mut sources, &mut sink)
        .expect("the folder can be read");
    framework::validate(&files, &sources, &mut sink).unwrap_or_else(|| panic!("{}", told(&sink, &sources)))
}

/// Level of a practice before anything is done; `None` where nothing is to be done.
fn level(card: &Scorecard, practice: PracticeId) -> Option<u8> {
    let score = card.practices.iter().find(|score| score.practice == practice)?;
    (score.state != assessment::State::NotApplicable).then_some(score.claimed)
}

/// Every action stands and begins after all that it waits for: the level below, and its prerequisites.
pub(crate) fn in_order(
    framework: &Framework,
    assessment: &Assessment,
    card: &Scorecard,
    plan: &Plan,
) -> Result<(), TestCaseError> {
    let done = |practice: PracticeId, at: u8| {
        plan.items.iter().position(|item| item.step.practice == practice && item.step.level == at)
    };
    for (number, item) in plan.items.iter().enumerate() {
        prop_assert!(item.start >= plan.start && item.start <= item.finish && item.finish <= plan.finish);
        let action = &framework[item.step.practice].actions[usize::from(item.step.level) - 1];
        prop_assert_eq!(item.step.effort, action.effort[assessment.profile.0]);
        let mut waits: Vec<(PracticeId, u8)> = action.needs.iter().map(|need| (need.practice, need.level)).collect();
        waits.push((item.step.practice, item.step.level - 1));
        for (practice, needed) in waits {
            if level(card, practice).is_none_or(|level| level >= needed) {
                continue;
            }
            let Some(before) = done(practice, needed) else {
                return Err(TestCaseError::fail(format!("nothing brings {practice:?} to {needed}")));
            };
            prop_assert!(before < number, "an action stands before what it waits for");
            prop_assert!(plan.items[before].finish < item.start, "an action begins before what it waits for is done");
            prop_assert!(item.needs.contains(&before));
        }
    }
    Ok(())
}

/// No stretch of time holds more work of a role than the role has in it.
pub(crate) fn within_capacity(framework: &Framework, plan: &Plan) -> Result<(), TestCaseError> {
    for (at, _) in framework.roles.iter().enumerate() {
        let mut items: Vec<_> = plan.items.iter().filter(|item| item.role.0 == at).collect();
        items.sort_by_key(|item| (item.start, item.finish));
        let capacity = u64::from(plan.capacity.0[at]);
        for (from, first) in items.iter().enumerate() {
            let mut effort = 0;
            let mut end = first.finish;
            for last in &items[from..] {
                effort += u64::from(last.step.effort) * 1_000;
                end = end.max(last.finish);
                let room = room(capacity, first.start, end);
                prop_assert!(effort <= room + 1, "{effort} of {room} from {} to {end}", first.start);
            }
        }
    }
    Ok(())
}

/// Thousandths of a person-day that a role has from one day to another: a month's worth is spread over its working days.
fn room(capacity: u64, from: Date, to: Date) -> u64 {
    let works = |day: Date| day.weekday().to_monday_zero_offset() < 5;
    let mut room = 0;
    let mut month = from.first_of_month();
    while month <= to {
        let days: Vec<Date> = month.series(1.day()).take_while(|day| day.month() == month.month()).collect();
        let all = days.iter().filter(|day| works(**day)).count() as u64;
        let here = days.iter().filter(|day| works(**day) && **day >= from && **day <= to).count() as u64;
        room += (here * capacity * 1_000).div_ceil(all);
        month = month.checked_add(1.month()).expect("plans end before the calendar");
    }
    room
}

/// Doing all that the plan says, day by day, brings every practice to its target, level by level.
fn closes_gaps(
    framework: &Framework,
    assessment: &Assessment,
    card: &Scorecard,
    plan: &Plan,
) -> Result<(), TestCaseError> {
    let mut after = assessment.clone();
    let mut items: Vec<_> = plan.items.iter().collect();
    items.sort_by_key(|item| item.finish);
    for item in items {
        let before = match &after.answers[item.step.practice.0] {
            Answer::Level { level, .. } => *level,
            _ => 0,
        };
        prop_assert_eq!(before + 1, item.step.level, "levels are reached one by one");
        after.set(item.step.practice, item.step.level);
    }
    let done = assessment::score(framework, &after, today());
    prop_assert_eq!(done.overall.counts.below_target, 0);
    prop_assert!(done.overall.claimed >= card.overall.claimed);
    let effort: u64 = plan.items.iter().map(|item| u64::from(item.step.effort)).sum();
    prop_assert_eq!(plan.by_role.values().sum::<u64>(), effort);
    prop_assert_eq!(plan.by_block.values().sum::<u64>(), effort);
    if let Some(last) = plan.milestones.iter().rfind(|milestone| milestone.block.is_none()) {
        prop_assert_eq!(Some(last.level), done.overall.reached);
    }
    prop_assert!(plan.milestones.is_sorted_by_key(|milestone| milestone.day));
    // Only what a target asks for, or what others wait for, is planned.
    for item in plan.items.iter().filter(|item| !item.step.wanted) {
        let at = plan.items.iter().position(|other| other.step == item.step).expect("it is there");
        prop_assert!(plan.items.iter().any(|other| other.needs.contains(&at)), "nobody waits for {:?}", item.step);
    }
    Ok(())
}

/// Scored anew after each day on which something is finished, the answers say the milestones of the plan, and no others.
fn milestones_are_what_scoring_says(
    framework: &Framework,
    assessment: &Assessment,
    card: &Scorecard,
    plan: &Plan,
) -> Result<(), TestCaseError> {
    let mut after = assessment.clone();
    let mut reached: Vec<Option<u8>> = card.blocks.iter().map(|block| block.figures.reached).collect();
    let mut all = card.overall.reached;
    let mut expected = Vec::new();
    let days: std::collections::BTreeSet<Date> = plan.items.iter().map(|item| item.finish).collect();
    for day in days {
        for item in plan.items.iter().filter(|item| item.finish == day) {
            let level = match after.answers[item.step.practice.0] {
                Answer::Level { level, .. } => level.max(item.step.level),
                _ => item.step.level,
            };
            after.set(item.step.practice, level);
        }
        let now = assessment::score(framework, &after, today());
        for (block, before) in now.blocks.iter().zip(&mut reached) {
            if block.figures.reached > *before {
                *before = block.figures.reached;
                expected.push((day, Some(block.group), block.figures.reached));
            }
        }
        if now.overall.reached > all {
            all = now.overall.reached;
            expected.push((day, None, all));
        }
    }
    let told: Vec<_> =
        plan.milestones.iter().map(|milestone| (milestone.day, milestone.block, Some(milestone.level))).collect();
    prop_assert_eq!(told, expected);
    Ok(())
}

#[test]
fn an_answer_that_reaches_its_target_plans_nothing() {
    let framework = tiny();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let text =
        "framework: tiny\norganisation: { name: A, country: SG }\nanswers: { A-01: full, A-02: 2, B-01: FULL }\n";
    let source = sources.add("org.yaml", text);
    let raw: RawAssessment = decode_often(source, &sources, &mut sink).expect("the worksheet is right");
    let assessment = assessment::validate(raw, &framework, None, source, &sources, today(), &mut sink).expect("it is");
    let card = assessment::score(&framework, &assessment, today());
    assert_eq!(card.overall.claimed, Some(Basis::WHOLE));
    let capacity = Capacity::usual(&framework, ProfileId(0));
    let plan = remediation::plan(&framework, &assessment, &card, capacity, today());
    assert!(plan.items.is_empty() && plan.finish == plan.start);
}

#[test]
fn the_same_input_and_day_give_the_same_bytes() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("tests/fixtures/org.yaml"), "org.yaml");
    for format in ["table", "json", "markdown", "csv"] {
        for command in ["assess", "plan"] {
            let run = || folder.dmf([command, "org.yaml", "--format", format]).run().answer();
            let first = run();
            assert!(!first.is_empty());
            for _ in 0..3 {
                assert_eq!(run(), first, "{command} --format {format}");
            }
        }
    }
}
