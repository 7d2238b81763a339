import type { World } from "../../command/index.ts";
import { errors, isRecord, type Finding } from "../../kit/index.ts";
import {
  importStyle,
  javascriptFindings,
  libraryFindings,
  planRun,
  targetFindings,
  type Generated,
  type ImportStyle,
  type RunPlan,
  type TargetFacts,
} from "../../scaffold/index.ts";
import type { FromDbWishes } from "./from-db.ts";
import { documentWishes, keptOverlays } from "./document-input.ts";
import { chosenFor, type Chosen, type Wished } from "./input.ts";
import { placesOf, shownPath, type Places } from "./places.ts";
import { makeFiles, type Made } from "./make.ts";
import { readFound, readState, type State } from "./state.ts";
import { packagePath, readTarget } from "./target.ts";

/** What a run is asked for, as far as it decides about files. What is left out is as in the last run. */
export interface PrepareWishes extends Wished {
  readonly spec: string;
  readonly out: string;
  readonly force: boolean;
  /** The API comes from a database; `spec` is its name for people. */
  readonly fromDb?: FromDbWishes | undefined;
  /** Told the path of every file that is read as part of the document. */
  readonly onRead?: ((path: string) => void) | undefined;
}

/** A run that is decided and has written nothing yet. */
export interface Prepared {
  readonly places: Places;
  readonly state: State;
  readonly generated: Generated;
  readonly plan: RunPlan;
  readonly chosen: Chosen;
  readonly findings: readonly Finding[];
  readonly memory: Made["memory"] | undefined;
}

/** Reads document and project and decides about every file. Errors: `openapi-*`, `file-*`, `scaffold-manifest-broken`. */
export async function prepare(world: World, wishes: PrepareWishes): Promise<Prepared> {
  const places = await placesOf(world, wishes.out);
  const state = await readState(world, places, wishes.javascript);
  if (state.language === "javascript" && wishes.fromDb !== undefined) throw typescriptOnly();
  const { record, handlers } = state;
  const chosen = chosenOf(world, places, { wishes, last: record.options });
  const target = await readTarget(world, places, chosen.framework);
  const project = shownPath(world, packagePath(places));
  if (state.language === "javascript") refuseCommonJs(target, project);
  const { spec, fromDb, onRead } = wishes;
  const made = await makeFiles(world, { spec, fromDb, places, state, chosen, onRead, style: styleOf(state, target) });
  const { generated, handlerPlaces } = made;
  const found = await readFound(world, places, { files: generated.files, record });
  const { files, operations } = generated;
  const plan = planRun({ files, operations, record, handlers, places: handlerPlaces, found, force: wishes.force });
  const unfit = [
    ...targetFindings(target, chosen.framework, project),
    ...(state.language === "javascript" ? javascriptFindings(target, project) : []),
    ...libraryFindings(target, chosen.validator, project),
  ];
  return { places, state, generated, plan, chosen, findings: [...made.findings, ...unfit], memory: made.memory };
}

const typescriptOnly = (): Error =>
  errors.command.badInput({
    problems: [
      "--javascript goes with a document: what --from-db writes is TypeScript. Give it another folder by --out.",
    ],
    command: "scaffold",
  });

/** Node runs JavaScript as it stands, whatever a compiler would accept. */
const styleOf = ({ language }: State, target: TargetFacts): ImportStyle =>
  language === "javascript" ? "js" : importStyle(target);

/** A `.js` file with import statements does not run there. */
function refuseCommonJs({ packageJson }: TargetFacts, file: string): void {
  if (isRecord(packageJson) && packageJson["type"] === "commonjs") throw errors.scaffold.javascriptCommonJs({ file });
}

interface Choosing {
  readonly wishes: PrepareWishes;
  readonly last: Readonly<Record<string, unknown>>;
}

function chosenOf(world: World, places: Places, { wishes, last }: Choosing): Chosen {
  const { tags, paths, overlay } = documentWishes(wishes);
  const kept = overlay && keptOverlays(world, places, overlay);
  return chosenFor({ ...wishes, tags, paths, overlay: kept }, last);
}
