/**
 * What the engine takes for a connection: it asks for the server's version when it starts, and for nothing more when it compares
 * nothing with a schema, so that no server has to be there. Every answer is wrapped as `@prisma/driver-adapter-utils` does it.
 */
export function blindAdapter(): unknown {
  const connection = {
    ...NAMES,
    queryRaw: async () => answer(VERSION),
    executeRaw: async () => answer(0),
    executeScript: async () => answer(undefined),
    getConnectionInfo: () => answer({ schemaName: "public", supportsRelationJoins: true }),
    dispose: async () => answer(undefined),
  };
  const connect = async (): Promise<unknown> => answer(connection);
  return { ...NAMES, connect, connectToShadowDb: connect };
}

const NAMES = { provider: "postgres", adapterName: "backwright" } as const;

/** Numbers of Prisma's own types. */
const [INT32, BOOLEAN, TEXT] = [0, 5, 7];

/** The answer to the one question: whether the schema `public` is there, the version in words and as a number. */
const VERSION = {
  columnNames: ["exists", "version", "numeric_version"],
  columnTypes: [BOOLEAN, TEXT, INT32],
  rows: [[true, "PostgreSQL 16.0", 160_000]],
};

interface Answer {
  readonly ok: true;
  readonly value: unknown;
  readonly map: (change: (value: unknown) => unknown) => Answer;
  readonly flatMap: (change: (value: unknown) => Answer) => Answer;
}

const answer = (value: unknown): Answer => ({
  ok: true,
  value,
  map: (change) => answer(change(value)),
  flatMap: (change) => change(value),
});
