// Lays out a BPMN process: BPMN XML on standard input, the same process with a fresh diagram on
// standard output. An existing diagram is dropped first: the layout depends on the process alone.

import { BpmnModdle } from "bpmn-moddle";

import { placeNames } from "./name.mjs";
import { place } from "./place.mjs";
import { route } from "./route.mjs";

const DIAGRAM = /<(\w+:)?BPMNDiagram[\s>][\s\S]*?<\/\1?BPMNDiagram>/g;

async function read(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

// The nodes in their order, and the lines in the order in which each node names its ways out.
function partsOf(elements) {
  const nodes = new Map();
  const flows = new Set();
  for (const element of elements.filter(({ $type }) => $type !== "bpmn:SequenceFlow")) {
    nodes.set(element.id, { type: element.$type });
    for (const flow of element.outgoing ?? []) flows.add(flow);
  }
  for (const element of elements.filter(({ $type }) => $type === "bpmn:SequenceFlow")) flows.add(element);
  const edges = [...flows].map(({ id, sourceRef, targetRef }) => ({
    id,
    source: sourceRef.id,
    target: targetRef.id,
  }));
  return { nodes, edges };
}

async function layOut(xml) {
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(xml);
  const procedure = rootElement.rootElements?.find((element) => element.$type === "bpmn:Process");
  const elements = procedure?.flowElements ?? [];
  const { nodes, edges } = partsOf(elements);
  if (!nodes.size) throw new Error("it has no process with a node");

  const { bounds, lines } = route(nodes, edges, place([...nodes.keys()], edges));
  const named = elements
    .filter(({ name, $type }) => name && /(Event|Gateway|SequenceFlow)$/.test($type))
    .map(({ id, name, $type }) => ({
      id,
      name,
      points: lines.get(id),
      bounds: bounds.get(id),
      isGateway: /Gateway$/.test($type),
    }));
  const names = placeNames(named, bounds, lines);

  const make = (type, values) => moddle.create(type, values);
  const box = (values) => make("dc:Bounds", values);
  const drawn = elements.map((element) => {
    const { id, $type: type } = element;
    const part = { id: `${id}_di`, bpmnElement: element };
    if (names.has(id)) part.label = make("bpmndi:BPMNLabel", { bounds: box(names.get(id)) });
    if (lines.has(id)) {
      part.waypoint = lines.get(id).map((point) => make("dc:Point", point));
      return make("bpmndi:BPMNEdge", part);
    }
    part.bounds = box(bounds.get(id));
    if (/Gateway$/.test(type)) part.isMarkerVisible = true;
    return make("bpmndi:BPMNShape", part);
  });
  const plane = make("bpmndi:BPMNPlane", {
    id: `${procedure.id}_plane`,
    bpmnElement: procedure,
    planeElement: drawn,
  });
  rootElement.diagrams = [make("bpmndi:BPMNDiagram", { id: `${procedure.id}_diagram`, plane })];
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

const source = await read(process.stdin);
if (!source.trim()) {
  process.stderr.write("Nothing on standard input: expected the XML of a BPMN process.\n");
  process.exit(2);
}
try {
  const laidOut = await layOut(source.replace(DIAGRAM, ""));
  process.stdout.write(laidOut.endsWith("\n") ? laidOut : `${laidOut}\n`);
} catch (error) {
  process.stderr.write(`This process cannot be laid out: ${error.message}\n`);
  process.exit(1);
}
