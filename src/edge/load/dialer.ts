import { X509Certificate } from "node:crypto";
import { connect, isIP, type OnReadOpts, type Socket } from "node:net";
import { connect as connectTls, createSecureContext, type PeerCertificate, type SecureContext } from "node:tls";
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
/** A name is sent to the server and checked by Node. Node 22.23 refuses every IPv6 address, so that one is checked here. */
function identity(host: string) {
  if (isIP(host) === 0) return { servername: host };
  return isIP(host) === 6
    ? { checkServerIdentity: (_name: string, peer: PeerCertificate) => addressFailure(host, peer) }
    : {};
}

function addressFailure(host: string, { raw }: PeerCertificate): Error | undefined {
  if (new X509Certificate(raw).checkIP(host) !== undefined) return undefined;
  return Object.assign(new Error(`the certificate is not for the address ${host}`), {
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
  });
}

const trust = (secureContext: SecureContext, verify: boolean) => ({
  secureContext,
  rejectUnauthorized: verify,
  ALPNProtocols: ["http/1.1"],
});
