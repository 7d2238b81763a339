import { X509Certificate } from "node:crypto";
import { defaultAuthorities } from "../../dial/index.ts";

const PEM = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** The certificates of a PEM text, in its order, as DER. */
export function certificatesIn(pem: string): readonly Uint8Array[] {
  return (pem.match(PEM) ?? []).map((text) => new X509Certificate(text).raw);
}

/** Whom Node trusts when it is told nothing, as DER. */
export function trustedByDefault(): readonly Uint8Array[] {
  return defaultAuthorities().flatMap(certificatesIn);
}
