import { splitStatements, type Dialect } from "../../sql/index.ts";
import { isAtlas, readAtlas } from "./atlas.ts";
import { readGoose } from "./goose.ts";
import { linesOf, type Line } from "./lines.ts";
import type { FormattedMigration } from "./migration.ts";
import { DBMATE, NODE_PG_MIGRATE, readTwoParts } from "./two-parts.ts";

export interface FormatInput {
  readonly text: string;
  readonly dialect: Dialect;
  /** What goose puts into a file between ENVSUB ON and OFF. Empty: every variable is unset. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a file that carries markers of goose, dbmate, node-pg-migrate or Atlas; undefined for a file without any.
 * Never fails: malformed markers are `problems` with their lines. Statements are cut by SQL's grammar, where goose
 * cuts at lines that end in a semicolon.
 * Sources: goose's internal/sqlparser, dbmate's pkg/dbmate/migration.go, node-pg-migrate's src/sqlMigration.ts, Atlas'
 * "Versioned migrations" manual.
 *
 * @example
 * readFormat({ text: "-- migrate:up\nselect 1;", dialect: "postgresql", environment: {} });
 * // { format: "dbmate", up: { statements: [{ sql: "select 1", line: 2 }], noTransaction: false }, … }
 */
export function readFormat({ text, dialect, environment }: FormatInput): FormattedMigration | undefined {
  const lines = linesOf(text);
  const cut = (part: string): ReturnType<typeof splitStatements> => splitStatements(part, dialect);
  if (has(lines, /^\s*--\s*\+goose\b/i)) return readGoose(lines, { cut, environment });
  if (has(lines, DBMATE.marker)) return readTwoParts(lines, DBMATE, cut);
  if (has(lines, NODE_PG_MIGRATE.marker)) return readTwoParts(lines, NODE_PG_MIGRATE, cut);
  return isAtlas(lines) ? readAtlas(lines, dialect) : undefined;
}

function has(lines: readonly Line[], marker: RegExp): boolean {
  return lines.some(({ text }) => marker.test(text));
}
