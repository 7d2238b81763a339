import type { EngineKind, World } from "../../command/index.ts";
import { readSpecification, type ApiModel } from "../../openapi/index.ts";
import { command as scaffold } from "../scaffold.ts";
import { startApi } from "./api.ts";
import { compile } from "./compile.ts";
import { decideTargets } from "./decision.ts";
import { loadApi } from "./load.ts";
import { findPackages } from "./packages.ts";
import { copyShop, placeHandlers, writeProject } from "./project.ts";
import { exchangeRequests } from "./requests.ts";
import { writeSampleServer } from "./samples.ts";
import { analyzeDatabase, prepareDatabase, type PreparedDatabase } from "./shop.ts";
import { stage } from "./stage.ts";
import type { TourOutput } from "./output.ts";
import type { Workspace } from "./workspace.ts";

/** What is toured: the shop that ships with us, or a stranger's document. */
export interface Tour {
  readonly specification: string;
  /** Folder of the shop's handlers, migrations and rows; none: operations answer with samples. */
  readonly shop: string | undefined;
  readonly durationMs: number;
  readonly engine: EngineKind | undefined;
}

type Result = Omit<TourOutput, "folder" | "next" | "durationMs">;

/** The whole tour, stage by stage. What it starts, it stops. */
export async function runTour(world: World, workspace: Workspace, tour: Tour): Promise<Result> {
  const model = await readModel(world, tour.specification);
  const scaffolded = await scaffoldApi(world, workspace.path, tour);
  const types = await checkTypes(world, workspace.path, { tour, model });
  await using database = tour.shop === undefined ? undefined : await prepareDatabase(world, tour.shop, tour.engine);
  const live = await runLive(world, { workspace, tour, model, database });
  return { specification: tour.specification, title: model.title, scaffold: scaffolded, types, ...live };
}

async function readModel(world: World, specification: string): Promise<ApiModel> {
  const read = await stage(world, "Reading the specification", async () => {
    const model = await readSpecification(specification, (path) => world.files.readText(path));
    return { value: model, detail: `${model.title}, OpenAPI ${model.version}, ${model.operations.length} operations` };
  });
  return read.value;
}

async function scaffoldApi(world: World, folder: string, tour: Tour): Promise<Result["scaffold"]> {
  const { value, durationMs } = await stage(world, "Scaffolding an Express API", async () => {
    if (tour.shop === undefined) await writeProject(world, folder, tour.specification);
    else await copyShop(world, folder);
    const made = await scaffold.call({ spec: tour.specification, out: `${folder}/src/routes` }, world);
    return { value: made, detail: `${made.operations.length} route handlers, ${made.files.length} files` };
  });
  return { operations: value.operations.length, files: value.files.length, durationMs };
}

interface Sources {
  readonly tour: Tour;
  readonly model: ApiModel;
}

async function checkTypes(world: World, folder: string, { tour, model }: Sources): Promise<Result["types"]> {
  const { durationMs } = await stage(world, "Type-checking it", async (say) => {
    const packages = await findPackages(world, say);
    await world.files.linkFolder(packages, `${folder}/node_modules`);
    if (tour.shop === undefined) await writeSampleServer(world, folder, model);
    else await placeHandlers(world, folder);
    await compile(world, folder);
    return { value: undefined, detail: "tsc --strict has no complaint" };
  });
  return { strict: true, durationMs };
}

interface Live extends Sources {
  readonly workspace: Workspace;
  readonly database: PreparedDatabase | undefined;
}

type LiveResult = Pick<Result, "database" | "requests" | "decision" | "load" | "analysis">;

/** Everything that needs the API to run. */
async function runLive(world: World, live: Live): Promise<LiveResult> {
  const started = await stage(world, "Starting the API", async () => {
    const api = await startApi(world, live.workspace.path, live.database?.url);
    return { value: api, detail: api.origin };
  });
  await using api = started.value;
  const basePath = live.model.servers[0]?.basePath ?? "";
  const requests = await sendRequests(world, live.model, `${api.origin}${basePath}`);
  const decision = await takeDecision(world);
  const load = await putUnderLoad(world, live, { origin: api.origin, basePath, requests, decision });
  const analysis = live.database === undefined ? null : await analyzeDatabase(world, live.database);
  return { database: live.database?.facts ?? null, requests, decision, load, analysis };
}

async function sendRequests(world: World, model: ApiModel, base: string): Promise<Result["requests"]> {
  const sent = await stage(world, "Sending valid and invalid requests", async () => {
    const value = await exchangeRequests(world, model, base);
    const right = value.filter((one) => one.asExpected).length;
    return { value: [...value], detail: `${right} of ${value.length} answered as the document says` };
  });
  return sent.value;
}

async function takeDecision(world: World): Promise<Result["decision"]> {
  const decided = await stage(world, "Taking latency targets from a decision", async () => {
    const value = await decideTargets(world);
    const { p50Ms, p95Ms, p99Ms } = value.targets;
    return { value, detail: `${value.profile}: p50 ${p50Ms} ms, p95 ${p95Ms} ms, p99 ${p99Ms} ms` };
  });
  return decided.value;
}

interface LoadFacts {
  readonly origin: string;
  readonly basePath: string;
  readonly requests: Result["requests"];
  readonly decision: Result["decision"];
}

async function putUnderLoad(world: World, { model, tour }: Live, facts: LoadFacts): Promise<Result["load"]> {
  const loaded = await stage(world, "Load-testing it against those targets", async (say) => {
    const { origin, basePath, requests, decision } = facts;
    const wishes = {
      origin,
      basePath,
      durationMs: tour.durationMs,
      targets: decision.targets,
      exchanges: requests,
      say,
    };
    const value = await loadApi(world, model, wishes);
    return { value, detail: `${value.requests} requests, ${Math.round(value.requestsPerSecond)} a second` };
  });
  return loaded.value;
}
