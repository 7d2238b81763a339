import { posix } from "node:path";
import { z } from "zod";
import type { World } from "../../command/index.ts";
import { shownPath, type Places } from "./places.ts";

/** Which part of a document counts, and what is laid over it first. */
export interface DocumentWishes {
  readonly tags?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly overlay?: readonly string[] | undefined;
  /** Told the path of every file that is read. */
  readonly onRead?: ((path: string) => void) | undefined;
}

/** The options of every command that reads a document for a server. */
export const documentFlags = {
  tags: z
    .array(z.string())
    .readonly()
    .optional()
    .describe("Only operations with one of these tags, as a,b; default: as in the last run; * takes all again")
    .meta({ value: "TAGS" }),
  paths: z
    .array(z.string())
    .readonly()
    .optional()
    .describe("Only paths like one of these, as '/v1/*,/health'; * stands for any text; default: as in the last run")
    .meta({ value: "PATHS" }),
  overlay: z
    .array(z.string())
    .readonly()
    .optional()
    .describe(
      "OpenAPI Overlay 1.0 or 1.1 to lay over the document, in this order; default: as in the last run; none takes none",
    )
    .meta({ value: "FILE" }),
};

/** `["a,b", "c"]` and `["a", "b", "c"]` are the same; a star takes everything, which is no wish. */
function listOf(wish: readonly string[] | undefined): readonly string[] | undefined {
  const items = wish?.flatMap((text) => text.split(",").map((item) => item.trim())).filter((item) => item !== "");
  return items?.includes("*") === true ? [] : items;
}

/** The wishes with their lists taken apart; undefined where nothing is said. */
export function documentWishes({ tags, paths, overlay }: DocumentWishes): DocumentWishes {
  return { tags: listOf(tags), paths: listOf(paths), overlay: overlay?.filter((path) => path !== "none") };
}

/** Overlays as the manifest keeps them: below the project root, whatever folder the command was run in. */
export function keptOverlays(world: World, { projectRoot }: Places, overlay: readonly string[]): readonly string[] {
  return overlay.map((path) => posix.relative(projectRoot, world.files.resolve(path).replaceAll("\\", "/")));
}

/** The same as paths that can be read and shown. */
export function shownOverlays(world: World, { projectRoot }: Places, kept: readonly string[]): readonly string[] {
  return kept.map((path) => shownPath(world, posix.join(projectRoot, path)));
}
