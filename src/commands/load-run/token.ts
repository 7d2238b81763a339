import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { parseResolve, parseTarget, resolvedBy, type Connecting, type Target } from "../../load/index.ts";
import { compileScenario, madeFile, type Compiled, type ScenarioFile } from "../../load/scenario/format/index.ts";
import { createSharedText, writeShared, type Scenario, type SharedText } from "../../load/scenario/index.ts";
import { connectingTo } from "../load/index.ts";
import { environmentText } from "./environment-text.ts";
import type { Input } from "./input.ts";
import { playOnce } from "./once.ts";
import { wireOf } from "./surroundings.ts";

type OAuth = NonNullable<Compiled["oauth"]>;

const LONGEST_TOKEN = 64 * 1024;
const DEFAULT_LIFETIME_S = 3_600;
/** Of its lifetime, a token is renewed after this share. */
const RENEWED_AFTER = 0.8;
const RETRY_MS = 5_000;

/** An access token that is renewed as long as it is held. */
export interface Token extends Disposable {
  readonly cell: SharedText;
}

interface Asking {
  readonly oauth: OAuth;
  readonly input: Input;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Fetches an access token (OAuth 2.0 client credentials, RFC 6749 section 4.4) and renews it before it expires, from this
 * thread, so that no user of the load waits for it. Error: `load-token-failed`.
 */
export async function holdToken(asking: Asking, world: World): Promise<Token> {
  const target = parseTarget(environmentText(asking.oauth.tokenUrl, asking.env));
  const connecting = await connectingFor(target, asking.input, world);
  const scenario = tokenScenario(target, connecting, asking);
  const cell = createSharedText(LONGEST_TOKEN);
  const fetch = () => fetchToken(target, { scenario, connecting, cell }, world);
  const lifetimeMs = await fetch();
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, world.signal]);
  void renew(fetch, { lifetimeMs, signal }, world);
  return { cell, [Symbol.dispose]: () => ending.abort() };
}

interface Fetching {
  readonly scenario: Scenario;
  readonly connecting: Connecting;
  readonly cell: SharedText;
}

async function fetchToken(target: Target, { scenario, connecting, cell }: Fetching, world: World): Promise<number> {
  const { values, failures } = await playOnce(scenario, connecting, world);
  const { token, lifetime } = values;
  if (failures.length > 0 || typeof token !== "string" || !writeShared(cell, token))
    throw errors.loadScenario.tokenFailed({
      url: target.shown,
      failures: failures.length > 0 ? failures : ["the token is no text"],
    });
  const seconds = Number(lifetime);
  return (Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_LIFETIME_S) * 1_000;
}

interface Renewing {
  readonly lifetimeMs: number;
  readonly signal: AbortSignal;
}

async function renew(fetch: () => Promise<number>, { lifetimeMs, signal }: Renewing, world: World): Promise<void> {
  let pauseMs = lifetimeMs * RENEWED_AFTER;
  while (!signal.aborted) {
    await world.clock.sleep(pauseMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    try {
      pauseMs = (await fetch()) * RENEWED_AFTER;
    } catch (error) {
      world.progress.warn(
        `The access token was not renewed: ${error instanceof Error ? error.message : String(error)}`,
      );
      pauseMs = RETRY_MS;
    }
  }
}

function tokenScenario(target: Target, connecting: Connecting, { oauth, env }: Asking): Scenario {
  const wire = { ...wireOf(connecting), basePath: "", keepsAlive: connecting.keepAlive };
  return compileScenario(madeFile("auth.oauth", tokenFile(target, oauth)), { wire, env, files: new Map() }).scenario;
}

/** The request for a token: what it answers stands in the variables `token` and `lifetime`. */
export function tokenFile(target: Target, oauth: OAuth): ScenarioFile {
  const { clientId, clientSecret, scope, audience, credentials = "basic" } = oauth;
  return {
    name: "fetching the access token",
    cookies: false,
    steps: [
      {
        post: target.path,
        ...(credentials === "basic" && { auth: { basic: { user: clientId, password: clientSecret } } }),
        form: {
          grant_type: "client_credentials",
          ...(scope !== undefined && { scope }),
          ...(audience !== undefined && { audience }),
          ...(credentials === "body" && { client_id: clientId, client_secret: clientSecret }),
        },
        headers: { Accept: "application/json" },
        expect: 200,
        extract: { token: "$.access_token", lifetime: { json: "$.expires_in", default: DEFAULT_LIFETIME_S } },
      },
    ],
  };
}

/** As the load's own connections, but to where tokens are issued. */
async function connectingFor({ origin }: Target, input: Input, world: World): Promise<Connecting> {
  const flags = { ...input, timeout: input.timeout ?? 10_000, http2: false, streams: undefined, unixSocket: undefined };
  const said = resolvedBy(input.resolve.map(parseResolve), origin);
  return { ...(await connectingTo(origin, flags, world)), ...(said !== undefined && { addresses: [said] }) };
}
