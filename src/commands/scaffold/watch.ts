import type { World } from "../../command/index.ts";
import { isBackwrightError, safeLine } from "../../kit/index.ts";
import type { ScaffoldOutput } from "./output.ts";
import { runScaffold, type RunWishes } from "./run.ts";

const LOOK_EVERY_MS = 250;

/**
 * Runs, and again whenever the document, a file that it refers to or an overlay was saved, until Ctrl-C. What cannot be read or
 * written is said, and the watch goes on. Answers the last run that succeeded; raises the last failure where none did.
 */
export async function watchScaffold(world: World, wishes: RunWishes): Promise<ScaffoldOutput> {
  const files = new Set([wishes.spec]);
  const run = (): Promise<Ran> => runOnce(world, { ...wishes, onRead: (path) => files.add(path) });
  let marks = await marksOf(world, files);
  let last = await run();
  let output = last.output;
  world.progress.note(`Watching ${wishes.spec}; Ctrl-C ends.`);
  while (!world.signal.aborted) {
    // What the run itself read for the first time is a mark that is missing, not a change.
    const known = new Map([...(await marksOf(world, files)), ...marks]);
    const changed = await nextChange(world, files, known);
    if (changed === undefined) break;
    marks = changed;
    last = await run();
    output = last.output ?? output;
  }
  if (output === undefined) throw last.failure;
  return output;
}

interface Ran {
  readonly output?: ScaffoldOutput;
  readonly failure?: unknown;
}

async function runOnce(world: World, wishes: RunWishes): Promise<Ran> {
  try {
    const output = await runScaffold(world, wishes);
    world.progress.note(lineOf(output));
    return { output };
  } catch (failure) {
    if (!isBackwrightError(failure) || world.signal.aborted) throw failure;
    world.progress.note(safeLine(failure.message));
    return { failure };
  }
}

function lineOf({ operations, files, findings, refused, dryRun }: ScaffoldOutput): string {
  const changed = files.filter(({ action }) => action !== "kept" && action !== "unchanged");
  const told = [
    refused ? "nothing was written" : `${changed.length} of ${files.length} files ${dryRun ? "differ" : "written"}`,
    ...(findings.length === 0 ? [] : [`${findings.length} findings`]),
  ];
  return `${operations.length} operations, ${told.join(", ")}`;
}

/** When each file was saved last, and how long it was. */
type Marks = ReadonlyMap<string, string>;

async function marksOf(world: World, files: ReadonlySet<string>): Promise<Marks> {
  const marks = [...files].map(async (path) => {
    const facts = await world.files.facts(path);
    return [path, facts === undefined ? "gone" : `${facts.modifiedMs} ${facts.size}`] as const;
  });
  return new Map(await Promise.all(marks));
}

/** The marks after a change that has come to rest: editors write in several steps. Undefined for Ctrl-C. */
async function nextChange(world: World, files: ReadonlySet<string>, before: Marks): Promise<Marks | undefined> {
  let seen = before;
  for (;;) {
    await world.clock.sleep(LOOK_EVERY_MS, world.signal).catch(() => undefined);
    if (world.signal.aborted) return undefined;
    const now = await marksOf(world, files);
    if (!isSame(now, before) && isSame(now, seen)) return now;
    seen = now;
  }
}

const isSame = (a: Marks, b: Marks): boolean => [...a].every(([path, mark]) => b.get(path) === mark);
