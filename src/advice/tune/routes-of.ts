import type { Profile } from "./profile.ts";

interface Pair {
  readonly parent: { readonly sql: string };
  readonly child: { readonly sql: string };
}

/** The routes on which an N+1 was seen: both of its statements ran there, the second one several times for each of the first. */
export function routesOf({ parent, child }: Pair, { routes }: Profile): readonly string[] {
  return routes.flatMap(({ route, statements }) => {
    const callsOf = (sql: string): number => statements.find(({ statement }) => statement === sql)?.calls ?? 0;
    const lists = callsOf(parent.sql);
    return lists > 0 && callsOf(child.sql) >= 2 * lists ? [route] : [];
  });
}
