import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A labelled table: SQL, and everything that the rules must say of it. */
export interface Case {
  /** `foreign-keys/plain` */
  readonly title: string;
  /** The schema that it is loaded into. */
  readonly schema: string;
  readonly sql: string;
  /** `fk-unindexed child.parent_id`, sorted. */
  readonly expected: readonly string[];
  /** `child(tenant_id, account_id)`: what a migration is suggested for, where the case says it. */
  readonly suggested: readonly string[];
  /** Codes of optional rules that are switched on. */
  readonly with: readonly string[];
  /** The oldest PostgreSQL that understands it. */
  readonly version: number;
}

/** All cases of the folder, in order. */
export function readCases(): readonly Case[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".sql"));
  return files.toSorted().flatMap((file) => {
    const [, ...blocks] = readFileSync(join(import.meta.dirname, file), "utf8").split(/^-- case: /m);
    return blocks.map((block) => caseOf(file.slice(0, -".sql".length), block));
  });
}

function caseOf(subject: string, block: string): Case {
  const name = block.slice(0, block.indexOf("\n")).trim();
  const lines = (label: string): readonly string[] =>
    [...block.matchAll(new RegExp(`^-- ${label}: (.+)$`, "gm"))].map((match) => match[1] ?? "");
  const expected = lines("expect");
  if (expected.length === 0) throw new Error(`${subject}/${name} expects nothing in particular`);
  return {
    title: `${subject}/${name}`,
    schema: `${subject.replaceAll("-", "_")}__${name}`,
    sql: block.slice(block.indexOf("\n")),
    expected: expected.filter((line) => line !== "nothing").toSorted(),
    suggested: lines("suggest"),
    with: lines("with").flatMap((line) => line.split(", ")),
    version: Number(lines("version")[0] ?? 13),
  };
}
