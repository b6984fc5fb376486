//! The score sheet: figures by formulas, with the same method and the same rounding as the program's.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartLegendPosition, ChartType, Color, ConditionalFormatFormula, DataValidation,
    DataValidationRule, ExcelDateTime, Format, Formula, Worksheet, XlsxError,
};

use super::{
    super::rows::{COLUMNS, FIRST, rows},
    Export, Group, answered,
    block::VERIFIED as VERIFIED_CELLS,
    cell, letters,
    looks::{Looks, high, paper, protect, shade},
};

/// The columns of what was verified: as it is shown, and in basis points.
const VERIFIED: u16 = 6;
const VERIFIED_POINTS: u16 = 13;

/// Widths of the first column and of each other.
const FIRST_WIDTH: u16 = 50;
const WIDTH: u16 = 15;

/// The number that stands for a block in which nothing applies.
const NOTHING: u8 = 99;

pub(super) fn write(sheet: &mut Worksheet, of: Export<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let framework = of.framework;
    sheet.set_name("Scores")?;
    sheet.write_string_with_format(0, 0, format!("Scores of {}", of.name), &looks.title)?;
    sheet.set_row_height_pixels(0, 30)?;
    sheet.write_string_with_format(1, 0, "Evidence is weighed on (change the day to look ahead)", &looks.words)?;
    cell(sheet, 1, 1, &of.today.to_string(), true, looks)?;
    let heads = ["Building block", "Claimed", "Evidenced", "Reached", "By evidence", "Answered"];
    let heads = heads.into_iter().chain(of.counts_verified().then_some("Verified"));
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(3, column, head, &looks.head)?;
        sheet.set_column_width(column, if column == 0 { FIRST_WIDTH } else { WIDTH })?;
    }
    high(sheet, 3, 2, [])?;
    let mut row = 4;
    let (mut all, mut all_answered) = (0, 0);
    for (at, block) in framework.blocks.iter().enumerate() {
        let count = rows(framework, of.profile, at, of.entries).len();
        if count > 0 {
            let now = of.figures.blocks.get(at).copied().unwrap_or_default();
            line(sheet, of, row, at, count, now, looks)?;
            all += count;
            all_answered += now.answered;
            sheet.write_string_with_format(row, 0, format!("{} {}", block.id, block.title), &looks.locked)?;
            high(sheet, row, 1, [])?;
            row += 1;
        }
    }
    overall(sheet, of, row, looks)?;
    let counted = Formula::new(format!("=SUM(M5:M{row})&\" of {all}\"")).set_result(format!("{all_answered} of {all}"));
    sheet.write_formula_with_format(row, 5, counted, &looks.total_centre)?;
    high(sheet, row, 1, [])?;
    for (number, level) in framework.levels.iter().enumerate() {
        let shaded = Format::new().set_background_color(shade(number, framework.levels.len()));
        let rule = format!("=D5=\"{}\"", level.id);
        let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(shaded);
        sheet.add_conditional_format(4, 3, row, 4, &rule)?;
    }
    for column in 7..14 {
        sheet.set_column_hidden(column)?;
    }
    sheet.insert_chart(row + 2, 0, &chart(row))?;
    let shown = if of.counts_verified() { VERIFIED } else { VERIFIED - 1 };
    let note = note(of);
    sheet.merge_range(2, 0, 2, shown, &note, &looks.remark)?;
    high(sheet, 2, 1, [(note.as_str(), FIRST_WIDTH + shown * WIDTH)])?;
    if framework.evidence.is_some() {
        sheet.add_data_validation(1, 1, 1, 1, &from_then_on(of)?)?;
    }
    paper(sheet, of.name, true);
    sheet.set_print_fit_to_pages(1, 1).set_print_area(0, 0, row + 24, shown)?;
    protect(sheet);
    Ok(())
}

