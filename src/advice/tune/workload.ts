import { groupBy } from "../../kit/index.ts";
import type { WorkloadStatement } from "../indexes/index.ts";
import type { Profile, ProfiledStatement } from "./profile.ts";

/** So many requests of all routes together are what the workload stands for. */
const REQUESTS = 10_000;
/** Of texts that differ in constants only so many are planned, the most frequent ones. */
const MOST_FORMS = 3;

interface Sent extends ProfiledStatement {
  readonly route: string;
  /** Calls in all of the workload. */
  readonly weighted: number;
}

/**
 * The statements of a profile with the weight that their routes have in the load: what indexes are chosen for.
 *
 * @param shares of each route in all requests, 0 to 1
 */
export function workloadOf({ routes }: Profile, shares: ReadonlyMap<string, number>): readonly WorkloadStatement[] {
  const sent = routes.flatMap(({ route, statements }) =>
    statements.map((one): Sent => {
      return { ...one, route, weighted: one.perRequest * (shares.get(route) ?? 0) * REQUESTS };
    }),
  );
  const groups = groupBy(sent, ({ statement }) => statement);
  return [...groups.values()].flatMap((group, place) => formsOf(group, place));
}

function formsOf(group: readonly Sent[], place: number): readonly WorkloadStatement[] {
  const sum = (pick: (one: Sent) => number): number => group.reduce((total, one) => total + pick(one), 0);
  const calls = sum((one) => one.calls);
  const forms = textsOf(group);
  const shown = forms.reduce((total, form) => total + form.calls, 0);
  return forms.map(({ sql, calls: own }, form) => ({
    id: `t${place}.${form}`,
    text: sql,
    calls: Math.max(1, Math.round((own / shown) * sum(({ weighted }) => weighted))),
    meanMs: sum(({ totalMs }) => totalMs) / calls,
    rowsPerCall: sum(({ rows }) => rows) / calls,
    origin: group.map(({ route }) => route).join(", "),
  }));
}

function textsOf(group: readonly Sent[]): readonly { readonly sql: string; readonly calls: number }[] {
  const texts = groupBy(
    group.flatMap((one) => one.texts),
    ({ sql }) => sql,
  );
  const summed = [...texts].map(([sql, some]) => ({ sql, calls: some.reduce((total, { calls }) => total + calls, 0) }));
  if (summed.length > 0) return summed.toSorted((a, b) => b.calls - a.calls).slice(0, MOST_FORMS);
  // One of several statements of a text: without its own constants.
  return group.slice(0, 1).map(({ statement, calls }) => ({ sql: statement.replaceAll(", …", ""), calls }));
}
