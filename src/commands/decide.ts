import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import {
  checkAnswers,
  COMMUNICATIONS,
  DATA_TIERS,
  decide,
  decisionSchema,
  LANGUAGES,
  listProfiles,
  PATTERNS,
  SAMPLE_ANSWERS,
  TENANCIES,
  type Checked,
  type Decision,
} from "../decide/index.ts";
import { errors, safeText } from "../kit/index.ts";
import { decisionMarkdown, decisionText } from "../report/decide/index.ts";
import { readShelf } from "./decide/index.ts";

/** A word of a closed set, offered in help and schema; the decide room checks it, and names all wrong ones at once. */
const wordOf = (words: readonly string[]) =>
  z
    .string()
    .optional()
    .meta({ enum: [...words] });

const answer = {
  teamSize: z.number().optional().describe("Engineers who build and run it"),
  qpsP99: z.number().optional().describe("p99 requests per second within one year"),
  readWriteRatio: z.number().optional().describe("Reads per write"),
  tenancy: wordOf(TENANCIES).describe("How tenants share the system").meta({ value: "TENANCY" }),
  dataSensitivity: z
    .array(z.string())
    .readonly()
    .optional()
    .describe(`Tiers of data it holds, a list with commas: ${DATA_TIERS.join(" | ")}`)
    .meta({ value: "TIERS" }),
  pattern: wordOf(PATTERNS).describe("One deployable or several services").meta({ value: "PATTERN" }),
  languagePreference: wordOf(LANGUAGES)
    .describe("The language that the winner must speak; default typescript")
    .meta({ value: "LANGUAGE" }),
  platformTeam: z.boolean().optional().describe("There is a platform team (default: there is none)"),
  needsAdminPanel: z.boolean().optional().describe("Staff need an admin panel (default: they do not)"),
  communication: wordOf(COMMUNICATIONS).describe("How parts talk by default").meta({ value: "KIND" }),
  rpoMinutes: z.number().optional().describe("Minutes of data that may be lost"),
  rtoMinutes: z.number().optional().describe("Minutes until service is back"),
  slo: z.number().optional().describe("Availability objective in percent: 99.9").meta({ value: "PERCENT" }),
  sloConsumer: z.string().optional().describe("Who owns and spends the error budget").meta({ value: "NAME" }),
};

export const command = defineCommand({
  name: "decide",
  summary: "Answers which backend profile fits, with reasons, or why none does",
  description:
    "Needs team size, p99 rate, read/write ratio, tenancy, data sensitivity and pattern. Kill criteria end without a " +
    "recommendation (exit code 1); a profile that breaks one constraint is out; the rest are scored in the open. Profiles " +
    "are the built-in ones and ./profiles/*.json. Nothing is approved: the report names who must.",
  effects: ["reads"],
  input: z.object({
    ...answer,
    listProfiles: z.boolean().default(false).describe("List the profiles instead of deciding"),
    sample: z
      .boolean()
      .default(false)
      .describe("Decide a sample's answers; answers given beside it replace the sample's"),
  }),
  output: decisionSchema,
  examples: [
    {
      line: "backwright decide --team-size 8 --qps-p99 50 --read-write-ratio 20 --tenancy shared-multi-tenant --data-sensitivity pii --pattern modular-monolith",
      what: "a TypeScript team with a SaaS",
    },
    { line: "backwright decide --list-profiles", what: "built-in profiles and your own" },
    { line: "backwright decide --sample --json", what: "what a decision looks like to a program" },
  ],
  run: async ({ listProfiles: list, sample, ...given }, world): Promise<Decision> => {
    const shelf = await readShelf(world);
    if (list) return listProfiles(shelf);
    const checked = checkAnswers(sample ? { ...SAMPLE_ANSWERS, ...withoutGaps(given) } : given);
    if (!checked.complete) throw refusal(checked);
    const today = world.clock.now().toISOString().slice(0, 10);
    return decide(checked.answers, { shelf, assumed: checked.assumed, today });
  },
  views: { text: decisionText, markdown: decisionMarkdown },
  exitCode: ({ outcome }) => (outcome === "recommended" || outcome === "listed" ? 0 : 1),
});

/** Only what was given: an answer that is undefined does not replace the sample's. */
const withoutGaps = <Given extends object>(given: Given): Partial<Given> => {
  const kept: Partial<Given> = { ...given };
  for (const key in kept) if (kept[key] === undefined) delete kept[key];
  return kept;
};

function refusal(checked: Extract<Checked, { complete: false }>): Error {
  const gaps = {
    missing: checked.missing.map(({ flag, ask }) => `${flag}: ${ask}`),
    impossible: checked.impossible.map(({ flag, given, why }) => safeText(`${flag} ${given}: ${why}`)),
  };
  return gaps.missing.length > 0 ? errors.decide.answersMissing(gaps) : errors.decide.answersImpossible(gaps);
}
