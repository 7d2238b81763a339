import type { ApiModel, Operation, SecurityScheme } from "../../index.ts";

/** A credential in its place. */
export interface Credential {
  readonly in: "query" | "header" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** Credentials for the first alternative that the operation accepts; `given` holds real ones by the scheme's key. */
export function credentialsFor(
  operation: Operation,
  model: Pick<ApiModel, "securitySchemes">,
  given: Readonly<Record<string, string>>,
): readonly Credential[] {
  const [alternative = []] = operation.security;
  return alternative.flatMap(({ scheme }) => {
    const known = model.securitySchemes.get(scheme);
    return known === undefined ? [] : credentialOf(known, given[scheme]);
  });
}

function credentialOf(scheme: SecurityScheme, given: string | undefined): readonly Credential[] {
  switch (scheme.kind) {
    case "apiKey":
      return [{ in: scheme.in, name: scheme.name, value: given ?? "sample-key" }];
    case "http":
      return [authorization(scheme.scheme, given)];
    case "oauth2":
    case "openIdConnect":
      return [authorization("bearer", given)];
    case "mutualTLS":
      return [];
  }
}

function authorization(scheme: string, given: string | undefined): Credential {
  const value = (text: string): Credential => ({ in: "header", name: "Authorization", value: text });
  switch (scheme.toLowerCase()) {
    case "basic":
      return value(`Basic ${Buffer.from(given ?? "user:password").toString("base64")}`);
    case "bearer":
      return value(`Bearer ${given ?? "sample-token"}`);
    default:
      return value(`${scheme} ${given ?? "sample-credentials"}`);
  }
}
