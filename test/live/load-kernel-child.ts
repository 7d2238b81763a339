// Runs plans over the kernel transport in a process of its own: what blocks its thread, and might end it, is not the test's.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { monotonicMs } from "../../src/edge/load/clock.ts";
import { start } from "../../src/edge/load/hot/index.ts";
import { newKernelTransport, testKernel } from "../../src/edge/load/kernel/index.ts";
import { newLane } from "../../src/edge/load/lane/index.ts";
import { COUNTER, newControl, newLaneMemory, noteUnfinished } from "../../src/edge/load/memory/index.ts";
import { FAILURE_KINDS, type LoadPlan } from "../../src/load/index.ts";

/** What a plan came to. */
export interface KernelCounts {
  readonly successful: number;
  readonly failed: number;
  readonly unfinished: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<string, number>>;
  readonly received: number;
  readonly sent: number;
  readonly opened: number;
  readonly races: number;
  readonly retried: number;
  readonly surplus: number;
  readonly isStamped: boolean;
  readonly busy: number;
  readonly meanMicros: number;
  /** Why the first connection could not be opened. */
  readonly refusal?: string;
}

export interface KernelChild extends Disposable {
  run(plan: LoadPlan): Promise<KernelCounts>;
}

/** Starts this very file as a program; undefined where the kernel transport cannot run, whose reason goes to the terminal. */
export async function startKernelChild(): Promise<KernelChild | undefined> {
  const child = fork(fileURLToPath(import.meta.url), ["serve"], {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  let hear = (_message: unknown): void => {};
  let fail = (_error: Error): void => {};
  child.on("message", (message) => hear(message));
  child.on("exit", (code, signal) => fail(new Error(`the child ended with ${code ?? signal}`)));
  const next = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      hear = resolve;
      fail = reject;
    });
  const refusal = await next();
  if (refusal !== "ready") {
    console.log(`skipped: the kernel transport cannot run here: ${String(refusal)}`);
    child.kill();
    return undefined;
  }
  return {
    run: async (plan) => {
      const answer = next();
      child.send(plan);
      return (await answer) as KernelCounts;
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}

type Libc = Exclude<Awaited<ReturnType<typeof testKernel>>, string>;

async function carry(libc: Libc, plan: LoadPlan): Promise<KernelCounts> {
  const transport = newKernelTransport(libc);
  const control = newControl(1, plan.requestLimit);
  const memory = newLaneMemory(
    plan.requests.map(({ name }) => name),
    plan.concurrency,
  );
  const share = { index: 0, of: 1 };
  const lane = newLane({ plan, share, memory, control, gate: 0, actor: undefined, input: transport.input });
  lane.address = plan.addresses?.[0] ?? plan.origin.host;
  const failure = await transport.open(lane);
  if (failure === undefined) {
    control.times[0] = monotonicMs();
    start(lane.core, control.times[0]);
    await transport.run([lane], control);
    noteUnfinished(memory);
  }
  const { counters, routes } = memory;
  const pick = (counter: number): number => counters[counter] ?? 0;
  const sum = (of: (route: (typeof routes)[number]) => number): number =>
    routes.reduce((total, one) => total + of(one), 0);
  transport.close();
  return {
    successful: sum(({ successful }) => successful.totals[0] ?? 0),
    failed: sum(({ failed }) => failed.totals[0] ?? 0),
    unfinished: sum(({ unfinished }) => unfinished[0] ?? 0),
    statuses: Object.fromEntries(
      routes.flatMap(({ statuses }) => [...statuses.entries()].filter(([, count]) => count > 0)),
    ),
    failures: Object.fromEntries(
      routes.flatMap(({ failures }) =>
        FAILURE_KINDS.flatMap((kind, at) => (failures[at] ? [[kind, failures[at]]] : [])),
      ),
    ),
    received: pick(COUNTER.received),
    sent: pick(COUNTER.sent),
    opened: pick(COUNTER.opened),
    races: pick(COUNTER.races),
    retried: pick(COUNTER.retried),
    surplus: pick(COUNTER.surplus),
    isStamped: transport.isStamped(),
    busy: transport.busy(),
    meanMicros: (routes[0]?.successful.totals[1] ?? 0) / Math.max(1, routes[0]?.successful.totals[0] ?? 0),
    ...(failure === undefined ? {} : { refusal: failure.kind }),
  };
}

if (process.argv[2] === "serve") {
  process.on("disconnect", () => process.exit());
  const libc = await testKernel();
  if (typeof libc !== "string")
    process.on("message", (plan: LoadPlan) => void carry(libc, plan).then((counts) => process.send?.(counts)));
  process.send?.(typeof libc === "string" ? libc : "ready");
}
