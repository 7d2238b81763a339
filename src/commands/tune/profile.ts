import { createWatch, type Execution, type Watch, type Watched, type WireProxy } from "../../advice/nplusone/index.ts";
import { profileOf, type Profile, type RequestWindow } from "../../advice/tune/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { listenAddress, sayExposed } from "../watch/index.ts";
import { startApi } from "./api.ts";
import type { TuneInput } from "./input.ts";
import type { TuneOutput } from "./output.ts";
import { type Subject, withSubject } from "./subject.ts";
import { profileParts, sendOneByOne } from "./windows.ts";

/** What was seen of an API while one request at a time was under way. */
export interface Seen extends AsyncDisposable {
  readonly way: TuneOutput["attribution"]["profile"];
  readonly profile: Profile;
  readonly nPlusOne: Watched["nPlusOne"];
  readonly suspected: TuneOutput["suspected"];
  readonly reading: Subject["reading"];
  readonly url: string;
  readonly notes: readonly string[];
}

/** A profile that needs nothing any more. */
export const NOTHING_HELD = { suspected: [], nPlusOne: [], [Symbol.asyncDispose]: async () => undefined } as const;

const CATALOGUE_LIMIT_MS = 10_000;

/**
 * Starts the API on a proxy before the database, sends its requests one at a time, and ties each statement to the request that was under
 * way. An API of somebody else's is connected to the proxy for good: it stays open until the result is disposed of. Errors: those of
 * starting and loading, `tune-no-statements`, `tune-no-success`.
 */
export async function profileByProxy(world: World, input: TuneInput, databaseUrl: string): Promise<Seen> {
  const recorder = recorderOf(world, input);
  const { host, port } = listenAddress(input.listen ?? "0", "tune");
  const proxy = await world.wire.open({ url: databaseUrl, host, port, connected: recorder.watch.connected });
  const isLent = input.start === undefined;
  let isDone = false;
  try {
    if (isLent) sayWhere(world, proxy);
    const seen = await profileThrough(world, input, { recorder, proxy, databaseUrl });
    isDone = true;
    if (!isLent) return seen;
    return { ...seen, notes: [...seen.notes, BEHIND_PROXY], [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose]() };
  } finally {
    if (!isLent || !isDone) await proxy[Symbol.asyncDispose]();
  }
}

function sayWhere(world: World, { host, port }: WireProxy): void {
  world.progress.note(`Listening at ${host}:${port}: connect the API there.`);
  sayExposed(world, { host, port });
}

const BEHIND_PROXY = "The API stays behind the proxy: what that costs is in the latencies of both states.";

interface Recorder {
  readonly watch: Watch;
  readonly executions: Execution[];
  readonly stop: () => void;
}

function recorderOf(world: World, { showValues }: TuneInput): Recorder {
  const executions: Execution[] = [];
  let isOver = false;
  const watch = createWatch({
    salt: Buffer.from(world.random.bytes(4)).readInt32BE(0),
    now: () => world.clock.monotonicMs(),
    showsValues: showValues,
    observe: (execution) => {
      if (!isOver) executions.push(execution);
    },
  });
  const stop = (): void => {
    isOver = true;
  };
  return { watch, executions, stop };
}

interface Through {
  readonly recorder: Recorder;
  readonly proxy: WireProxy;
  readonly databaseUrl: string;
}

async function profileThrough(
  world: World,
  input: TuneInput,
  { recorder, proxy, databaseUrl }: Through,
): Promise<Seen> {
  const { watch, executions, stop } = recorder;
  await using api = await startApi(world, input, proxy.url);
  const { windows, reading } = await withSubject({ input, origin: api.origin }, world, async (subject) => {
    const sent = await sendAll(subject, input, { world, reset: () => executions.splice(0) });
    return { windows: sent, reading: subject.reading };
  });
  stop();
  check(windows, executions.length, "the proxy");
  await using session = await world.databases.open(
    { url: databaseUrl },
    { readOnly: true, statementTimeoutMs: CATALOGUE_LIMIT_MS, applicationName: "backwright tune" },
  );
  const { nPlusOne, unreadSessions } = await watch.result(session);
  const notes = unreadSessions === 0 ? [] : [`${unreadSessions} sessions of the API could not be read.`];
  const profile = profileOf(windows, executions);
  return { ...NOTHING_HELD, way: "time-windows", profile, nPlusOne, reading, url: api.origin, notes };
}

interface Sending {
  readonly world: World;
  /** What was seen until now does not count. */
  readonly reset: () => unknown;
}

async function sendAll(
  { plan }: Subject,
  input: TuneInput,
  { world, reset }: Sending,
): Promise<readonly RequestWindow[]> {
  const step = world.progress.step("Profiling, one request at a time");
  const parts = profileParts(plan);
  try {
    // The first requests open connections and prepare statements.
    for (const part of parts) await sendOneByOne(part, 1, world);
    reset();
    const windows: RequestWindow[] = [];
    for (const part of parts) windows.push(...(await sendOneByOne(part, input.requests, world)));
    step.done(`${windows.length} requests`);
    return windows;
  } finally {
    step.failed();
  }
}

/** Says what makes all that follows worthless. */
export function check(windows: readonly RequestWindow[], statements: number, way: string): void {
  const requests = windows.length;
  if (windows.every(({ successful }) => !successful))
    throw errors.tune.noSuccess({ requests, statuses: "no answer below 400, or not the one that was expected" });
  if (statements === 0) throw errors.tune.noStatements({ requests, way });
}
