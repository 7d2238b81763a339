import type { JsonValue } from "../../../kit/index.ts";
import {
  arrayOf,
  code,
  comment,
  empty,
  lines,
  literal,
  objectOf,
  print,
  propertyName,
  type Fragment,
} from "../../../typescript/index.ts";
import type { Story } from "../story.ts";
import { optionsOf } from "./options.ts";
import { functionFor, statements } from "./print.ts";

/**
 * The k6 script of a story: one ES module, for k6 0.47 and later. `runtime` is `templates/load/k6-runtime.js`; files that stand
 * beside the script are opened by their names.
 */
export function k6Script(story: Story, runtime: string): string {
  const head = print(lines([...header(story), code``]));
  const parts = [head, print(constants(story)), runtime.trim(), print(options(story)), ...functions(story).map(print)];
  return `${parts.join("\n\n")}\n`;
}

function header({ name }: Story): readonly Fragment[] {
  return [
    comment(`${name}: a load test for k6, written by backwright load export.`),
    comment("Credentials are read from the environment: k6 run -e NAME=VALUE script.js"),
    code`import http from "k6/http";`,
    code`import exec from "k6/execution";`,
    code`import encoding from "k6/encoding";`,
    code`import { check, fail, sleep } from "k6";`,
    code`import { SharedArray } from "k6/data";`,
    code`import { Counter, Rate } from "k6/metrics";`,
  ];
}

function constants(story: Story): Fragment {
  const { name, base, tokenBase, plan, keepsCookies, steps, initial, feeders } = story;
  return lines([
    constant("NAME", name),
    code`const BASE = __ENV.TARGET || ${literal(base)};`,
    tokenBase === undefined ? empty : constant("TOKEN_BASE", tokenBase),
    constant("TIMEOUT", `${plan.timeoutMs}ms`),
    constant("REDIRECTS", plan.redirects ?? 0),
    constant("KEEPS_COOKIES", keepsCookies),
    constant("STEPS", steps),
    comment("Values that every iteration begins with, and rows of files that fill others."),
    constant("INITIAL", Object.fromEntries(initial)),
    code`const FEEDERS = ${arrayOf(feeders.map(feeder))};`,
  ]);
}

const upper = { NAME: "NAME", TIMEOUT: "TIMEOUT", REDIRECTS: "REDIRECTS", KEEPS_COOKIES: "KEEPS_COOKIES" } as const;

function constant(name: keyof typeof upper | "TOKEN_BASE" | "STEPS" | "INITIAL", value: JsonValue): Fragment {
  return code`const ${word(name)} = ${literal(value)};`;
}

const word = (name: string): Fragment => propertyName(name);

function feeder({ name, file, order, columns }: Story["feeders"][number]): Fragment {
  const rows = code`new SharedArray(${literal(name)}, () => JSON.parse(open(${literal(`./${file}.json`)})))`;
  return objectOf([
    code`name: ${literal(name)}`,
    code`order: ${literal(order)}`,
    code`columns: ${literal(columns)}`,
    code`rows: ${rows}`,
  ]);
}

function options(story: Story): Fragment {
  const members = Object.entries(optionsOf(story)).map(
    ([name, value]) => code`${propertyName(name)}: ${literal(value)}`,
  );
  const opened = story.attached
    .filter(({ name }) => name.startsWith("body-"))
    .map(({ name }) => code`opened${arrayOf([literal(name)])} = encoding.b64decode(open(${literal(`./${name}`)}));`);
  return lines([
    ...opened,
    code`export const options = ${objectOf([...members, code`summaryTrendStats: trendStats()`])};`,
  ]);
}

function functions(story: Story): readonly Fragment[] {
  const { flows, order, setup, teardown, token } = story;
  const once = setup.length > 0 || token.length > 0;
  return [
    ...flows.map(
      ({ name, acts, title }) => code`
      ${comment(title)}
      function ${functionFor(name)}(v, run) {
        ${statements(acts)}
      }
    `,
    ),
    code`
      const FLOWS = ${arrayOf(flows.map(({ name }) => functionFor(name)))};
      const ORDER = ${literal(order)};

      export function main(data) {
        const run = { phase: "load", sent: 0, failures: [] };
        const flow = FLOWS[ORDER[exec.scenario.iterationInTest % ORDER.length]];
        flow(beginning(data || {}), run);
        // Who sends nothing must not keep the processor busy.
        if (run.sent === 0) sleep(0.1);
      }
    `,
    once ? setupFunction(story) : empty,
    teardown.length === 0 ? empty : teardownFunction(story),
  ].filter((fragment) => fragment !== empty);
}

const setupFunction = ({ setup, token }: Story): Fragment => code`
  ${comment("Played once: its values are everybody's.")}
  export function setup() {
    const run = { phase: "setup", sent: 0, failures: [] };
    const v = Object.assign({}, INITIAL);
    ${tokenPart(token)}
    ${statements(setup)}
    if (run.failures.length > 0) fail(run.failures.join("; "));
    return { values: v };
  }
`;

const tokenPart = (token: Story["token"]): Fragment =>
  token.length === 0
    ? empty
    : lines([statements(token), code`v["(access token)"] = v.token;`, code`delete v.token;`, code`delete v.lifetime;`]);

const teardownFunction = ({ teardown }: Story): Fragment => code`
  export function teardown(data) {
    const run = { phase: "teardown", sent: 0, failures: [] };
    const v = Object.assign({}, INITIAL, (data || {}).values);
    ${statements(teardown)}
    if (run.failures.length > 0) fail(run.failures.join("; "));
  }
`;
