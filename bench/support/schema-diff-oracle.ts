// The outside judge of the schema-diff corpus (BACKWRIGHT_ORACLE, default ../shared/oracle/schema-diff/oracle.mjs): psql and pg_dump only.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseServer } from "../../src/command/index.ts";
import { type Pair, pairsOf, type Verdict } from "./schema-diff-pairs.ts";

const root = join(import.meta.dirname, "../..");

export const oraclePath = (): string => {
  const path = process.env["BACKWRIGHT_ORACLE"] ?? join(root, "../shared/oracle/schema-diff/oracle.mjs");
  if (!existsSync(path)) throw new Error(`there is no judge in ${path}: set BACKWRIGHT_ORACLE`);
  return path;
};

export interface Hearing {
  readonly server: DatabaseServer;
  readonly corpus: string;
  /** `bench/schema-diff-module.ts` or another tool's. */
  readonly module: string;
  readonly lanes: number;
  /** Where the files of this hearing are. */
  readonly folder: string;
  /** Where the dumps of the states are kept, which are the same for every tool and run. */
  readonly reference: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Judges these pairs; those that could not be set up are verdicts, too. */
export async function hear(ids: readonly string[], hearing: Hearing): Promise<readonly Verdict[]> {
  mkdirSync(hearing.folder, { recursive: true });
  const [asked, answers] = [join(hearing.folder, "ids.json"), join(hearing.folder, "results.json")];
  writeFileSync(asked, JSON.stringify(ids));
  const { server, corpus, module, lanes } = hearing;
  const url = new URL(server.url());
  const words = ["--corpus", corpus, "--module", module, "--ids", asked, "--out", answers];
  const options = ["--jobs", String(lanes), "--ref", hearing.reference, "--no-skipIsolated"];
  await run(["--import", "tsx", oraclePath(), ...words, ...options], {
    ...hearing.env,
    PG_BIN: server.engine.path ?? "",
    PGHOST: url.hostname,
    PGPORT: url.port,
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
  });
  const results: readonly Result[] = JSON.parse(readFileSync(answers, "utf8"));
  const labelled = new Map(pairsOf(hearing.corpus).map((pair) => [pair.id, pair]));
  return results.map((result) => verdictOf(result, labelled.get(result.id)));
}

/** The judge's exit code says only that a pair could not be set up, which stands in its results. */
function run(words: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", () => resolve());
  });
}

interface Result {
  readonly id: string;
  readonly stage?: string;
  readonly err?: string;
  readonly noopDirty?: boolean;
  readonly idempotent?: boolean;
  readonly again?: string;
}

/**
 * A pair that is labelled as no change, though the tool that it comes from plans one for it too, is no such pair: the label was read from
 * dumps without their `SET default_table_access_method`.
 */
const isMislabelled = (pair: Pair | undefined): boolean => (pair?.expectedPlan ?? "") !== "";

function verdictOf({ id, stage, err = "", noopDirty, idempotent, again = "" }: Result, pair?: Pair): Verdict {
  if (stage === "generate" && err.startsWith("refused: ")) return { id, stage: "refused", detail: err };
  if (stage !== undefined) return { id, stage, detail: err };
  if (noopDirty === true && !isMislabelled(pair)) return { id, stage: "noop-dirty", detail: "" };
  return idempotent === false ? { id, stage: "again", detail: again } : { id, stage: "right", detail: "" };
}
