import type { World } from "../../command/index.ts";
import { parseHeader } from "../../load/index.ts";
import { readApi, type Imported } from "../../load/import/index.ts";
import { readDocument } from "../scaffold/read.ts";
import type { Input } from "./input.ts";

/** A scenario for an OpenAPI document. Errors: those of reading it, `load-scenario-empty`. */
export async function fromSpecification(file: string, input: Input, world: World): Promise<Imported> {
  const { model } = await readDocument(world, file);
  const headers = input.header.map((line) => parseHeader(line)[0].toLowerCase());
  return readApi(model, { includeWrites: input.includeWrites, only: input.only, env: world.env, headers });
}
