import { countedProfile, type CountedRoute, type CountedStatement, statementDeltas } from "../../advice/tune/index.ts";
import { suspectedIn } from "../../advice/nplusone/index.ts";
import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { startApi } from "./api.ts";
import type { TuneInput } from "./input.ts";
import { check, NOTHING_HELD, type Seen } from "./profile.ts";
import { type Subject, withSubject } from "./subject.ts";
import { profileParts, sendOneByOne } from "./windows.ts";

const OPTIONS = { readOnly: true, applicationName: "backwright tune" } as const;

/**
 * What pg_stat_statements counts while the routes of an API that runs already are asked one after the other. Somebody else's statements
 * would be counted too, and values are not to be seen: an N+1 is suspected at most. Errors: as `profileByProxy`, `tune-no-statistics`.
 */
export async function profileByStatistics(world: World, input: TuneInput, url: string): Promise<Seen> {
  await using session = await world.databases.open({ url }, { ...OPTIONS, statementTimeoutMs: input.timeout });
  await using api = await startApi(world, input, url);
  return await withSubject({ input, origin: api.origin }, world, async (subject) => {
    const routes = await countRoutes(session, subject, { world, input });
    const statements = routes.reduce((sum, route) => sum + route.statements.length, 0);
    check(
      routes.flatMap(({ windows }) => windows),
      statements,
      "pg_stat_statements",
    );
    const profile = countedProfile(routes);
    const suspected = await suspectedIn(
      session,
      profile.routes.map(({ route, requests, statements: all }) => ({ route, requests, statements: all })),
    );
    const notes = [
      "Statements were counted by pg_stat_statements: those of others at the same time would be counted too.",
    ];
    return {
      ...NOTHING_HELD,
      way: "counter-differences",
      profile,
      suspected,
      reading: subject.reading,
      url: api.origin,
      notes,
    };
  });
}

interface Asking {
  readonly world: World;
  readonly input: TuneInput;
}

async function countRoutes(
  session: Session,
  { plan }: Subject,
  { world, input }: Asking,
): Promise<readonly CountedRoute[]> {
  const step = world.progress.step("Profiling, one route at a time");
  const parts = profileParts(plan);
  try {
    for (const part of parts) await sendOneByOne(part, 1, world);
    const routes: CountedRoute[] = [];
    for (const part of parts) {
      const before = await readCounts(session);
      const windows = await sendOneByOne(part, input.requests, world);
      routes.push({ windows, statements: statementDeltas(before, await readCounts(session)) });
    }
    step.done();
    return routes;
  } finally {
    step.failed();
  }
}

const COUNTS = `/* backwright */
select query, sum(calls)::float8 as calls, sum(total_exec_time)::float8 as total_ms, sum(rows)::float8 as rows
from pg_stat_statements
where dbid = (select oid from pg_database where datname = current_database()) and query is not null
group by query`;

async function readCounts(session: Session): Promise<readonly CountedStatement[]> {
  const rows = await session.query(COUNTS).catch((cause: unknown) => {
    throw errors.tune.noStatistics({ database: session.database }, cause);
  });
  return rows
    .map((row) => ({
      text: String(row["query"]),
      calls: Number(row["calls"]),
      totalMs: Number(row["total_ms"]),
      rows: Number(row["rows"]),
    }))
    .filter(({ text }) => !text.includes("/* backwright */"));
}
