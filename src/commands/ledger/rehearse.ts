import { readSchema } from "../../catalog/schema/index.ts";
import type { World } from "../../command/index.ts";
import { measureStatements } from "../../diff/shadow/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import { differencesOf, type MigrationFile, type Script } from "../../ledger/index.ts";
import { openShadow, readShadowSource, type Shadow } from "../shadow/index.ts";
import { noteText } from "./rehearsal-notes.ts";
import type { RehearsedScript, Rehearsal } from "./rehearsal.ts";
import { rehearseStatements } from "./rehearse-script.ts";

/** A migration on its way, and what takes it back. */
export interface Leg {
  readonly file: MigrationFile;
  readonly direction: "up" | "down";
  readonly there: Script;
  readonly back: Script | undefined;
}

/**
 * Runs scripts, and then what takes them back, on a shadow with the target's schema and sizes, and says what each
 * statement did there. The target is read only. Undefined, with a warning, where no server can be started here.
 */
export async function rehearse(
  world: World,
  { connection, legs }: { readonly connection: string; readonly legs: readonly Leg[] },
): Promise<Rehearsal | undefined> {
  try {
    await using shadow = await openShadow(world, await readShadowSource(world, { url: connection }));
    return await rehearseLegs(world, shadow, legs);
  } catch (error) {
    if (!isBackwrightError(error) || !error.code.startsWith("engine-")) throw error;
    world.progress.warn(`It was not rehearsed on a shadow: ${error.message}`);
    return undefined;
  }
}

async function rehearseLegs(world: World, shadow: Shadow, legs: readonly Leg[]): Promise<Rehearsal> {
  const step = world.progress.step("Rehearsing on the shadow");
  const before = await readSchema(shadow.sessions.runner);
  const there = await inTurn(
    shadow,
    world.signal,
    legs.map(({ file, direction, there }) => ({ file, direction, script: there })),
  );
  const returns = legs
    .toReversed()
    .flatMap(({ file, direction, back }) =>
      back === undefined || back.problems.length > 0 || back.irreversible !== undefined
        ? []
        : [{ file, direction: direction === "up" ? ("down" as const) : ("up" as const), script: back }],
    );
  const isThere = there.length === legs.length && there.every(({ error }) => error === null);
  const canReturn = isThere && returns.length === legs.length;
  const back = canReturn ? await inTurn(shadow, world.signal, returns) : [];
  const isBack = canReturn && back.every(({ error }) => error === null);
  const differences = isBack ? differencesOf(before, await readSchema(shadow.sessions.runner), NO_SCHEMA) : [];
  step.done();
  return {
    engine: `${shadow.engine.kind} ${shadow.engine.version}`,
    scripts: [...there, ...back],
    undone: isBack ? (differences.length === 0 ? "identity" : "differs") : canReturn ? "failed" : "not-run",
    differences,
    notes: shadow.notes.map(noteText),
  };
}

/** Nothing is left out of the comparison: the history itself is not written on a shadow. */
const NO_SCHEMA = "\0";

interface Turn {
  readonly file: MigrationFile;
  readonly direction: "up" | "down";
  readonly script: Script;
}

/** The first that fails ends it. */
async function inTurn(
  shadow: Shadow,
  signal: AbortSignal,
  turns: readonly Turn[],
): Promise<readonly RehearsedScript[]> {
  const done: RehearsedScript[] = [];
  for (const { file, direction, script } of turns) {
    signal.throwIfAborted();
    const measure = (sql: readonly string[]): ReturnType<typeof measureStatements> =>
      measureStatements(shadow.sessions, sql, {
        sharing: script.mode === "whole" ? "file" : "each",
        afterError: "stop",
        sizes: shadow.sizes,
      });
    const { statements, error } = await rehearseStatements(script, { runner: shadow.sessions.runner, signal, measure });
    done.push({ migration: file.id, file: script.path, direction, statements, error });
    if (error !== null) break;
  }
  return done;
}
