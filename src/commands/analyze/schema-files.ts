import type { Files } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

const ROLLBACK = /(?:_rollback|[._]down)\.sql$/i;

/**
 * The files of SQL that some paths mean, in the order in which they are run: a folder is its .sql files by name,
 * rollbacks left out. Errors: `file-missing`, `schema-files-none`.
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
  const names = (await files.list(folder)).filter((name) => /\.sql$/i.test(name) && !ROLLBACK.test(name));
  if (names.length === 0) throw errors.database.schemaEmpty({ path: folder });
  return names.map((name) => `${folder.replace(/[/\\]$/, "")}/${name}`);
}
