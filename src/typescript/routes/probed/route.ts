import type { JsonValue } from "../../../kit/index.ts";
import { HOLE } from "../machine/texts.ts";
import { joinPath, templatesOf, type PathTemplate } from "../facts/path.ts";
import type { SourcePlace } from "../facts/model.ts";

/** A route as its framework has it registered. */
export interface ProbedRoute {
  /** Upper case; `ALL` for every one. */
  readonly method: string;
  readonly framework: "express" | "fastify" | "koa";
  /** From the mounts to the route, each in the framework's own spelling. */
  readonly parts: readonly { readonly kind: "text" | "pattern"; readonly text: string }[];
  readonly place: SourcePlace | null;
  /** What Fastify was given as `schema`. */
  readonly schema?: JsonValue | undefined;
}

/** One method on one path of a running application. */
export interface Registered {
  readonly route: ProbedRoute;
  readonly method: string;
  readonly template: PathTemplate;
}

const EVERY = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A registered route as the operations that it answers. */
export function registeredBy(route: ProbedRoute): readonly Registered[] {
  const path = route.parts.reduce(
    (before, { kind, text }) => joinPath(before, kind === "pattern" ? HOLE : text.replaceAll(HOLE, "")),
    "",
  );
  const methods = route.method === "ALL" ? EVERY : [route.method];
  return templatesOf(path).flatMap((template) => methods.map((method) => ({ route, method, template })));
}

/** The same for two spellings of an operation: names of parameters and a last slash do not count. */
export const keyOf = (method: string, path: string): string =>
  `${method} ${path.replaceAll(/\{[^}]*\}/g, "{}").replace(/(?<=.)\/$/, "")}`;
