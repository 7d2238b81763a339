import { isMainThread } from "node:worker_threads";
import type { LoadPlan } from "../../../load/sending/index.ts";
import { newKernelTransport, testKernel, testOpenssl } from "../kernel/index.ts";
import type { Transport } from "../lane/index.ts";
import { newNodeTransport } from "../node/index.ts";
import { kernelRefusal } from "./may-use-kernel.ts";

// Large enough that a response of a megabyte takes few reads, small enough to stay in a core's cache.
const INPUT_BYTES = 128 * 1024;

/** The transport of a thread, and the memory that it reads into. */
export interface Carrier {
  readonly transport: Transport;
  readonly input: Uint8Array;
  readonly isStamped: () => boolean;
  /** Share of the time in which it had work, where it knows better than the event loop. */
  readonly busy?: () => number;
  /** Why it is not the kernel's. */
  readonly fallback?: string;
}

/**
 * The best transport for a plan that this thread can carry. The kernel's blocks its thread, so the main one never has it.
 * `isSecure`: it has to carry TLS, for this plan or for another one.
 */
export async function chooseCarrier(plan: LoadPlan, isSecure = plan.origin.scheme === "https"): Promise<Carrier> {
  if (plan.transport === "node") return nodeCarrier(plan);
  const refusal = kernelRefusal(plan) ?? (isMainThread ? "so short a run has no thread of its own" : undefined);
  const libc = refusal ?? (await testKernel());
  if (typeof libc === "string") return { ...nodeCarrier(plan), fallback: libc };
  const openssl = isSecure ? await testOpenssl(libc) : undefined;
  if (typeof openssl === "string") return { ...nodeCarrier(plan), fallback: openssl };
  const transport = newKernelTransport(libc, openssl);
  return {
    transport,
    input: transport.input,
    isStamped: () => transport.isStamped(),
    busy: () => transport.busy(),
  };
}

function nodeCarrier(plan: LoadPlan): Carrier {
  const transport = newNodeTransport(plan.origin.scheme === "https" ? "node:tls" : "node:net");
  return { transport, input: new Uint8Array(INPUT_BYTES), isStamped: () => false };
}
