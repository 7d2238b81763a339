import type { World } from "../../command/index.ts";
import type { Finding } from "../../kit/index.ts";
import type { ApiModel } from "../../openapi/index.ts";
import {
  generateFrom,
  inLanguage,
  memoryOf,
  placesIn,
  planFor,
  styled,
  type Before,
  type Generated,
  type HandlerPlaces,
  type ImportStyle,
  type Plan,
  type ScaffoldOptions,
} from "../../scaffold/index.ts";
import { openCache, type Cache } from "./cache.ts";
import { shownOverlays } from "./document-input.ts";
import { readFromDb, type FromDbWishes } from "./from-db.ts";
import type { Chosen } from "./input.ts";
import { madeAgain } from "./made-again.ts";
import type { Places } from "./places.ts";
import { readDocument } from "./read.ts";
import type { State } from "./state.ts";
import { readTemplates } from "./templates.ts";

/** What decides about the files of a run. */
export interface MakeFacts {
  readonly spec: string;
  readonly fromDb: FromDbWishes | undefined;
  readonly places: Places;
  readonly state: State;
  readonly chosen: Chosen;
  readonly style: ImportStyle;
  readonly onRead?: ((path: string) => void) | undefined;
}

/** The files of a run as they are to be written, and where handlers lie. */
export interface Made {
  readonly generated: Generated;
  readonly handlerPlaces: HandlerPlaces;
  readonly findings: readonly Finding[];
  /** What the next run may start from. */
  readonly memory?: { readonly cache: Cache; readonly now: Before };
}

/** The files of a document or a database: what changed since the last run where that can be told, else all. */
export async function makeFiles(world: World, facts: MakeFacts): Promise<Made> {
  const { spec, fromDb, places, chosen, style, state } = facts;
  const { framework, errors, validator } = chosen;
  const templates = await readTemplates(world, { framework, errors, validator });
  // The schemas of a library stand in one file that every operation adds to: it is made as a whole.
  const mayRemember =
    fromDb === undefined && validator === "generated" && isPlain(chosen) && state.language === "typescript";
  const cache = mayRemember ? await openCache(world, places, { spec, chosen, style, templates }) : undefined;
  return (cache && (await fromMemory(world, facts, { cache, templates }))) ?? whole(world, facts, { cache, templates });
}

/** A client and tests name every operation, and a choice leaves some out: all are made as a whole. */
const isPlain = ({ client, tests, tags, paths }: Chosen): boolean =>
  !client && !tests && tags === undefined && paths === undefined;

interface Ground {
  readonly cache: Cache | undefined;
  readonly templates: ReadonlyMap<string, string>;
}

async function fromMemory(world: World, facts: MakeFacts, { cache, templates }: Ground): Promise<Made | undefined> {
  const { spec, places, chosen, style, state } = facts;
  const { before } = cache ?? {};
  if (cache === undefined || before === undefined) return undefined;
  const handlerPlaces = placesIn(state.handlers, state.record, before.memory.operations);
  const options = optionsFor(chosen, templates, handlerPlaces);
  const made = await madeAgain(world, { spec, places, before, options, style });
  if (made === undefined) return undefined;
  const { again, files, now } = made;
  const same = { generated: { ...again, files }, handlerPlaces, findings: again.findings };
  return now.text === before.text ? same : { ...same, memory: { cache, now } };
}

async function whole(world: World, facts: MakeFacts, { cache, templates }: Ground): Promise<Made> {
  const { state, chosen, style } = facts;
  const { model, placed, alone, write } = await readSource(world, facts);
  const handlerPlaces = placesIn(state.handlers, state.record, model.operations);
  const { plan, generated: plain } = await write(optionsFor(chosen, templates, handlerPlaces));
  const generated = inLanguage({ ...plain, files: styled(plain.files, style) }, state.language);
  const findings = [...model.findings, ...generated.findings.map(placed)];
  const made = { generated, handlerPlaces, findings };
  if (cache === undefined || alone === undefined || plan === undefined) return made;
  return { ...made, memory: { cache, now: { text: alone, memory: memoryOf(plan, { ...generated, findings }) } } };
}

function optionsFor(
  { framework, errors, basePath, formats, unknownFields, coerce: coercion, validator, client, tests }: Chosen,
  templates: ReadonlyMap<string, string>,
  { fileOf: handlerFile }: HandlerPlaces,
): ScaffoldOptions {
  return {
    framework,
    errors,
    basePath,
    formats,
    unknownFields,
    coercion,
    validator,
    client,
    tests,
    templates,
    handlerFile,
  };
}

interface Source {
  readonly model: ApiModel;
  readonly placed: (finding: Finding) => Finding;
  /** The text of the document, where nothing else was looked at. */
  readonly alone?: string | undefined;
  readonly write: (options: ScaffoldOptions) => Promise<{ readonly generated: Generated; readonly plan?: Plan }>;
}

/** A document, or what a database offers. */
async function readSource(world: World, { spec, fromDb, places, chosen, onRead }: MakeFacts): Promise<Source> {
  if (fromDb !== undefined) {
    const { model, generate } = await readFromDb(world, fromDb, chosen.errors);
    return { model, placed: (finding) => finding, write: async (options) => ({ generated: await generate(options) }) };
  }
  const { tags, paths, overlay = [] } = chosen;
  const overlays = shownOverlays(world, places, overlay);
  const read = await readDocument(world, spec, { tags, paths, overlay: overlays, onRead });
  return { ...read, write: async (options) => written(planFor(read.model, options)) };
}

const written = (plan: Plan) => ({ plan, generated: generateFrom(plan) });
