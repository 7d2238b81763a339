import { endpointsOf, nameOf, type Endpoint } from "./endpoints.ts";
import type { PostgresEnvironment } from "./environment.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { encryptionsOf, type Encryption } from "./tls.ts";
import { parseConnection } from "./url.ts";

/** Where a connection string leads, for who speaks to the server himself. */
export interface Upstream {
  readonly endpoints: readonly Endpoint[];
  /** Ways to try, in order. */
  readonly encryptions: readonly Encryption[];
  /** What the string and PG* variables say, password included. */
  readonly settings: Settings;
  /** The first endpoint, as a person recognises it. */
  readonly where: string;
}

/** Error: `database-bad-url`. */
export async function upstreamOf(url: string, environment: PostgresEnvironment): Promise<Upstream> {
  const settings = settingsOf(parseConnection(url), environment);
  const endpoints = endpointsOf(settings);
  const [first = { host: "localhost", port: 5432 }] = endpoints;
  return { endpoints, encryptions: await encryptionsOf(settings, environment), settings, where: nameOf(first) };
}
