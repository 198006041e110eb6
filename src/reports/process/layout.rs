//! Where the parts of a map stand: a library lays them out, in a fixed order.

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, layout};
use unicode_width::UnicodeWidthChar;

use crate::process::map::{Map, Spot};

/// How much room something takes, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Where something stands: its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct At {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A map that is laid out.
pub(super) struct Layout {
    /// The middle of each place: the start, the nodes in their order, the end.
    pub(super) spots: Vec<At>,
    /// By edge: the points that it goes through, and the middle of what is written at it.
    pub(super) edges: Vec<(Vec<At>, At)>,
    /// From the left upper corner of everything to the right lower one.
    pub(super) from: At,
    pub(super) to: At,
}

/// Lays a map out. `spots`: the size of the start, of the nodes in their order and of the end; `labels`: of what is written at
/// each edge.
pub(super) fn laid_out(map: &Map, spots: &[Size], labels: &[Size]) -> Layout {
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::with_options(GraphOptions {
        directed: true,
        // two ways between the same places, one there and one back, become two of one direction on the way
        multigraph: true,
        compound: false,
    });
    let name = |at: usize| format!("n{at}");
    let number = |spot: Spot| match spot {
        Spot::Start => 0,
        Spot::End => map.nodes.len() + 1,
        Spot::Sort(sort) => {
            let at = map.nodes.iter().position(|node| node.sort == sort);
            at.unwrap_or_default() + 1
        }
    };
    for (at, size) in spots.iter().enumerate() {
        let node = NodeLabel {
            width: size.width,
            height: size.height,
            ..NodeLabel::default()
        };
        graph.set_node(name(at), Some(node));
    }
    let most = map.edges.first().map_or(1, |edge| edge.times.max(1));
    for (edge, size) in map.edges.iter().zip(labels) {
        // what is gone often is drawn straight
        let weight = i32::try_from(1 + 20 * edge.times / most).unwrap_or(1);
        let label = EdgeLabel {
            width: size.width,
            height: size.height,
            labelpos: LabelPos::Center,
            weight,
            ..EdgeLabel::default()
        };
        let (from, to) = (name(number(edge.from)), name(number(edge.to)));
        graph.set_edge(from, to, Some(label), None);
    }
    let options = LayoutOptions {
        nodesep: 36.0,
        edgesep: 18.0,
        ranksep: 34.0,
        ..LayoutOptions::default()
    };
    layout(&mut graph, Some(options));
    let at = |x: Option<f64>, y: Option<f64>| At {
        x: x.unwrap_or_default(),
        y: y.unwrap_or_default(),
    };
    let middle = |spot: usize| {
        let node = graph.node(&name(spot));
        node.map_or(at(None, None), |node| at(node.x, node.y))
    };
    let edges = map.edges.iter().map(|edge| {
        let (from, to) = (name(number(edge.from)), name(number(edge.to)));
        let Some(label) = graph.edge(&from, &to, None) else {
            return (Vec::new(), at(None, None));
        };
        let points = label.points.iter();
        let points = points.map(|point| At {
            x: point.x,
            y: point.y,
        });
        let mut points: Vec<At> = points.collect();
        if edge.from != edge.to {
            let place = |spot: Spot| (middle(number(spot)), spots[number(spot)]);
            attach(place(edge.to), &mut points);
            points.reverse();
            attach(place(edge.from), &mut points);
            points.reverse();
        }
        (points, at(label.x, label.y))
    });
    let mut out = Layout {
        spots: (0..spots.len()).map(middle).collect(),
        edges: edges.collect(),
        from: At { x: 0.0, y: 0.0 },
        to: At { x: 0.0, y: 0.0 },
    };
    out.bound(spots, labels);
    out
}

/// Has a way end at the upper or the lower side of a place: what comes in from far aside would cross those beside it.
fn attach((middle, size): (At, Size), points: &mut Vec<At>) {
    /// From the corners, and before the side.
    const AWAY: f64 = 14.0;
    let [.., before, _] = points[..] else {
        return;
    };
    let (half, far) = (size.height / 2.0, before.y - middle.y);
    if far.abs() < half + 2.0 {
        return;
    }
    points.pop();
    let room = (size.width / 2.0 - AWAY).max(0.0);
    let straight = (before.x - middle.x) * half / far.abs();
    let aside = straight.clamp(-room, room);
    let (x, y) = (middle.x + aside, middle.y + half.copysign(far));
    let is_aslant = (straight - aside).abs() > 1.0;
    if is_aslant && far.abs() > half + AWAY {
        let y = y + AWAY.copysign(far);
        points.push(At { x, y });
    }
    points.push(At { x, y });
}

