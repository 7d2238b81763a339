import { compareText } from "../../kit/index.ts";

/** `.backwright/manifest.json`: what was written into a project, by source root. */
export interface Manifest {
  /** Source root below the project root (`src`; `.` for the project root itself) → what was written there. */
  readonly apis: ReadonlyMap<string, ApiRecord>;
  /** Managed files of the first format, by their path below the project root. */
  readonly older: ReadonlyMap<string, Hashes>;
}

/** Hashes of the texts that count as ours: several while a run was interrupted. */
export type Hashes = readonly string[];

/** One generated API. Paths are below its source root, with forward slashes. */
export interface ApiRecord {
  readonly managed: ReadonlyMap<string, Hashes>;
  /** Files of the user's as they were first written: while they are still that, nothing of the user's is in them. */
  readonly own: ReadonlyMap<string, Hashes>;
  readonly operations: readonly OperationRecord[];
  /** What the last run was asked for, by name: the default of the next one. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** An operation that has, or had, a handler. */
export interface OperationRecord {
  readonly method: string;
  /** As the document spelled it. */
  readonly path: string;
  /** Name of the exported handler. */
  readonly id: string;
  /** The handler file: `routes/users.ts`. */
  readonly file: string;
  /** The handler file that its tag asked for, where that is another one. */
  readonly tag?: string | undefined;
}

export const emptyManifest: Manifest = { apis: new Map(), older: new Map() };

export const VERSION = 2;

/** What was written below a source root; of a manifest of the first format too. */
export function apiRecord({ apis, older }: Manifest, root: string): ApiRecord {
  const known = apis.get(root);
  if (known !== undefined) return known;
  const managed = [...older]
    .filter(([key]) => isBelow(key, root))
    .map(([key, hashes]) => [root === "." ? key : key.slice(root.length + 1), hashes] as const);
  return { managed: new Map(managed), own: new Map(), operations: [], options: {} };
}

/** The manifest with another record of one API. */
export function withApi({ apis, older }: Manifest, root: string, record: ApiRecord): Manifest {
  return {
    apis: new Map([...apis, [root, record]]),
    older: new Map([...older].filter(([key]) => !isBelow(key, root))),
  };
}

const isBelow = (key: string, root: string): boolean => root === "." || key.startsWith(`${root}/`);

/** The manifest as text, sorted, so that two runs write the same. */
export function writeManifest({ apis, older }: Manifest): string {
  const files = older.size === 0 ? {} : { files: hashTable(older) };
  const value = {
    version: VERSION,
    apis: table([...apis].map(([root, record]) => [root, apiValue(record)])),
    ...files,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

const apiValue = ({ managed, own, operations, options }: ApiRecord) => ({
  options: table(Object.entries(options)),
  managed: hashTable(managed),
  own: hashTable(own),
  operations: table(operations.map(operationValue)),
});

const operationValue = ({ method, path, id, file, tag }: OperationRecord) =>
  [`${method} ${path}`, { id, file, ...(tag === undefined || tag === file ? {} : { tag }) }] as const;

const hashTable = (files: ReadonlyMap<string, Hashes>) =>
  table([...files].map(([path, hashes]) => [path, hashes.length === 1 ? (hashes[0] ?? "") : hashes]));

function table<Value>(entries: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareText(a, b)));
}
