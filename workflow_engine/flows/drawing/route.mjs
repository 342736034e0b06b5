// Draws the lines between the nodes of a process, level and upright only.
//
// Neighbours in a row or a column are joined straight. Every other line leaves its node by the bottom
// or the top, runs along the channel between two rows on a track of its own, and turns into its
// target. Lines to one target share a track and an arrow; no two others lie on each other.

export const SIZE = { column: 240, task: { width: 140, height: 80 }, event: 36, gateway: 50 };
const BAND = 80; // the height of a row
const TRACK = 34; // between two tracks: two lines of letters
const MARGIN = 30; // between a row and the first track: the names of events hang into it
const SLOT = 26; // between two lines at one side of a node

const clear = (cells, row, from, to) =>
  ![...cells.values()].some((cell) => cell.row === row && cell.column > from && cell.column < to);

// How an edge runs: straight ("level", "upright"), or through channels.
function course({ source, target }, cells) {
  const from = cells.get(source);
  const to = cells.get(target);
  if (from.row === to.row && from.column < to.column && clear(cells, from.row, from.column, to.column)) {
    return { kind: "level" };
  }
  const down = to.row >= from.row;
  const leave = down ? "bottom" : "top";
  const enter = to.row > from.row ? "top" : "bottom";
  if (from.column === to.column && Math.abs(from.row - to.row) === 1) return { kind: "upright", leave, enter };
  const first = down ? from.row : from.row - 1; // channel n lies below row n
  const last = enter === "top" ? to.row - 1 : to.row;
  return { kind: "channel", leave, enter, first, last };
}

// Where along a side each line is fastened: to the left what goes left, to the right what goes
// right, the farther the nearer to the middle, so that lines of one node do not cross.
function slots(lines) {
  const middle = lines.filter((line) => line.reach === 0);
  const left = lines.filter((line) => line.reach < 0).sort((a, b) => a.reach - b.reach);
  const right = lines.filter((line) => line.reach > 0).sort((a, b) => b.reach - a.reach);
  right.unshift(...middle.slice(1));
  if (!middle.length && left.length + right.length === 1) middle.push(left.pop() ?? right.pop());
  const placed = new Map(middle.slice(0, 1).map((line) => [line.key, 0]));
  left.forEach((line, index) => placed.set(line.key, -(index + 1) * SLOT));
  right.forEach((line, index) => placed.set(line.key, (index + 1) * SLOT));
  return placed;
}

function fasten(courses, cells, centre, wide) {
  const sides = new Map();
  const add = (node, side, key, reach) => {
    const lines = sides.get(`${node}/${side}`) ?? new Map();
    const known = lines.get(key);
    if (!known || Math.abs(reach) > Math.abs(known.reach)) lines.set(key, { key, reach });
    sides.set(`${node}/${side}`, lines);
  };
  for (const { edge, kind, leave, enter } of courses) {
    if (kind === "level") continue;
    const reach = cells.get(edge.target).column - cells.get(edge.source).column;
    const upright = kind === "upright";
    add(edge.source, leave, `out ${edge.id}`, reach);
    add(edge.target, enter, upright ? `in ${edge.id}` : "in", -reach);
  }
  const at = new Map();
  for (const [place, lines] of sides) {
    const [node, side] = place.split("/");
    // Half a step aside, so as not to meet what hangs from the node above.
    const aside = side === "top" ? SLOT / 2 : 0;
    for (const [key, offset] of slots([...lines.values()])) {
      at.set(`${place}/${key}`, centre(node).x + (wide(node) ? offset + aside : 0));
    }
  }
  return at;
}

// The track of each line in each channel: short lines nearest to the row above.
function tracks(spans) {
  const channels = new Map();
  for (const { channel, group, from, to } of spans) {
    const groups = channels.get(channel) ?? new Map();
    const span = groups.get(group) ?? { low: Infinity, high: -Infinity };
    span.low = Math.min(span.low, from, to);
    span.high = Math.max(span.high, from, to);
    groups.set(group, span);
    channels.set(channel, groups);
  }
  const found = new Map();
  const count = new Map();
  for (const [channel, groups] of channels) {
    const rows = [];
    const order = [...groups].sort(([, a], [, b]) => a.high - a.low - (b.high - b.low));
    for (const [group, span] of order) {
      const fits = (row) => row.every((other) => span.high + 12 < other.low || span.low - 12 > other.high);
      let index = rows.findIndex(fits);
      if (index < 0) index = rows.push([]) - 1;
      rows[index].push(span);
      found.set(`${channel}/${group}`, index);
    }
    count.set(channel, rows.length);
  }
  return { found, count };
}

