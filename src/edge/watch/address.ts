import type { Upstream } from "../postgres/index.ts";

const OURS: ReadonlySet<string> = new Set([
  "host",
  "hostaddr",
  "port",
  "user",
  "password",
  "dbname",
  "passfile",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "sslnegotiation",
  "channel_binding",
  "gssencmode",
  "target_session_attrs",
]);

/** The connection string of an upstream as it reads when it leads through a listener: no encryption, the same login. */
export function throughProxy(
  { settings }: Upstream,
  listener: { readonly host: string; readonly port: number },
): string {
  const host = listener.host.includes(":") ? `[${listener.host}]` : listener.host;
  const user = encodeURIComponent(settings["user"] ?? "");
  const password = settings["password"] === undefined ? "" : `:${encodeURIComponent(settings["password"])}`;
  const login = user === "" && password === "" ? "" : `${user}${password}@`;
  const rest = Object.entries(settings).filter(([name]) => !OURS.has(name));
  const query = [...rest, ["sslmode", "disable"]].map(
    ([name = "", value = ""]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `postgres://${login}${host}:${listener.port}/${encodeURIComponent(settings["dbname"] ?? "")}?${query.join("&")}`;
}