impl Layout {
    /// What stands at an edge may lie outside of the places.
    fn bound(&mut self, spots: &[Size], labels: &[Size]) {
        let boxes = self.spots.iter().zip(spots);
        let texts = self.edges.iter().map(|(_, label)| label).zip(labels);
        let mut corners: Vec<At> = Vec::new();
        for (at, size) in boxes.chain(texts) {
            let (x, y) = (size.width / 2.0, size.height / 2.0);
            corners.push(At {
                x: at.x - x,
                y: at.y - y,
            });
            corners.push(At {
                x: at.x + x,
                y: at.y + y,
            });
        }
        corners.extend(
            self.edges
                .iter()
                .flat_map(|(points, _)| points.iter().copied()),
        );
        let Some(&first) = corners.first() else {
            return;
        };
        (self.from, self.to) = (first, first);
        for corner in corners {
            self.from = At {
                x: self.from.x.min(corner.x),
                y: self.from.y.min(corner.y),
            };
            self.to = At {
                x: self.to.x.max(corner.x),
                y: self.to.y.max(corner.y),
            };
        }
    }
}

/// How wide a text is, in heights of its font. Fonts differ: it is rather too much than too little.
pub(super) fn ems(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            _ if c.width_cjk() == Some(2) => 1.0,
            'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' => {
                0.36
            }
            'A'..='Z' => 0.72,
            _ => 0.6,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::map::{Edge, Node};

    fn node(sort: usize, events: u64) -> Node {
        Node {
            sort,
            events,
            cases: events,
            deviating: 0,
            is_deviation: false,
        }
    }

    fn edge(from: Spot, to: Spot, times: u64) -> Edge {
        Edge {
            from,
            to,
            times,
            cases: times,
            deviating: 0,
            is_deviation: false,
            took: None,
        }
    }

    fn size(width: f64, height: f64) -> Size {
        Size { width, height }
    }

    fn overlap((one, size): (At, Size), (other, room): (At, Size)) -> bool {
        let far = |one: f64, other: f64, both: f64| (one - other).abs() * 2.0 >= both;
        !far(one.x, other.x, size.width + room.width)
            && !far(one.y, other.y, size.height + room.height)
    }

    /// There and back again, a loop, and a way past everything.
    #[test]
    fn every_way_is_drawn_and_nothing_is_hidden() {
        let sort = Spot::Sort;
        let map = Map {
            nodes: (0..6).map(|at| node(at, 100 - at as u64)).collect(),
            edges: vec![
                edge(Spot::Start, sort(0), 100),
                edge(sort(0), sort(1), 90),
                edge(sort(1), sort(2), 80),
                edge(sort(2), sort(3), 70),
                edge(sort(3), sort(4), 60),
                edge(sort(4), sort(5), 50),
                edge(sort(5), Spot::End, 50),
                edge(sort(3), sort(2), 40),
                edge(sort(4), sort(1), 30),
                edge(sort(2), sort(2), 20),
                edge(Spot::Start, Spot::End, 10),
                edge(sort(0), sort(5), 5),
            ],
            ..Map::default()
        };
        let spots = vec![size(120.0, 40.0); map.nodes.len() + 2];
        let labels = vec![size(60.0, 30.0); map.edges.len()];
        let layout = laid_out(&map, &spots, &labels);
        for (points, label) in &layout.edges {
            assert!(points.len() > 1);
            let near = points
                .iter()
                .map(|at| (at.x - label.x).abs() + (at.y - label.y).abs());
            assert!(near.fold(f64::MAX, f64::min) < 80.0);
        }
        let plates = layout.spots.iter().copied().zip(spots.clone());
        let texts = layout.edges.iter().map(|(_, label)| *label);
        let texts = texts.zip(labels.clone());
        let all: Vec<(At, Size)> = plates.chain(texts).collect();
        for (number, one) in all.iter().enumerate() {
            for other in &all[number + 1..] {
                assert!(!overlap(*one, *other), "{one:?} {other:?}");
            }
            let (at, size) = *one;
            assert!(
                at.x - size.width / 2.0 >= layout.from.x && at.y + size.height / 2.0 <= layout.to.y
            );
        }
        // the same at every run
        let again = laid_out(&map, &spots, &labels);
        assert_eq!(again.edges, layout.edges);
    }

    #[test]
    fn chinese_takes_twice_the_room() {
        assert!(ems("订单") > 1.9 && ems("ab") < 1.4);
    }
}
