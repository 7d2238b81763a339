import { indent, snakeCase, type JsonValue } from "../../../kit/index.ts";
import type { LoadPlan } from "../../plan.ts";
import { highestOf } from "../../stages.ts";
import { lasting } from "../k6/executor.ts";
import type { Story } from "../story.ts";
import { pythonComment, pythonLiteral } from "./literal.ts";
import { statements } from "./print.ts";

/** The locustfile of a story. `runtime` is `templates/load/locust_runtime.py`; feeders stand beside it as CSV or JSON lines. */
export function locustfile(story: Story, runtime: string): string {
  const parts = [
    head(story),
    runtime.trim(),
    ...flows(story),
    once("setup", story),
    once("teardown", story),
    users(story),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n\n")}\n`;
}

const assigned = (name: string, value: JsonValue): string => `${name} = ${pythonLiteral(value)}`;

function head(story: Story): string {
  const { name, base, tokenBase, plan, keepsCookies, initial, feeders, thresholds } = story;
  const feeder = ({ file, order, columns, rows }: Story["feeders"][number]) => ({
    file: `${file}.${isPlain(rows) ? "csv" : "jsonl"}`,
    order,
    columns,
  });
  return [
    pythonComment(`${name}: a load test for Locust, written by backwright load export.`),
    pythonComment("Run it with: locust --headless -f locustfile.py"),
    pythonComment(
      "Credentials are read from the environment. The shape at the end says how many users, and for how long.",
    ),
    "import os",
    "",
    `BASE = os.environ.get("TARGET", ${pythonLiteral(base)})`,
    ...(tokenBase === undefined ? [] : [assigned("TOKEN_BASE", tokenBase)]),
    assigned("TIMEOUT_S", plan.timeoutMs / 1_000),
    assigned("FOLLOWS_REDIRECTS", (plan.redirects ?? 0) > 0),
    assigned("KEEPS_ALIVE", plan.keepAlive),
    assigned("VERIFIES_TLS", plan.tls.verify),
    assigned("KEEPS_COOKIES", keepsCookies),
    pythonComment("How many iterations in all; None ends the run by time alone."),
    assigned("ITERATIONS", plan.requestLimit ?? null),
    pythonComment("Values that every iteration begins with, and files whose rows fill others."),
    assigned("INITIAL", Object.fromEntries(initial)),
    assigned("FEEDERS", feeders.map(feeder)),
    pythonComment("What has to hold: figure, comparison, limit, and the request that it is about."),
    assigned(
      "THRESHOLDS",
      thresholds.map(({ metric, operator, limit, step }) => [metric.name, operator, limit, step ?? null]),
    ),
  ].join("\n");
}

/** Rows that CSV can hold: texts without a line break of their own. */
export const isPlain = (rows: Story["feeders"][number]["rows"]): boolean =>
  rows.every((row) => row.every((value) => typeof value === "string"));

const functionFor = (name: string): string => `flow_${snakeCase(name)}`;

const flows = (story: Story): readonly string[] =>
  story.flows.map(({ name, title, acts }) =>
    [pythonComment(title), `def ${functionFor(name)}(v, run):`, indent(statements(acts), 4)].join("\n"),
  );

function once(phase: "setup" | "teardown", story: Story): string {
  const own = phase === "setup" ? story.setup : story.teardown;
  const token = phase === "setup" ? story.token : [];
  if (own.length === 0 && token.length === 0) return "";
  const lines = [
    ...(token.length === 0
      ? []
      : [statements(token), 'v["(access token)"] = v["token"]', 'v.pop("token", None)', 'v.pop("lifetime", None)']),
    ...(own.length === 0 ? [] : [statements(own)]),
  ];
  return [`@play_once("${phase}")`, `def ${phase}(v, run):`, indent(lines.join("\n"), 4)].join("\n");
}

function users(story: Story): string {
  const { plan } = story;
  const { arrival } = plan;
  const peak = arrival === undefined ? 0 : highestOf(arrival.startPerSecond, arrival.stages);
  const pace = arrival === undefined ? "constant(0)" : `constant_throughput(${peak / plan.concurrency})`;
  const whole = wholeWeights(story.weights);
  const tasks = story.flows.map(({ name }, index) => `play(${functionFor(name)}): ${whole[index] ?? 1}`);
  return [
    "class Visitor(HttpUser):",
    "    host = BASE",
    `    wait_time = ${pace}`,
    `    tasks = {${tasks.join(", ")}}`,
    "",
    "",
    "class Shape(Levels, LoadTestShape):",
    `    levels = ${pythonLiteral(levelsOf(plan, peak))}`,
  ].join("\n");
}

/** Locust counts tasks out: weights become whole numbers. */
function wholeWeights(weights: readonly number[]): readonly number[] {
  const factor =
    [1, 10, 100, 1_000].find((each) => weights.every((weight) => Number.isInteger(weight * each))) ?? 1_000;
  return weights.map((weight) => Math.max(1, Math.round(weight * factor)));
}

/** Seconds of a stretch, and users at its end; a rate becomes the share of the users that makes it. */
export function levelsOf(plan: LoadPlan, peak: number): readonly (readonly [seconds: number, users: number])[] {
  const { arrival, ramp, concurrency, durationMs } = plan;
  const rows = (stages: typeof ramp, scale: number) =>
    lasting(stages ?? [], durationMs).map(({ durationMs: each, target }) => [each / 1_000, target * scale] as const);
  if (arrival !== undefined && arrival.stages.length > 0) {
    const scale = peak === 0 ? 0 : concurrency / peak;
    return [[0, arrival.startPerSecond * scale], ...rows(arrival.stages, scale)];
  }
  if (ramp !== undefined) return rows(ramp, 1);
  return [
    [0, concurrency],
    [(durationMs ?? 86_400_000) / 1_000, concurrency],
  ];
}
