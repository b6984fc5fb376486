//! What passes or fails, and why.

use std::collections::BTreeMap;

use super::paint::Paint;
use crate::{
    gate::{FindingView, Kind, PlaceView, VerdictView, Weight},
    report::{Style, visible, wrap},
};

/// What fails first, then what is excused, then what a reader should know.
pub(in crate::report) fn verdict(view: &VerdictView, style: Style, paint: Paint) -> String {
    // Without a gate the answer says it all, but for what is wrong with waivers and with files as a whole.
    let about = |finding: &&FindingView| {
        let always = [Kind::Waiver, Kind::File].contains(&finding.subject.kind);
        finding.waiver.is_some() || (always || view.gated) && finding.level != Weight::Note
    };
    let shown: Vec<&FindingView> = view.findings.iter().filter(about).collect();
    if !view.gated && shown.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n");
    if view.gated {
        let asked = visible(&view.headline("PASSES", "FAILS"));
        text.push_str(&format!("{}\n", paint.verdict(view.passes, &wrap(&asked, style.width, "  "))));
    }
    text + &lines(&shown, style, paint)
}

/// Findings of one code that are shown one by one, where not everything is asked for. Nobody reads more of the same, and each stands
/// in the other formats.
const OF_A_CODE: usize = 50;

/// What fails first, then what is excused, then the rest; each with its places.
pub(in crate::report) fn lines(shown: &[&FindingView], style: Style, paint: Paint) -> String {
    let mut text = String::new();
    let mut lines = |keep: &dyn Fn(&FindingView) -> bool| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in shown.iter().filter(|finding| keep(finding)) {
            let count = counts.entry(finding.code).or_default();
            *count += 1;
            if *count > OF_A_CODE && !style.all {
                continue;
            }
            let place = &finding.place;
            let place = format!("{}:{}:{}", visible(&place.file), place.line, place.column);
            let level = match &finding.waiver {
                Some(_) => "waived",
                None => finding.level.as_str(),
            };
            let line = format!("  {level}[{}] {}", finding.code, visible(&finding.message));
            text.push_str(&format!("{}\n", wrap(&line, style.width, "    ")));
            text.push_str(&paint.dim(&format!("    at {place}")));
            text.push('\n');
            for other in &finding.related {
                let PlaceView { file, line, column, .. } = &other.place;
                let words = format!("    {} at {}:{line}:{column}", visible(&other.message), visible(file));
                text.push_str(&paint.dim(&wrap(&words, style.width, "      ")));
                text.push('\n');
            }
            if let Some(waiver) = &finding.waiver {
                let ticket = waiver.ticket.as_ref().map_or_else(String::new, |ticket| format!(" ({ticket})"));
                let words = format!("    until {} by {}{ticket}: {}", waiver.until, waiver.owner, waiver.reason);
                text.push_str(&paint.dim(&wrap(&visible(&words), style.width, "    ")));
                text.push('\n');
            }
        }
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > OF_A_CODE && !style.all) {
            let words = format!("  and {} more of [{code}]; `--format json` has them all", count - OF_A_CODE);
            text.push_str(&format!("{}\n", paint.dim(&wrap(&words, style.width, "    "))));
        }
    };
    lines(&|finding| finding.fails);
    lines(&|finding| finding.waiver.is_some());
    lines(&|finding| !finding.fails && finding.waiver.is_none());
    text
}
