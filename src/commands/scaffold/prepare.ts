import type { World } from "../../command/index.ts";
import type { Finding } from "../../kit/index.ts";
import type { ApiModel } from "../../openapi/index.ts";
import {
  generate,
  importStyle,
  placesIn,
  planRun,
  styled,
  targetFindings,
  type ErrorShape,
  type Generated,
  type RunPlan,
  type ScaffoldOptions,
} from "../../scaffold/index.ts";
import { readFromDb, type FromDbWishes } from "./from-db.ts";
import { chosenFor, type Chosen, type Wished } from "./input.ts";
import { placesOf, shownPath, type Places } from "./places.ts";
import { readDocument } from "./read.ts";
import { readFound, readState, type State } from "./state.ts";
import { packagePath, readTarget } from "./target.ts";
import { readTemplates } from "./templates.ts";

/** What a run is asked for, as far as it decides about files. What is left out is as in the last run. */
export interface PrepareWishes extends Wished {
  readonly spec: string;
  readonly out: string;
  readonly force: boolean;
  /** The API comes from a database; `spec` is its name for people. */
  readonly fromDb?: FromDbWishes | undefined;
}

/** A run that is decided and has written nothing yet. */
export interface Prepared {
  readonly places: Places;
  readonly state: State;
  readonly generated: Generated;
  readonly plan: RunPlan;
  readonly chosen: Chosen;
  readonly findings: readonly Finding[];
}

/** Reads document and project and decides about every file. Errors: `openapi-*`, `file-*`, `scaffold-manifest-broken`. */
export async function prepare(world: World, wishes: PrepareWishes): Promise<Prepared> {
  const places = await placesOf(world, wishes.out);
  const state = await readState(world, places);
  const { record, handlers } = state;
  const chosen = chosenFor(wishes, record.options);
  const { model, placed, write } = await readSource(world, wishes, chosen.errors);
  const handlerPlaces = placesIn(handlers, record, model.operations);
  const target = await readTarget(world, places, chosen.framework);
  const written = await generatedFor(world, { chosen, handlerFile: handlerPlaces.fileOf, write });
  const generated = { ...written, files: styled(written.files, importStyle(target)) };
  const found = await readFound(world, places, { files: generated.files, record });
  const { files, operations } = generated;
  const plan = planRun({ files, operations, record, handlers, places: handlerPlaces, found, force: wishes.force });
  const unfit = targetFindings(target, chosen.framework, shownPath(world, packagePath(places)));
  const findings = [...model.findings, ...generated.findings.map(placed), ...unfit];
  return { places, state, generated, plan, chosen, findings };
}

interface Source {
  readonly model: ApiModel;
  readonly placed: (finding: Finding) => Finding;
  readonly write: (options: ScaffoldOptions) => Promise<Generated>;
}

/** A document, or what a database offers. */
async function readSource(world: World, { spec, fromDb }: PrepareWishes, errors: ErrorShape): Promise<Source> {
  if (fromDb !== undefined) {
    const read = await readFromDb(world, fromDb, errors);
    return { model: read.model, placed: (finding) => finding, write: read.generate };
  }
  const { model, placed } = await readDocument(world, spec);
  return { model, placed, write: async (options) => generate(model, options) };
}

interface Generating {
  readonly write: Source["write"];
  readonly chosen: Chosen;
  readonly handlerFile: NonNullable<ScaffoldOptions["handlerFile"]>;
}

async function generatedFor(world: World, { chosen, handlerFile, write }: Generating): Promise<Generated> {
  const choice = { framework: chosen.framework, errors: chosen.errors };
  const templates = await readTemplates(world, choice);
  const { basePath, formats, unknownFields, coerce: coercion } = chosen;
  return write({ ...choice, basePath, formats, unknownFields, coercion, templates, handlerFile });
}
