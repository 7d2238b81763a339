import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkDocument, type CorpusEntry } from "../../bench/corpus.ts";

const CORPUS = process.env["BACKWRIGHT_CORPUS"] ?? "../shared/corpus/openapi";
const index = join(CORPUS, "index.json");
const files = existsSync(index)
  ? (JSON.parse(readFileSync(index, "utf8")) as CorpusEntry[]).map(({ file }) => file)
  : [];

// Every published document: generated, type-checked, booted, asked once per operation.
describe.skipIf(files.length === 0)("published documents (skipped where the corpus is absent)", () => {
  test.concurrent.each(files)("%s", { timeout: 120_000 }, async (file) => {
    const row = await checkDocument(join(CORPUS, file), file);
    expect({ types: row.typeErrors, boot: row.bootError, crashed: row.crashed }).toEqual({
      types: [],
      boot: undefined,
      crashed: [],
    });
  });

  // The other frameworks share the validators: routes and adapters are what can differ. bench/contract.ts asks all documents.
  test.concurrent.each(["fastify", "koa"] as const)(
    "parameters of every style on %s",
    { timeout: 120_000 },
    async (framework) => {
      const file = "parameters-style-31.yaml";
      const { typeErrors, bootError, sent, served } = await checkDocument(join(CORPUS, file), file, framework);
      expect({ typeErrors, bootError, lost: sent - served }).toEqual({ typeErrors: [], bootError: undefined, lost: 0 });
    },
  );
});
