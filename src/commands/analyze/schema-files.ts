import type { Files } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

const ROLLBACK = /(?:_rollback|[._]down)\.sql$/i;

/**
 * The files that some paths mean, in the order in which they are run: a folder is its .sql files by name, rollbacks left out, else
 * the .prisma files in and below it, which are one schema. Errors: `file-missing`, `schema-files-none`.
 */
export async function schemaFiles(files: Files, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const facts = await files.facts(path);
    if (facts === undefined) throw errors.file.missing({ path });
    if (facts.kind === "folder") found.push(...(await filesIn(files, path)));
    else found.push(path);
  }
  return found;
}

async function filesIn(files: Files, folder: string): Promise<readonly string[]> {
  const within = (name: string): string => `${folder.replace(/[/\\]$/, "")}/${name}`;
  const names = (await files.list(folder)).filter((name) => /\.sql$/i.test(name) && !ROLLBACK.test(name));
  if (names.length > 0) return names.map(within);
  const prisma = await prismaFilesIn(files, folder, DEEPEST);
  if (prisma.length === 0) throw errors.database.schemaEmpty({ path: folder });
  return prisma;
}

const DEEPEST = 5;

async function prismaFilesIn(files: Files, folder: string, depth: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await files.list(folder)) {
    const path = `${folder.replace(/[/\\]$/, "")}/${name}`;
    const isLookedInto = depth > 0 && !/^(?:\.|node_modules$|migrations$)/.test(name);
    if (isPrisma(name)) found.push(path);
    else if (isLookedInto && (await files.facts(path))?.kind === "folder")
      found.push(...(await prismaFilesIn(files, path, depth - 1)));
  }
  return found;
}

/** Whether a file is a Prisma schema, by its name. */
export const isPrisma = (path: string): boolean => /\.prisma$/i.test(path);
