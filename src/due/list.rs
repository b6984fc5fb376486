//! Tasks of any room, the most pressing first.

use std::collections::HashSet;

use jiff::civil::Date;

use super::task::{Dated, State};

/// A task with how it stands on a day.
#[derive(Debug, Clone)]
pub struct Pressing {
    pub of: Dated,
    pub state: State,
    /// Days from today: below nothing when it is late.
    pub days: Option<i64>,
}

/// Gives tasks that would go by one name a number, from the second on, in the order in which they stand.
pub fn distinct(tasks: &mut [Dated]) {
    let mut taken: HashSet<(String, String, String, String)> = HashSet::new();
    for each in tasks {
        let (own, mut nth) = (each.task.key.clone(), 1_u32);
        let name = |key: &str| (each.holder.clone(), each.of.clone(), each.id.clone(), key.to_owned());
        let mut key = own.clone();
        while !taken.insert(name(&key)) {
            nth += 1;
            key = format!("{own}.{nth}");
        }
        each.task.key = key;
    }
}

/// Late ones first, then those without a day, then by day; `within` days ahead count as soon.
#[must_use]
pub fn pressing(tasks: Vec<Dated>, today: Date, within: u32) -> Vec<Pressing> {
    let mut all: Vec<Pressing> = tasks
        .into_iter()
        .map(|of| {
            let when = of.task.when;
            let days = when.day().map(|day| i64::from((day - today).get_days()));
            Pressing { state: when.state(today, within), days, of }
        })
        .collect();
    all.sort_by(|a, b| order(a).cmp(&order(b)));
    all
}

/// What is late for ever, since nobody has done it yet, comes before what has been late since a day.
fn order(each: &Pressing) -> (State, Option<Date>, &str, &str, &str) {
    let Dated { id, task, .. } = &each.of;
    (each.state, task.when.day(), id, &task.kind, &task.key)
}

/// How many are in a state.
#[must_use]
pub fn count(tasks: &[Pressing], state: State) -> usize {
    tasks.iter().filter(|task| task.state == state).count()
}

#[cfg(test)]
mod tests {
    use super::{super::task::*, *};

    fn named(id: &str, key: &str) -> Dated {
        let task = Task {
            kind: "review".to_owned(),
            key: key.to_owned(),
            when: When::Unset,
            what: String::new(),
            why: String::new(),
        };
        Dated {
            of: "transfers".to_owned(),
            id: id.to_owned(),
            title: String::new(),
            owner: None,
            holder: String::new(),
            file: String::new(),
            task,
        }
    }

    #[test]
    fn no_two_tasks_of_an_entry_go_by_one_name() {
        let mut tasks: Vec<Dated> = ["a.2", "a", "a", "a.2"].iter().map(|key| named("T", key)).collect();
        tasks.push(named("U", "a"));
        distinct(&mut tasks);
        let keys: Vec<&str> = tasks.iter().map(|each| each.task.key.as_str()).collect();
        assert_eq!(keys, ["a.2", "a", "a.3", "a.2.2", "a"]);
    }

    #[test]
    fn the_last_day_is_in_time_and_the_day_after_is_late() {
        let today = jiff::civil::date(2026, 12, 1);
        let on = |day: i8| When::On(jiff::civil::date(2026, 12, day)).state(today, 7);
        assert_eq!([on(1), on(8), on(9)], [State::Soon, State::Soon, State::Later]);
        assert_eq!(When::On(jiff::civil::date(2026, 11, 30)).state(today, 7), State::Overdue);
        assert_eq!([When::Now.state(today, 7), When::Unset.state(today, 7)], [State::Overdue, State::Unset]);
    }
}
