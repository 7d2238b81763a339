import type { ErrorCount } from "../../load/result/index.ts";

const NAMES: Readonly<Record<Exclude<ErrorCount["kind"], "http-status">, string>> = {
  "connection-refused": "Connection refused",
  "connection-reset": "Connection reset",
  "connection-closed": "Connection closed early",
  "connection-timeout": "Connection timeout",
  "response-timeout": "Response timeout",
  unreachable: "Host unreachable",
  dns: "Name not found (DNS)",
  tls: "TLS",
  protocol: "Protocol error",
  "local-limit": "Local limit of ports or files",
  other: "Other connection error",
};

/** What made a request fail, as reports call it. @example failureName("http-status", 503); // "HTTP 503" */
export function failureName(kind: ErrorCount["kind"], status: number | null): string {
  return kind === "http-status" ? `HTTP ${status ?? "?"}` : NAMES[kind];
}
