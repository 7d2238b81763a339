import type { WorkloadState } from "../../catalog/index.ts";
import { assertNever } from "../../kit/index.ts";

/** Why no query statistics were seen, and what would make them visible. */
export function enabling(state: Exclude<WorkloadState, "read">): string {
  switch (state) {
    case "not-installed":
      return (
        "Query statistics were not seen: pg_stat_statements is not in this database. To enable it: " +
        "shared_preload_libraries = 'pg_stat_statements', restart, CREATE EXTENSION pg_stat_statements."
      );
    case "not-loaded":
      return (
        "Query statistics were not seen: pg_stat_statements is not loaded. To enable it: " +
        "shared_preload_libraries = 'pg_stat_statements', then restart the server."
      );
    case "not-readable":
      return "Query statistics were not seen: this role may not read them. To enable it: GRANT pg_read_all_stats TO the role.";
    case "no-server":
      return "Query statistics were not seen: a schema file has none. Analyze the running database with --connection URL.";
    default:
      return assertNever(state);
  }
}
