import type { Knowledge } from "../knowledge.ts";
import { everyNode, listOf, textOf, wordsOf, type Tree } from "../tree/node.ts";

// Source: pg_proc.provolatile of PostgreSQL 13 to 18, the functions that stand in defaults. Those of users are volatile
// unless they say otherwise, and so is every function that is not listed.
const STEADY: ReadonlySet<string> = new Set(
  `now transaction_timestamp statement_timestamp current_database current_schema current_schemas current_setting
  current_user session_user version pg_backend_pid txid_current inet_client_addr inet_server_addr
  to_timestamp to_date to_char to_number date_trunc date_part extract timezone make_date make_time make_timestamp
  make_timestamptz make_interval age justify_days justify_hours justify_interval isfinite
  lower upper trim btrim ltrim rtrim concat concat_ws format replace repeat left right substr substring length
  char_length octet_length md5 encode decode quote_ident quote_literal initcap lpad rpad reverse split_part translate
  sha224 sha256 sha384 sha512 digest chr ascii overlay position strpos regexp_replace string_to_array array_to_string
  abs ceil ceiling floor round trunc sign sqrt power exp ln log mod div greatest least coalesce nullif
  array_append array_prepend array_cat array_fill array_length array_remove cardinality
  json_build_object json_build_array jsonb_build_object jsonb_build_array to_json to_jsonb row_to_json jsonb_set json_object jsonb_object
  int4range int8range numrange tsrange tstzrange daterange to_tsvector to_tsquery plainto_tsquery
  uuid_nil uuid_ns_dns uuid_ns_url uuid_generate_v3 uuid_generate_v5 hashtext point box circle`.split(/\s+/),
);

/** Without arguments by definition: `now(123)` is somebody's own function. */
const BARE: ReadonlySet<string> = new Set([
  "now",
  "transaction_timestamp",
  "statement_timestamp",
  "current_database",
  "version",
  "pg_backend_pid",
]);

/** The name of a function in an expression that may answer differently for each row; undefined where there is none. */
export function volatileIn(
  expression: unknown,
  ownIsSteady: Knowledge["isSteady"] = () => undefined,
): string | undefined {
  const found = everyNode(expression, "FuncCall").find((call) => !(isSteady(call) || isOwnSteady(call, ownIsSteady)));
  if (found !== undefined) return functionName(found);
  return everyNode(expression, "NextValueExpr").length > 0 ? "nextval" : undefined;
}

const isOwnSteady = (call: Tree, ownIsSteady: Knowledge["isSteady"]): boolean =>
  ownIsSteady(wordsOf(listOf(call, "funcname")).join(".")) === true;

const functionName = (call: Tree): string => wordsOf(listOf(call, "funcname")).at(-1) ?? textOf(call, "name") ?? "";

function isSteady(call: Tree): boolean {
  const words = wordsOf(listOf(call, "funcname"));
  const name = words.at(-1) ?? "";
  if (words.length > 1 && words[0] !== "pg_catalog") return false;
  return STEADY.has(name) && (!BARE.has(name) || listOf(call, "args").length === 0);
}
