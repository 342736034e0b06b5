// Lays out a BPMN process: BPMN XML on standard input, the same process with a fresh diagram on
// standard output. An existing diagram is dropped first: the layout depends on the process alone.

import { layoutProcess } from "bpmn-auto-layout";

const DIAGRAM = /<(\w+:)?BPMNDiagram[\s>][\s\S]*?<\/\1?BPMNDiagram>/g;

async function read(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const source = await read(process.stdin);
if (!source.trim()) {
  process.stderr.write("Nothing on standard input: expected the XML of a BPMN process.\n");
  process.exit(2);
}
try {
  const laidOut = await layoutProcess(source.replace(DIAGRAM, ""));
  process.stdout.write(laidOut.endsWith("\n") ? laidOut : `${laidOut}\n`);
} catch (error) {
  process.stderr.write(`This process cannot be laid out: ${error.message}\n`);
  process.exit(1);
}
