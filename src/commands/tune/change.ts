import type { World } from "../../command/index.ts";
import { errors, isBackwrightError, safeText, shellLine } from "../../kit/index.ts";
import { clearInterrupted, type SuggestOutput, writeIndexMigration } from "../advise/index.ts";
import { command as migrate } from "../db-migrate.ts";
import { lintFiles, lintInput } from "../lint/index.ts";
import type { TuneInput } from "./input.ts";
import type { TuneOutput } from "./output.ts";

type Migration = NonNullable<TuneOutput["migration"]>;
type Applied = TuneOutput["applied"];

const DEFAULT_FOLDER = "migrations";

/** The migration of the suggestions, written where that was asked for, or needed to apply it. Undefined without suggestions. */
export async function writeChange(
  world: World,
  input: TuneInput,
  { suggestions, temporary }: Pick<SuggestOutput, "suggestions"> & { readonly temporary: string | undefined },
): Promise<Migration | null> {
  if (suggestions.length === 0) return null;
  const up = suggestions.flatMap((one) => one.up);
  const down = suggestions.toReversed().flatMap((one) => one.down);
  const folder = input.out ?? temporary ?? (input.apply ? DEFAULT_FOLDER : undefined);
  const header = ["Indexes that the planner has proven for the statements of the API's own requests."];
  const files = await writeIndexMigration(world, folder, { up, down, header });
  return { files, up, down, lint: null };
}

/** Judges the files, with a shadow of the database. */
export async function lintChange(
  world: World,
  { connection, table }: { readonly connection: string; readonly table: string },
  migration: Migration,
): Promise<Migration> {
  if (migration.files.length === 0) return migration;
  const report = await lintFiles(lintInput.parse({ files: [...migration.files], connection, table }), world);
  return { ...migration, lint: { counts: report.counts, findings: report.findings, failed: report.failed } };
}

/** A copy needs no consent: nothing of anybody's is changed. */
export const mustAsk = ({ apply, onCopy, yes }: TuneInput): boolean => apply && !onCopy && !yes;

/** Without a terminal a run that could not end well is refused before it begins. Error: `consent-needed`. */
export function checkConsent(world: World, input: TuneInput): void {
  if (!mustAsk(input) || world.prompts.canAsk) return;
  const question = "May tune apply the migration that it writes to the database?";
  throw errors.command.consentNeeded({ question, flag: "--yes" });
}

interface Applying extends Pick<SuggestOutput, "suggestions"> {
  readonly url: string;
  readonly name: string;
  readonly migration: Migration;
}

/** Applies the migration with its row in the history, after consent. What happened is said, also where it failed. */
export async function applyChange(
  world: World,
  input: TuneInput,
  { url, name, migration, suggestions }: Applying,
): Promise<Applied> {
  const [file] = migration.files;
  const { apply, onCopy, table } = input;
  if (file === undefined || (!apply && !onCopy)) return { state: "not-asked", message: null, rollback: null };
  if (migration.lint?.failed === true)
    return { state: "refused-by-lint", message: "Lint has found what must not be applied.", rollback: null };
  if (world.signal.aborted)
    return { state: "failed", message: "interrupted before it began, nothing was applied", rollback: null };
  if (mustAsk(input) && !(await world.prompts.confirm(`Apply ${safeText(file)} to ${safeText(name)}?`, "--yes")))
    return { state: "declined", message: null, rollback: null };
  const folder = file.slice(0, file.lastIndexOf("/"));
  const rollback = onCopy ? null : rollbackLine(world, { file, folder, table });
  // A copy was made by migrations that lie elsewhere.
  const earlier = onCopy ? { allow: ["missing" as const] } : {};
  try {
    const outcome = await migrate.call(
      { connection: url, migrations: folder, file, table, yes: true, ...earlier },
      world,
    );
    if (outcome.outcome === "applied") return { state: onCopy ? "on-copy" : "applied", message: null, rollback };
    const message = outcome.failure?.message ?? outcome.refusals.map(({ code }) => code).join(", ");
    return { state: "failed", message: safeText(message), rollback };
  } catch (failure) {
    if (world.signal.aborted) {
      const left = await clearInterrupted(world, { url, suggestions });
      return { state: "failed", message: `interrupted before its end; ${left}`, rollback };
    }
    if (isBackwrightError(failure)) return { state: "failed", message: failure.message, rollback };
    throw failure;
  }
}

interface Undoing {
  readonly file: string;
  readonly folder: string;
  readonly table: string;
}

/** The connection is left out: it may hold a password. */
function rollbackLine({ node }: World, { file, folder, table }: Undoing): string {
  const own = table === "backwright_migrations" ? [] : ["--table", table];
  return shellLine(["backwright", "db", "rollback", file, "--migrations", folder, ...own], node.platform);
}
