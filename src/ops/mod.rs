//! In: a session (a world, what is read in it, what is complained about) and a request of plain values.
//! Out: an answer, or why there is none; what was complained about stays in the session, also then.
//! Never: a print, a write, an argument of the command line, the environment.

mod against;
mod agreement;
mod answer;
mod assess;
mod base;
mod baseline;
mod by_version;
mod clauses;
mod closing;
mod complaints;
mod deal;
mod diff;
mod due;
mod explain;
mod files;
mod former;
mod framework;
mod gates;
mod here;
mod incident;
mod init;
mod keep;
mod law;
mod look;
mod method;
mod migrate;
mod moved;
#[cfg(feature = "xlsx")]
mod other_version;
mod own_files;
mod plan;
mod portfolio;
mod reach;
mod redline;
mod registers;
mod report;
mod review;
mod rules;
mod schema;
mod score;
mod session;
mod stop;
mod transfers;
mod uncommitted;
mod verdicts;
mod way_out;
#[cfg(feature = "xlsx")]
mod workbook;
#[cfg(feature = "xlsx")]
mod worksheet;
mod workspace_check;
mod written;

pub use agreement::{Render, Rendered, render};
pub use answer::{Answered, Answering, Answers, Ask, Room, Typed, answering};
pub use assess::{Assess, Assessed, assess, draw_sample, explain_figure, explain_judged};
pub use baseline::Origin;
pub use clauses::{new_deal, obligation, obligations};
pub use complaints::complaints;
pub use diff::{Compared, Diff, diff};
pub use due::{DueList, Until, due_list};
pub use explain::{Explained, Meanings, codes, explain};
pub use framework::{FrameworkPage, check_pack, framework_page, packs};
pub use gates::FailOn;
pub use here::{Here, here};
pub use incident::{
    BreachClocks, IncidentAsk, IncidentCheck, breach_clocks, incident_check, incident_clocks, incident_list,
    incident_notice, incident_show, starter_incidents,
};
pub use init::{Beginning, Init, NewFile, Owner, init};
pub use keep::{Keep, Kept};
pub use law::{CompareLaws, compare_laws, law, law_sources, laws};
pub use migrate::{Migration, migrate};
pub use own_files::{own_worksheet, own_worksheets};
pub use plan::{Aim, Curve, Plan, Reaching, curve, plan, plan_problem};
pub use portfolio::{Input, Portfolio, Portfolios, Receive, portfolio};
pub use redline::{Redline, Redlined, Tracked, redline, track_changes};
pub use registers::{
    RegisterCheck, register_check, register_document, register_kind, register_kinds, register_list, register_show,
    starter_records,
};
#[cfg(feature = "xlsx")]
pub use registers::{ReturnedRecords, register_import, register_workbook};
pub use report::{Report, report};
pub use review::{Review, Reviewed, review};
pub use schema::schema;
pub use score::{Reading, Scored};
pub use session::{Notes, Scope, Session};
pub use stop::{Stop, Wrong, unknown};
pub use transfers::{
    Filter, TransferCheck, TransferDue, TransferExport, TransferList, explain_transfer, starter_register,
    transfer_check, transfer_due, transfer_export, transfer_flows, transfer_import, transfer_list, transfer_method,
    transfer_record, transfer_sheet,
};
pub use verdicts::Gates;
pub use way_out::way_out;
#[cfg(feature = "xlsx")]
pub use worksheet::{Imported, worksheet_export, worksheet_import};
pub use workspace_check::{WorkspaceCheck, workspace_check};
