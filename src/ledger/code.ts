import { errors } from "../kit/index.ts";
import { checksumOf, sha256 } from "./checksum.ts";
import type { MigrationFile } from "./file.ts";
import { refusal } from "./finding.ts";
import type { MigrationSource } from "./folder.ts";
import type { MigrationName } from "./name.ts";
import type { Script } from "./script.ts";
import type { MigrationCode } from "./step.ts";

/** What a migration written as code exports. */
export interface CodeModule {
  readonly up: MigrationCode | undefined;
  readonly down: MigrationCode | undefined;
}

/** Loads a module by its path; `version` is another for every text of it. */
export type CodeLoader = (path: string, version: string) => Promise<CodeModule>;

/** Whether a file's name is that of code: declarations of types are none. */
export function isCode(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

interface CodeInput {
  readonly name: MigrationName;
  readonly load: CodeLoader | undefined;
}

const NO_TRANSACTION = /^[ \t]*\/\/[ \t]*backwright:no-transaction\b/m;

/**
 * Reads a migration that is code: its exported `up` and `down` are single steps. It is loaded only when it runs; `down` is
 * looked for in its text, as it is what the file says.
 */
export async function readCode(
  source: MigrationSource,
  path: string,
  { name, load }: CodeInput,
): Promise<MigrationFile> {
  const bytes = await source.readBytes(path);
  const text = new TextDecoder().decode(bytes);
  const hasDown = /\bexport\b[^;]*\bdown\b|\bexports\.down\b/.test(text);
  const script = (direction: "up" | "down"): Script => scriptOf({ path, text, load }, direction);
  const up = script("up");
  return {
    id: name.id,
    date: name.date,
    time: name.time,
    title: name.title,
    path,
    rollback: hasDown ? path : undefined,
    standalone: false,
    text,
    up,
    down: hasDown ? script("down") : undefined,
    checksum: checksumOf([text.trimEnd()]),
    rawChecksum: sha256(bytes),
    problems: up.problems,
  };
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly load: CodeLoader | undefined;
}

function scriptOf({ path, text, load }: Source, direction: "up" | "down"): Script {
  const alone = NO_TRANSACTION.test(text);
  return {
    path,
    steps: [
      {
        file: path,
        line: 1,
        column: 1,
        number: 1,
        sql: `${direction}() of ${path}`,
        tokens: [],
        words: alone ? "code" : "",
        alone,
        checksum: checksumOf([text.trimEnd()]),
        rawChecksum: sha256(text),
        work: { kind: "code", load: () => exported({ path, text, load }, direction) },
      },
    ],
    mode: alone ? "stepwise" : "whole",
    problems: load === undefined ? [refusal("migration-code", { path })] : [],
    irreversible: undefined,
  };
}

async function exported({ path, text, load }: Source, name: "up" | "down"): Promise<MigrationCode> {
  const found = (await load?.(path, sha256(text)))?.[name];
  if (found === undefined) throw errors.ledger.codeUnusable({ path, problem: `it exports no function ${name}` });
  return found;
}
