//! The files of a method → [`Method`]; every complaint at its place.

use std::collections::BTreeMap;

use super::{
    model::{
        Alone, Band, Caps, Condition, Factor, Group, Input, Item, Kind, Likelihood, Measure, Method, More, Of, Steps,
        Value,
    },
    raw::{RawDecision, RawImpact, RawInput, RawKind, RawLikelihood, RawMeasures, RawOf},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    framework::{PackInfo, file, pack_info},
    load::{PackFile, beside, wrong_id},
    source::{Path, SourceId, Sources},
};

/// The inputs of the impact, each of which a transfer is asked for.
const INPUTS: [&str; 4] = ["sensitivity", "volume", "purpose", "frequency"];
/// The tiers of data.
const TIERS: [&str; 4] = ["T1", "T2", "T3", "T4"];
/// The highest risk there is.
const WORST: u8 = 25;

/// Reads the files of a method. `None` when anything in them is wrong.
pub fn method(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> Option<Method> {
    let before = sink.errors();
    let pack = pack_info(files, sources, sink);
    let impact = file::<RawImpact>(files, "impact.toml", sources, sink);
    let likelihood = file::<RawLikelihood>(files, "likelihood.toml", sources, sink);
    let measures = file::<RawMeasures>(files, "measures.toml", sources, sink);
    let decision = file::<RawDecision>(files, "decision.toml", sources, sink);
    let raw = Raw { impact: impact?, likelihood: likelihood?, measures: measures?, decision: decision? };
    let mut check = Check { sources, sink };
    check.impact(&raw);
    check.likelihood(&raw);
    check.measures(&raw);
    check.decision(&raw);
    if sink.errors() > before {
        return None;
    }
    Some(build(pack?, raw))
}

struct Raw {
    impact: (SourceId, RawImpact),
    likelihood: (SourceId, RawLikelihood),
    measures: (SourceId, RawMeasures),
    decision: (SourceId, RawDecision),
}

struct Check<'a> {
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn impact(&mut self, raw: &Raw) {
        let (source, impact) = (raw.impact.0, &raw.impact.1);
        let top = Path::root().key("inputs");
        let ids: Vec<&str> = impact.inputs.iter().map(|input| input.id.as_str()).collect();
        self.ids(source, &top, &ids);
        self.weights(source, &top, impact.inputs.iter().map(|input| input.weight));
        for wanted in INPUTS.iter().filter(|wanted| !ids.contains(wanted)) {
            self.complain(source, &top, Code::UnknownId, format!("there is no input `{wanted}`"));
        }
        self.range(source, &Path::root().key("below_sensitivity"), impact.below_sensitivity, 0, 4);
        for (at, input) in impact.inputs.iter().enumerate() {
            let path = top.index(at);
            if !INPUTS.contains(&input.id.as_str()) {
                self.unknown(source, &path.key("id"), "input", &input.id, &INPUTS);
            }
            self.texts(source, &path, &[("title", &input.title), ("question", &input.question)]);
            let values: Vec<&str> = input.values.iter().map(|value| value.id.as_str()).collect();
            self.ids(source, &path.key("values"), &values);
            for (nth, value) in input.values.iter().enumerate() {
                self.grade(source, &path.key("values").index(nth).key("grade"), value.grade);
            }
            if let Some(grade) = input.unknown {
                self.grade(source, &path.key("unknown"), grade);
            }
            if let Some(least) = &input.at_least {
                self.grade(source, &path.key("at_least").key("grade"), least.grade);
            }
        }
    }

    fn likelihood(&mut self, raw: &Raw) {
        let (source, likelihood) = (raw.likelihood.0, &raw.likelihood.1);
        let top = Path::root().key("factors");
        let ids: Vec<&str> = likelihood.factors.iter().map(|factor| factor.id.as_str()).collect();
        self.ids(source, &top, &ids);
        self.weights(source, &top, likelihood.factors.iter().map(|factor| factor.weight));
        for wanted in ["law", "access", "onward"].iter().filter(|wanted| !ids.contains(wanted)) {
            self.complain(source, &top, Code::UnknownId, format!("there is no factor `{wanted}`"));
        }
        for (at, factor) in likelihood.factors.iter().enumerate() {
            let texts = [
                ("title", factor.title.as_str()),
                ("question", &factor.question),
                ("good", &factor.good),
                ("poor", &factor.poor),
            ];
            self.texts(source, &top.index(at), &texts);
        }
        let RawLikelihood { unknown, no_general_law, gag, unbounded, .. } = *likelihood;
        let grades = [("unknown", unknown), ("no_general_law", no_general_law), ("gag", gag), ("unbounded", unbounded)];
        for (key, grade) in grades {
            self.grade(source, &Path::root().key(key), grade);
        }
    }

    fn measures(&mut self, raw: &Raw) {
        let (source, measures) = (raw.measures.0, &raw.measures.1);
        let factors: Vec<&str> = raw.likelihood.1.factors.iter().map(|factor| factor.id.as_str()).collect();
        let groups: Vec<&str> = measures.groups.iter().map(|group| group.id.as_str()).collect();
        let conditions: Vec<&str> = measures.conditions.iter().map(|condition| condition.id.as_str()).collect();
        let ids: Vec<&str> = measures.measures.iter().map(|measure| measure.id.as_str()).collect();
        let root = Path::root();
        self.ids(source, &root.key("groups"), &groups);
        self.ids(source, &root.key("measures"), &ids);
        self.ids(source, &root.key("conditions"), &conditions);
        self.range(source, &root.key("caps").key("likelihood"), measures.caps.likelihood, 0, 4);
        self.range(source, &root.key("caps").key("impact"), measures.caps.impact, 0, 4);
        for (at, group) in measures.groups.iter().enumerate() {
            let path = root.key("groups").index(at);
            self.range(source, &path.key("likelihood"), group.likelihood, 0, 4);
            self.range(source, &path.key("impact"), group.impact, 0, 4);
            for (nth, id) in group.against.iter().enumerate().filter(|(_, id)| !factors.contains(&id.as_str())) {
                self.unknown(source, &path.key("against").index(nth), "factor", id, &factors);
            }
        }
        for (at, measure) in measures.measures.iter().enumerate() {
            let path = root.key("measures").index(at);
            self.texts(source, &path, &[("title", &measure.title), ("asks", &measure.asks)]);
            if !groups.contains(&measure.group.as_str()) {
                self.unknown(source, &path.key("group"), "group", &measure.group, &groups);
            }
            for (nth, id) in measure.conditions.iter().enumerate().filter(|(_, id)| !conditions.contains(&id.as_str()))
            {
                self.unknown(source, &path.key("conditions").index(nth), "condition", id, &conditions);
            }
            if let Some(more) = &measure.more {
                self.range(source, &path.key("more").key("impact"), more.impact, 1, 4);
                if !conditions.contains(&more.when.as_str()) {
                    self.unknown(source, &path.key("more").key("when"), "condition", &more.when, &conditions);
                }
            }
        }
    }

    fn decision(&mut self, raw: &Raw) {
        let (source, decision) = (raw.decision.0, &raw.decision.1);
        let root = Path::root();
        let rising = |ends: &[u8]| ends.is_sorted_by(|a, b| a < b);
        let ends: Vec<u8> = decision.bands.iter().map(|band| band.up_to).collect();
        if !rising(&ends) || ends.last() != Some(&WORST) {
            let message = format!("the bands have to rise and end at {WORST}");
            self.complain(source, &root.key("bands"), Code::BadScale, message);
        }
        let steps = &decision.steps;
        if !rising(&[0, steps.alone, steps.measures, steps.acceptance, WORST]) {
            let message = format!("the steps have to rise, from 1 to less than {WORST}");
            self.complain(source, &root.key("steps"), Code::BadScale, message);
        }
        let appetite = root.key("appetite").key("highest");
        self.range(source, &appetite, decision.appetite.highest, 1, steps.measures);
        self.grade(source, &root.key("alone").key("factor_below"), decision.alone.factor_below);
        let factors: Vec<&str> = raw.likelihood.1.factors.iter().map(|factor| factor.id.as_str()).collect();
        for (id, grade) in &decision.alone.at_most {
            let path = root.key("alone").key("at_most").key(id);
            self.grade(source, &path, *grade);
            if !factors.contains(&id.as_str()) {
                self.unknown(source, &path, "factor", id, &factors);
            }
        }
        let months = root.key("validity").key("months");
        for tier in TIERS.iter().filter(|tier| !decision.validity.months.contains_key(**tier)) {
            self.complain(source, &months, Code::MissingKey, format!("nothing is said for the tier `{tier}`"));
        }
        for id in decision.validity.months.keys().filter(|id| !TIERS.contains(&id.as_str())) {
            self.unknown(source, &months.key(id), "tier", id, &TIERS);
        }
        let items: Vec<&str> = decision.checklist.iter().map(|item| item.id.as_str()).collect();
        self.ids(source, &root.key("checklist"), &items);
        if decision.limits.is_empty() {
            self.complain(source, &root.key("limits"), Code::EmptyText, "the limits are not stated".to_owned());
        }
    }

    fn complain(&mut self, source: SourceId, path: &Path, code: Code, message: String) {
        self.sink.push(Diagnostic::new(code, message).at(self.sources.value(source, path)));
    }

    fn unknown(&mut self, source: SourceId, path: &Path, kind: &str, id: &str, known: &[&str]) {
        let diagnostic = Diagnostic::unknown(Code::UnknownId, kind, id, known.iter().copied());
        self.sink.push(diagnostic.at(self.sources.value(source, path)));
    }

    /// Ids of a list of tables: none empty, none twice.
    fn ids(&mut self, source: SourceId, top: &Path, ids: &[&str]) {
        for (at, id) in ids.iter().enumerate() {
            let path = top.index(at).key("id");
            if id.trim().is_empty() {
                self.complain(source, &path, Code::EmptyText, format!("`{path}` is empty"));
                continue;
            }
            for told in wrong_id(id).into_iter().chain(beside(id, ids[..at].iter().copied())) {
                self.sink.push(told.at(self.sources.value(source, &path)));
            }
        }
    }

    fn texts(&mut self, source: SourceId, path: &Path, texts: &[(&str, &str)]) {
        for (key, text) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            self.complain(source, &path.key(key), Code::EmptyText, format!("`{key}` is empty{text}"));
        }
    }

    fn weights(&mut self, source: SourceId, top: &Path, weights: impl Iterator<Item = u32>) {
        let sum: u64 = weights.map(u64::from).sum();
        if sum != 100 {
            self.complain(source, top, Code::BadNumber, format!("the weights add up to {sum}, not to 100"));
        }
    }

    fn grade(&mut self, source: SourceId, path: &Path, grade: u8) {
        self.range(source, path, grade, 1, 5);
    }

    fn range(&mut self, source: SourceId, path: &Path, number: u8, least: u8, most: u8) {
        if !(least..=most).contains(&number) {
            let message = format!("{number} is out of range; {least} to {most} was expected");
            self.complain(source, path, Code::BadNumber, message);
        }
    }
}

