import type { Session } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import type { Finding } from "../../kit/index.ts";
import type { MigrationFile } from "../file.ts";
import type { MigrationFolder } from "../folder.ts";
import { differencesOf, type SchemaDifference } from "./compare.ts";
import { migrate } from "./migrate.ts";
import { rollback } from "./rollback.ts";
import type { MigrateOutcome, MigrationFailure, RunParts } from "./types.ts";

/** What a migration did on an empty database, up and down. */
export interface Verified {
  readonly migration: string;
  readonly file: string;
  readonly up: "ok" | "failed" | "unusable" | "not-run";
  /** `identity`: the schema is what it was. `differs`: it ran, and the schema is another. `none`: there is no rollback. */
  readonly down: "identity" | "differs" | "failed" | "unusable" | "none" | "irreversible" | "not-run";
  readonly differences: readonly SchemaDifference[];
  readonly failure: MigrationFailure | null;
  readonly problems: readonly Finding[];
}

export interface VerifyParts extends Pick<RunParts, "session" | "clock" | "signal" | "observe"> {
  readonly session: Session;
}

const OWN = "backwright_verify";
const NOT_RUN = { differences: [], failure: null, problems: [] } as const;

/**
 * Runs a folder's migrations on an empty database of its own: each one up, down and up again. Down after up must be the
 * identity. The first that cannot go on ends it; those behind it are `not-run`.
 *
 * @example
 * const verified = await verify({ session, clock, signal, observe: () => {} }, folder);
 */
export async function verify(parts: VerifyParts, folder: MigrationFolder): Promise<readonly Verified[]> {
  await parts.session.script(`create schema ${OWN}`);
  const verified: Verified[] = [];
  let schema: SchemaModel | undefined = await readSchema(parts.session);
  for (const file of folder.files) {
    const one: One =
      schema === undefined
        ? { result: notRun(file), schema: undefined }
        : await verifyOne(parts, folder, { file, before: schema });
    verified.push(one.result);
    schema = one.schema;
  }
  return verified;
}

interface One {
  readonly result: Verified;
  /** As the next migration finds it; undefined where this one ends the run. */
  readonly schema: SchemaModel | undefined;
}

const of = ({ id, path }: MigrationFile): Pick<Verified, "migration" | "file"> => ({ migration: id, file: path });
const notRun = (file: MigrationFile): Verified => ({ ...of(file), up: "not-run", down: "not-run", ...NOT_RUN });

interface Next {
  readonly file: MigrationFile;
  readonly before: SchemaModel;
}

async function verifyOne(parts: VerifyParts, folder: MigrationFolder, { file, before }: Next): Promise<One> {
  const failed: Verified = { ...of(file), up: "failed", down: "not-run", ...NOT_RUN };
  if (file.problems.length > 0)
    return { result: { ...failed, up: "unusable", problems: file.problems }, schema: undefined };
  const up = await goUp(parts, folder, file);
  if (up.outcome !== "applied") return { result: { ...failed, failure: up.failure }, schema: undefined };
  return goDown(parts, folder, { file, before, after: await readSchema(parts.session) });
}

interface Applied extends Next {
  readonly after: SchemaModel;
}

async function goDown(parts: VerifyParts, folder: MigrationFolder, { file, before, after }: Applied): Promise<One> {
  const base: Verified = { ...of(file), up: "ok", down: "none", ...NOT_RUN };
  const { down } = file;
  if (down === undefined) return { result: base, schema: after };
  if (down.irreversible !== undefined) return { result: { ...base, down: "irreversible" }, schema: after };
  if (down.problems.length > 0)
    return { result: { ...base, down: "unusable", problems: down.problems }, schema: after };
  const back = await rollback(
    { ...runParts(parts), target: { kind: "only", id: file.id }, confirm: async () => undefined },
    folder,
  );
  if (back.outcome !== "applied")
    return { result: { ...base, down: "failed", failure: back.failure }, schema: undefined };
  const differences = differencesOf(before, await readSchema(parts.session), OWN);
  const again = await goUp(parts, folder, file);
  const schema = again.outcome === "applied" ? await readSchema(parts.session) : undefined;
  const drift = schema === undefined ? [] : differencesOf(after, schema, OWN);
  const isIdentity = schema !== undefined && differences.length + drift.length === 0;
  const result: Verified = {
    ...base,
    down: isIdentity ? "identity" : "differs",
    differences: [...differences, ...drift],
    failure: again.failure,
  };
  return { result, schema };
}

function goUp(parts: VerifyParts, folder: MigrationFolder, { id }: MigrationFile): Promise<MigrateOutcome> {
  return migrate({ ...runParts(parts), only: id, confirm: async () => undefined }, folder);
}

const runParts = (parts: VerifyParts): RunParts => ({
  ...parts,
  table: { schema: OWN, name: "history" },
  dryRun: false,
  waitMs: 0,
  lockTimeoutMs: 0,
});
