import type { World } from "../../command/index.ts";
import { errors, type Finding } from "../../kit/index.ts";
import type { ScaffoldOutput } from "./output.ts";
import { saveCache } from "./cache.ts";
import { shownPath } from "./places.ts";
import { prepare, type Prepared, type PrepareWishes } from "./prepare.ts";
import { refusalLines } from "./refusal.ts";
import { resultOf } from "./result.ts";
import { writePlan } from "./write.ts";

export interface RunWishes extends PrepareWishes {
  readonly strict: boolean;
  /** Show what would be written; with `check`, files that would be refused are shown as well. */
  readonly dryRun: boolean;
  readonly check: boolean;
}

/** One run of `scaffold`, or what it would do. Error: `scaffold-edited`, before anything is written. */
export async function runScaffold(world: World, wishes: RunWishes): Promise<ScaffoldOutput> {
  const prepared = await prepare(world, wishes);
  const refused = wishes.strict && isLossy(prepared.findings);
  const dryRun = wishes.dryRun || wishes.check;
  if (!refused && !wishes.check && !wishes.force) refuseEdited(world, prepared);
  const copies = refused || dryRun ? new Map<string, string>() : await writePlan(world, prepared);
  if (!refused && !dryRun) await remember(world, prepared);
  return resultOf(world, wishes, { prepared, copies, dryRun, check: wishes.check, refused });
}

async function remember(world: World, { memory }: Prepared): Promise<void> {
  if (memory !== undefined) await saveCache(world, memory.cache, memory.now);
}

const isLossy = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === "error");

function refuseEdited(world: World, { places, plan }: Prepared): void {
  const edited = plan.decisions.filter(({ action }) => action === "edited");
  if (edited.length === 0) return;
  const at = (path: string): string => shownPath(world, `${places.sourceRoot}/${path}`);
  throw errors.scaffold.edited({ paths: edited.map(({ path }) => at(path)), lines: refusalLines(edited, at) });
}
