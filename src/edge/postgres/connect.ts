import type { Client, ClientConfig } from "pg";
import type { SessionOptions } from "../../catalog/index.ts";
import type { Driver } from "./driver.ts";
import { isSocket, type Endpoint } from "./endpoints.ts";
import { isRecord } from "../../kit/index.ts";
import { sqlErrorOf } from "./failures.ts";
import type { Encryption } from "./tls.ts";
import { parsersOver } from "./values.ts";

/** Everything that the connections to one target have in common. */
export interface Plan {
  readonly driver: Driver;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  /** Command-line options of the URL or of PGOPTIONS. */
  readonly serverOptions: string;
  readonly encryptions: readonly Encryption[];
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
  readonly session: SessionOptions;
}

/** A client that is logged in, with the settings of the session put in force or not. */
export interface Connected {
  readonly client: Client;
  readonly endpoint: Endpoint;
}

/** Tries one endpoint by every allowed encryption; the last refusal is thrown as the driver gave it. */
export async function connect(plan: Plan, endpoint: Endpoint): Promise<Client> {
  const encryptions: readonly Encryption[] = isSocket(endpoint) ? ["none"] : plan.encryptions;
  const [first = "none", second] = encryptions;
  try {
    return await connectOnce(plan, endpoint, first);
  } catch (cause) {
    if (second === undefined || !isWorthOtherEncryption(cause)) throw cause;
    return connectOnce(plan, endpoint, second);
  }
}

/** A refusal by the rules for this kind of connection (28000), or one of TLS itself; a wrong password stays wrong. */
function isWorthOtherEncryption(cause: unknown): boolean {
  const words = sqlErrorOf(cause);
  if (words !== undefined) return words.sqlState === "28000";
  const code = isRecord(cause) ? cause["code"] : undefined;
  if (typeof code !== "string") return cause instanceof Error && cause.message !== "timeout expired";
  return code === "ECONNRESET" || code === "EPROTO" || code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS");
}

/**
 * Settings go with the first packet, so that they cost no round trip. A pooler (PgBouncer, RDS Proxy) refuses such
 * options; a SET instead would leak to other clients of the pool, so the connection is then made without: see `Pooled`.
 */
async function connectOnce(plan: Plan, endpoint: Endpoint, encryption: Encryption): Promise<Client> {
  const options = startOptions(plan);
  try {
    return await login(plan, endpoint, { encryption, options });
  } catch (cause) {
    const state = sqlErrorOf(cause)?.sqlState ?? "";
    if (options === plan.serverOptions || !/^(?:08P01|0A000)$/.test(state)) throw cause;
    return login(plan, endpoint, { encryption, options: plan.serverOptions });
  }
}

function startOptions(plan: Plan): string {
  const { readOnly, statementTimeoutMs } = plan.session;
  const parts = [
    plan.serverOptions,
    readOnly === true ? "-c default_transaction_read_only=on" : "",
    statementTimeoutMs === undefined ? "" : `-c statement_timeout=${Math.round(statementTimeoutMs)}`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

async function login(
  plan: Plan,
  endpoint: Endpoint,
  how: { readonly encryption: Encryption; readonly options: string },
): Promise<Client> {
  const client = new plan.driver.Client(configuration(plan, endpoint, how));
  // Without a listener the driver's 'error' event would end the process. Sessions put their own on top.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
}

function configuration(
  plan: Plan,
  endpoint: Endpoint,
  how: { readonly encryption: Encryption; readonly options: string },
): ClientConfig {
  return {
    host: endpoint.host,
    port: endpoint.port,
    user: plan.user,
    database: plan.database,
    // A function, because the driver would look into the environment for a missing text.
    password: () => plan.password ?? "",
    ssl: how.encryption === "none" ? false : how.encryption,
    options: how.options,
    application_name: plan.applicationName,
    connectionTimeoutMillis: plan.connectTimeoutMs,
    keepAlive: true,
    types: { getTypeParser: parsersOver(plan.driver.types.getTypeParser) },
  };
}
