import { writeSync } from "node:fs";
import type { ProbeDump, ProbedPart, ProbedPlace } from "../dump.ts";

/** What the parent reads again as it reads the text of any stranger. */
type Route = Omit<ProbeDump["routes"][number], "schema"> & { readonly schema?: unknown };

const LIMIT = { routes: 20_000, notes: 200, text: 2_000, writes: 100_000 } as const;

const state = {
  routes: new Array<Route>(),
  stopped: new Map<string, { kind: string; what: string; count: number; place: ProbedPlace | null }>(),
  stubbed: new Set<string>(),
  wanted: new Set<string>(),
  warnings: new Array<{ what: string; reason: string }>(),
  applications: 0,
  changedAt: Date.now(),
  isWritten: false,
};

/** When something was last seen to happen, in milliseconds since 1970. */
export const lastChange = (): number => state.changedAt;

export function touch(): void {
  state.changedAt = Date.now();
}

/** Something that was kept from the application, once each with how often. */
export function noteStopped(kind: string, what: string, place: ProbedPlace | undefined): void {
  touch();
  const key = `${kind} ${what}`.slice(0, LIMIT.text);
  const known = state.stopped.get(key);
  if (known !== undefined) known.count += 1;
  else if (state.stopped.size < LIMIT.notes)
    state.stopped.set(key, { kind, what: cut(what), count: 1, place: place ?? null });
}

export const noteStub = (name: string): void => void state.stubbed.add(name);

export function noteVariable(name: string): void {
  if (state.wanted.size < LIMIT.notes) state.wanted.add(cut(name));
}

export function noteWarning(what: string, reason: string): void {
  if (state.warnings.length < LIMIT.notes) state.warnings.push({ what: cut(what), reason: cut(reason) });
}

export function noteApplication(): void {
  touch();
  state.applications += 1;
}

export const applicationsSeen = (): number => state.applications;

export interface Registered {
  readonly method: string;
  readonly parts: readonly ProbedPart[];
  readonly framework: Route["framework"];
  readonly place: ProbedPlace | undefined;
  readonly schema?: unknown;
}

export function noteRoute({ place, schema, ...route }: Registered): void {
  if (state.routes.length >= LIMIT.routes) return;
  const declared = plain(schema);
  state.routes.push({
    method: route.method,
    framework: route.framework,
    parts: [...route.parts],
    place: place ?? null,
    ...(declared !== undefined && { schema: declared }),
  });
}

/** What JSON can say of a value; undefined where it cannot. */
function plain(value: unknown): unknown {
  try {
    const text: unknown = JSON.stringify(value);
    const json: unknown = typeof text === "string" && text.length < 200_000 ? JSON.parse(text) : undefined;
    return json;
  } catch {
    return undefined;
  }
}

const cut = (text: string): string => text.slice(0, LIMIT.text);

/** Hands everything to the parent over the third pipe, once. */
export function writeDump(outcome: ProbeDump["outcome"], failure?: ProbeDump["failure"]): void {
  if (state.isWritten) return;
  state.isWritten = true;
  const dump: Omit<ProbeDump, "routes"> & { readonly routes: readonly Route[] } = {
    outcome,
    ...(failure !== undefined && { failure }),
    applications: state.applications,
    routes: state.routes,
    stopped: [...state.stopped.values()],
    stubbed: [...state.stubbed].toSorted(),
    wanted: [...state.wanted].toSorted(),
    warnings: state.warnings,
  };
  writeAll(Buffer.from(JSON.stringify(dump)));
}

const PIPE = 3;

function writeAll(bytes: Buffer): void {
  for (let at = 0, turns = 0; at < bytes.length && turns < LIMIT.writes; turns += 1) at += written(bytes.subarray(at));
}

/** A pipe that is full says EAGAIN. */
function written(bytes: Buffer): number {
  try {
    return writeSync(PIPE, bytes);
  } catch {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}
