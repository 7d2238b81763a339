import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  hashOf,
  recordAfter,
  recordDuring,
  withApi,
  writeManifest,
  type ApiRecord,
  type FileDecision,
} from "../../scaffold/index.ts";
import { shownPath, type Places } from "./places.ts";
import type { Prepared } from "./prepare.ts";
import { basePath, manifestPath, textAt, type State } from "./state.ts";

/** Copies of edited files that were overwritten: path below the source root → absolute path of the copy. */
export type Copies = ReadonlyMap<string, string>;

/**
 * Writes what was decided. The manifest knows old and new texts while files are written, each file is replaced as a whole, and the base
 * follows its file: a run that ends in the middle is finished by the next one. Error: `scaffold-changed-meanwhile`.
 */
export async function writePlan(world: World, { places, state, plan, chosen }: Prepared): Promise<Copies> {
  const { decisions, operations } = plan;
  const work = decisions.filter(isWritten);
  await refuseChanged(world, places, work);
  if (work.length > 0) await writeRecord(world, places, { state, record: recordDuring(state.record, decisions) });
  const copies = new Map<string, string>();
  for (const decision of work) {
    world.signal.throwIfAborted();
    const copy = await writeOne(world, `${places.sourceRoot}/${decision.path}`, decision);
    if (copy !== undefined) copies.set(decision.path, copy);
  }
  const record = recordAfter(state.record, decisions, { operations, options: chosen });
  await writeBases(world, places, { decisions, before: state.record, after: record });
  await writeRecord(world, places, { state, record });
  return copies;
}

const isWritten = ({ action }: FileDecision): boolean => action !== "kept" && action !== "unchanged";

/** Somebody may save a file while we think about it. */
async function refuseChanged(world: World, places: Places, work: readonly FileDecision[]): Promise<void> {
  for (const { path, before } of work) {
    const at = `${places.sourceRoot}/${path}`;
    if ((await textAt(world, at)) !== before) throw errors.scaffold.changedMeanwhile({ path: shownPath(world, at) });
  }
}

async function writeOne(world: World, path: string, decision: FileDecision): Promise<string | undefined> {
  const { action, ownership, after } = decision;
  if (after === undefined) await world.files.remove(path);
  else if (action === "edited") return overwrite(world, path, after);
  else if (action === "create" && ownership !== "managed") await world.files.createText(path, after);
  else await world.files.writeText(path, after);
  return undefined;
}

/** The edited text goes to the first free of `x.ts.orig`, `x.ts.orig2`, … */
async function overwrite(world: World, path: string, after: string): Promise<string> {
  const text = await world.files.readText(path);
  for (let number = 1; ; number += 1) {
    const copy = `${path}.orig${number === 1 ? "" : number}`;
    if (!(await world.files.createText(copy, text))) continue;
    await world.files.writeText(path, after);
    return copy;
  }
}

interface Bases {
  readonly decisions: readonly FileDecision[];
  readonly before: ApiRecord;
  readonly after: ApiRecord;
}

async function writeBases(world: World, places: Places, { decisions, before, after }: Bases): Promise<void> {
  for (const { path, generated, ownership } of decisions) {
    if (generated === undefined || ownership === "once") continue;
    const base = basePath(places, path);
    const known = before.managed.get(path) ?? before.own.get(path) ?? [];
    const isSame =
      known.length === 1 && known[0] === hashOf(generated) && (await world.files.facts(base)) !== undefined;
    if (!isSame) await world.files.writeText(base, generated);
  }
  const kept = new Set([...after.managed.keys(), ...after.own.keys()]);
  const dropped = [...before.managed.keys(), ...before.own.keys()].filter((path) => !kept.has(path));
  for (const path of dropped) await world.files.remove(basePath(places, path));
}

interface Recording {
  readonly state: State;
  readonly record: ApiRecord;
}

/** The manifest as this run leaves it; untouched where it says so already. */
async function writeRecord(world: World, places: Places, { state, record }: Recording): Promise<void> {
  const path = manifestPath(places);
  const text = writeManifest(withApi(state.manifest, state.root, record));
  if (text !== (await textAt(world, path))) await world.files.writeText(path, text);
}
