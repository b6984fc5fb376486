//! The closed set of steps of the greatest value: a minimum cut (Dinic's method), in whole numbers.

use std::collections::VecDeque;

/// Room of a pipe that nothing fills: more than all values together.
const ENDLESS: i128 = i128::MAX / 4;

struct Pipe {
    to: usize,
    room: i128,
}

/// Pipes stand in pairs: the other direction of `at` is `at ^ 1`.
struct Network {
    pipes: Vec<Pipe>,
    from: Vec<Vec<usize>>,
}

/// Of the sets that hold all that they wait for, the one whose values add to the most; of several the smallest.
pub(super) fn closure(value: &[i128], needs: &[Vec<usize>]) -> Vec<bool> {
    let steps = value.len();
    let (source, sink) = (steps, steps + 1);
    let mut network = Network { pipes: Vec::new(), from: vec![Vec::new(); steps + 2] };
    for (step, value) in value.iter().enumerate() {
        match *value {
            0 => {}
            value if value > 0 => network.add(source, step, value),
            value => network.add(step, sink, -value),
        }
        for need in &needs[step] {
            network.add(step, *need, ENDLESS);
        }
    }
    loop {
        let depth = network.depths(source);
        if depth[sink].is_none() {
            return depth[..steps].iter().map(Option::is_some).collect();
        }
        network.fill(source, sink, &depth);
    }
}

impl Network {
    fn add(&mut self, from: usize, to: usize, room: i128) {
        self.from[from].push(self.pipes.len());
        self.pipes.push(Pipe { to, room });
        self.from[to].push(self.pipes.len());
        self.pipes.push(Pipe { to: from, room: 0 });
    }

    /// How far each place is from the source by pipes that have room.
    fn depths(&self, source: usize) -> Vec<Option<usize>> {
        let mut depth = vec![None; self.from.len()];
        depth[source] = Some(0);
        let mut queue = VecDeque::from([source]);
        while let Some(place) = queue.pop_front() {
            for pipe in &self.from[place] {
                let Pipe { to, room } = self.pipes[*pipe];
                if room > 0 && depth[to].is_none() {
                    depth[to] = depth[place].map(|depth| depth + 1);
                    queue.push_back(to);
                }
            }
        }
        depth
    }

    /// Fills all shortest ways. A way may be as long as the framework, and stands in a list instead of on the program's stack.
    fn fill(&mut self, source: usize, sink: usize, depth: &[Option<usize>]) {
        let mut next = vec![0; self.from.len()];
        let mut way: Vec<usize> = Vec::new();
        loop {
            let place = way.last().map_or(source, |pipe| self.pipes[*pipe].to);
            if place == sink {
                let flow = way.iter().map(|pipe| self.pipes[*pipe].room).min().unwrap_or(0);
                for pipe in &way {
                    self.pipes[*pipe].room -= flow;
                    self.pipes[pipe ^ 1].room += flow;
                }
                let full = way.iter().position(|pipe| self.pipes[*pipe].room == 0).unwrap_or(0);
                way.truncate(full);
                continue;
            }
            let deeper = depth[place].map(|depth| depth + 1);
            let open = |pipe: &usize| self.pipes[*pipe].room > 0 && depth[self.pipes[*pipe].to] == deeper;
            if let Some(found) = self.from[place][next[place]..].iter().position(open) {
                next[place] += found;
                way.push(self.from[place][next[place]]);
            } else {
                next[place] = self.from[place].len();
                let Some(pipe) = way.pop() else { return };
                // The place before does not come here again.
                next[self.pipes[pipe ^ 1].to] += 1;
            }
        }
    }
}
