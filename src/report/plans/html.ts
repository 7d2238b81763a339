import type { HelpedQuery, PlanStep } from "../../advice/indexes/index.ts";
import { formatCount, formatDecimal, formatPercent } from "../../kit/index.ts";
import { html as escaped } from "../page/index.ts";

/** One statement's plans before and after in a fold of its own; closed, its head says what changes. */
export function plansHtml(query: HelpedQuery): string {
  const { costBefore, costAfter, calls } = query;
  const often = calls === 0 ? "not seen in the workload" : `${formatCount(calls)} ${calls === 1 ? "call" : "calls"}`;
  const head = `Plans: cost ${cost(costBefore)} → ${cost(costAfter)}, ${often} <code>${escaped(query.text)}</code>`;
  const pair = figure("Before", query.planBefore) + figure("With the index", query.planAfter);
  return `<details class="plans"><summary>${head}</summary><div class="pair">${pair}</div></details>`;
}

const figure = (title: string, plan: readonly PlanStep[]): string =>
  `<figure><figcaption>${title}</figcaption><ol class="plan">${plan.map(item).join("")}</ol></figure>`;

function item(step: PlanStep): string {
  const { depth, share, rows } = step;
  const meter = `<meter value="${share.toFixed(3)}" max="1" aria-label="share of the cost"></meter>`;
  const figures = `cost ${cost(step.cost)}, ${formatPercent(share)} of it here, ~${formatCount(rows)} rows`;
  return `<li style="--depth:${depth}">${meter} <b>${escaped(step.node)}</b>${place(step)}${conditions(step)}<small>${figures}</small></li>`;
}

function place({ relation, index, isNew }: PlanStep): string {
  const on = relation === null ? "" : ` on ${escaped(relation)}`;
  if (index === null) return on;
  return `${on} by ${isNew ? `<mark>${escaped(index)}, new</mark>` : escaped(index)}`;
}

function conditions({ condition, filter, sortKey }: PlanStep): string {
  const parts = [
    ...(condition === null ? [] : [`finds ${condition}`]),
    ...(filter === null ? [] : [`reads and drops all but ${filter}`]),
    ...(sortKey.length === 0 ? [] : [`sorts by ${sortKey.join(", ")}`]),
  ];
  return parts.map((part) => `<code>${escaped(part)}</code>`).join("");
}

const cost = (value: number): string => (value >= 100 ? formatCount(value) : formatDecimal(value, 1));
