import type { MockRequest } from "./request.ts";

/** Cookies by name, decoded where they can be. */
export function cookiesOf({ headers }: Pick<MockRequest, "headers">): ReadonlyMap<string, string> {
  const pairs = (headers["cookie"] ?? "").split(";").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
  });
  return new Map(pairs.filter(([name]) => name !== ""));
}
