import type { Operation } from "../../openapi/index.ts";

/** `GET /users/{id}`, as the listing and the comments name an operation. */
export function summaryOf({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${path}`;
}
