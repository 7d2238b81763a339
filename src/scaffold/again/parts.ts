import type { Finding } from "../../kit/index.ts";
import { readSpecification, type Pieces, type Wanted } from "../../openapi/index.ts";
import type { GeneratedFile } from "../file.ts";
import { generateFrom, planFor, type GeneratedOperation } from "../generate.ts";
import type { ScaffoldOptions } from "../options.ts";
import { groupName, type OperationPlan, type Plan } from "../plan/index.ts";
import { pathRules } from "../routes/index.ts";
import type { Memory, RememberedOperation } from "./memory.ts";

/** How parts of a document are made. */
export interface Make {
  readonly file: string;
  readonly options: ScaffoldOptions;
  readonly memory: Memory;
  readonly groups: ReadonlySet<string>;
  /** Which of the files. */
  readonly only: "groups" | "shared";
  /** The names of the whole document, where the code is to stand in its files. */
  readonly names?: Memory;
}

/** What some paths of a document become when they are alone. */
export interface Parts {
  readonly files: readonly GeneratedFile[];
  readonly operations: readonly GeneratedOperation[];
  readonly findings: readonly Finding[];
  /** What decides about the order of the routes besides their paths. */
  readonly rules: readonly number[];
}

/** The files of some paths; undefined where they are not the operations that the last run knew. */
export async function makeParts(make: Make, pieces: Pieces, wanted: Wanted): Promise<Parts | undefined> {
  const { paths } = wanted;
  const text = pieces.write(wanted);
  if (text === undefined) return undefined;
  const model = await readSpecification(make.file, () => Promise.resolve(text)).catch(() => undefined);
  if (model === undefined) return undefined;
  const known = new Map(make.memory.operations.map((operation) => [keyOf(operation), operation]));
  const expected = make.memory.operations.filter(({ path }) => paths.has(path));
  const options = { ...make.options, handlerFile: (one: Keyed) => known.get(keyOf(one))?.group ?? "" };
  const plan = planFor(model, options);
  if (!isKnown(plan.operations, expected)) return undefined;
  const { files, operations, findings } = generateFrom(named(plan, make, expected));
  const rules = plan.operations.map(({ operation }) => pathRules(operation));
  return { files, operations, findings: [...model.findings, ...findings], rules };
}

type Keyed = Pick<GeneratedOperation, "method" | "path">;

const keyOf = ({ method, path }: Keyed): string => `${method} ${path}`;

/** The same operations with the same ids and tags, in the same order. */
function isKnown(planned: readonly OperationPlan[], known: readonly RememberedOperation[]): boolean {
  return (
    planned.length === known.length &&
    planned.every(({ operation, id }, at) => {
      const one = known[at];
      return one?.id === id && keyOf(one) === keyOf(operation) && one.wish === groupName(operation);
    })
  );
}

function named(plan: Plan, { memory, names, only }: Make, expected: readonly RememberedOperation[]): Plan {
  const { isSplit } = memory;
  if (names === undefined) return { ...plan, isSplit, only };
  const renamed = new Map(plan.operations.map((planned, at) => [planned, withNames(planned, expected[at])]));
  const operations = [...renamed.values()];
  const groups = plan.groups.map((group) => ({
    ...group,
    operations: group.operations.map((planned) => renamed.get(planned) ?? planned),
  }));
  const readers = names.operations.map(({ reader }) => reader);
  return {
    ...plan,
    isSplit,
    only,
    operations,
    groups,
    readers,
    schemas: new Map(names.schemas.map((one) => [one.key, one])),
  };
}

function withNames(planned: OperationPlan, known: RememberedOperation | undefined): OperationPlan {
  if (known === undefined) return planned;
  const { requestType, responsesType, reader } = known;
  return { ...planned, requestType, responsesType, reader };
}
