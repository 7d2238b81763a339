import type { ApiModel } from "./model.ts";
import { buildModel } from "./build-model.ts";
import { createReader, isModern } from "./reading/index.ts";
import { defaultFolder, gather, type Loader } from "./refs/index.ts";
import { parseDocument } from "./text/index.ts";
import { versionOf } from "./version.ts";

/**
 * Reads an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document, YAML or JSON, with the files that it refers to.
 * `load` hands in the text of the entry and of each such file (paths with `/`, relative to where the entry's path is).
 * Files outside the entry's folder, or outside the working directory when the entry's path is relative, are not asked
 * for, nor is another host. A document with mistakes is read as far as it makes sense: see `ApiModel.findings`.
 * Errors, with line and column: `openapi-not-parsable`, `-too-large`, `-too-deep`, `-alias-bomb`, `-no-specification`,
 * `-version-unsupported`, `-empty`; and whatever `load` raises for the entry.
 *
 * @example
 * const model = await readSpecification("api/openapi.yaml", (path) => files.readText(path));
 * model.operations.map(({ id, method, path }) => `${method} ${path} (${id})`);
 */
export async function readSpecification(file: string, load: Loader): Promise<ApiModel> {
  const entry = parseDocument(file, await load(file));
  const version = versionOf(entry);
  const options = { hasIdentifiers: isModern({ version }), within: defaultFolder(file) };
  const library = await gather(entry, load, options);
  return buildModel(createReader(library, version));
}
