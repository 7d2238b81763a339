import { isRecord, sortedBy } from "../../../kit/index.ts";
import type { SubscriptionObject } from "../kinds/database-part.ts";
import type { Row } from "../../session.ts";
import { flagCell, jsonCell, optionalText, textCell, textsCell } from "./cells.ts";
import type { Circumstances, Reader } from "./reader.ts";
import { hiddenConnection } from "./secrets.ts";
import { roleName } from "./scope.ts";

const sql = (circumstances: Circumstances): string => `SELECT ${oidOf(circumstances)} AS oid, s.subname::text AS name,
  ${roleName("s.subowner")} AS owner, ${circumstances.seesSubscriptions ? "s.subconninfo" : "''"} AS connection,
  s.subpublications AS publications, s.subenabled AS enabled, s.subslotname::text AS slot,
  ${seesAll(circumstances) ? "s.subsynccommit" : "NULL"} AS "synchronous_commit", ${optionsOf(circumstances.serverVersion)} AS options
  FROM pg_subscription s WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())`;

/** Before 14 nobody but a superuser may read `oid` and `subsynccommit`. */
const seesAll = ({ serverVersion, seesSubscriptions }: Circumstances): boolean =>
  serverVersion >= 140_000 || seesSubscriptions;

/** The view of workers is for everybody; it speaks of all databases, so that two of one name cannot be told apart. */
const oidOf = (circumstances: Circumstances): string =>
  seesAll(circumstances)
    ? "s.oid::text"
    : `coalesce((SELECT min(w.subid::text) FROM pg_stat_subscription w WHERE w.subname = s.subname
        HAVING count(DISTINCT w.subid) = 1), '0')`;

/** Options by the first version that has them: their column, and whether it is a letter or a flag. */
const OPTIONS: readonly (readonly [name: string, column: string, since: number])[] = [
  ["binary", "subbinary", 140_000],
  ["streaming", "substream", 140_000],
  ["two_phase", "subtwophasestate", 150_000],
  ["disable_on_error", "subdisableonerr", 150_000],
  ["origin", "suborigin", 160_000],
  ["password_required", "subpasswordrequired", 160_000],
  ["run_as_owner", "subrunasowner", 160_000],
  ["failover", "subfailover", 170_000],
];

const optionsOf = (serverVersion: number): string =>
  `json_build_object(${OPTIONS.filter(([, , since]) => serverVersion >= since)
    .map(([name, column]) => `'${name}', s.${column}::text`)
    .join(", ")})::text`;

/** One letter or a flag as CREATE SUBSCRIPTION takes it: two_phase is d, p or e; streaming f, t or p. */
const WORDS: Readonly<Record<string, string>> = {
  t: "on",
  f: "off",
  true: "on",
  false: "off",
  d: "off",
  e: "on",
  p: "on",
};

export const subscriptions: Reader = {
  catalog: "pg_subscription",
  sql,
  objectOf: (row, base, { keepsSecrets }): SubscriptionObject => {
    const connection = textCell(row, "connection");
    return {
      ...base("subscription", [textCell(row, "name")]),
      connection: keepsSecrets ? connection : hiddenConnection(connection),
      publications: textsCell(row, "publications"),
      enabled: flagCell(row, "enabled"),
      slot: optionalText(row, "slot"),
      options: optionList(row),
    };
  },
};

function optionList(row: Row): SubscriptionObject["options"] {
  const options = jsonCell(row, "options");
  const entries = isRecord(options) ? Object.entries(options) : [];
  const known = entries.map(([name, value]) => ({ name, value: spelled(name, String(value)) }));
  const commit = optionalText(row, "synchronous_commit");
  const all = commit === null ? known : [...known, { name: "synchronous_commit", value: commit }];
  return sortedBy(all, ({ name }) => name);
}

function spelled(name: string, value: string): string {
  if (name === "origin") return value;
  return name === "streaming" && value === "p" ? "parallel" : (WORDS[value] ?? value);
}
