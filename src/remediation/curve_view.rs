//! A curve as it is shown and exported.

use serde::Serialize;

use super::{
    curve::{Curve, Point, Prices},
    goal::Reach,
};
use crate::{
    assessment::{Assessment, Basis, Scorecard},
    framework::Framework,
};

/// Effort against score. Effort is in person-days, scores in basis points.
#[derive(Debug, Clone, Serialize)]
pub struct CurveView {
    pub version: u32,
    pub kind: &'static str,
    pub framework: String,
    pub framework_version: String,
    pub framework_title: String,
    pub organisation: String,
    pub country: String,
    pub profile: String,
    /// By which levels it is scored.
    pub by: &'static str,
    pub points: Vec<PointView>,
    pub levels: Vec<String>,
    pub prices: Vec<PricesView>,
    pub statement: String,
}

/// A corner of the curve.
#[derive(Debug, Clone, Serialize)]
pub struct PointView {
    /// From 0, where nothing is done.
    pub number: usize,
    /// More than the point before.
    pub more: u64,
    pub effort: u64,
    pub claimed: u32,
    /// What is done that was not before, as practice and level.
    pub adds: Vec<String>,
}

/// What each level takes.
#[derive(Debug, Clone, Serialize)]
pub struct PricesView {
    /// Id of the block, or `overall`.
    pub block: String,
    pub title: String,
    pub prices: Vec<PriceView>,
}

/// What a level takes.
#[derive(Debug, Clone, Serialize)]
pub struct PriceView {
    pub level: String,
    /// None where that is not known: there are too many steps to look through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<u64>,
    /// Whether no plan takes less.
    pub least: bool,
}

/// The curve as it is shown and exported.
#[must_use]
pub fn curve_view(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard, curve: &Curve) -> CurveView {
    let mut before = 0;
    let mut point = |(number, point): (usize, &Point)| {
        let more = point.effort - before;
        before = point.effort;
        let Basis(claimed) = point.claimed;
        let level = |level: u8| &framework.levels[usize::from(level)].id;
        let adds =
            point.adds.iter().map(|step| format!("{}={}", framework[step.practice].id, level(step.level))).collect();
        PointView { number, more, effort: point.effort, claimed, adds }
    };
    CurveView {
        version: 1,
        kind: "curve",
        framework: framework.pack.id.clone(),
        framework_version: framework.pack.version.clone(),
        framework_title: framework.pack.title.clone(),
        organisation: assessment.organisation.name.clone(),
        country: assessment.organisation.country.clone(),
        profile: framework.profiles[scorecard.profile.0].id.clone(),
        by: "claimed",
        points: curve.points.iter().enumerate().map(&mut point).collect(),
        levels: framework.levels[1..].iter().map(|level| level.id.clone()).collect(),
        prices: curve.prices.iter().map(|prices| prices_view(framework, prices)).collect(),
        statement: framework.pack.statement.clone(),
    }
}

fn prices_view(framework: &Framework, prices: &Prices) -> PricesView {
    let block = prices.block.map(|block| &framework.blocks[block]);
    let price = |(level, reach): (usize, &Reach)| {
        let (effort, least) = match reach {
            Reach::Already => (Some(0), true),
            Reach::Steps(found) => (Some(found.effort), found.effort == found.at_least),
            Reach::Never(_) => (None, false),
        };
        PriceView { level: framework.levels[level + 1].id.clone(), effort, least }
    };
    PricesView {
        block: block.map_or_else(|| "overall".to_owned(), |block| block.id.clone()),
        title: block.map_or_else(|| "All building blocks".to_owned(), |block| block.title.clone()),
        prices: prices.levels.iter().enumerate().map(price).collect(),
    }
}