/// What the figures are.
fn note(of: Export<'_>) -> String {
    let found = if of.framework.evidence.is_some() {
        format!(
            "what records of that day back, as they were found on {}: one that was changed or added since counts for nothing until \
             the answers are imported and `dmf assess` has looked at it",
            of.today
        )
    } else {
        "what evidence of that day backs".to_owned()
    };
    let verified = if of.counts_verified() {
        " Verified is what somebody else than the answerer found, and 0 where nobody did; nothing that is typed here changes it but a \
         lower level."
    } else {
        ""
    };
    format!(
        "Claimed is what the answers say, evidenced {found}.{verified} A block reaches a level when its key practices are at it, and enough of \
         the others. A reason why a practice does not apply counts as it was found on {}: where one was changed or added since, the practice \
         counts as unanswered until the answers are imported.",
        of.today
    )
}

/// Nothing is known of the files on an earlier day.
fn from_then_on(of: Export<'_>) -> Result<DataValidation, XlsxError> {
    let made = ExcelDateTime::parse_from_str(&of.today.to_string())?;
    DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(made))
        .set_error_title("Before the workbook was made")?
        .set_error_message(format!("Evidence was looked at on {}: choose that day or a later one.", of.today))
}

/// The formula for the name of a level, by the cell that holds its number.
fn name(number: &str, levels: usize) -> String {
    format!("=IF({number}={NOTHING},\"n/a\",INDEX(Lists!$A$1:$A${levels},1+{number}))")
}

/// What a cell shows until somebody types.
fn share(now: Option<u32>) -> String {
    now.map_or_else(|| "n/a".to_owned(), |points| format!("{}.{:04}", points / 10_000, points % 10_000))
}

fn reached(now: Option<u8>, of: Export<'_>) -> String {
    now.and_then(|level| of.framework.levels.get(usize::from(level)))
        .map_or_else(|| "n/a".to_owned(), |level| level.id.clone())
}

/// A building block: what is shown, and the hidden numbers behind it.
fn line(
    sheet: &mut Worksheet,
    of: Export<'_>,
    row: u32,
    at: usize,
    count: usize,
    now: Group,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let framework = of.framework;
    let block = &framework.blocks[at];
    let begin = u16::try_from(COLUMNS.len() + framework.levels.len()).unwrap_or(0);
    let last = FIRST + u32::try_from(count).unwrap_or(0);
    let column = |offset: u16| {
        let letter = letters(begin + offset);
        format!("'{}'!${letter}${}:${letter}${last}", block.id, FIRST + 1)
    };
    let (level, applies, evidenced, weight, key) = (column(0), column(1), column(2), column(3), column(4));
    let whole = format!("SUMPRODUCT({weight},{applies})");
    let mean = |of: &str| {
        let top = framework.top();
        format!("=IF({whole}=0,0,ROUND(SUMPRODUCT({weight},{applies},{of})*10000/({whole}*{top}),0))")
    };
    let reach = |of: &str| {
        let holds: Vec<String> = (1..=framework.top())
            .map(|at| {
                format!(
                    "IF(AND(SUMPRODUCT({key}*{applies}*({of}<{at}))=0,SUMPRODUCT({weight}*{applies}*({of}>={at}))*10000>={}*{whole}),1,0)",
                    framework.reach_share
                )
            })
            .collect();
        format!("=IF({whole}=0,{NOTHING},{})", holds.join("+"))
    };
    let line = row + 1;
    let levels = framework.levels.len();
    let shown = [
        (format!("=IF(L{line}=0,\"n/a\",H{line}/10000)"), share(now.claimed), &looks.percent),
        (format!("=IF(L{line}=0,\"n/a\",I{line}/10000)"), share(now.evidenced), &looks.percent),
        (name(&format!("J{line}"), levels), reached(now.reached, of), &looks.centre),
        (name(&format!("K{line}"), levels), reached(now.reached_evidenced, of), &looks.centre),
        (format!("=M{line}&\" of {count}\""), format!("{} of {count}", now.answered), &looks.centre),
    ];
    for (column, (formula, now, format)) in (1..).zip(shown) {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(now), format)?;
    }
    let block_weight = framework.profiles[of.profile.0].weights[at];
    let counted = if now.claimed.is_some() { block_weight } else { 0 };
    let hidden = [
        (mean(&level), now.claimed.unwrap_or(0)),
        (mean(&evidenced), now.evidenced.unwrap_or(0)),
        (reach(&level), u32::from(now.reached.unwrap_or(NOTHING))),
        (reach(&evidenced), u32::from(now.reached_evidenced.unwrap_or(NOTHING))),
        (format!("=IF({whole}=0,0,{block_weight})"), counted),
        (answered(framework, &block.id, FIRST + 1, last), u32::try_from(now.answered).unwrap_or(0)),
    ];
    for (column, (formula, now)) in (7..).zip(hidden) {
        sheet.write_formula(row, column, Formula::new(formula).set_result(now.to_string()))?;
    }
    if of.counts_verified() {
        let points = Formula::new(mean(&column(VERIFIED_CELLS))).set_result(now.verified.unwrap_or(0).to_string());
        sheet.write_formula(row, VERIFIED_POINTS, points)?;
        let shown = format!("=IF(L{line}=0,\"n/a\",{}{line}/10000)", letters(VERIFIED_POINTS));
        let shown = Formula::new(shown).set_result(share(now.verified));
        sheet.write_formula_with_format(row, VERIFIED, shown, &looks.percent)?;
    }
    Ok(())
}

