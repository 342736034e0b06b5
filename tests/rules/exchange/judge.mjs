// Judges by a DMN model alone, with the reader of a DMN modeller and a FEEL interpreter that know
// nothing of this project: one JSON object {model, inputs} a line on standard input, one JSON object
// of every decision's value a line on standard output.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DmnModdle } from 'dmn-moddle';
import { evaluate, unaryTest } from 'feelin';

const models = new Map();

async function model(path) {
  if (!models.has(path)) {
    const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(path, 'utf8'));
    if (warnings.length) throw new Error(warnings.map((warning) => warning.message).join('\n'));
    const decisions = rootElement.drgElement.filter(({ $type }) => $type === 'dmn:Decision');
    models.set(path, new Map(decisions.map((decision) => [decision.id, decision])));
  }
  return models.get(path);
}

function feel(text, context) {
  const { value, warnings: problems } = evaluate(text, context);
  const wrong = problems.filter((problem) => problem.type !== 'NO_PROPERTY_FOUND');
  if (wrong.some((problem) => problem.type === 'NO_VARIABLE_FOUND')) {
    throw new Error(`${text}: ${wrong[0].message}`);
  }
  return value;
}

function decide(decision, context) {
  const logic = decision.decisionLogic;
  if (logic.$type === 'dmn:LiteralExpression') return feel(logic.text, context);
  const given = logic.input.map((input) => feel(input.inputExpression.text, context));
  for (const rule of logic.rule) {
    const fits = rule.inputEntry.every(
      (entry, index) => unaryTest(entry.text, { ...context, '?': given[index] }).value === true,
    );
    if (fits) return feel(rule.outputEntry[0].text, context);
  }
  return null;
}

function judge(decisions, inputs) {
  const context = { ...inputs };
  const waiting = new Map(decisions);
  while (waiting.size) {
    const ready = [...waiting.values()].filter((decision) =>
      (decision.informationRequirement ?? []).every(
        (need) => !need.requiredDecision || !waiting.has(need.requiredDecision.href.slice(1)),
      ),
    );
    if (!ready.length) throw new Error('the decisions require each other');
    for (const decision of ready) {
      context[decision.variable.name] = decide(decision, context);
      waiting.delete(decision.id);
    }
  }
  return Object.fromEntries([...decisions.keys()].map((id) => [id, context[id]]));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { model: path, inputs } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(judge(await model(path), inputs))}\n`);
}
