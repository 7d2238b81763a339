// Forward proxies: which one an origin is reached through, and what requests look like on the way.
// Belongs here: reading addresses and NO_PROXY. Does not: sockets (edge/load/dial).
export { parseProxy } from "./parse-proxy.ts";
export { proxyFor, type ProxyEnvironment } from "./proxy-for.ts";
export { throughProxy } from "./through-proxy.ts";
export { isTunnelled } from "./is-tunnelled.ts";
