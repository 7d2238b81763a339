// What a plan costs on models of growing size: `npx tsx bench/schema-diff-scale.ts`. No server: tables are multiplied in memory.
import { objectId, type SchemaModel, type SchemaObject } from "../src/catalog/schema/index.ts";
import { planBetween } from "../src/diff/index.ts";

const BASE = {
  owner: "postgres",
  comment: null,
  privileges: null,
  securityLabels: [],
  dependsOnExtensions: [],
} as const;

function table(number: number): readonly SchemaObject[] {
  const name = `table_${number}`;
  const id = objectId("table", "public", name);
  const columns = Array.from({ length: 10 }, (_, index): SchemaObject => ({
    ...BASE,
    kind: "column",
    id: objectId("column", "public", name, `column_${index}`),
    schema: "public",
    name: `column_${index}`,
    parent: id,
    owner: null,
    position: index + 1,
    type: index === 0 ? "bigint" : "text",
    collation: null,
    notNull: null,
    default: index === 1 ? "'none'::text" : null,
    generated: null,
    identity: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: [],
    foreignOptions: [],
    isLocal: true,
    isInherited: false,
  }));
  const indexes = Array.from({ length: 3 }, (_, index): SchemaObject => ({
    ...BASE,
    kind: "index",
    id: objectId("index", "public", `${name}_${index}`),
    schema: "public",
    name: `${name}_${index}`,
    parent: id,
    owner: null,
    definition: `CREATE INDEX ${name}_${index} ON public.${name} USING btree (column_${index})`,
    method: "btree",
    unique: false,
    valid: true,
    isPartitioned: false,
    partitionOf: null,
    constraint: null,
    options: [],
    tablespace: null,
    statisticsTargets: [],
  }));
  const itself: SchemaObject = {
    ...BASE,
    kind: "table",
    id,
    schema: "public",
    name,
    parent: null,
    tableKind: "ordinary",
    persistence: "permanent",
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    ofType: null,
    options: [],
    toastOptions: [],
    accessMethod: "heap",
    tablespace: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: { kind: "default" },
    clusteredOn: null,
    foreign: null,
  };
  return [itself, ...columns, ...indexes];
}

function model(tables: number): SchemaModel {
  const objects = Array.from({ length: tables }, (_, number) => table(number)).flat();
  const dependencies = objects.flatMap(({ id, parent }) =>
    parent === null ? [] : [{ from: id, to: parent, reason: "auto", part: null } as const],
  );
  return {
    serverVersion: 150_000,
    objects: new Map(objects.map((one) => [one.id, one])),
    dependencies,
    unmodelled: [],
  };
}

const empty = model(0);
for (const tables of [250, 500, 1_000, 2_000]) {
  const desired = model(tables);
  const altered = { ...desired, objects: new Map([...desired.objects].slice(1)) };
  for (const [name, from, to] of [
    ["everything new", empty, desired],
    ["nothing new", desired, desired],
    ["one table new", altered, desired],
  ] as const) {
    const before = process.cpuUsage();
    const { batches } = planBetween(from, to, { role: "postgres" });
    const { user, system } = process.cpuUsage(before);
    const statements = batches.reduce((sum, { steps }) => sum + steps.length, 0);
    const seconds = (user + system) / 1e6;
    const megabytes = process.memoryUsage().rss / 1e6;
    console.log(
      `${String(tables).padStart(5)} tables  ${name.padEnd(14)}  ${String(statements).padStart(6)} statements  ${seconds.toFixed(2)} s CPU  ${((seconds / tables) * 1e3).toFixed(2)} ms a table  ${megabytes.toFixed(0)} MB`,
    );
  }
}
