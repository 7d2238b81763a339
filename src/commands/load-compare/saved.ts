import type { World } from "../../command/index.ts";
import { errors, shellLine } from "../../kit/index.ts";
import { regressionOf } from "../../load/compare/index.ts";
import type { CompareReport } from "../../load/compare/result/index.ts";
import { loadReport, redactWords } from "../../load/index.ts";
import { checkPlan, measure, permitted, promisesOf, warmUp } from "../load/index.ts";
import type { CompareFlags } from "./flags.ts";
import { inherited } from "./inherited.ts";
import { plannedFor } from "./plan.ts";
import { readRun } from "./read-run.ts";

const TOLERANCE_PERCENT = 5;

/** Runs a load and compares it with a saved run. Errors: `load-baseline-missing`, `load-baseline-unusable`, and those of `load`. */
export async function compareWithSaved(
  { url, file }: { readonly url: string; readonly file: string },
  flags: CompareFlags,
  world: World,
): Promise<CompareReport> {
  const before = await readRun(file, makingOf(url, file, world), world);
  if (before.report.settings.model.scenario !== null)
    throw errors.loadCompare.scenario({ what: `The run saved in ${file}, which was one of a scenario,` });
  const wished = inherited(flags, before.report, file);
  const { target, plan: planned } = await plannedFor(url, wished, world);
  const promises = await promisesOf({ threshold: [], expectRateLimit: false }, world);
  await checkPlan(planned, flags, world);
  const plan = await permitted(planned, flags, world);
  await warmUp(plan, flags.warmUp, world);
  const title = `Loading ${target.shown}, to compare with ${file}`;
  const { startedAt, measured } = await measure(plan, { title, samples: undefined }, world);
  const { slots } = measured;
  if (slots === undefined)
    throw errors.loadCompare.baselineUnusable({ file, reason: "the new run was not recorded over time" });
  const report = loadReport({ plan, shown: target.shown, startedAt, ...promises }, measured);
  return regressionOf(before, { name: target.shown, report, slots }, wishOf(flags));
}

/** Compares two saved runs. Errors: `load-baseline-missing`, `load-baseline-unusable`. */
export async function compareSaved(
  files: { readonly before: string; readonly now: string },
  flags: CompareFlags,
  world: World,
): Promise<CompareReport> {
  const before = await readRun(files.before, makingOf("URL", files.before, world), world);
  const now = await readRun(files.now, makingOf("URL", files.now, world), world);
  return regressionOf(before, now, wishOf(flags));
}

function wishOf({ tolerance = TOLERANCE_PERCENT, strict }: CompareFlags) {
  return { tolerance: tolerance / 100, gate: { tolerance: tolerance / 100, strict } };
}

/** The command line that makes the missing file: this one, without what makes it a comparison. */
function makingOf(url: string, file: string, { argv, bin, node }: World): string {
  const own = new Set(["load", "compare", "--compare", url, file, "--strict", "--json"]);
  const isValueOf = (index: number): boolean => OWN_VALUES.has(argv[index - 1] ?? "");
  const rest = argv.filter(
    (word, index) => !own.has(word) && !OWN_VALUES.has(word) && !isValueOf(index) && !OWN_INLINE.test(word),
  );
  const isAlias = bin !== "backwright";
  const [command, json] = isAlias ? [[bin], ["--output", "json"]] : [["backwright", "load"], ["--json"]];
  return shellLine([...command, url, ...redactWords(rest), ...json, "--save", file], node.platform);
}

const OWN_VALUES: ReadonlySet<string> = new Set(["--tolerance", "--format", "--output", "--save"]);
const OWN_INLINE = /^--(tolerance|format|output|save|compare)=/;
