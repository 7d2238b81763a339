import { displayName } from "../names.ts";
import { bodyOf } from "./candidates/index.ts";
import type { WhyNot } from "./choose/index.ts";
import type { NotSuggested } from "./report.ts";
import type { Built } from "./shadow/index.ts";

const PAGE_BYTES = 8_192;
const nameOf = ({ candidate }: Built): string => `${displayName(candidate.table)} ${bodyOf(candidate)}`;

/** A reason as the report has it: names and figures. */
export function notSuggested(reason: WhyNot, textOf: (text: string) => string): NotSuggested {
  switch (reason.code) {
    case "cheap-already":
      return {
        code: reason.code,
        what: textOf(reason.question.statement.text),
        figures: { cost: reason.cost },
        reason: null,
      };
    case "no-index-helps": {
      const figures = { cost: reason.cost, best: reason.best };
      return { code: reason.code, what: textOf(reason.question.statement.text), figures, reason: null };
    }
    case "served-by-others": {
      const figures = { cost: reason.cost, now: reason.now };
      return { code: reason.code, what: textOf(reason.question.statement.text), figures, reason: null };
    }
    case "writes-outweigh": {
      const { saved, writeCost, entries } = reason;
      return { code: reason.code, what: nameOf(reason.built), figures: { saved, writeCost, entries }, reason: null };
    }
    case "over-budget":
      return {
        code: reason.code,
        what: nameOf(reason.built),
        figures: { sizeBytes: reason.built.pages * PAGE_BYTES },
        reason: null,
      };
    case "refused":
      return { code: reason.code, what: `${reason.table} ${reason.body}`, figures: {}, reason: reason.reason };
  }
}
