// Opening connections: TCP, Unix sockets, TLS, tunnels through proxies.
// Belongs here: everything until a connection is ready, and why it did not become so. Does not: what is sent on it.
export { newDialer, type Dialer } from "./dialer.ts";
export type { DialEvents, Link } from "./link.ts";
export { failureOf, openingError, type DialFailure } from "./failure.ts";
export { addressesOf, placeText, resolveHost } from "./address.ts";
export { defaultAuthorities } from "./authorities.ts";
export { alpnOf, secureContextOf } from "./tls-settings.ts";
export { wrongProtocol } from "./alpn.ts";
