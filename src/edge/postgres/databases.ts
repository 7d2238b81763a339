import type { ConnectionTarget, Databases, Session, SessionOptions } from "../../catalog/index.ts";
import { connect, type Connected, type Plan } from "./connect.ts";
import { loadDriver } from "./driver.ts";
import { endpointsOf, nameOf, type Endpoint } from "./endpoints.ts";
import { systemUser, type PostgresEnvironment } from "./environment.ts";
import { connectFailure, isLoginRefused } from "./failures.ts";
import { findPassword, type PasswordFound } from "./password.ts";
import { openSession } from "./session.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { encryptionsOf } from "./tls.ts";
import { parseConnection } from "./url.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens sessions on PostgreSQL servers. What a URL leaves out comes from PG* variables and the password file, as with
 * psql. Errors: `database-bad-url`, `database-unreachable`, `database-driver-missing`.
 *
 * @example
 * await using session = await createDatabases({ env: process.env }).open({ url: "postgres://localhost/shop" });
 * const rows = await session.query("select 1 as one");
 */
export function createDatabases(environment: PostgresEnvironment): Databases {
  return { open: (target, options = {}) => open(environment, target, options) };
}

async function open(
  environment: PostgresEnvironment,
  target: ConnectionTarget,
  options: SessionOptions,
): Promise<Session> {
  const settings = settingsOf(parseConnection(target.url), environment);
  const user = settings["user"] ?? systemUser(environment);
  const database = settings["dbname"] ?? user;
  const common = {
    user,
    database,
    serverOptions: settings["options"] ?? "",
    encryptions: await encryptionsOf(settings, environment),
    applicationName: options.applicationName ?? settings["application_name"] ?? "backwright",
    connectTimeoutMs: options.connectTimeoutMs ?? timeoutOf(settings),
    session: options,
  };
  const driver = await loadDriver();
  const attempts = endpointsOf(settings).map(async (endpoint) => {
    const found = await findPassword(settings, { ...endpoint, user, database }, environment);
    return { endpoint, found, plan: { ...common, driver, password: found.password } };
  });
  return firstThatAnswers(await Promise.all(attempts));
}

function timeoutOf(settings: Settings): number {
  const seconds = Number(settings["connect_timeout"] ?? 0);
  return seconds > 0 ? seconds * 1000 : CONNECT_TIMEOUT_MS;
}

interface Attempt {
  readonly endpoint: Endpoint;
  readonly found: PasswordFound;
  readonly plan: Plan;
}

/** Several hosts in one URL are tried in turn; when the login itself is refused, no other host is. */
async function firstThatAnswers(attempts: readonly Attempt[]): Promise<Session> {
  let failure: Error | undefined;
  for (const attempt of attempts) {
    const connected = await connectTo(attempt);
    if (!(connected instanceof Error)) return openSession(connected, attempt.plan);
    failure = connected;
    if (isLoginRefused(connected)) break;
  }
  throw failure ?? new Error("a connection string names at least one host");
}

async function connectTo(attempt: Attempt): Promise<Connected | Error> {
  try {
    return { client: await connect(attempt.plan, attempt.endpoint), endpoint: attempt.endpoint };
  } catch (cause) {
    return connectFailure(nameOf(attempt.endpoint), cause, attempt.found.ignoredFile);
  }
}
