import { parseTarget } from "../../../src/load/index.ts";
import { compileScenario, readScenarioFile, type Compiled } from "../../../src/load/scenario/format/index.ts";
import { scenarioActor, type Answer, type Scenario, type ScenarioLane } from "../../../src/load/scenario/index.ts";

export interface CompileOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly basePath?: string;
  readonly keepsAlive?: boolean;
  readonly headers?: readonly (readonly [string, string])[];
}

/** A scenario file, compiled for http://localhost:3000. */
export function compiled(yaml: string, options: CompileOptions = {}): Compiled {
  const { origin } = parseTarget("http://localhost:3000");
  const wire = {
    prefix: "",
    basePath: options.basePath ?? "",
    origin: `${origin.scheme}://${origin.host}:${origin.port}`,
    authority: "localhost:3000",
    keepsAlive: options.keepsAlive ?? true,
    headers: options.headers ?? [],
  };
  const files = new Map(Object.entries(options.files ?? {}).map(([name, text]) => [name, Buffer.from(text)] as const));
  return compileScenario(readScenarioFile("shop.yaml", yaml), { wire, env: options.env ?? {}, files });
}

/** The complaints about a file, as lines. */
export function complaintsOf(yaml: string, options: CompileOptions = {}): readonly string[] {
  try {
    return compiled(yaml, options).warnings.map(({ text }) => `warning ${text}`);
  } catch (error) {
    return error instanceof Error ? error.message.split("\n") : [String(error)];
  }
}

/** What a server without sockets answers to the text of a request. */
export type Reply = (
  request: string,
  user: number,
) => Partial<Extract<Answer, { status: number }>> & { readonly json?: unknown };

export interface Played {
  /** Requests as text, pauses as `wait 100`, ends as `done`, in their order. */
  readonly log: readonly string[];
  readonly settled: readonly boolean[];
  readonly checks: readonly string[];
}

export interface PlayOptions extends Partial<ScenarioLane> {
  readonly users?: number;
  readonly iterations?: number;
}

/** Plays whole iterations, one user after another, against a server that is a function. */
export function played(scenario: Scenario, reply: Reply, options: PlayOptions = {}): Played {
  const { users = 1, iterations = 1, lane = 0, lanes = 1, epochMs = 0, seed } = options;
  const actor = scenarioActor(scenario, { lane, lanes, epochMs, ...(seed === undefined ? {} : { seed }) });
  const log: string[] = [];
  const settled: boolean[] = [];
  let nowMs = 0;
  for (let iteration = 0; iteration < iterations; iteration += 1)
    for (let user = 0; user < users; user += 1)
      for (let actions = 0; actions < 10_000; actions += 1) {
        const action = actor.next(user, nowMs);
        if (action.kind === "done") {
          log.push("done");
          break;
        }
        if (action.kind === "wait") {
          log.push(`wait ${Math.round(action.untilMs - nowMs)}`);
          nowMs = action.untilMs;
          continue;
        }
        const text = Buffer.from(action.bytes).toString("utf8");
        log.push(text);
        nowMs += 1;
        const { json, ...answer } = reply(text, user);
        const body = json === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(json));
        settled.push(
          actor.settle(user, { status: 200, headers: [], body, truncated: false, latencyMs: 1, ...answer }, nowMs),
        );
      }
  const checks = actor.checks().map(([route, name, passed, failed]) => `${route}: ${name} ${passed}/${failed}`);
  return { log, settled, checks };
}

/** `GET /path` of each request in a log. */
export const lines = (log: readonly string[]): readonly string[] =>
  log.map((text) => text.split("\r\n", 1)[0]?.replace(" HTTP/1.1", "") ?? "");

/** A header of a request's text. */
export const headerIn = (text: string | undefined, name: string): string | undefined =>
  new RegExp(`\r\n${name}: ([^\r]*)`, "i").exec(text ?? "")?.[1];

/** The body of a request's text. */
export const bodyIn = (text: string | undefined): string => (text ?? "").split("\r\n\r\n").slice(1).join("\r\n\r\n");
