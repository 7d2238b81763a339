// How many order bodies (1.1 kB, ten items, formats, a oneOf) a second of CPU validates: generated code beside ajv and zod,
// in one process, round by round; what `--validator` writes for a library beside them. Ours tells all problems, so `allErrors` of ajv is the like; its faster settings stand beside.
// Rates are those of the best round, ratios the medians of the rounds. Run: npx tsx bench/validate.ts [rounds]
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { textTable } from "../src/kit/index.ts";
import { median } from "./support/cpu.ts";
import { openWorkshop, verdictOn } from "./support/json-schema/compile.ts";
import { brokenOrder, order, orderSchema, orderZod, type Variant } from "./support/json-schema/order.ts";

interface Validator {
  readonly name: string;
  /** True when the value is valid; throws nothing. */
  readonly test: (value: unknown) => boolean;
}

function ajvOf(variant: Variant, allErrors: boolean, mode: "full" | "fast"): Validator {
  const ajv = new Ajv2020({ allErrors, strict: false });
  formats.default(ajv, { mode });
  const validate = ajv.compile(orderSchema(variant));
  return {
    name: `ajv 8, ${allErrors ? "allErrors" : "first error"}, ${mode} formats`,
    test: (value) => validate(value),
  };
}

function zodOf(variant: Variant): Validator {
  const schema = orderZod(variant);
  return { name: "zod 4", test: (value) => schema.safeParse(value).success };
}

const documentOf = (variant: Variant): ReadonlyMap<string, string> => {
  const body = {
    required: true,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
  };
  const post = { operationId: "check", requestBody: body, responses: { 200: { description: "" } } };
  const components = { schemas: { Order: orderSchema(variant) } };
  const info = { title: "Orders", version: "1" };
  return new Map([["openapi.json", JSON.stringify({ openapi: "3.1.0", info, paths: { "/": { post } }, components })]]);
};

const LIBRARIES = ["ajv", "typebox", "zod"] as const;

/** The same document with `--validator`: the reader that its routes call. */
async function libraryOf(variant: Variant, library: (typeof LIBRARIES)[number]): Promise<Validator> {
  await using own = await openWorkshop(library);
  const made = await own.build(variant, documentOf(variant));
  const reader = made["readCheck"];
  assert(reader !== undefined);
  return { name: `--validator ${library}, reader`, test: (value) => verdictOn(reader, value) === undefined };
}

async function validatorsOf(variant: Variant): Promise<readonly Validator[]> {
  const made = await workshop.build(variant, documentOf(variant));
  const reader = made["readCheck"];
  const check = made["checkOrder"] as unknown as (value: unknown, problems: unknown[]) => void;
  assert(reader !== undefined);
  const bare = (value: unknown): boolean => {
    const problems: unknown[] = [];
    check(value, problems);
    return problems.length === 0;
  };
  return [
    { name: "generated check", test: bare },
    { name: "generated reader, with its 400", test: (value) => verdictOn(reader, value) === undefined },
    ...(await Promise.all(LIBRARIES.map((library) => libraryOf(variant, library)))),
    ajvOf(variant, true, "full"),
    ajvOf(variant, true, "fast"),
    ajvOf(variant, false, "full"),
    ajvOf(variant, false, "fast"),
    zodOf(variant),
  ];
}

const ROUND_MS = 100;
const BATCH = 250;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as (how: { readonly type: "minor" }) => void;

/** Validations per second of CPU in one round; what the one before has left is cleared away first. */
function rate({ test }: Validator, value: unknown, expected: boolean): number {
  // A whole collection would also throw away what the engine has learned.
  collectGarbage({ type: "minor" });
  const end = performance.now() + ROUND_MS;
  const from = process.cpuUsage();
  let count = 0;
  while (performance.now() < end) {
    for (let at = 0; at < BATCH; at += 1) if (test(value) !== expected) throw new Error("wrong verdict");
    count += BATCH;
  }
  const { user, system } = process.cpuUsage(from);
  return (count * 1e6) / (user + system);
}

interface Rates {
  readonly valid: number[];
  readonly invalid: number[];
}

/** Objects as JSON.parse lays them out: the same for a right value and a wrong one, which the engine takes note of. */
const received = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The first round warms up. */
const ratio = (own: readonly number[], others: readonly number[]): string =>
  median(own.map((rate, at) => rate / (others[at] ?? Number.NaN)).slice(1)).toFixed(2);

async function measure(variant: Variant, rounds: number): Promise<void> {
  const validators = await validatorsOf(variant);
  const [good, bad] = [received(order(variant)), received(brokenOrder(variant))];
  const rates = validators.map((): Rates => ({ valid: [], invalid: [] }));
  for (let round = 0; round <= rounds; round += 1)
    for (const [at, validator] of validators.entries()) {
      rates[at]?.valid.push(rate(validator, good, true));
      rates[at]?.invalid.push(rate(validator, bad, false));
    }
  const [own] = rates;
  assert(own !== undefined);
  const rows = validators.map(({ name }, at) => {
    const { valid, invalid } = rates[at] ?? own;
    const [perSecond, refused] = [valid, invalid].map((list) => Math.round(Math.max(...list)).toLocaleString("en"));
    const micros = (1e6 / Math.max(...valid)).toFixed(2);
    return [name, perSecond ?? "", refused ?? "", micros, ratio(own.valid, valid), ratio(own.invalid, invalid)];
  });
  const bytes = Buffer.byteLength(JSON.stringify(good));
  console.log(`\noneOf ${variant}; ${bytes} bytes, best of ${rounds} rounds, seconds of CPU`);
  const titles = ["validator", "valid/s", "invalid/s", "µs/valid", "ours ×, valid", "ours ×, invalid"];
  console.log(
    textTable(
      titles.map((title, at) => ({ title, align: at === 0 ? "left" : "right" })),
      rows,
    ),
  );
}

const rounds = Number(process.argv[2] ?? 12);
await using workshop = await openWorkshop();
for (const variant of ["tagged", "untagged"] as const) await measure(variant, rounds);
