// Finds a place for the name of each event, gateway and line: where it lies on nothing, or on as
// little as may be.

// The size of a name as bpmn-js sets it: 90 wide, about 16 letters to a line.
const NAME = { width: 90, letters: 16, line: 14, letter: 5.6 };
const GAP = 4;
const ON_A_SHAPE = 100;
const ON_A_NAME = 60;
const ON_A_LINE = 10;

function extent(name) {
  const rows = [0];
  for (const word of name.split(/\s+/)) {
    const last = rows.length - 1;
    if (rows[last] && rows[last] + 1 + word.length > NAME.letters) rows.push(word.length);
    else rows[last] += (rows[last] ? 1 : 0) + word.length;
  }
  return { width: Math.max(...rows) * NAME.letter, height: rows.length * NAME.line };
}

const overlap = (a, b) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const segments = (points) =>
  points.slice(1).map((to, index) => {
    const from = points[index];
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return { x, y, width: Math.abs(to.x - from.x) + 0.5, height: Math.abs(to.y - from.y) + 0.5 };
  });

// The boxes in which the name of a line may stand, the best first: by the end where it leaves.
function besideLine(points, { width, height }) {
  const boxes = [];
  const box = (x, y) => boxes.push({ x, y, width, height });
  points.slice(1).forEach((to, index) => {
    const from = points[index];
    if (from.y === to.y) {
      const way = Math.sign(to.x - from.x);
      const near = way > 0 ? from.x + 6 : from.x - 6 - width;
      const far = way > 0 ? to.x - 14 - width : to.x + 14;
      const middle = (from.x + to.x - width) / 2;
      for (const x of points.length === 2 ? [middle] : [near, middle, far]) {
        box(x, from.y - height - 3);
        box(x, from.y + 3);
      }
    } else {
      const down = to.y > from.y;
      const near = down ? from.y + GAP : from.y - GAP - height;
      const far = down ? to.y - 14 - height : to.y + 14;
      for (const y of [near, (from.y + to.y - height) / 2, far]) {
        box(from.x + 6, y);
        box(from.x - 6 - width, y);
      }
    }
  });
  return points.length > 2 ? [...boxes.slice(6), ...boxes.slice(0, 6)] : boxes;
}

function besideShape({ x, y, width, height }, size, isGateway) {
  const left = x + width / 2 - size.width / 2;
  const below = { x: left, y: y + height + GAP, ...size };
  const above = { x: left, y: y - size.height - GAP, ...size };
  return isGateway ? [above, below] : [below, above];
}

// What bpmn-js reads: a box of its fixed width about the middle of the name.
const asDrawn = ({ x, y, width, height }) => ({
  x: Math.round(x + width / 2 - NAME.width / 2),
  y: Math.round(y),
  width: NAME.width,
  height: Math.round(height),
});

// named: what has a name outside a node, as {id, name, points} or {id, name, bounds, isGateway}.
export function placeNames(named, shapes, lines) {
  const strokes = [...lines.values()].flatMap(segments);
  const placed = [];
  const found = new Map();
  for (const { id, name, points, bounds, isGateway } of named) {
    const size = extent(name);
    const boxes = points ? besideLine(points, size) : besideShape(bounds, size, isGateway);
    const cost = (box, index) =>
      index +
      ON_A_SHAPE * [...shapes.values()].filter((shape) => overlap(box, shape)).length +
      ON_A_NAME * placed.filter((other) => overlap(box, other)).length +
      ON_A_LINE * strokes.filter((stroke) => overlap(box, stroke)).length;
    const costs = boxes.map(cost);
    const best = boxes[costs.indexOf(Math.min(...costs))];
    placed.push(best);
    found.set(id, asDrawn(best));
  }
  return found;
}
