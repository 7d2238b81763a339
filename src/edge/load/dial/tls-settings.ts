import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { createSecureContext, type ConnectionOptions, type PeerCertificate, type SecureContext } from "node:tls";
import { errors } from "../../../kit/index.ts";
import type { LoadPlan, TlsSettings } from "../../../load/sending/index.ts";
import { defaultAuthorities } from "./authorities.ts";

/** Certificates and keys, read once and not per connection. Error: `load-bad-tls`. */
export function secureContextOf(settings: TlsSettings): SecureContext {
  const { ca, cert, key, passphrase } = settings;
  try {
    return createSecureContext({
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  } catch (cause) {
    throw errors.loadConnect.badTls({ reason: isShut(settings) ? SHUT : plainReason(cause) }, cause);
  }
}

/**
 * What a proxy's certificate is checked with: the client's own certificate is for the origin alone, and `ca`, which vouches for
 * the origin instead of Node's list, vouches for the proxy beside it, for the two seldom have one authority.
 */
export function proxyContextOf({ ca }: TlsSettings): SecureContext {
  return createSecureContext(ca === undefined ? {} : { ca: [...defaultAuthorities(), ca] });
}

const SHUT = "the passphrase does not open the key";

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/key values mismatch/i, "the key does not belong to the certificate"],
  [/no start line|unsupported$/i, "there is no PEM in it"],
];

// One wrong passphrase in 256 leaves a padding that looks right: OpenSSL then complains of the noise within, not of the passphrase.
function isShut({ key, passphrase = "" }: TlsSettings): boolean {
  if (key === undefined || !/^-----BEGIN ENCRYPTED |^Proc-Type: 4,ENCRYPTED/m.test(key)) return false;
  try {
    createPrivateKey({ key, passphrase });
    return false;
  } catch {
    return true;
  }
}

// OpenSSL's own words carry numbers of source lines.
function plainReason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? (text.split(":").at(-1) ?? text).trim();
}

/** What every TLS connection to the origin says and checks. */
export function originTls(plan: LoadPlan, secureContext: SecureContext): ConnectionOptions {
  return {
    ...identity(plan.tls.serverName ?? plan.origin.host),
    secureContext,
    rejectUnauthorized: plan.tls.verify,
    ALPNProtocols: [...alpnOf(plan)],
  };
}

/** What is offered to the server (RFC 7301). With both on offer one that lacks HTTP/2 says what it chose instead of closing. */
export function alpnOf({ protocol }: LoadPlan): readonly string[] {
  return protocol === "h2" ? ["h2", "http/1.1"] : ["http/1.1"];
}

// An address is no server name (RFC 6066 section 3); its certificate is checked against the address itself.
/** A name is sent to the server and checked by Node. Node 22.23 refuses every IPv6 address, so that one is checked here. */
export function identity(host: string): ConnectionOptions {
  if (isIP(host) === 0) return { servername: host };
  return isIP(host) === 6 ? { checkServerIdentity: (_name, peer) => addressFailure(host, peer) } : {};
}

function addressFailure(host: string, { raw }: PeerCertificate): Error | undefined {
  if (new X509Certificate(raw).checkIP(host) !== undefined) return undefined;
  return Object.assign(new Error(`the certificate is not for the address ${host}`), {
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
  });
}
