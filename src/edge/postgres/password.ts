import { isPrivate, passwordFile, readIfThere, type PostgresEnvironment } from "./environment.ts";
import type { Settings } from "./settings.ts";

/** A password, or why the password file was not used. */
export interface PasswordFound {
  readonly password?: string;
  readonly ignoredFile?: string;
}

export interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** The password given, else the password file's. Like libpq, a file that others may read is not used. */
export async function findPassword(
  settings: Settings,
  login: Login,
  environment: PostgresEnvironment,
): Promise<PasswordFound> {
  if (settings["password"] !== undefined) return { password: settings["password"] };
  const path = settings["passfile"] ?? passwordFile(environment);
  const text = await readIfThere(path);
  if (text === undefined) return {};
  if (!(await isPrivate(path))) return { ignoredFile: path };
  const password = passwordIn(text, login);
  return password === undefined ? {} : { password };
}

/**
 * The first line that fits: `host:port:database:user:password`, where `*` fits everything and `\` escapes `:` and `\`.
 * Source: https://www.postgresql.org/docs/current/libpq-pgpass.html.
 */
export function passwordIn(text: string, login: Login): string | undefined {
  // A socket counts as localhost there.
  const host = login.host.startsWith("/") ? "localhost" : login.host;
  const wanted = [host, String(login.port), login.database, login.user];
  for (const line of text.split(/\r?\n/)) {
    const fields = line.startsWith("#") ? [] : fieldsOf(line);
    const password = fields[4] ?? "";
    if (password !== "" && wanted.every((value, index) => fits(fields[index], value, login))) return password;
  }
  return undefined;
}

const fits = (field: string | undefined, value: string, login: Login): boolean =>
  field === "*" || field === value || (value === "localhost" && field === login.host);

const LINE = new RegExp(`^${"((?:[^\\\\:]|\\\\.)*):".repeat(4)}(.*)$`, "s");

const fieldsOf = (line: string): readonly string[] =>
  (LINE.exec(line) ?? []).slice(1).map((field) => field.replace(/\\(.)/gs, "$1"));
