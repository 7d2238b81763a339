import type { Analysis } from "../../advice/index.ts";
import { formatCount } from "../../kit/index.ts";
import type { Section } from "./section.ts";
import { enabling } from "./workload.ts";

/** Nothing is claimed here without evidence, and only `db watch` collects it. */
export function nPlusOneSection({ workload }: Analysis): Section {
  const statistics =
    workload.state === "read"
      ? `pg_stat_statements was read (${formatCount(workload.statements)} statements), but counts alone cannot prove one.`
      : enabling(workload.state);
  return {
    title: "N+1 QUERY RISKS (not examined)",
    lines: [
      "Not examined: proof needs the values that one query returns and the next ones ask for.",
      "The proxy sees them: run the application through backwright db watch. A foreign key alone is never named here.",
      statistics,
    ],
  };
}
