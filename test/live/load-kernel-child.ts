// Runs plans over the kernel transport in a process of its own: what blocks its thread, and might end it, is not the test's.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { monotonicMs } from "../../src/edge/load/clock.ts";
import { start } from "../../src/edge/load/hot/index.ts";
import { newKernelTransport, testKernel, testOpenssl } from "../../src/edge/load/kernel/index.ts";
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
  /** Objects of TLS that were not freed. */
  readonly unfreed: number;
  readonly keyUpdates: number;
  readonly meanMicros: number;
  /** Why the first connection could not be opened. */
  readonly refusal?: string;
  readonly reason?: string;
}

/** What is done to a run that nobody else would do. */
export interface Tricks {
  /** Before every request it changes the keys, and has the server change its own. */
  readonly updatesKeys: boolean;
}

export interface KernelChild extends Disposable {
  run(plan: LoadPlan, tricks?: Tricks): Promise<KernelCounts>;
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
    run: async (plan, tricks = { updatesKeys: false }) => {
      const answer = next();
      child.send([plan, tricks]);
      return (await answer) as KernelCounts;
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}

type Libc = Exclude<Awaited<ReturnType<typeof testKernel>>, string>;
type Openssl = Exclude<Awaited<ReturnType<typeof testOpenssl>>, string>;

interface Carrier {
  readonly libc: Libc;
  readonly openssl: Openssl;
  readonly counts: {
    /** Objects of OpenSSL that were made and have not been freed. */
    unfreed: number;
    keyUpdates: number;
  };
}

const MAKING = ["contextNew", "sslNew", "session", "readCertificate", "readKey"] as const;
const FREEING = ["contextFree", "sslFree", "freeSession", "freeCertificate", "freeKey"] as const;

/** Counts what OpenSSL is asked to make and to free, and plays tricks on it. */
async function watched(libc: Libc, openssl: Openssl, { updatesKeys }: Tricks): Promise<Carrier> {
  const { default: koffi } = await import("koffi");
  const updateKey = koffi.load(null).func("int SSL_key_update(int64_t, int)");
  const counts = { unfreed: 0, keyUpdates: 0 };
  const made =
    (name: (typeof MAKING)[number]) =>
    (...words: number[]): number => {
      const object: number = Reflect.apply(openssl[name], undefined, words);
      counts.unfreed += object === 0 ? 0 : 1;
      return object;
    };
  const freed =
    (name: (typeof FREEING)[number]) =>
    (object: number): number => {
      counts.unfreed -= object === 0 ? 0 : 1;
      return openssl[name](object);
    };
  const write: Openssl["write"] = (ssl, address, length) => {
    // SSL_KEY_UPDATE_REQUESTED
    if (updatesKeys) counts.keyUpdates += updateKey(ssl, 1);
    return openssl.write(ssl, address, length);
  };
  const wrapped = Object.fromEntries([
    ...MAKING.map((name) => [name, made(name)] as const),
    ...FREEING.map((name) => [name, freed(name)] as const),
  ]);
  return { libc, openssl: { ...openssl, ...wrapped, write }, counts };
}

async function carry({ libc, openssl, counts }: Carrier, plan: LoadPlan): Promise<KernelCounts> {
  const transport = newKernelTransport(libc, openssl);
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
    ...counts,
    meanMicros: (routes[0]?.successful.totals[1] ?? 0) / Math.max(1, routes[0]?.successful.totals[0] ?? 0),
    ...(failure === undefined ? {} : { refusal: failure.kind, reason: failure.reason }),
  };
}

if (process.argv[2] === "serve") {
  process.on("disconnect", () => process.exit());
  const libraries = await loadLibraries();
  if (typeof libraries !== "string") {
    const { libc, openssl } = libraries;
    const obey = async (plan: LoadPlan, tricks: Tricks): Promise<void> => {
      process.send?.(await carry(await watched(libc, openssl, tricks), plan));
    };
    process.on("message", ([plan, tricks]: [LoadPlan, Tricks]) => void obey(plan, tricks));
  }
  process.send?.(typeof libraries === "string" ? libraries : "ready");
}

async function loadLibraries(): Promise<Pick<Carrier, "libc" | "openssl"> | string> {
  const libc = await testKernel();
  if (typeof libc === "string") return libc;
  const openssl = await testOpenssl(libc);
  return typeof openssl === "string" ? openssl : { libc, openssl };
}
