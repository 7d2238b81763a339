import { type Catalog, lookupOf } from "../catalog/index.ts";
import type { Finding, JsonValue } from "../kit/index.ts";
import type { Planner } from "./access.ts";

/**
 * Asks the planner about each `index-missing`: one that the planner would answer by an index is dropped. Where it
 * may not be asked, the finding stands on the statement's own figures and says `plan: null`.
 */
export async function confirmed(
  catalog: Catalog,
  findings: readonly Finding[],
  planner: Planner,
): Promise<readonly Finding[]> {
  const kept: Finding[] = [];
  for (const finding of findings) {
    if (finding.code !== "index-missing") kept.push(finding);
    else kept.push(...(await judged(finding, catalog, planner)));
  }
  return kept;
}

async function judged(finding: Finding, catalog: Catalog, planner: Planner): Promise<readonly Finding[]> {
  const { evidence } = finding;
  const table = lookupOf(catalog).table({ schema: wordOf(evidence["schema"]), name: wordOf(evidence["table"]) });
  if (table === undefined) return [];
  const plan = await planner.plan({ table, equality: columnsOf(evidence["searchedColumns"]), ranges: [] });
  if (plan !== undefined && plan.node !== "Seq Scan") return [];
  return [{ ...finding, evidence: { ...evidence, plan: plan?.node ?? null } }];
}

const wordOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
const columnsOf = (value: JsonValue | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