export function route(nodes, edges, cells) {
  const size = (id) => {
    const { type } = nodes.get(id);
    if (/Event$/.test(type)) return { width: SIZE.event, height: SIZE.event };
    if (/Gateway$/.test(type)) return { width: SIZE.gateway, height: SIZE.gateway };
    return SIZE.task;
  };
  const middle = (column) => column * SIZE.column + SIZE.column / 2;
  const tops = [];
  const centre = (id) => {
    const { column, row } = cells.get(id);
    return { x: middle(column), y: (tops[row] ?? 0) + BAND / 2 };
  };
  const wide = (id) => size(id).width >= SIZE.task.width;

  const courses = edges.map((edge) => ({ edge, ...course(edge, cells) }));
  const at = fasten(courses, cells, centre, wide);
  const ends = ({ edge, kind, leave, enter }) => ({
    out: at.get(`${edge.source}/${leave}/out ${edge.id}`),
    in: at.get(`${edge.target}/${enter}/${kind === "upright" ? `in ${edge.id}` : "in"}`),
  });

  // Lines that pass more than one row go down or up beside the column of their target.
  const corridor = new Map();
  const beside = ({ edge }) => {
    const { column } = cells.get(edge.target);
    const known = corridor.get(column) ?? [];
    if (!known.includes(edge.target)) known.push(edge.target);
    corridor.set(column, known);
    return column * SIZE.column + 12 * known.indexOf(edge.target);
  };

  const spans = [];
  for (const line of courses.filter(({ kind }) => kind === "channel")) {
    const { out, in: into } = ends(line);
    const group = line.edge.target;
    if (line.first === line.last) {
      spans.push({ channel: line.first, group, from: out, to: into });
    } else {
      line.side = beside(line);
      spans.push({ channel: line.first, group, from: out, to: line.side });
      spans.push({ channel: line.last, group, from: line.side, to: into });
    }
  }
  const { found, count } = tracks(spans);
  const rows = Math.max(...[...cells.values()].map((cell) => cell.row)) + 1;
  tops[0] = 40 + (count.has(-1) ? MARGIN + count.get(-1) * TRACK : 0);
  for (let row = 1; row < rows; row += 1) {
    tops[row] = tops[row - 1] + BAND + 2 * MARGIN + Math.max((count.get(row - 1) ?? 0) - 1, 0) * TRACK;
  }
  const level = (channel, group) =>
    (channel < 0 ? 40 : tops[channel] + BAND + MARGIN) + found.get(`${channel}/${group}`) * TRACK;

  const bounds = new Map();
  for (const id of nodes.keys()) {
    const { width, height } = size(id);
    const { x, y } = centre(id);
    bounds.set(id, { x: x - width / 2, y: y - height / 2, width, height });
  }
  const edgeOf = (id, side) => bounds.get(id).y + (side === "bottom" ? bounds.get(id).height : 0);

  const lines = new Map();
  for (const line of courses) {
    const { source, target, id } = line.edge;
    const [from, to] = [bounds.get(source), bounds.get(target)];
    if (line.kind === "level") {
      const { y } = centre(source);
      lines.set(id, [{ x: from.x + from.width, y }, { x: to.x, y }]);
      continue;
    }
    const { out, in: into } = ends(line);
    const start = edgeOf(source, line.leave);
    const end = edgeOf(target, line.enter);
    if (line.kind === "upright") {
      const x = wide(target) ? out : into;
      lines.set(id, [{ x, y: start }, { x, y: end }]);
      continue;
    }
    const y = level(line.first, target);
    const points = [{ x: out, y: start }, { x: out, y }];
    if (line.first !== line.last) {
      const next = level(line.last, target);
      points.push({ x: line.side, y }, { x: line.side, y: next }, { x: into, y: next });
    } else {
      points.push({ x: into, y });
    }
    lines.set(id, [...points, { x: into, y: end }]);
  }
  return { bounds, lines };
}