/// The row of the whole.
fn overall(sheet: &mut Worksheet, of: Export<'_>, row: u32, looks: &Looks) -> Result<(), XlsxError> {
    let range = |letter: &str| format!("{letter}5:{letter}{row}");
    let weight = range("L");
    let mean = |letter: &str| {
        format!("=IF(SUM({weight})=0,\"n/a\",ROUND(SUMPRODUCT({},{weight})/SUM({weight}),0)/10000)", range(letter))
    };
    let least = |letter: &str| name(&format!("MIN({})", range(letter)), of.framework.levels.len());
    let now = of.figures.overall;
    sheet.write_string_with_format(row, 0, "Overall", &looks.total)?;
    let shown = [
        (mean("H"), share(now.claimed), &looks.total_percent),
        (mean("I"), share(now.evidenced), &looks.total_percent),
        (least("J"), reached(now.reached, of), &looks.total_centre),
        (least("K"), reached(now.reached_evidenced, of), &looks.total_centre),
    ];
    for (column, (formula, now, format)) in (1..).zip(shown) {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(now), format)?;
    }
    if of.counts_verified() {
        let shown = Formula::new(mean(&letters(VERIFIED_POINTS))).set_result(share(now.verified));
        sheet.write_formula_with_format(row, VERIFIED, shown, &looks.total_percent)?;
    }
    Ok(())
}

/// Claimed and evidenced side by side: dark and light, so that it reads on grey paper as well.
fn chart(last: u32) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    for (column, colour) in [(1, Color::RGB(0x00B8_C7DB)), (2, Color::RGB(0x001F_3A5F))] {
        chart
            .add_series()
            .set_name(("Scores", 3, column))
            .set_categories(("Scores", 4, 0, last, 0))
            .set_values(("Scores", 4, column, last, column))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(colour)),
            )
            .set_gap(60);
    }
    let mut font = ChartFont::new();
    font.set_size(10);
    // Of bars, the axis of the figures is the first one. The first block stands at the top, as in the table.
    chart.x_axis().set_min(0).set_max(1).set_num_format("0%").set_font(&font);
    chart.y_axis().set_reverse().set_font(&font);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.title().set_name("Claimed and evidenced, by building block").set_font(ChartFont::new().set_size(12));
    chart
        .set_width(880)
        .set_height(400)
        .set_alt_text("Bars of the claimed and the evidenced score of each building block");
    chart
}