fn build(pack: PackInfo, raw: Raw) -> Method {
    let why = "validated: the id is known";
    let Raw { impact: (_, mut impact), likelihood: (_, likelihood), measures: (_, measures), decision: (_, decision) } =
        raw;
    let at_least = impact.inputs.iter_mut().find_map(|input| input.at_least.take());
    let mut inputs: BTreeMap<String, Input> =
        impact.inputs.into_iter().map(|raw| (raw.id.clone(), input(raw))).collect();
    let mut take = |id: &str| inputs.remove(id).expect(why);
    let factors: Vec<Factor> = likelihood
        .factors
        .into_iter()
        .map(|raw| Factor {
            id: raw.id,
            title: raw.title,
            weight: raw.weight,
            of: match raw.of {
                RawOf::Country => Of::Country,
                RawOf::Importer => Of::Importer,
                RawOf::Both => Of::Both,
            },
            question: raw.question,
            good: raw.good,
            poor: raw.poor,
        })
        .collect();
    let factor = |id: &str| factors.iter().position(|factor| factor.id == id).expect(why);
    let conditions: Vec<Condition> =
        measures.conditions.into_iter().map(|raw| Condition { id: raw.id, text: raw.text }).collect();
    let condition = |id: &str| conditions.iter().position(|condition| condition.id == id).expect(why);
    let groups: Vec<Group> = measures
        .groups
        .into_iter()
        .map(|raw| Group {
            id: raw.id,
            title: raw.title,
            kind: match raw.kind {
                RawKind::Technical => Kind::Technical,
                RawKind::Contractual => Kind::Contractual,
                RawKind::Organisational => Kind::Organisational,
            },
            likelihood: raw.likelihood,
            impact: raw.impact,
            against: raw.against.iter().map(|id| factor(id)).collect(),
            needs_onward: raw.needs_onward,
        })
        .collect();
    Method {
        pack,
        number: decision.number,
        sensitivity: take("sensitivity"),
        at_least: at_least.map_or((1, Vec::new()), |least| (least.grade, least.kinds)),
        volume: take("volume"),
        purpose: take("purpose"),
        frequency: take("frequency"),
        below_sensitivity: impact.below_sensitivity,
        likelihood: Likelihood {
            unknown: likelihood.unknown,
            no_general_law: likelihood.no_general_law,
            without_law: likelihood.without_law,
            gag: likelihood.gag,
            unbounded: likelihood.unbounded,
            access: factor("access"),
            onward: factor("onward"),
        },
        caps: Caps { likelihood: measures.caps.likelihood, impact: measures.caps.impact },
        fresh_months: measures.fresh_months,
        measures: measures
            .measures
            .into_iter()
            .map(|raw| Measure {
                group: groups.iter().position(|group| group.id == raw.group).expect(why),
                conditions: raw.conditions.iter().map(|id| condition(id)).collect(),
                more: raw.more.map(|more| More { when: condition(&more.when), impact: more.impact }),
                id: raw.id,
                title: raw.title,
                asks: raw.asks,
                encryption: raw.encryption || raw.exporter_keys,
                exporter_keys: raw.exporter_keys,
                hidden: raw.hidden,
                certificate: raw.certificate,
                note: raw.note,
            })
            .collect(),
        bands: decision.bands.into_iter().map(|raw| Band { id: raw.id, up_to: raw.up_to }).collect(),
        steps: Steps {
            alone: decision.steps.alone,
            measures: decision.steps.measures,
            acceptance: decision.steps.acceptance,
        },
        alone: Alone {
            factor_below: decision.alone.factor_below,
            at_most: decision.alone.at_most.iter().map(|(id, grade)| (factor(id), *grade)).collect(),
            not_tiers: decision.alone.not_tiers,
        },
        appetite: decision.appetite.highest,
        acceptance_months: decision.appetite.acceptance_months,
        months: decision.validity.months.into_iter().collect(),
        growth: decision.validity.growth,
        checklist: decision.checklist.into_iter().map(|raw| Item { id: raw.id, title: raw.title }).collect(),
        limits: decision.limits.into_iter().map(|raw| raw.text).collect(),
        factors,
        groups,
        conditions,
    }
}

fn input(raw: RawInput) -> Input {
    Input {
        id: raw.id,
        title: raw.title,
        weight: raw.weight,
        question: raw.question,
        unknown: raw.unknown,
        values: raw
            .values
            .into_iter()
            .map(|value| Value { id: value.id, grade: value.grade, below: value.below })
            .collect(),
    }
}
