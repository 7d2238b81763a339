import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  printRollback,
  rollback,
  type MigrationFolder,
  type RollbackOutcome,
  type RollbackParts,
  type RollbackTarget,
} from "../../ledger/index.ts";
import { withDump } from "./after-run.ts";
import { askBefore } from "./ask.ts";
import { findByName } from "./choose-file.ts";
import { openLog } from "./log.ts";
import { observerOf } from "./observe.ts";
import { openLedger } from "./open.ts";
import { printedParts, type PrintedParts } from "./printed.ts";
import { rehearsalOf, type Rehearsal } from "./rehearsal-of.ts";
import { runParts, type RunInput } from "./run-parts.ts";

export interface RollbackInput extends RunInput {
  readonly migrations: string;
  readonly set: readonly string[];
  readonly file?: string | undefined;
  readonly steps?: number | undefined;
  readonly to?: string | undefined;
  readonly all?: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly sql: boolean;
  readonly shadow: boolean;
  readonly dump?: string | undefined;
  readonly log?: string | undefined;
}

/** What a run answers beside its outcome. */
export type RolledBack = RollbackOutcome &
  PrintedParts & {
    readonly dump: string | null;
    readonly rehearsal: Rehearsal | null;
  };

/** What `db rollback` and `db redo` do. Errors: as `rollback` of the ledger; `bad-input` for targets that contradict. */
export async function rollBack(
  world: World,
  input: RollbackInput,
  command: "db rollback" | "db redo",
): Promise<RolledBack> {
  const application = { applicationName: `backwright ${command.slice(3)}`, readOnly: input.sql };
  const opened = await openLedger(world, { command, ...input }, application);
  await using session = opened.session;
  await using log = await openLog(world, input.log);
  const { folder, only } = opened;
  const show = observerOf(world);
  const redo = command === "db redo";
  const dryRun = input.dryRun || input.sql;
  const confirm: RollbackParts["confirm"] = async (files, reversals) => {
    const scripts = reversals.map(({ script }) => script);
    await askBefore(world, { yes: input.yes, verb: redo ? "redo" : "roll back", session, files, scripts });
  };
  const observe: typeof show = (event) => [show, log.observe].forEach((each) => each(event));
  const target = targetOf(input, { folder, only, command });
  const parts: RollbackParts = { ...runParts(world, input, { session, observe }), dryRun, redo, target, confirm };
  const outcome = await withDump(world, { wish: { ...input, dryRun }, session }, () => rollback(parts, folder));
  const rehearsal = await rehearsalOf(world, input, { folder, outcome, direction: "down" });
  const printed = input.sql ? await printRollback(parts, folder) : undefined;
  return { ...outcome, rehearsal, ...printedParts(world, printed) };
}

interface Chosen {
  readonly folder: MigrationFolder;
  readonly only: string | undefined;
  readonly command: string;
}

function targetOf({ steps, to, all = false }: RollbackInput, { folder, only, command }: Chosen): RollbackTarget {
  const named = [
    steps === undefined ? [] : ["--steps"],
    to === undefined ? [] : ["--to"],
    all ? ["--all"] : [],
    only === undefined ? [] : ["a file"],
  ].flat();
  if (named.length > 1)
    throw errors.command.badInput({ problems: [`${named.join(" and ")} contradict; give one of them.`], command });
  if (only !== undefined) return { kind: "only", id: only };
  if (to !== undefined) return { kind: "to", id: findByName(folder, to) };
  return all ? { kind: "all" } : { kind: "steps", steps: steps ?? 1 };
}
