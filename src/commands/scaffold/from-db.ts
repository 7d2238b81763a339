import type { World } from "../../command/index.ts";
import { errors, withoutPasswords } from "../../kit/index.ts";
import type { ApiModel } from "../../openapi/index.ts";
import { databaseApi, databaseTemplates, generateFromDatabase, readDatabase } from "../../scaffold/database/index.ts";
import type { DatabaseApi, DatabaseFacts, DatabaseOptions } from "../../scaffold/database/index.ts";
import type { ErrorShape, FrameworkName, Generated, ScaffoldOptions } from "../../scaffold/index.ts";
import { withSource } from "../analyze/index.ts";

/** What `--from-db` is asked for. */
export interface FromDbWishes extends Omit<DatabaseOptions, "secrets" | "errors"> {
  /** A connection string of PostgreSQL, or a file or folder of SQL. */
  readonly fromDb: string;
  readonly secret: readonly string[];
}

/** An API that was read from a database, and how its files are made. */
export interface ReadDatabase {
  readonly model: ApiModel;
  readonly generate: (options: ScaffoldOptions) => Promise<Generated>;
}

/**
 * Reads a database or a schema. Errors: `not-built-yet` for other engines; those of connecting, of reading a schema, and of
 * starting an engine for it; `scaffold-rights-column-missing`.
 */
export async function readFromDb(world: World, wishes: FromDbWishes, shape: ErrorShape): Promise<ReadDatabase> {
  const facts = await factsOf(world, wishes.fromDb);
  const api = await databaseApi(facts, { ...wishes, errors: shape, secrets: wishes.secret });
  refuseUnbound(api, "tenant", wishes.tenantColumn);
  refuseUnbound(api, "owner", wishes.ownerColumn);
  return {
    model: api.model,
    generate: async (options) => {
      const templates = new Map([...options.templates, ...(await databaseTexts(world, options.framework))]);
      return generateFromDatabase(api, { ...options, templates });
    },
  };
}

/** A misspelt column would enforce nothing. */
function refuseUnbound({ plan }: DatabaseApi, role: "tenant" | "owner", column: string | undefined): void {
  if (column === undefined || plan.resources.some(({ columns }) => columns.some((one) => one.role === role))) return;
  throw errors.scaffold.rightsColumnMissing({ flag: `--${role}-column`, column });
}

/** The place as a report may show it. Error: `not-built-yet` for engines that cannot be read yet. */
export function sourceName(place: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(place)?.[1];
  if (scheme === undefined || isPostgres(place)) return withoutPasswords(place);
  const coming = `only PostgreSQL (postgres://…) and SQL files can be scaffolded from so far, ${scheme} cannot`;
  throw errors.command.notBuilt({ words: `scaffold --from-db ${scheme}://`, coming });
}

const isPostgres = (place: string): boolean => /^postgres(?:ql)?:/i.test(place);

/** A schema is loaded into a PostgreSQL of our own; no server is needed. */
async function factsOf(world: World, place: string): Promise<DatabaseFacts> {
  const timeout = 60_000;
  const source = isPostgres(place) ? { files: [], connection: place, timeout } : { files: [place], timeout };
  const facts = await withSource(world, source, ({ session }) => readDatabase(session));
  return isPostgres(place) ? facts : { ...facts, name: nameOf(place) };
}

/** `shop` of `db/shop.sql`. */
function nameOf(path: string): string {
  const last =
    path
      .replace(/[\\/]+$/, "")
      .split(/[\\/]/)
      .at(-1) ?? "";
  const name = last.replace(/\.\w+$/, "");
  return name === "" ? "database" : name;
}

async function databaseTexts(world: World, framework: FrameworkName): Promise<readonly (readonly [string, string])[]> {
  const folder = `${world.packageRoot}/templates/scaffold/`;
  const paths = databaseTemplates(framework).map(({ template }) => `database/${template}`);
  return await Promise.all(paths.map(async (path) => [path, await world.files.readText(folder + path)] as const));
}
