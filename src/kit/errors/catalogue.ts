import { commandErrors } from "./command.ts";
import { databaseErrors } from "./database.ts";
import { decideErrors } from "./decide.ts";
import type { ErrorEntry } from "./define.ts";
import { demoErrors } from "./demo.ts";
import { diffErrors } from "./diff.ts";
import { engineErrors } from "./engine.ts";
import { fileErrors } from "./files.ts";
import { ledgerErrors } from "./ledger.ts";
import { lintErrors } from "./lint.ts";
import { loadErrors } from "./load.ts";
import { loadCompareErrors } from "./load-compare.ts";
import { loadCapacityErrors } from "./load-capacity.ts";
import { loadConnectErrors } from "./load-connect.ts";
import { loadExportErrors } from "./load-export.ts";
import { loadScenarioErrors } from "./load-scenario.ts";
import { openapiErrors } from "./openapi.ts";
import { prismaErrors } from "./prisma.ts";
import { processErrors } from "./process.ts";
import { scaffoldErrors } from "./scaffold.ts";
import { tuneErrors } from "./tune.ts";
import { specErrors } from "./spec.ts";
import { watchErrors } from "./watch.ts";
import { sortedBy } from "../order.ts";

/** Every error that Backwright raises on purpose, by subject. */
export const errors = {
  command: commandErrors,
  database: databaseErrors,
  decide: decideErrors,
  demo: demoErrors,
  diff: diffErrors,
  engine: engineErrors,
  file: fileErrors,
  ledger: ledgerErrors,
  lint: lintErrors,
  load: loadErrors,
  loadCompare: loadCompareErrors,
  loadCapacity: loadCapacityErrors,
  loadConnect: loadConnectErrors,
  loadExport: loadExportErrors,
  loadScenario: loadScenarioErrors,
  openapi: openapiErrors,
  prisma: prismaErrors,
  process: processErrors,
  scaffold: scaffoldErrors,
  tune: tuneErrors,
  spec: specErrors,
  watch: watchErrors,
} as const;

type Group = Readonly<Record<string, { readonly entry: ErrorEntry }>>;

/** The rows of docs/errors.md, in the order of their codes. */
export function errorCatalogue(): readonly ErrorEntry[] {
  const groups: readonly Group[] = Object.values(errors);
  return sortedBy(
    groups.flatMap((group) => Object.values(group).map((maker) => maker.entry)),
    (entry) => entry.code,
  );
}
