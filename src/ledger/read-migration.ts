import type { Finding } from "../kit/index.ts";
import { splitStatements, type Split, type Statement } from "../sql/index.ts";
import { checksumOf, sha256 } from "./checksum.ts";
import { unwrapTransaction } from "./envelope.ts";
import { executionOf } from "./execution.ts";
import type { MigrationFile } from "./file.ts";
import { refusal } from "./finding.ts";
import { foreignMarker } from "./markers.ts";
import type { MigrationName } from "./name.ts";
import { statementProblems } from "./statement-problems.ts";

export interface MigrationInput {
  readonly name: MigrationName;
  readonly path: string;
  readonly rollback?: string | undefined;
  readonly standalone?: boolean;
  readonly bytes: Uint8Array;
}

/**
 * Reads a migration's bytes (UTF-8, a byte order mark allowed). Never fails: what makes the file unusable is listed
 * under `problems`.
 */
export function readMigration({ name, path, rollback, bytes, standalone = false }: MigrationInput): MigrationFile {
  // The default decoder drops the byte order mark and puts U+FFFD in the place of what is no UTF-8.
  const text = new TextDecoder().decode(bytes);
  const split = splitStatements(text, "postgresql");
  const statements = unwrapTransaction(split.statements);
  return {
    id: name.id,
    date: name.date,
    time: name.time,
    title: name.title,
    path,
    rollback,
    standalone,
    text,
    statements,
    execution: executionOf(statements),
    checksum: checksumOf(split),
    rawChecksum: sha256(bytes),
    problems: problemsOf({ path, bytes, text, split, statements }),
  };
}

interface Contents {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly split: Split;
  readonly statements: readonly Statement[];
}

/** The coarsest trouble alone: what comes after it would only confuse. */
function problemsOf({ path, bytes, text, split, statements }: Contents): readonly Finding[] {
  if (!isUtf8(bytes)) return [refusal("migration-not-utf8", { path, line: lineOfFirst(text, "\uFFFD") })];
  if (text.includes("\0")) return [refusal("migration-not-utf8", { path, line: lineOfFirst(text, "\0") })];
  const marker = foreignMarker(path, text);
  if (marker !== undefined) return [marker];
  if (split.statements.length === 0 && split.problems.length === 0) return [refusal("migration-empty", { path })];
  return statementProblems(path, split, statements);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function lineOfFirst(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split("\n").length;
}
