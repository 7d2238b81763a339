import { errors } from "../../kit/index.ts";
import type { Proxy } from "../plan.ts";
import { redactUrl } from "../redact.ts";
import { authorizationOf } from "../target.ts";

/**
 * Reads a proxy's address as `HTTPS_PROXY` or `--proxy` hold it; without a scheme it is an http proxy.
 *
 * Error: `load-bad-proxy`, without the password.
 * @example
 * parseProxy("http://ada:secret@proxy.internal:3128"); // { scheme: "http", host: "proxy.internal", port: 3128, … }
 */
export function parseProxy(text: string): Proxy {
  const full = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(full)) throw errors.loadConnect.badProxy({ proxy: shown(full), reason: "it is malformed" });
  const url = new URL(full);
  const scheme = url.protocol === "https:" ? "https" : "http";
  if (`${scheme}:` !== url.protocol)
    throw errors.loadConnect.badProxy({ proxy: shown(full), reason: "only http and https proxies are supported" });
  const authorization = authorizationOf(url)?.[1];
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? DEFAULT_PORT[scheme] : Number(url.port),
    ...(authorization === undefined ? {} : { authorization }),
  };
}

const DEFAULT_PORT = { http: 80, https: 443 } as const;

// What cannot be read as an address may hold a password anywhere before the last @.
const shown = (full: string): string =>
  URL.canParse(full) ? redactUrl(full) : full.replace(/:\/\/.*@/, "://[redacted]@");
