import type { Files } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { bareName, compareMigrations, type MigrationName } from "../../ledger/index.ts";

/** Standard input. */
export const INPUT = "-";
const DEEPEST = 8;

/** The files that some words mean; a folder is its .sql files, also those in its folders. Errors: `file-missing`, `lint-files-none`. */
export async function lintPaths(files: Files, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const word of words) {
    const facts = word === INPUT ? undefined : await files.facts(word);
    if (word !== INPUT && facts === undefined) throw errors.file.missing({ path: word });
    if (facts?.kind !== "folder") found.push(word);
    else {
      const inside = await filesIn(files, word, DEEPEST);
      if (inside.length === 0) throw errors.lint.noFiles({ path: word });
      found.push(...inside);
    }
  }
  return [...new Set(found)];
}

async function filesIn(files: Files, folder: string, depth: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of inOrder(await files.list(folder))) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = `${folder.replace(/[/\\]$/, "")}/${name}`;
    if (/\.sql$/i.test(name)) found.push(path);
    else if (depth > 0 && (await files.facts(path))?.kind === "folder")
      found.push(...(await filesIn(files, path, depth - 1)));
  }
  return found;
}

/** Migrations as they are run, for each stands on those before it. */
const inOrder = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => compareMigrations(orderOf(a), orderOf(b)));

const orderOf = (name: string): MigrationName => bareName(name.replace(/\.sql$/i, ""));
