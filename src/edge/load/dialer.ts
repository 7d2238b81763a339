import { connect, isIP, type OnReadOpts, type Socket } from "node:net";
import { connect as connectTls, createSecureContext, type SecureContext } from "node:tls";
import type { LoadPlan } from "../../load/index.ts";

/** Opens sockets to one origin that put what they read into one shared buffer. */
export interface Dialer {
  readonly isSecure: boolean;
  /** Takes the number of bytes that have just been put into the buffer. */
  open(address: string, onBytes: (count: number) => void): Socket;
}

/** Node's own certificates, or those of the plan; read once, not per connection. */
export function newDialer({ origin, tls }: LoadPlan, buffer: Uint8Array): Dialer {
  const isSecure = origin.scheme === "https";
  const secureContext = isSecure ? createSecureContext(tls.ca === undefined ? {} : { ca: tls.ca }) : undefined;
  return {
    isSecure,
    open(address, onBytes) {
      const onread = readInto(buffer, onBytes);
      const place = { host: address, port: origin.port, noDelay: true, onread };
      if (secureContext === undefined) return connect(place);
      return connectTls({ ...place, ...identity(origin.host), ...trust(secureContext, tls.verify) });
    },
  };
}

const readInto = (buffer: Uint8Array, onBytes: (count: number) => void): OnReadOpts => ({
  buffer,
  callback: (count) => {
    onBytes(count);
    return true;
  },
});

// An address is no server name (RFC 6066 section 3); its certificate is checked against the address itself.
const identity = (host: string) => (isIP(host) === 0 ? { servername: host } : {});

const trust = (secureContext: SecureContext, verify: boolean) => ({
  secureContext,
  rejectUnauthorized: verify,
  ALPNProtocols: ["http/1.1"],
});
