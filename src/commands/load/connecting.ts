import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import type { Connecting, Origin, Proxy, TlsSettings } from "../../load/index.ts";
import { parseProxy, proxyFor } from "../../load/proxy/index.ts";
import type { ConnectionFlags, EngineFlags } from "./flags/index.ts";
import { given } from "./given.ts";

export type ConnectingFlags = ConnectionFlags & Omit<EngineFlags, "warmUp" | "raiseCaps">;

/**
 * How a plan's requests get to their origin: everything of a plan but what is sent, how much of it, and the addresses, which
 * `permitted` finds. Errors: `load-no-http3`, `load-needs`, `load-conflict`, `load-no-passphrase`, `load-bad-proxy`, and a file's.
 */
export async function connectingTo(origin: Origin, flags: ConnectingFlags, world: World): Promise<Connecting> {
  checkProtocol(flags, world);
  const proxy = proxyOf(origin, flags, world);
  const { connectTimeout: connectMs, tlsTimeout: handshakeMs, firstByteTimeout: firstByteMs } = flags;
  const timeouts = given({ connectMs, handshakeMs, firstByteMs });
  return {
    origin,
    timeoutMs: flags.timeout,
    keepAlive: flags.keepalive,
    tls: await tlsOf(flags, world),
    ...given({ proxy, socketPath: flags.unixSocket, streams: flags.streams }),
    ...given({ abortAbovePercent: flags.abortAbove, workers: flags.workers, transport: flags.transport }),
    ...given({ seed: flags.seed, protocol: flags.http2 ? ("h2" as const) : undefined }),
    ...(flags.maxRedirects === 0 ? {} : { redirects: flags.maxRedirects }),
    ...(flags.traceparent ? { traceparent: true } : {}),
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
  };
}

function checkProtocol(flags: ConnectingFlags, { node }: World): void {
  if (flags.http3) throw errors.load.noHttp3({ node: node.version });
  if (flags.streams !== undefined && !flags.http2)
    throw errors.load.needs({ flag: "--streams", needed: "--http2", reason: "HTTP/1.1 answers one request at a time" });
  if (flags.http2 && !flags.keepalive)
    throw errors.load.conflict({ first: "--http2", second: "--no-keepalive", reason: "streams share a connection" });
}

function proxyOf(origin: Origin, { proxy, unixSocket }: ConnectingFlags, { env }: World): Proxy | undefined {
  if (proxy === "none") return undefined;
  if (proxy !== undefined && unixSocket !== undefined)
    throw errors.load.conflict({ first: "--unix-socket", second: "--proxy", reason: "both say where to connect" });
  if (unixSocket !== undefined) return undefined;
  return proxy === undefined ? proxyFor(origin, env) : parseProxy(proxy);
}

async function tlsOf(flags: ConnectingFlags, { files, env }: World): Promise<TlsSettings> {
  const { insecure, ca, cert, key, passphraseFromEnv: variable, serverName } = flags;
  if ((cert === undefined) !== (key === undefined))
    throw cert === undefined
      ? errors.load.needs({ flag: "--key", needed: "--cert", reason: "a key belongs to a certificate" })
      : errors.load.needs({ flag: "--cert", needed: "--key", reason: "a certificate proves nothing without its key" });
  if (variable !== undefined && (env[variable] ?? "") === "") throw errors.load.badPassphrase({ variable });
  const read = (path: string | undefined) => (path === undefined ? undefined : files.readText(path));
  const [authority, certificate, secret] = await Promise.all([read(ca), read(cert), read(key)]);
  const passphrase = variable === undefined ? undefined : env[variable];
  return { verify: !insecure, ...given({ ca: authority, cert: certificate, key: secret, passphrase, serverName }) };
}
