import { uniqueBy } from "../../../kit/index.ts";
import { bodyOf } from "../candidates/index.ts";
import type { Built, Builds } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Harvest } from "./harvest.ts";
import { isWorth } from "./matter.ts";
import { writePrice } from "./price.ts";
import { wantedExtensions } from "./wanted-extensions.ts";

/** Why a statement gets no index, or a candidate was not taken. */
export type WhyNot =
  /** It costs so little that nothing could be saved. */
  | { readonly code: "cheap-already"; readonly question: WorkloadQuestion; readonly cost: number }
  /** The best candidate would not lower its cost enough. */
  | {
      readonly code: "no-index-helps";
      readonly question: WorkloadQuestion;
      readonly cost: number;
      readonly best: number;
    }
  /** What it saves is less than what its writes cost. */
  | {
      readonly code: "writes-outweigh";
      readonly built: Built;
      readonly saved: number;
      readonly writeCost: number;
      readonly entries: number;
    }
  /** Beside the chosen ones it would save too little. */
  | {
      readonly code: "served-by-others";
      readonly question: WorkloadQuestion;
      readonly cost: number;
      readonly now: number;
    }
  | { readonly code: "over-budget"; readonly built: Built }
  /** The server refuses it. */
  | { readonly code: "refused"; readonly table: string; readonly body: string; readonly reason: string };

export interface WhyNotInput {
  readonly harvests: readonly Harvest[];
  readonly chosen: readonly Built[];
  readonly builds: Builds;
  readonly budgetBytes: number | null;
  /** Of the target. */
  readonly extensions: ReadonlySet<string>;
}

const PAGE_BYTES = 8_192;

/** Every statement that no chosen index helps, each with its reason; and what the server would not build. */
export function whyNot(input: WhyNotInput): readonly WhyNot[] {
  const chosen = new Set(input.chosen.map(({ key }) => key));
  const helped = (one: Harvest): boolean => one.helpers.some(({ built }) => chosen.has(built.key));
  const reasons = input.harvests.filter((one) => !helped(one)).map((one) => reasonOf(one, input));
  return [
    ...uniqueBy(reasons, keyOf),
    ...refusals(input.builds),
    ...wantedExtensions(input.harvests, input.extensions),
  ];
}

const keyOf = (reason: WhyNot): string =>
  "question" in reason ? reason.question.id : `${reason.code} ${"built" in reason ? reason.built.key : reason.body}`;

function reasonOf(one: Harvest, { harvests, chosen, budgetBytes }: WhyNotInput): WhyNot {
  const { question, base, best, helpers } = one;
  const [helper] = helpers.toSorted((a, b) => a.cost - b.cost);
  if (!isWorth(base, 0)) return { code: "cheap-already", question, cost: base };
  if (helper === undefined) return { code: "no-index-helps", question, cost: base, best };
  const left = (budgetBytes ?? Infinity) - chosen.reduce((sum, { pages }) => sum + pages, 0) * PAGE_BYTES;
  if (helpers.every(({ built }) => built.pages * PAGE_BYTES > left))
    return { code: "over-budget", built: helper.built };
  const price = writePrice(
    helper.built,
    harvests.map((other) => other.question),
  );
  const saved = (base - helper.cost) * question.statement.calls;
  if (saved > price.cost) return { code: "served-by-others", question, cost: base, now: one.now };
  return { code: "writes-outweigh", built: helper.built, saved, writeCost: price.cost, entries: price.entries };
}

const refusals = ({ refused }: Builds): readonly WhyNot[] =>
  refused.map(({ candidate, reason }) => ({
    code: "refused" as const,
    table: candidate.table.name,
    body: bodyOf(candidate),
    reason,
  }));
