/**
 * The relations that a catalogue is about, as a FROM item: what a user made, in schemas of users, not temporary, not
 * part of an extension (pg_depend 'e'), and not locked when the reading began.
 *
 * @example
 * `SELECT r.relname FROM ${userRelations("'r', 'p'")} r`;
 */
export function userRelations(kinds: string): string {
  return `(SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN (${kinds}) AND c.relpersistence <> 't' AND ${USER_SCHEMA} AND NOT ${OF_EXTENSION}
      AND c.oid <> ALL (${PASSED_OVER}))`;
}

/** Same without the test for extensions, which then are the ones selected. */
export function extensionRelations(kinds: string): string {
  return `(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN (${kinds}) AND ${USER_SCHEMA} AND ${OF_EXTENSION})`;
}

export const USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

const OF_EXTENSION = `EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** The setting that holds the oids to be passed over in this transaction, with commas between them. */
export const PASSED_OVER_SETTING = "backwright.passed_over";

const PASSED_OVER = `ARRAY(SELECT x.oid::oid
    FROM unnest(string_to_array(current_setting('${PASSED_OVER_SETTING}', true), ',')) x (oid) WHERE x.oid <> '')`;

/** Relation kinds: ordinary, partitioned and foreign tables. */
export const TABLES = "'r', 'p', 'f'";
