// `tune` on the example shop, on the shop in one file and on a control without faults: what is found, what it takes, before and after.
// `--duration 10s` of each state, `--only shop|small|control`, `--report` prints the whole reports.
import { join } from "node:path";
import { command } from "../src/commands/tune.ts";
import { paint } from "../src/kit/index.ts";
import { sampleRequest } from "../src/openapi/sample/index.ts";
import { compileShop, generateShop, readShop, shop } from "../test/live/shop-support.ts";
import { temporaryFolder, testWorld } from "../test/support/world.ts";

const argumentOf = (name: string): string | undefined =>
  process.argv[process.argv.indexOf(name) + 1 || process.argv.length];
const only = argumentOf("--only");
const duration = argumentOf("--duration") ?? "10s";
const small = join(shop, "small");

interface Case {
  readonly name: string;
  readonly input: Parameters<typeof command.call>[0];
  readonly env?: Readonly<Record<string, string>>;
  /** First columns of the indexes that are missing, and the tables of N+1 queries. */
  readonly planted: readonly string[];
}

const onSmall = (schema: readonly string[]): Case["input"] => ({
  targets: [join(small, "tune.yaml")],
  onCopy: true,
  schema: schema.map((name) => join(small, name)),
  seed: [join(small, "seed.sql")],
  start: `node ${join(small, "server.js")}`,
  duration,
});

const SMALL = ["orders(customer_id", "orders(tracking_code", "orders>order_items"];
const SHOP = ["orders(customer_id", "order_items(product_id", "orders(tracking_code", "orders>order_items"];

/** Every GET of the document, with its sample values. */
async function onShop(folder: string): Promise<Case> {
  await generateShop(folder);
  const complaints = await compileShop(folder);
  if (complaints !== "") throw new Error(complaints);
  const model = await readShop();
  const reads = model.operations.filter(({ method }) => method === "GET").map((each) => sampleRequest(each, model));
  const headers = new Map(reads.flatMap((request) => Object.entries(request.headers)));
  const input = {
    targets: reads.map(({ path }) => path),
    header: [...headers].map(([name, value]) => `${name}: ${value}`),
    onCopy: true,
    schema: [join(shop, "migrations")],
    seed: [join(shop, "seed.sql")],
    start: `node ${join(folder, "dist/server.js")}`,
    duration,
  };
  return { name: "examples/shop", input, env: { ADMIN_KEY: "sample-key" }, planted: SHOP };
}

type Measure = NonNullable<
  Awaited<ReturnType<typeof command.call>>["comparison"]
>["routes"][number]["measures"][number];

function intervalOf({ lowPercent, highPercent, confidencePercent }: Measure): string {
  if (lowPercent === null || highPercent === null) return "too few requests for an interval";
  return `${lowPercent.toFixed(1)} to ${highPercent.toFixed(1)} % at ${confidencePercent.toFixed(2)} % confidence`;
}

async function run({ name, input, env = {}, planted }: Case): Promise<void> {
  const world = await testWorld([], { env });
  const answer = await command.execute(input, world);
  const report = command.output.parse(answer.data) as Awaited<ReturnType<typeof command.call>>;
  const found = [
    ...report.suggestions.map(({ table, up }) => `${table}(${/\((\w+)/.exec(up.join(" "))?.[1] ?? ""}`),
    ...report.nPlusOne.map(({ parentTable, childTable }) => `${parentTable}>${childTable}`),
  ];
  const missed = planted.filter((one) => !found.includes(one));
  const wrong = found.filter((one) => !planted.includes(one));
  console.log(
    `${name}: ${planted.length - missed.length} of ${planted.length} planted faults found, ${wrong.length} others` +
      `${wrong.length + missed.length === 0 ? "" : ` (missed ${missed.join(" ")}; others ${wrong.join(" ")})`}; ${(report.elapsedMs / 1_000).toFixed(0)} s`,
  );
  for (const { route, measures } of report.comparison?.routes ?? [])
    for (const one of measures.filter(({ verdict, name }) => verdict !== "no-difference-shown" || name === "p95"))
      console.log(
        `  ${route} ${one.name}: ${one.beforeMs?.toFixed(2) ?? "-"} -> ${one.afterMs?.toFixed(2) ?? "-"} ms, ${one.verdict} (${intervalOf(one)}, ` +
          `${report.comparison?.method ?? ""} over ${one.units} pairs)`,
      );
  if (process.argv.includes("--report")) console.log(answer.text({ columns: 120, paint: paint(false) }));
}

await using folder = await temporaryFolder("bench-tune");
if (only === undefined || only === "shop") await run(await onShop(folder.path));
if (only === undefined || only === "small")
  await run({ name: "examples/shop/small", input: onSmall(["schema.sql"]), planted: SMALL });
if (only === undefined || only === "control")
  await run({ name: "control", input: onSmall(["schema.sql", "well.sql"]), env: { WELL: "1" }, planted: [] });
