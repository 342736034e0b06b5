// Gives every node of a process a column and a row.
//
// The first way onward out of each node is the one a procedure takes when nothing stops it: these nodes
// make the main row. What is reached by the other ways stands below, as near as may be to the last node
// that leads to it.

function mainRow(nodes, waysOut) {
  const entered = new Set([...waysOut.values()].flat());
  const start = nodes.find((id) => !entered.has(id)) ?? nodes[0];
  const row = [];
  for (let at = start; at; at = waysOut.get(at).find((id) => !row.includes(id))) row.push(at);
  return row;
}

// The nearest free cell below a column: straight below first, then to its right and its left.
function freeCell(taken, column) {
  for (let row = 1; ; row += 1) {
    for (const at of [column, column + 1, column - 1]) {
      if (at >= 0 && !taken.has(`${at}/${row}`)) return { column: at, row };
    }
  }
}

export function place(nodes, edges) {
  const waysOut = new Map(nodes.map((id) => [id, []]));
  for (const { source, target } of edges) waysOut.get(source).push(target);

  const cells = new Map();
  const taken = new Set();
  const put = (id, cell) => {
    cells.set(id, cell);
    taken.add(`${cell.column}/${cell.row}`);
  };
  mainRow(nodes, waysOut).forEach((id, column) => put(id, { column, row: 0 }));

  // A node waits until all that lead to it are placed; where they wait for each other, the next in
  // the order of the process goes first.
  let waiting = nodes.filter((id) => !cells.has(id));
  while (waiting.length) {
    const sources = (id) => edges.filter((edge) => edge.target === id && edge.source !== id).map((edge) => edge.source);
    const next =
      waiting.find((id) => sources(id).every((source) => cells.has(source))) ??
      waiting.find((id) => sources(id).some((source) => cells.has(source))) ??
      waiting[0];
    const columns = sources(next).filter((id) => cells.has(id)).map((id) => cells.get(id).column);
    put(next, freeCell(taken, columns.length ? Math.max(...columns) : 0));
    waiting = waiting.filter((id) => id !== next);
  }
  return cells;
}
