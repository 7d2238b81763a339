import type { ApiModel } from "./model.ts";
import { buildModel } from "./build-model.ts";
import type { ChosenParts } from "./choose/index.ts";
import { applyOverlays, readOverlay } from "./overlay/index.ts";
import { createReader, isModern } from "./reading/index.ts";
import { defaultFolder, gather, type Loader } from "./refs/index.ts";
import { parseDocument } from "./text/index.ts";
import { versionOf } from "./version.ts";

/** What is read of a document, and what is laid over it first. */
export interface ReadOptions extends Partial<ChosenParts> {
  /** Files with OpenAPI Overlays 1.0 or 1.1, applied to the entry in this order. */
  readonly overlays?: readonly string[];
}

/**
 * Reads an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document, YAML or JSON, with the files that it refers to.
 * `load` hands in the text of the entry and of each such file (paths with `/`, relative to where the entry's path is).
 * Files outside the entry's folder, or outside the working directory when the entry's path is relative, are not asked
 * for, nor is another host. A document with mistakes is read as far as it makes sense: see `ApiModel.findings`.
 * Errors, with line and column: `openapi-not-parsable`, `-too-large`, `-too-deep`, `-alias-bomb`, `-no-specification`,
 * `-version-unsupported`, `-empty`, `-overlay-unusable`; and whatever `load` raises for the entry and for overlays.
 *
 * @example
 * const model = await readSpecification("api/openapi.yaml", (path) => files.readText(path));
 * model.operations.map(({ id, method, path }) => `${method} ${path} (${id})`);
 */
export async function readSpecification(file: string, load: Loader, wishes: ReadOptions = {}): Promise<ApiModel> {
  const parsed = parseDocument(file, await load(file));
  const { tags = [], paths = [], overlays: names = [] } = wishes;
  const overlays = await Promise.all(names.map(async (name) => readOverlay(name, await load(name))));
  const { value, findings } = applyOverlays(parsed.value, overlays);
  const entry = { ...parsed, value };
  const version = versionOf(entry);
  const options = { hasIdentifiers: isModern({ version }), within: defaultFolder(file) };
  const library = await gather(entry, load, options);
  const model = buildModel(createReader(library, version), { tags, paths });
  return findings.length === 0 ? model : { ...model, findings: [...findings, ...model.findings] };
}
