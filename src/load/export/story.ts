import type { JsonValue } from "../../kit/index.ts";
import { mixOrder } from "../mix.ts";
import type { LoadPlan } from "../plan.ts";
import { originText, authorityText } from "../target.ts";
import type { Origin } from "../plan.ts";
import type { Feeder, Scenario } from "../scenario/index.ts";
import type { ThresholdWish } from "../thresholds/index.ts";
import { slugs } from "./names.ts";
import { newVault, type Asked } from "./secrets.ts";
import type { Making } from "./step.ts";
import { actsOf, type Act, type Telling } from "./acts.ts";

/** What is handed over to another tool. */
export interface Handing {
  readonly origin: Origin;
  readonly scenario: Scenario;
  readonly setup: Scenario | undefined;
  readonly teardown: Scenario | undefined;
  /** Plays the request for an access token, at an origin of its own, and leaves it in the variable `token`. */
  readonly token: { readonly scenario: Scenario; readonly origin: Origin } | undefined;
  /** How much load, and the way to the server. */
  readonly plan: LoadPlan;
  readonly thresholds: readonly ThresholdWish[];
  readonly wantsHttp3: boolean;
  /** Milliseconds of load before the measuring starts. */
  readonly warmUpMs?: number | undefined;
}

/** A file beside the script; all are text. */
export interface Attached {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A scenario in words that both tools have: nested acts, expressions, names that can stand as code. */
export interface Story {
  readonly name: string;
  readonly base: string;
  readonly tokenBase: string | undefined;
  readonly flows: readonly { readonly name: string; readonly title: string; readonly acts: readonly Act[] }[];
  /** Which flow the n-th iteration plays, to be repeated. */
  readonly order: readonly number[];
  readonly weights: readonly number[];
  readonly setup: readonly Act[];
  readonly teardown: readonly Act[];
  readonly token: readonly Act[];
  readonly initial: readonly (readonly [string, JsonValue])[];
  readonly feeders: readonly NamedFeeder[];
  readonly keepsCookies: boolean;
  readonly steps: readonly { readonly name: string; readonly tag: string }[];
  readonly attached: readonly Attached[];
  readonly asked: readonly Asked[];
  readonly plan: LoadPlan;
  readonly thresholds: readonly ThresholdWish[];
}

export interface NamedFeeder {
  readonly name: string;
  readonly file: string;
  readonly order: Feeder["order"];
  /** Variables, one for each column. */
  readonly columns: readonly string[];
  readonly rows: Feeder["rows"];
}

/** The story of a scenario. Secrets are gone from it. */
export function storyOf(handing: Handing): Story {
  const { scenario, setup, teardown, token, plan, thresholds } = handing;
  const vault = newVault();
  const attached: Attached[] = [];
  const tags = slugs(stepNames([scenario, setup, teardown, token?.scenario]));
  const telling = (one: Scenario, origin: Origin, base: Making["base"]): Telling => ({
    scenario: one,
    tags,
    making: { variables: one.variables, vault, authority: authorityText(origin), base, bytesFile: bytesFile(attached) },
  });
  const once = (one: Scenario | undefined, origin = handing.origin, base: Making["base"] = "target"): readonly Act[] =>
    one === undefined ? [] : actsOf(one.flows[0]?.program ?? [], telling(one, origin, base));
  const story = {
    name: scenario.name,
    base: originText(handing.origin),
    tokenBase: token === undefined ? undefined : originText(token.origin),
    flows: flowsOf(telling(scenario, handing.origin, "target")),
    weights: scenario.flows.map(({ weight }) => weight),
    order: [...mixOrder(scenario.flows.map(({ weight }) => weight))],
    setup: once(setup),
    teardown: once(teardown),
    token: once(token?.scenario, token?.origin, "token"),
    initial: initialOf(scenario),
    feeders: feedersOf(scenario),
    keepsCookies: scenario.keepsCookies,
    steps: stepNames([scenario]).map((name) => ({ name, tag: tags.get(name) ?? name })),
  };
  return { ...story, plan, thresholds, attached, asked: [...own(handing), ...vault.asked()] };
}

const stepNames = (scenarios: readonly (Scenario | undefined)[]): readonly string[] => [
  ...new Set(scenarios.flatMap((one) => one?.steps ?? []).map(({ name }) => name)),
];

function flowsOf(telling: Telling): Story["flows"] {
  const { flows } = telling.scenario;
  const titles = flows.map(({ name }, index) => (name.startsWith("/") ? `flow ${index + 1}` : name));
  const names = [...slugs(titles).values()];
  return flows.map(({ program }, index) => ({
    name: names[index] ?? `flow-${index}`,
    title: titles[index] ?? "",
    acts: actsOf(program, telling),
  }));
}

/** What the file itself asks the environment for. */
function own({ scenario, setup, teardown, token }: Handing): readonly Asked[] {
  const names = [scenario, setup, teardown, token?.scenario].flatMap((one) => one?.variables ?? []);
  const late = new Set(names.filter((name) => name.startsWith("env.")).map((name) => name.slice(4)));
  return [...late].map((name) => ({ name, what: undefined }));
}

const initialOf = ({ variables, initial }: Scenario): Story["initial"] =>
  variables.flatMap((name, index) => {
    const value = initial[index];
    return value === undefined || (typeof value === "string" && value.includes("${")) ? [] : [[name, value] as const];
  });

function feedersOf({ feeders, variables }: Scenario): readonly NamedFeeder[] {
  return feeders.map(({ name, columns, rows, order }) => ({
    name,
    file: `feeder-${name.toLowerCase()}`,
    order,
    columns: columns.map((column) => variables[column] ?? ""),
    rows,
  }));
}

function bytesFile(attached: Attached[]): Making["bytesFile"] {
  return (content) => {
    const text = new TextEncoder().encode(Buffer.from(content).toString("base64"));
    const known = attached.find((one) => Buffer.compare(one.content, text) === 0);
    if (known !== undefined) return known.name;
    const name = `body-${attached.length + 1}.b64`;
    attached.push({ name, content: text });
    return name;
  };
}
