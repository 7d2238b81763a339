// What a step of a scenario costs the generator, without any socket: microseconds to make a request and to take in its answer.
// `npx tsx bench/load-scenario.ts`. Printed, never asserted: the bar is about 2 µs for a step that only carries values.
import { compileScenario, readScenarioFile } from "../src/load/scenario/format/index.ts";
import { scenarioActor, type Answer } from "../src/load/scenario/index.ts";

const STEPS = 300_000;
const wire = {
  prefix: "",
  basePath: "",
  origin: "http://localhost",
  authority: "localhost",
  keepsAlive: true,
  headers: [],
};
const json = Buffer.from(JSON.stringify({ data: Array.from({ length: 20 }, (_, id) => ({ id, name: `item ${id}` })) }));

const CASES: readonly (readonly [name: string, steps: string])[] = [
  ["static, only the status seen", "- get: /products?limit=20"],
  ["a value in the path", "- get: /products/${counter()}"],
  [
    "values in path, query, header and JSON",
    '- post: /products/${n}\n    query: { q: "${n}" }\n    headers: { X-N: "${n}" }\n    json: { n: "${n}", text: "no. ${n}" }',
  ],
  ["a value extracted from 20 items", "- get: /products\n    extract: { id: '$.data[3].id' }"],
  [
    "a check on every one of 20 items",
    "- get: /products\n    checks: [{ json: '$.data[?@.id == 19].name', equals: item 19 }]",
  ],
  [
    "a regular expression on the body",
    '- get: /products\n    extract: { name: { regex: \'"id":19,"name":"([^"]+)"\' } }',
  ],
];

function microseconds(steps: string): number {
  const text = `cookies: false\nfeeders: { rows: { file: f.csv } }\nvariables: { n: 7 }\nsteps:\n  - set: { n: "\${rows.n}" }\n  ${steps}\n`;
  const files = new Map([["f.csv", Buffer.from("n\n7\n8\n")]]);
  const { scenario } = compileScenario(readScenarioFile("bench.yaml", text), { wire, env: {}, files });
  const actor = scenarioActor(scenario, { lane: 0, lanes: 1, epochMs: 0 });
  const answer: Answer = { status: 200, headers: [], body: json, truncated: false, latencyMs: 1 };
  const play = (count: number): void => {
    for (let sent = 0; sent < count;) {
      const action = actor.next(sent % 50, sent);
      if (action.kind !== "send") continue;
      actor.settle(sent % 50, answer, sent);
      sent += 1;
    }
  };
  play(STEPS / 10);
  // Processor time: what else runs on the machine is not counted.
  const start = process.cpuUsage();
  play(STEPS);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / STEPS;
}

for (const [name, steps] of CASES) {
  const times = Array.from({ length: 3 }, () => microseconds(steps)).toSorted((a, b) => a - b);
  console.log(`${name.padEnd(42)} ${(times[0] ?? 0).toFixed(2)} to ${(times[2] ?? 0).toFixed(2)} µs`);
}
