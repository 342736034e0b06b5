// Lays out a BPMN process: BPMN XML on standard input, the same process with a fresh diagram on
// standard output. An existing diagram is dropped first: the layout depends on the process alone.

import { layoutProcess } from "bpmn-auto-layout";
import { BpmnModdle } from "bpmn-moddle";

const DIAGRAM = /<(\w+:)?BPMNDiagram[\s>][\s\S]*?<\/\1?BPMNDiagram>/g;

// The size of a label as bpmn-js sets it: 90 wide, about 15 letters to a line.
const LABEL = { width: 90, letters: 15, line: 15, letter: 6.2 };

async function read(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function lines(name) {
  const rows = [0];
  for (const word of name.split(/\s+/)) {
    const last = rows.length - 1;
    if (rows[last] && rows[last] + 1 + word.length > LABEL.letters) rows.push(word.length);
    else rows[last] += (rows[last] ? 1 : 0) + word.length;
  }
  return { count: rows.length, width: Math.max(...rows) * LABEL.letter };
}

// Where the name of an event or a gateway stands clear of the lines: above a gateway, from which
// branches leave downwards, and below an event.
function besideShape({ x, y, width, height }, name, isGateway) {
  const tall = lines(name).count * LABEL.line;
  return {
    x: Math.round(x + width / 2 - LABEL.width / 2),
    y: isGateway ? y - tall - 4 : y + height + 6,
    width: LABEL.width,
    height: tall,
  };
}

// Where the name of a flow stands: above its first part if that is level, to its right if upright.
function besideFlow([first, second], name) {
  const { width } = lines(name);
  const half = Math.round(width / 2);
  const level = Math.abs(second.y - first.y) < 1;
  const down = second.y > first.y;
  const centre = level ? first.x + Math.sign(second.x - first.x) * (half + 6) : first.x + half + 6;
  return {
    x: Math.round(centre - LABEL.width / 2),
    y: level ? first.y - LABEL.line - 3 : first.y + (down ? 5 : -LABEL.line - 8),
    width: LABEL.width,
    height: LABEL.line,
  };
}

async function placeLabels(xml) {
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(xml);
  for (const { plane } of rootElement.diagrams) {
    for (const drawn of plane.planeElement) {
      const { name, $type: type } = drawn.bpmnElement;
      const outside = /(Event|Gateway|SequenceFlow)$/.test(type);
      if (!name || !outside || drawn.label) continue;
      const bounds = drawn.waypoint
        ? besideFlow(drawn.waypoint, name)
        : besideShape(drawn.bounds, name, type.endsWith("Gateway"));
      drawn.label = moddle.create("bpmndi:BPMNLabel", { bounds: moddle.create("dc:Bounds", bounds) });
      drawn.label.$parent = drawn;
    }
  }
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

const source = await read(process.stdin);
if (!source.trim()) {
  process.stderr.write("Nothing on standard input: expected the XML of a BPMN process.\n");
  process.exit(2);
}
try {
  const laidOut = await placeLabels(await layoutProcess(source.replace(DIAGRAM, "")));
  process.stdout.write(laidOut.endsWith("\n") ? laidOut : `${laidOut}\n`);
} catch (error) {
  process.stderr.write(`This process cannot be laid out: ${error.message}\n`);
  process.exit(1);
}
