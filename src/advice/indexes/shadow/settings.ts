import type { Row, Session } from "../../../catalog/index.ts";
import { quoteLiteral } from "../../../sql/index.ts";
import { refusalOf } from "./ask.ts";

export interface Setting {
  readonly name: string;
  readonly value: string;
}

const SETTINGS = `SELECT name::text, CASE WHEN unit IS NULL THEN setting ELSE setting || ' ' || unit END AS value, unit::text, setting::text
  FROM pg_catalog.pg_settings
  WHERE (category LIKE 'Query Tuning%' OR name IN ('work_mem', 'hash_mem_multiplier', 'max_parallel_workers_per_gather',
    'max_parallel_workers', 'parallel_leader_participation', 'search_path', 'temp_buffers'))
    AND name NOT LIKE 'geqo_seed' AND name NOT IN ('plan_cache_mode', 'default_statistics_target')`;

/** What a server's planner goes by: prices of pages, memory, methods that are allowed, the search path. Never a secret. */
export async function readPlannerSettings(session: Session): Promise<readonly Setting[]> {
  return (await session.query(SETTINGS)).map(settingOf);
}

/** `512` of `8kB` is `4096 kB`: a number of a unit of several is no value that SET reads. */
function settingOf(row: Row): Setting {
  const [name, setting, unit] = [String(row["name"]), String(row["setting"]), row["unit"]];
  if (unit === "8kB") return { name, value: `${Number(setting) * 8}kB` };
  return { name, value: typeof unit === "string" ? `${setting}${unit}` : setting };
}

/** Gives a session another server's settings; one that it does not know is passed over. */
export async function usePlannerSettings(session: Session, settings: readonly Setting[]): Promise<void> {
  for (const { name, value } of settings.filter((setting) => /^[a-z_]+$/.test(setting.name)))
    await refusalOf(() =>
      name === "search_path"
        ? session.query("SELECT set_config('search_path', $1, false)", [value])
        : session.query(`SET ${name} = ${quoteLiteral(value, "postgresql")}`),
    );
}
