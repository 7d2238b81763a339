// A schema as text by somebody else than our catalogue: pg_dump where one stands that knows the server, else the second reader.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EngineInfo, World } from "../../../src/command/index.ts";
import { readPlainly } from "../second-reader.ts";

export interface Observer {
  readonly name: string;
  readonly observe: (url: string) => Promise<string>;
}

/** pg_dump of the same or a newer major; the second reader where there is none, or when it was asked for and can (from 14 on). */
export function observerOf(
  world: World,
  engine: EngineInfo,
  engines: readonly EngineInfo[],
  preferred: "dump" | "reader" = "dump",
): Observer | undefined {
  const dumping = engines.find(({ path = "", major }) => major >= engine.major && existsSync(join(path, "pg_dump")));
  const canRead = engine.major >= 14;
  if (dumping !== undefined && !(preferred === "reader" && canRead)) {
    const program = join(dumping.path ?? "", "pg_dump");
    return {
      name: `pg_dump ${dumping.version}`,
      observe: async (url) => blocksOf((await world.processes.run(program, ["-s", url])).stdout),
    };
  }
  if (!canRead) return undefined;
  const observe = async (url: string): Promise<string> => {
    await using session = await world.databases.open({ url });
    return await readPlainly(session);
  };
  return { name: "the second reader", observe };
}

/** Statements of a dump without their order, comments and random keys. */
const blocksOf = (dump: string): string =>
  dump
    .replace(/^(?:--.*|\\(?:un)?restrict .*)$/gm, "")
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .sort()
    .join("\n\n");

/**
 * Without what no statement can restore: the places of columns (one that is added to a table that is there goes to the end), whether
 * an inherited column was declared here too, the order of parents, the order of columns in extended statistics and of roles in policies, which of
 * several fitting indexes a foreign key took, whether the NOT NULL that a partition has from its whole counts as its own too (a key from
 * an index makes it so for good, and pg_dump writes both alike), the encoding that a collation was made for, what sessions leave behind, and privileges
 * of the constructors that a range type brings, which pg_dump does not keep either.
 */
export const withoutPlaces = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/\bpg_(?:toast_)?temp_\d/.test(line))
    .map(placeless)
    .sort()
    .join("\n");

function placeless(line: string): string {
  if (line.startsWith("pg_attribute "))
    return line.replace(/"text": "\d+ /, '"text": "').replace(/"attislocal": "\w+", /, "");
  if (/^(?:pg_statistic_ext |pg_policy |CREATE STATISTICS |CREATE POLICY )/.test(line))
    return line
      .split(/[^\p{L}\p{N}_]+/u)
      .sort()
      .join(" ");
  if (/^pg_constraint .*"contype": "f"/.test(line)) return line.replace(/"conindid": "(?:[^"\\]|\\.)*", /, "");
  if (/^pg_constraint .*"text": "(?:[^"\\]|\\.)*true of a partition"/.test(line))
    return line.replace(/"conislocal": "\w+", /, "");
  if (/^pg_proc .*"prosrc": "(?:multi)?range_constructor\d/.test(line)) return line.replace(/"proacl": "[^"]*", /, "");
  if (line.startsWith("pg_inherits ")) return line.replace(/"text": "\d+", /, "");
  if (line.startsWith("pg_collation ")) return line.replace(/"collencoding": "-?\d+", /, "");
  return line.replace(/,$/, "");
}
