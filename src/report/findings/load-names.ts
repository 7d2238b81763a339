import type { ErrorCount } from "../../load/result/index.ts";

const NAMES: Readonly<Record<Exclude<ErrorCount["kind"], "http-status">, string>> = {
  "connection-refused": "Connection refused",
  "connection-reset": "Connection reset",
  "connection-closed": "Connection closed early",
  "connection-timeout": "Connection timeout",
  "handshake-timeout": "TLS handshake timeout",
  "first-byte-timeout": "No first byte in time",
  "response-timeout": "Response timeout",
  unreachable: "Host unreachable",
  dns: "Name not found (DNS)",
  tls: "TLS",
  proxy: "Refused by the proxy",
  protocol: "Protocol error",
  "stream-reset": "Stream reset (HTTP/2)",
  "stream-refused": "Stream refused twice (HTTP/2)",
  "local-limit": "Local limit of ports or files",
  other: "Other connection error",
};

/** What made a request fail, as reports call it. @example failureName("http-status", 503); // "HTTP 503" */
export function failureName(kind: ErrorCount["kind"], status: number | null): string {
  return kind === "http-status" ? `HTTP ${status ?? "?"}` : NAMES[kind];
}
