// Routes found in the applications of test/fixtures/applications, against what they serve; swagger-autogen beside it where a folder has it:
// `npm install --ignore-scripts --prefix /somewhere swagger-autogen@2.23.7`, then `npx tsx bench/routes.ts /somewhere`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  APPLICATIONS,
  applicationNames,
  expectedRoutes,
  readFolder,
  type ExpectedRoute,
} from "../test/support/applications.ts";

interface Score {
  readonly found: number;
  readonly bodies: number;
  readonly statuses: number;
}

interface Served {
  readonly method: string;
  readonly path: string;
  readonly hasBody: boolean;
  readonly statuses: readonly string[];
}

function scoreOf(expected: readonly ExpectedRoute[], served: readonly Served[]): Score {
  const pairs = expected.map((one) => ({
    one,
    other: served.find(({ method, path }) => method === one.method && path === one.path),
  }));
  return {
    found: pairs.filter(({ other }) => other !== undefined).length,
    bodies: pairs.filter(({ one, other }) => one.hasBody && other?.hasBody === true).length,
    statuses: pairs.reduce(
      (sum, { one, other }) => sum + one.statuses.filter((status) => other?.statuses.includes(status) === true).length,
      0,
    ),
  };
}

const ENTRIES = [
  "src/index.js",
  "src/main.ts",
  "src/server.ts",
  "src/app.ts",
  "src/index.ts",
  "index.js",
  "server.js",
  "app.js",
];

/** What swagger-autogen writes for the entry file, as it is documented to be used. */
function peerServed(folder: string, name: string): readonly Served[] {
  const out = mkdtempSync(join(tmpdir(), "backwright-peer-"));
  const root = join(APPLICATIONS, name);
  const entry = ENTRIES.find((one) => existsSync(join(root, one))) ?? "index.js";
  const code = `require("swagger-autogen")({ openapi: "3.0.0" })(${JSON.stringify(join(out, "o.json"))}, [${JSON.stringify(join(root, entry))}], {})`;
  spawnSync(process.execPath, ["-e", code], { cwd: folder, timeout: 60_000 });
  const text = existsSync(join(out, "o.json")) ? readFileSync(join(out, "o.json"), "utf8") : "{}";
  rmSync(out, { recursive: true });
  const document: unknown = JSON.parse(text);
  return servedIn(document);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function servedIn(document: unknown): readonly Served[] {
  const paths = isObject(document) && isObject(document["paths"]) ? document["paths"] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.length > 1 ? path.replace(/\/$/, "") : path,
      hasBody: isObject(operation) && "requestBody" in operation,
      statuses: isObject(operation) && isObject(operation["responses"]) ? Object.keys(operation["responses"]) : [],
    })),
  );
}

const peer = process.argv[2];
const row = (cells: readonly string[]): void =>
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(20) : cell.padStart(11))).join(" "));
row([
  "application",
  "routes",
  "unresolved",
  "bodies",
  "statuses",
  "ms",
  ...(peer === undefined ? [] : ["peer routes", "peer bodies", "peer status"]),
]);
const total = {
  routes: 0,
  found: 0,
  bodies: 0,
  bodiesOf: 0,
  statuses: 0,
  statusesOf: 0,
  peerFound: 0,
  peerBodies: 0,
  peerStatuses: 0,
};
for (const name of applicationNames()) {
  const expected = expectedRoutes(name);
  const start = performance.now();
  const facts = readFolder(join(APPLICATIONS, name));
  const tookMs = performance.now() - start;
  const own = scoreOf(
    expected,
    facts.routes.map(({ method, path, body, responses }) => ({
      method,
      path,
      hasBody: body !== undefined,
      statuses: responses.map(({ status }) => status),
    })),
  );
  const other = peer === undefined ? { found: 0, bodies: 0, statuses: 0 } : scoreOf(expected, peerServed(peer, name));
  const [bodiesOf, statusesOf] = [
    expected.filter(({ hasBody }) => hasBody).length,
    expected.flatMap(({ statuses }) => statuses).length,
  ];
  const named = facts.routes.filter(({ unresolved }) => unresolved.length > 0).length + facts.unresolved.length;
  row([
    name,
    `${own.found}/${expected.length}`,
    String(named),
    `${own.bodies}/${bodiesOf}`,
    `${own.statuses}/${statusesOf}`,
    tookMs.toFixed(0),
    ...(peer === undefined ? [] : [String(other.found), String(other.bodies), String(other.statuses)]),
  ]);
  total.routes += expected.length;
  total.found += own.found;
  total.bodies += own.bodies;
  total.bodiesOf += bodiesOf;
  total.statuses += own.statuses;
  total.statusesOf += statusesOf;
  total.peerFound += other.found;
  total.peerBodies += other.bodies;
  total.peerStatuses += other.statuses;
}
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(
  `routes ${percent(total.found, total.routes)} of ${total.routes} · bodies ${percent(total.bodies, total.bodiesOf)} of ${total.bodiesOf} · statuses ${percent(total.statuses, total.statusesOf)} of ${total.statusesOf}`,
);
if (peer !== undefined)
  console.log(
    `swagger-autogen: routes ${percent(total.peerFound, total.routes)} · bodies ${percent(total.peerBodies, total.bodiesOf)} · statuses ${percent(total.peerStatuses, total.statusesOf)}`,
  );
process.exitCode =
  total.found === total.routes && total.bodies >= 0.95 * total.bodiesOf && total.statuses >= 0.8 * total.statusesOf
    ? 0
    : 1;
