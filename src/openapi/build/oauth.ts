import type { OAuthFlow } from "../model.ts";
import { objectOf, textOf, type Reader } from "../reading/index.ts";
import { members, type Cursor } from "../refs/index.ts";

const FLOWS = ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"] as const;

/** Swagger 2.0's names for two of them. */
const OLD_NAMES: ReadonlyMap<string, OAuthFlow["flow"]> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

/** The flows of an OAuth 2 scheme of OpenAPI 3. */
export function readFlows(reader: Reader, scheme: Cursor): readonly OAuthFlow[] {
  const field = objectOf(reader, scheme, "flows");
  if (field === undefined) return [];
  return FLOWS.flatMap((name) => {
    const cursor = objectOf(reader, field, name);
    return cursor === undefined ? [] : [readFlow(reader, cursor, name)];
  });
}

/** The one flow of a Swagger 2.0 scheme. */
export function readOldFlow(reader: Reader, scheme: Cursor): readonly OAuthFlow[] {
  const flow = OLD_NAMES.get(textOf(reader, scheme, "flow") ?? "");
  return flow === undefined ? [] : [readFlow(reader, scheme, flow)];
}

function readFlow(reader: Reader, cursor: Cursor, flow: OAuthFlow["flow"]): OAuthFlow {
  const authorization = flow === "deviceAuthorization" ? "deviceAuthorizationUrl" : "authorizationUrl";
  return {
    flow,
    authorizationUrl: textOf(reader, cursor, authorization),
    tokenUrl: textOf(reader, cursor, "tokenUrl"),
    scopes: readScopes(reader, cursor),
  };
}

function readScopes(reader: Reader, cursor: Cursor): Readonly<Record<string, string>> {
  const scopes: Record<string, string> = {};
  Object.setPrototypeOf(scopes, null);
  const field = objectOf(reader, cursor, "scopes");
  for (const { key, value } of field === undefined ? [] : members(field))
    if (!key.startsWith("x-")) scopes[key] = typeof value === "string" ? value : "";
  return scopes;
}
