import type { NPlusOne } from "../../advice/nplusone/index.ts";
import { formatCount, formatDecimal } from "../../kit/index.ts";
import type { WatchView } from "./view.ts";

/** `users -> orders (orders.user_id): 1 + 50 queries, 37 ms, GET /users [proven]` */
export function riskLine(risk: NPlusOne): string {
  const { parentTable, childTable, childColumn, mostQueries, runs, totalMs, route } = risk;
  const times = runs === 1 ? "" : `, ${formatCount(runs)} times`;
  const where = route === null ? "" : `, ${route}`;
  const tables = `${parentTable ?? "a query"} -> ${childTable ?? "a query"} (${childColumn})`;
  return `${tables}: 1 + ${formatCount(mostQueries)} queries${times}, ${milliseconds(totalMs)}${where} [${className(risk)}]`;
}

const className = (risk: NPlusOne): string =>
  risk.class === "proven" ? "proven" : "proven, across sessions of a pool";

const RELATIONS: Readonly<Record<NPlusOne["relation"], string>> = {
  "foreign-key": "a foreign key joins the columns",
  "same-column": "it is the same column",
  name: "the columns' names say that they belong together",
  value: "nothing but the values says that the columns belong together",
};

/** How it is known. */
export function proofLine({ parentColumn, childColumn, queries, elsewhere, chance, relation }: NPlusOne): string {
  const across = elsewhere === 0 ? "" : `, ${formatCount(elsewhere)} of them in other sessions than the rows`;
  return `${formatCount(queries)} values of ${parentColumn} came back as ${childColumn}${across}; ${RELATIONS[relation]}; by chance: ${chanceText(chance)}`;
}

const chanceText = (chance: number): string =>
  chance < 1e-9 ? "less than 1 in 1,000,000,000" : `1 in ${formatCount(Math.floor(1 / chance))}`;

export const milliseconds = (value: number): string =>
  value < 10 ? `${formatDecimal(value, 1)} ms` : `${formatCount(Math.round(value))} ms`;

/** What was watched, in a line each. */
export function factLines(view: WatchView): readonly string[] {
  const { program, savedWorkload } = view;
  return [
    `Proxy: ${view.listen} -> ${view.upstream}, ${formatDecimal(view.watchedMs / 1_000, 1)} s`,
    `Sessions: ${formatCount(view.sessions)} (${formatCount(view.mostSessions)} at a time)`,
    `Queries: ${formatCount(view.executions)} of ${formatCount(view.fingerprints)} forms`,
    ...(program === null
      ? []
      : [`Program: ${program.line} ${program.wasEnded ? "was ended" : `ended with exit code ${program.exitCode}`}`]),
    ...(savedWorkload === null
      ? []
      : [`Workload: ${formatCount(savedWorkload.statements)} forms of statements in ${savedWorkload.file}`]),
  ];
}

/** What an empty list means. */
export const noneLine = ({ executions, threshold, windowMs }: WatchView): string =>
  executions === 0
    ? "none: no query came through the proxy"
    : `none proven: no ${threshold} keys of one result came back one by one within ${formatDecimal(windowMs / 1_000, 1)} s of each other`;
