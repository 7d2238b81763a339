import type { Machine } from "../machine/machine.ts";
import type { ResponseFacts, SecurityFacts } from "../facts/model.ts";
import { statusOf, statusOfName } from "../facts/status.ts";
import { readSchema } from "../schemas/read.ts";
import type { Decorator } from "../types/decorators.ts";
import { pathOf, propertyOf, textOf, truthOf, type Schema, type Value } from "../value.ts";
import { lastArgs } from "./mounts.ts";

type Read = (decorator: Decorator) => readonly Value[];

export const statusesOf = statusOf;

/** `@ApiTags`, `@ApiOperation`. */
export function detailsOf(decorators: readonly Decorator[], read: Read) {
  const operation = decorators.filter(({ name }) => name === "ApiOperation").map((one) => read(one)[0])[0];
  const tags = decorators.filter(({ name }) => name === "ApiTags").flatMap((one) => read(one).map(textOf));
  return {
    tags: [...new Set(tags.filter((one) => one !== undefined))],
    summary: textOf(propertyOf(operation, "summary")),
    description: textOf(propertyOf(operation, "description")),
    operationId: textOf(propertyOf(operation, "operationId")),
    deprecated: truthOf(propertyOf(operation, "deprecated")) ?? false,
  };
}

/** `@UseGuards(AuthGuard("jwt"))`, `@ApiBearerAuth()`; `@Public()` takes them back. */
export function securityOfGuards(decorators: readonly Decorator[], read: Read): readonly SecurityFacts[] {
  if (decorators.some(({ name }) => /^(?:Public|SkipAuth|AllowAnonymous)$/.test(name))) return [];
  const guards = decorators.filter(({ name }) => name === "UseGuards").flatMap(read);
  const named = guards.map(nameOfGuard).find((name) => /auth|jwt|key|session|token|local|basic/i.test(name));
  const scopes = decorators
    .filter(({ name }) => /^(?:Roles|Permissions|Scopes)$/.test(name))
    .flatMap((one) => read(one).map(textOf));
  const documented = decorators.map(({ name }) => DOCUMENTED.get(name)).find((one) => one !== undefined);
  if (named === undefined && documented === undefined && guards.length === 0) return [];
  const scheme = documented ?? schemeOf(named ?? "");
  return [
    {
      scheme,
      scopes: scopes.filter((one) => one !== undefined),
      isOptional: false,
      confidence: documented === undefined ? "guessed" : "declared",
    },
  ];
}

const DOCUMENTED: ReadonlyMap<string, SecurityFacts["scheme"]> = new Map<string, SecurityFacts["scheme"]>([
  ["ApiBearerAuth", "bearerAuth"],
  ["Authorized", "bearerAuth"],
  ["ApiBasicAuth", "basicAuth"],
  ["ApiCookieAuth", "cookieAuth"],
]);

const schemeOf = (name: string): SecurityFacts["scheme"] => {
  if (/key/i.test(name)) return "apiKeyAuth";
  if (/basic|local/i.test(name)) return "basicAuth";
  return /session|cookie/i.test(name) ? "cookieAuth" : "bearerAuth";
};

/** `JwtAuthGuard`, and what `AuthGuard("jwt")` is for. */
function nameOfGuard(value: Value): string {
  if (value.kind === "class") return value.name;
  if (value.kind === "external")
    return `${pathOf(value)} ${lastArgs(value)
      .map((one) => textOf(one) ?? "")
      .join(" ")}`;
  return value.kind === "object" ? (value.of?.name ?? "") : "guard";
}

interface Documented {
  readonly decorators: readonly Decorator[];
  readonly read: Read;
  readonly responses: readonly ResponseFacts[];
}

/** `@ApiOkResponse({ type: User })`, `@ApiResponse({ status: 404 })` over what the code was seen to answer. */
export function apiResponses(machine: Machine, { decorators, read, responses }: Documented): readonly ResponseFacts[] {
  const known = new Map(responses.map((one) => [one.status, one]));
  for (const one of decorators) {
    const match = /^Api(\w*)Response$/.exec(one.name);
    if (match === null) continue;
    const [options] = read(one);
    const status = statusOf(propertyOf(options, "status")) ?? statusOfName(match[1] ?? "");
    if (status === undefined) continue;
    const before = known.get(String(status));
    const schema = documentedSchema(machine, options);
    known.set(String(status), {
      status: String(status),
      description: textOf(propertyOf(options, "description")) ?? before?.description,
      contentType: schema === undefined ? before?.contentType : "application/json",
      schema: schema ?? before?.schema,
      headers: before?.headers ?? [],
      confidence: "declared",
    });
  }
  return [...known.values()].toSorted((a, b) => Number(a.status) - Number(b.status));
}

function documentedSchema(machine: Machine, options: Value | undefined): Schema | undefined {
  const type = propertyOf(options, "type");
  const many = type?.kind === "array" ? type.items[0] : undefined;
  const one = many ?? type;
  if (one?.kind !== "class") return undefined;
  const { schema } = readSchema(machine, one);
  return many !== undefined || truthOf(propertyOf(options, "isArray")) === true
    ? { type: "array", items: schema }
    : schema;
}
