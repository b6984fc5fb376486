//! Counting instead of reading: terms that are defined, particulars that are described.

use super::{
    judge::{Confidence, Finding, Shows, Status, push},
    passage::Sort,
    reason::Reason,
    rules::{Count, Rule},
    scene::Scene,
    search::Span,
    words::Word,
};

/// Widest table whose head is looked at, in columns.
const COLUMNS: usize = 8;

impl Scene<'_> {
    /// Counts terms that are defined, or particulars that are described.
    pub(super) fn count(&self, rule: &Rule, count: &Count, finding: &mut Finding) {
        let pointers: Vec<usize> = rule.cuts.iter().flat_map(|cut| self.hits(cut)).map(|hit| hit.passage).collect();
        let mut pointed = 0;
        let labels: Vec<Vec<Span>> = count
            .kinds
            .iter()
            .map(|(_, _, labels)| self.find(labels).into_iter().filter(|span| self.is_label(*span)).collect())
            .collect();
        for (nth, (say, patterns, _)) in count.kinds.iter().enumerate() {
            let mut found = labels[nth].clone();
            found.retain(|span| !self.is_column(*span) || self.has_column(&labels, nth, *span));
            found.extend(self.find(patterns).into_iter().filter(|span| self.gives(count, *span)));
            found.retain(|span| self.all.list[self.all.of[span.0]].sort == Sort::Term);
            let passages: Vec<usize> = found.iter().map(|(from, _)| self.all.of[*from]).collect();
            let here = passages.iter().find(|passage| !pointers.contains(passage));
            if let Some(passage) = here.or(passages.first()) {
                finding.why.push(Reason::Found(say.clone()));
                pointed += usize::from(here.is_none());
                if finding.places.len() < 4 {
                    push(&mut finding.places, self.place(*passage, Shows::Promise));
                }
            } else {
                finding.why.push(Reason::Missing(say.clone()));
            }
        }
        let found = finding.why.iter().filter(|why| !matches!(why, Reason::Missing(_))).count();
        finding.status = match found {
            found if found >= count.present => Status::Present,
            found if found >= count.weak => Status::Weak,
            _ => Status::Absent,
        };
        if finding.status == Status::Present && found - pointed < count.present {
            finding.status = Status::Weak;
            finding.why.extend(rule.cuts.iter().map(|cut| Reason::Limited(cut.say.clone())));
        }
        finding.confidence = if found == count.kinds.len() { Confidence::High } else { Confidence::Medium };
        if finding.status == Status::Absent {
            finding.places.clear();
        } else if finding.status == Status::Weak {
            finding.places.iter_mut().for_each(|place| place.shows = Shows::Limit);
        }
    }

    /// Whether a span stands in the head of a column.
    fn is_column(&self, (from, _): Span) -> bool {
        self.all.list[self.all.of[from]].column
    }

    /// Whether another column beside it holds another kind: `Purpose` alone may be that of anything.
    fn has_column(&self, labels: &[Vec<Span>], nth: usize, span: Span) -> bool {
        let at = self.all.of[span.0];
        let beside = |other: &Span| self.is_column(*other) && self.all.of[other.0].abs_diff(at) <= COLUMNS;
        labels.iter().enumerate().any(|(other, spans)| other != nth && spans.iter().any(beside))
    }

    /// Whether a span is the whole label of a field: of a column, of a cell before its text, or before a colon.
    fn is_label(&self, (from, end): Span) -> bool {
        let whole = &self.all.list[self.all.of[from]];
        let field = from == whole.words.start && end == whole.own;
        let column = whole.column && from == whole.own && end == whole.words.end;
        // `(1) Individuals: …`.
        let number = from == whole.own + 1 && self.all.words[whole.own].text.len() <= 2;
        field || column || ((from == whole.own || number) && end < whole.words.end && self.all.words[end].broken)
    }

    /// Whether a span is a term that is given a meaning here, or a particular that is described.
    fn gives(&self, count: &Count, (from, end): Span) -> bool {
        let passage = self.all.of[from];
        let whole = &self.all.list[passage];
        let titles = self.concept(if count.defined { "definition-heading" } else { "description-heading" });
        let under = whole.heads.iter().any(|head| self.in_passage(titles, *head));
        // `Requests of Data Subjects` in a list of contents describes nobody.
        let before = self.all.words.get(whole.own..from).unwrap_or_default();
        let bare = |word: &Word| word.text.len() <= 2 || self.rules.language.label_leads.has(&word.text);
        let begins = from >= whole.own && before.len() <= 3 && (count.defined || before.iter().all(bare));
        let next = self.all.words.get(end).filter(|_| end < whole.words.end);
        let leads = begins && next.is_none_or(|next| next.broken);
        if !count.defined {
            let owed = self.in_passage(self.concept("notice-given"), passage);
            let marked = self.in_passage(self.concept("description-mark"), passage);
            return !owed && (under || leads || marked);
        }
        // A whole term: `"Processing Fee"` does not define processing.
        let ends = next.is_none_or(|next| next.quoted || next.broken || self.rules.language.term_verbs.has(&next.text));
        let quoted = self.all.words[from].quoted || (from > whole.words.start && self.all.words[from - 1].quoted);
        let by_law = self.in_passage(self.concept("meaning"), passage);
        let given = self.in_passage(self.concept("means"), passage) && (begins || by_law);
        let said = begins && next.is_some_and(|next| self.rules.language.term_verbs.has(&next.text));
        !whole.heading && ((quoted && ends) || given || (under && (leads || said)))
    }
}
