import { createWatch, type Watch, type Watched, type WireProxy } from "../../advice/nplusone/index.ts";
import type { World } from "../../command/index.ts";
import { isBackwrightError, shellLine } from "../../kit/index.ts";
import { listenAddress, sayExposed } from "./address.ts";
import type { WatchInput } from "./input.ts";
import type { WatchOutput } from "./output.ts";
import { startProgram } from "./program.ts";
import { wait } from "./wait.ts";

const CATALOGUE_LIMIT_MS = 10_000;

/** Listens, waits, and says what was seen. Ctrl-C ends the waiting, not the report. */
export async function watchDatabase(input: WatchInput, world: World): Promise<WatchOutput> {
  const startedAt = world.clock.now();
  const startedMs = world.clock.monotonicMs();
  const watch = createWatch({
    threshold: input.threshold,
    gapMs: input.window,
    salt: Buffer.from(world.random.bytes(4)).readInt32BE(0),
    now: () => world.clock.monotonicMs(),
    showsValues: input.showValues,
  });
  await using proxy = await world.wire.open({
    url: input.connection,
    ...listenAddress(input.listen),
    connected: watch.connected,
  });
  sayWhere(proxy, input, world);
  await sayUnreachable(input, world);
  const ended = await watchOver(watch, proxy, { input, world });
  const watchedMs = world.clock.monotonicMs() - startedMs;
  const { seen, blind } = await resultOf(watch, input, world);
  const savedWorkload = await saveWorkload(watch, input.saveWorkload, world);
  const program = ended === undefined ? null : { line: shellLine(input.program, world.node.platform), ...ended };
  return {
    listen: `${proxy.host}:${proxy.port}`,
    upstream: proxy.upstream,
    startedAt: startedAt.toISOString(),
    watchedMs,
    threshold: input.threshold,
    windowMs: input.window,
    ...counted(seen),
    program,
    savedWorkload,
    checked: input.check,
    failed: (input.check && seen.nPlusOne.length > 0) || hasFailed(program),
    notSeen: [...notSeen(seen), ...blind, ...unreached(proxy)],
  };
}

const hasFailed = (program: WatchOutput["program"]): boolean =>
  program !== null && !program.wasEnded && program.exitCode !== 0;

const unreached = (proxy: WireProxy): readonly string[] =>
  proxy.failures().map((reason) => `The server could not be reached: ${reason}.`);

const counted = ({ sessions, mostSessions, executions, fingerprints, nPlusOne, statements }: Watched) => ({
  sessions,
  mostSessions,
  executions,
  fingerprints,
  nPlusOne,
  statements,
});

function sayWhere(proxy: WireProxy, { program }: WatchInput, { progress }: World): void {
  const at = `${proxy.host}:${proxy.port}`;
  const how = program.length > 0 ? "" : "; connect the application there, with user, password and database as before";
  progress.note(`Listening at ${at} for ${proxy.upstream}${how}`);
  sayExposed({ progress }, proxy);
}

const PROBE_LIMIT_MS = 3_000;

/** Before anybody waits for it: a server that cannot be had now may come later, and clients have a login of their own. */
async function sayUnreachable({ connection }: WatchInput, { databases, progress, signal }: World): Promise<void> {
  try {
    await using _session = await databases.open({ url: connection }, { connectTimeoutMs: PROBE_LIMIT_MS });
  } catch (cause) {
    if (!isBackwrightError(cause)) throw cause;
    if (!signal.aborted) progress.warn(`${cause.message} Clients of the proxy will fare alike.`);
  }
}

interface Around {
  readonly input: WatchInput;
  readonly world: World;
}

interface Ended {
  readonly exitCode: number;
  readonly wasEnded: boolean;
}

async function watchOver(watch: Watch, proxy: WireProxy, { input, world }: Around): Promise<Ended | undefined> {
  const program = await startProgram(input.program, proxy, world);
  const byItself = await wait({ durationMs: input.duration, program, executions: watch.executions }, world);
  if (program === undefined) return undefined;
  await program[Symbol.asyncDispose]();
  return { exitCode: await program.ended, wasEnded: !byItself };
}

interface Result {
  readonly seen: Watched;
  readonly blind: readonly string[];
}

/** The catalogue says which columns belong together; without it their names have to. */
async function resultOf(watch: Watch, { connection }: WatchInput, { databases }: World): Promise<Result> {
  const options = { readOnly: true, statementTimeoutMs: CATALOGUE_LIMIT_MS, connectTimeoutMs: CATALOGUE_LIMIT_MS };
  try {
    await using session = await databases.open({ url: connection }, options);
    return { seen: await watch.result(session), blind: [] };
  } catch (cause) {
    if (!isBackwrightError(cause)) throw cause;
    return {
      seen: await watch.result(),
      blind: [`Foreign keys could not be read, columns are told by their names: ${cause.message}`],
    };
  }
}

async function saveWorkload(
  watch: Watch,
  file: string | undefined,
  { files }: World,
): Promise<WatchOutput["savedWorkload"]> {
  if (file === undefined) return null;
  const { text, statements } = watch.workload();
  await files.writeText(file, text);
  return { file, statements };
}

function notSeen({ sessions, unreadSessions, overflow }: Watched): readonly string[] {
  return [
    ...(sessions === 0 ? ["No client connected."] : []),
    ...(unreadSessions === 0
      ? []
      : [`${unreadSessions} sessions did not speak the protocol as it is written, and were passed on unread.`]),
    ...(overflow === 0 ? [] : [`${overflow} statements were of too many forms to be told apart.`]),
  ];
}
