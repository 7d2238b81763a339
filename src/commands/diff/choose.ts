import { withoutTables } from "../../catalog/schema/index.ts";
import type { EngineKind, World } from "../../command/index.ts";
import type { Plan } from "../../diff/index.ts";
import { errors } from "../../kit/index.ts";
import { withExtensionsOf } from "./extensions.ts";
import type { Looks } from "./observer/index.ts";
import { majorOf, readDatabase, readFiles, type SchemaSource } from "./sources.ts";

export interface SourcesInput {
  readonly schemas: readonly string[];
  readonly connection?: string | undefined;
  readonly engine?: EngineKind | undefined;
  readonly pgVersion?: number | undefined;
  readonly timeout: number;
  /** Table of a database's history. */
  readonly table: string;
  /** Whether pg_dump is asked about files, too: for a proof. */
  readonly isObserved: boolean;
  /** Whether the two differ is all that is asked. */
  readonly check: boolean;
}

export interface Sides {
  readonly current: SchemaSource;
  readonly desired: SchemaSource;
}

/**
 * Which schema is and which shall be: with a connection the database and all the files; else the first file and the second; of
 * one file alone the database of the environment. A URL may stand in a file's place. Files are loaded into the major of the
 * database, else the one that is asked for. The history of migrations is left out of both.
 * Errors: `diff-sources`, `diff-pg-version`, those of reading.
 */
export async function readSides(world: World, input: SourcesInput): Promise<Sides> {
  const [old, next] = places(world, input);
  const { current, desired } = await bothSides(world, input, { old, next });
  const history = [...current.history, ...desired.history];
  const bare = (side: SchemaSource): SchemaSource => ({ ...side, model: withoutTables(side.model, history) });
  const [from, to] = [majorOf(current), majorOf(desired)];
  if (from !== to && current.kind === "database" && desired.kind === "database")
    world.progress.warn(`PostgreSQL ${from} and ${to} may show the same schema differently.`);
  return { current: bare(current), desired: withKept(bare(current), bare(desired)) };
}

/** A monitoring extension of a server stands in few schema files. */
function withKept(current: SchemaSource, desired: SchemaSource): SchemaSource {
  if (current.kind !== "database" || desired.hasExtensions) return desired;
  return { ...desired, model: withExtensionsOf(current.model, desired.model) };
}

/**
 * What pg_dump has said of the sides; nothing where a side has what our plan does not speak of, which pg_dump would see, or
 * where it was given more than its files say.
 */
export function looksOf({ current, desired }: Sides, { unmodelled }: Pick<Plan, "unmodelled">): Looks {
  if (unmodelled.length > 0) return { current: null, desired: null };
  const isWhole = current.kind === "files" || desired.hasExtensions;
  return { current: current.look, desired: isWhole ? desired.look : null };
}

/** A database, or files that make one schema together. */
type Place = { readonly url: string } | { readonly files: readonly string[] };

interface Places {
  readonly old: Place;
  readonly next: Place;
}

function places({ env }: World, { schemas, connection }: SourcesInput): readonly [old: Place, next: Place] {
  const [first, second] = schemas;
  if (connection === undefined && first === undefined) throw errors.diff.sources({ problem: "none is given" });
  if (first === undefined) throw errors.diff.sources({ problem: "only the database is given" });
  if (connection !== undefined) return [{ url: connection }, placeOf(schemas)];
  if (second !== undefined && schemas.length > 2)
    throw errors.diff.sources({ problem: `${schemas.length} are given without a --connection` });
  if (second !== undefined) return [placeOf([first]), placeOf([second])];
  const url = env["DATABASE_URL"];
  if (url === undefined) throw errors.diff.sources({ problem: `only ${first} is given, and no --connection` });
  return [{ url }, placeOf([first])];
}

function placeOf(schemas: readonly string[]): Place {
  const [only] = schemas;
  return schemas.length === 1 && only !== undefined && isUrl(only) ? { url: only } : { files: schemas };
}

const isUrl = (text: string): boolean => /^postgres(?:ql)?:\/\//.test(text);

/** A database is read first, whichever side it is: its major is the one that the files are loaded into. */
async function bothSides(world: World, input: SourcesInput, { old, next }: Places): Promise<Sides> {
  if ("url" in next && !("url" in old)) {
    const desired = await readPlace(world, next, { input });
    return { current: await readPlace(world, old, { input, other: desired }), desired };
  }
  const current = await readPlace(world, old, { input });
  return { current, desired: await readPlace(world, next, { input, other: current }) };
}

interface Reading {
  readonly input: SourcesInput;
  /** The side that was read before. */
  readonly other?: SchemaSource;
}

async function readPlace(world: World, place: Place, { input, other }: Reading): Promise<SchemaSource> {
  const { pgVersion, engine, timeout, isObserved, table, check } = input;
  if ("url" in place) {
    const source = await readDatabase(world, place.url, table);
    if (pgVersion === undefined || pgVersion === majorOf(source)) return source;
    throw errors.diff.pgVersion({ title: source.title, has: majorOf(source), wanted: pgVersion });
  }
  const major = other === undefined ? pgVersion : majorOf(other);
  // A question with an exit code wants the right answer or none; changes are shown, and proven on the right major or not at all.
  const isMajorWanted = other?.kind !== "database" || check;
  return await readFiles(world, { files: place.files, engine, timeout, major, isMajorWanted, isObserved });
}
