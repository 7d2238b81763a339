import { errors } from "../../kit/index.ts";
import { parseKeywords } from "./keywords.ts";
import { redactUrl } from "./redact.ts";
import type { Settings } from "./settings.ts";

const OTHER_ENGINES: readonly (readonly [RegExp, string])[] = [
  [/^(?:mysql|mysqlx|mariadb):/i, "MySQL and MariaDB are not supported yet, PostgreSQL is"],
  [/^mongodb(?:\+srv)?:/i, "MongoDB is not supported yet, PostgreSQL is"],
  [/^(?:sqlite|file|libsql):/i, "SQLite is not supported, PostgreSQL is"],
  [/^(?:sqlserver|mssql|oracle):/i, "this engine is not supported, PostgreSQL is"],
  [/^jdbc:/i, "it is a JDBC URL; leave out jdbc: and put user and password before the host"],
];

/**
 * Reads a connection URI or a `keyword=value` string by libpq's rules.
 * Source: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING. Unlike libpq, unknown parameters
 * are kept and ignored: `?schema=public` and `?pgbouncer=true` of object mappers are common. Error: `database-bad-url`.
 *
 * @example
 * parseConnection("postgres://ada@db:5433/shop?sslmode=require");
 * // { user: "ada", host: "db", port: "5433", dbname: "shop", sslmode: "require" }
 */
export function parseConnection(text: string): Settings {
  const other = OTHER_ENGINES.find(([pattern]) => pattern.test(text));
  if (other !== undefined) throw badUrl(text, other[1]);
  if (/^postgres(?:ql)?:\/\//i.test(text)) return parseUri(text);
  const keywords = parseKeywords(text);
  if (keywords !== undefined) return keywords;
  throw badUrl(text, "it is neither a URL nor a list of keyword=value");
}

export const badUrl = (text: string, reason: string): Error => errors.database.badUrl({ url: redactUrl(text), reason });

function parseUri(text: string): Settings {
  const rest = text.slice(text.indexOf("//") + 2);
  const [beforeQuery = "", query = ""] = splitOnce(rest, "?");
  const [authority = "", database = ""] = splitOnce(beforeQuery, "/");
  // The last @, not the first: an unescaped @ then stays in the password, where it belongs, and out of messages.
  const at = authority.lastIndexOf("@");
  const [user = "", password = ""] = splitOnce(at < 0 ? "" : authority.slice(0, at), ":");
  const settings = { user, password, ...hostsOf(text, authority.slice(at + 1)), dbname: database };
  const decoded = Object.entries(settings).map(([key, value]) => [key, decode(text, value)] as const);
  return Object.fromEntries([...decoded, ...parametersOf(text, query)].filter(([, value]) => value !== ""));
}

const splitOnce = (text: string, separator: string): readonly string[] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

/** `a:1,[::1]:2` → hosts and ports as libpq's comma-separated lists. */
function hostsOf(text: string, hosts: string): Settings {
  const pairs = hosts.split(",").map((part) => {
    const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(part);
    const port = match?.[2] ?? "";
    if (match === null || !/^\d*$/.test(port)) throw badUrl(text, BAD_PORT);
    return { host: (match[1] ?? "").replace(/^\[|\]$/g, ""), port };
  });
  const ports = pairs.map((pair) => pair.port).join(",");
  return { host: pairs.map((pair) => pair.host).join(","), port: /\d/.test(ports) ? ports : "" };
}

const BAD_PORT = "the port is no number; in a password write / as %2F, : as %3A, @ as %40 and # as %23";

function parametersOf(text: string, query: string): readonly (readonly [string, string])[] {
  const pairs = query.split("&").filter((part) => part !== "");
  return pairs.map((part) => {
    const [key = "", value = ""] = splitOnce(part, "=").map((piece) => decode(text, piece));
    if (key === "ssl") return ["sslmode", value === "true" || value === "1" ? "require" : "disable"];
    return [key, value];
  });
}

function decode(text: string, part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badUrl(text, "a % is not followed by two hexadecimal digits; write the sign itself as %25");
  }
}
