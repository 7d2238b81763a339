import type { World } from "../../command/index.ts";
import { errors, safeText } from "../../kit/index.ts";
import { type Place, placeFinder, type SplitProblem, splitStatements, type Statement } from "../../sql/index.ts";
import { appliedText } from "./migration-text.ts";
import { isPrisma } from "./schema-files.ts";

/** A file of SQL in statements. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
  readonly statements: readonly Statement[];
  /** As somebody has written it: a Prisma schema before it was made SQL. */
  readonly written: string;
}

/**
 * Reads files of SQL and splits them; Prisma schemas become SQL first, all of them together. Errors: `schema-file-broken` for what
 * no server could run, `prisma-*`.
 */
export async function readSchemaFiles(world: World, paths: readonly string[]): Promise<readonly SchemaFile[]> {
  const files: SchemaFile[] = [];
  const prisma = paths.filter(isPrisma);
  if (prisma.length > 0) files.push(await prismaSchema(world, prisma));
  for (const path of paths)
    if (!isPrisma(path)) files.push(schemaFile(path, appliedText(path, await world.files.readText(path))));
  return files;
}

async function prismaSchema(world: World, paths: readonly string[]): Promise<SchemaFile> {
  const files = await Promise.all(paths.map(async (path) => ({ path, text: await world.files.readText(path) })));
  const made = schemaFile(`${paths[0] ?? ""} (as SQL)`, await world.prisma.toSql(files));
  return { ...made, written: files.map(({ text }) => text).join("\n") };
}

function schemaFile(path: string, text: string): SchemaFile {
  const { statements, problems } = splitStatements(text, "postgresql");
  const problem = problems.find((one) => !isHarmless(one));
  if (problem !== undefined) throw problemError(path, problem);
  return { path, text, statements, written: text };
}

/** What pg_dump and people write for psql that changes nothing about the schema. */
function isHarmless({ kind, what }: SplitProblem): boolean {
  if (kind === "copy-data") return true;
  return (
    kind === "psql-command" && /^\\(?:restrict|unrestrict|echo|timing|pset|set|unset|encoding|prompt|q)\b/.test(what)
  );
}

function problemError(path: string, problem: SplitProblem): Error {
  const message =
    problem.kind === "unterminated" ? `${problem.what} is never closed` : `${problem.what} is a command of psql`;
  return errors.database.schemaFile({ place: placeText(path, problem), message: safeText(message), sqlState: "42601" });
}

/** Line and column of a character of a statement; by default of its first one. */
export const placeIn = ({ text }: SchemaFile, statement: Statement, within = 0): Place =>
  placeFinder(text)(statement.offset + within);

export const placeText = (path: string, { line, column }: Place): string => safeText(`${path}:${line}:${column}`);
