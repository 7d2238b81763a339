import type { Server } from "../model.ts";
import { basePathOf, textsOf } from "../build/index.ts";
import { textOf, type Reader } from "../reading/index.ts";
import { member, type Cursor } from "../refs/index.ts";

/** `schemes`, `host` and `basePath` as servers: one per scheme. */
export function readHost(reader: Reader, root: Cursor): readonly Server[] {
  const host = textOf(reader, root, "host");
  const basePath = textOf(reader, root, "basePath") ?? "";
  if (host === undefined && basePath === "") return [];
  if (host === undefined) return [serverAt(basePath)];
  const schemes = textsOf(member(root, "schemes"));
  return (schemes.length === 0 ? ["https"] : schemes).map((scheme) => serverAt(`${scheme}://${host}${basePath}`));
}

function serverAt(url: string): Server {
  return { url, description: undefined, basePath: basePathOf(url) };
}
