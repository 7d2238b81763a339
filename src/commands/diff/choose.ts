import { withoutTables } from "../../catalog/schema/index.ts";
import type { EngineKind, World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { readDatabase, readFiles, type SchemaSource } from "./sources.ts";

export interface SourcesInput {
  readonly schemas: readonly string[];
  readonly connection?: string | undefined;
  readonly engine?: EngineKind | undefined;
  readonly timeout: number;
  /** Table of a database's history. */
  readonly table: string;
}

export interface Sides {
  readonly current: SchemaSource;
  readonly desired: SchemaSource;
}

const MAJOR = 10_000;

/**
 * Which schema is and which shall be: with a connection the database and all the files; else the first file and the second; of
 * one file alone the database of the environment. A URL may stand in a file's place. The history of migrations is left out of both.
 * Error: `diff-sources`.
 */
export async function readSides(world: World, input: SourcesInput): Promise<Sides> {
  const { current, desired } = await bothSides(world, input);
  const history = [...current.history, ...desired.history];
  const bare = (side: SchemaSource): SchemaSource => ({ ...side, model: withoutTables(side.model, history) });
  return { current: bare(current), desired: bare(desired) };
}

async function bothSides(world: World, input: SourcesInput): Promise<Sides> {
  const { schemas, connection } = input;
  if (connection !== undefined) return await againstDatabase(world, connection, input);
  const [old, next] = schemas;
  if (old === undefined) throw errors.diff.sources({ problem: "none is given" });
  if (next === undefined) {
    const url = world.env["DATABASE_URL"];
    if (url === undefined) throw errors.diff.sources({ problem: `only ${old} is given, and no --connection` });
    return await againstDatabase(world, url, input);
  }
  if (schemas.length > 2) throw errors.diff.sources({ problem: `${schemas.length} are given without a --connection` });
  const current = await readOne(world, old, input);
  return { current, desired: await readOne(world, next, { ...input, major: majorOf(current) }) };
}

async function againstDatabase(world: World, url: string, input: SourcesInput): Promise<Sides> {
  if (input.schemas.length === 0) throw errors.diff.sources({ problem: "only the database is given" });
  const current = await readDatabase(world, url, input.table);
  const [only] = input.schemas;
  if (only !== undefined && input.schemas.length === 1 && isUrl(only))
    return { current, desired: await readDatabase(world, only, input.table) };
  return { current, desired: await readFiles(world, { ...input, files: input.schemas, major: majorOf(current) }) };
}

const isUrl = (text: string): boolean => /^postgres(?:ql)?:\/\//.test(text);

const majorOf = ({ kind, model }: SchemaSource): number | undefined =>
  kind === "database" ? Math.floor(model.serverVersion / MAJOR) : undefined;

async function readOne(
  world: World,
  place: string,
  input: SourcesInput & { readonly major?: number | undefined },
): Promise<SchemaSource> {
  return isUrl(place)
    ? await readDatabase(world, place, input.table)
    : await readFiles(world, { ...input, files: [place] });
}
