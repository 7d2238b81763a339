import type { World } from "../../command/index.ts";
import { errors, isRecord } from "../../kit/index.ts";
import { loadReportSchema } from "../../load/result/index.ts";
import { unpackSlots } from "../../load/saved/index.ts";
import type { RunOverTime } from "../../load/compare/index.ts";

const SCENARIO = /\.ya?ml$/i;

/** A saved run. Errors: `load-compare-scenario`, `load-baseline-missing` with the command that makes it, `load-baseline-unusable`. */
export async function readRun(file: string, makeIt: string, world: World): Promise<RunOverTime> {
  if (SCENARIO.test(file)) throw errors.loadCompare.scenario({ what: `${file}, a scenario,` });
  if ((await world.files.facts(file)) === undefined)
    throw errors.loadCompare.baselineMissing({ file, command: makeIt });
  const unusable = (reason: string) => errors.loadCompare.baselineUnusable({ file, reason });
  const document = parsed(await world.files.readText(file));
  const foreign = foreignReason(document);
  if (foreign !== undefined) throw unusable(foreign);
  const read = loadReportSchema.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw unusable(
      `it was written by another version of Backwright (${issue?.path.join(".") ?? "?"}: ${issue?.message ?? "?"})`,
    );
  }
  const { raw } = read.data;
  if (raw === undefined) throw unusable("it does not say how the run went over time");
  const slots = unpackSlots(raw);
  if (slots === undefined) throw unusable("its raw data is damaged");
  return { name: file, report: read.data, slots };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Why a document is no saved run at all; undefined when it says that it is one. */
function foreignReason(document: unknown): string | undefined {
  if (document === undefined) return "it is no JSON";
  if (!isRecord(document)) return "it is no report of a load test";
  const { schema } = document;
  if (schema === "backwright.load/1") return undefined;
  if (schema === "backwright.load-compare/1") return "it is a comparison, not a run";
  if (typeof schema === "string" && schema.startsWith("backwright.load/"))
    return `its format is ${schema}, not backwright.load/1`;
  if (isRecord(document["metrics"]) && ("http_req_duration" in document["metrics"] || "root_group" in document))
    return "it is a summary of k6, which does not say how the run went over time";
  if ("2xx" in document && "latency" in document) return "it is a result of autocannon, not of Backwright";
  return "it is no report of Backwright";
}
