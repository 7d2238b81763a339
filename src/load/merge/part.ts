import { isRecord } from "../../kit/index.ts";
import { k6Metrics, type Metrics } from "./k6-metrics.ts";
import { ownPart } from "./own-report.ts";
import type { Spread } from "./spread.ts";

/** What one generator measured. */
export interface Part {
  /** The pod, or the file and its line. */
  readonly name: string;
  readonly line: number | null;
  readonly form: "script" | "k6-summary" | "k6-machine-readable" | "backwright.load";
  /** Of an exported script: its run, so that nothing is counted twice. */
  readonly run: string | undefined;
  readonly script: string | undefined;
  /** How many generators there were, as far as they know it. */
  readonly instances: number | undefined;
  readonly durationMs: number | null;
  readonly total: Figures;
  readonly routes: readonly (Figures & { readonly name: string })[];
  readonly checks: readonly { readonly name: string; readonly passed: number; readonly failed: number }[];
  /** Answers by class: `2xx`, `none`. */
  readonly classes: Readonly<Record<string, number>> | undefined;
}

export interface Figures {
  readonly requests: number | null;
  readonly failed: number | null;
  readonly spread: Spread | undefined;
}

export interface PartPlace {
  readonly name: string;
  readonly line: number | null;
}

/** A document as a part; undefined: it is none. */
export function partOf(document: unknown, place: PartPlace): Part | undefined {
  if (!isRecord(document)) return undefined;
  if (document["schema"] === "backwright.load/1") return ownPart(document, place);
  const metrics = k6Metrics(document);
  if (metrics === undefined || !metrics.names.some((name) => name.startsWith("http_req_duration"))) return undefined;
  return k6Part(document, metrics, place);
}

const CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx", "none"] as const;

function k6Part(document: Readonly<Record<string, unknown>>, metrics: Metrics, place: PartPlace): Part {
  const own = isRecord(document["backwright"]) ? document["backwright"] : undefined;
  const steps = stepsOf(own);
  const of = (tag: string): Figures => figuresOf(metrics, tag);
  const text = (name: string): string | undefined => (typeof own?.[name] === "string" ? own[name] : undefined);
  const instances = own?.["instances"];
  return {
    ...place,
    form: own !== undefined ? "script" : metrics.isMachineReadable ? "k6-machine-readable" : "k6-summary",
    run: text("run"),
    script: text("script"),
    instances: typeof instances === "number" && instances > 0 ? instances : undefined,
    durationMs: metrics.durationMs,
    total: of(metrics.names.includes("http_req_duration{phase:load}") ? "{phase:load}" : ""),
    routes: steps.map(({ name, tag }) => Object.assign({ name }, of(`{step:${tag}}`))),
    checks: metrics.checks,
    classes: own === undefined ? undefined : classesOf(metrics),
  };
}

function figuresOf(metrics: Metrics, tag: string): Figures {
  const failed = metrics.rate(`backwright_failed${tag}`) ?? metrics.rate(`http_req_failed${tag}`);
  const spread = metrics.trend(`http_req_duration${tag}`, metrics.count(`http_reqs${tag}`));
  return { requests: metrics.count(`http_reqs${tag}`) ?? spread?.count ?? null, failed, spread };
}

function classesOf(metrics: Metrics): Readonly<Record<string, number>> {
  const found = CLASSES.map((one) => [one, metrics.count(`backwright_status_${one}{phase:load}`) ?? 0] as const);
  return Object.fromEntries(found.filter(([, count]) => count > 0));
}

function stepsOf(own: Readonly<Record<string, unknown>> | undefined) {
  const steps = own?.["steps"];
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step: unknown) => {
    if (!isRecord(step)) return [];
    const { name, tag } = step;
    return typeof name === "string" && typeof tag === "string" ? [{ name, tag }] : [];
  });
}
