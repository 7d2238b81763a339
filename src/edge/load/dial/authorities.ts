import { readFileSync } from "node:fs";
import * as tls from "node:tls";

/** The certificates that Node trusts when it is told nothing, in PEM: its own list, or what its flags and NODE_EXTRA_CA_CERTS say. */
export function defaultAuthorities(): readonly string[] {
  // Since Node 22.15; before, the list has to be put together.
  const ask: unknown = "getCACertificates" in tls ? tls.getCACertificates : undefined;
  const known: unknown = typeof ask === "function" ? Reflect.apply(ask, tls, ["default"]) : undefined;
  return Array.isArray(known) ? known.map(String) : [...tls.rootCertificates, ...extraTexts()];
}

// Node itself ignores a file that it cannot read, with a warning.
function extraTexts(): readonly string[] {
  const file = process.env["NODE_EXTRA_CA_CERTS"];
  if (file === undefined || file === "") return [];
  try {
    return [readFileSync(file, "latin1")];
  } catch {
    return [];
  }
}
