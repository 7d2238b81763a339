import type { ApiModel } from "../../openapi/index.ts";

/** Where the routes are mounted: the wish, else the path of the first server. `/` when there is none. */
export function basePathOf(model: ApiModel, wish: string | undefined): string {
  const path = (wish ?? model.servers[0]?.basePath ?? "").replace(/\/+$/, "");
  if (path === "") return "/";
  return path.startsWith("/") ? path : `/${path}`;
}
