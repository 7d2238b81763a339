import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onRequests, planTo, rawServer, serve } from "../edge/load/support.ts";
import { temporaryFolder } from "../support/world.ts";
import { OK, answering, bodyOf, cases } from "./load-kernel-cases.ts";
import { startKernelChild, type KernelChild } from "./load-kernel-child.ts";

describe("the kernel transport", () => {
  let child: KernelChild | undefined;
  beforeAll(async () => {
    child = await startKernelChild();
  });
  afterAll(() => child?.[Symbol.dispose]());

  it.each(Object.entries(cases))("carries %s", async (_, { onSocket, changes, expected }) => {
    if (child === undefined) return;
    await using server = await rawServer(onSocket);
    const counts = await child.run(planTo(server.port, { requestLimit: 20, ...changes }));
    expect(counts).toMatchObject({ unfinished: 0, ...expected });
  });

  it("stamps every answer over TCP, before it is read", async () => {
    if (child === undefined) return;
    await using server = await rawServer(answering(OK));
    const counts = await child.run(planTo(server.port, { requestLimit: 500 }));
    expect(counts).toMatchObject({ successful: 500, isStamped: true });
    expect(counts.busy).toBeGreaterThan(0);
  });

  it("sends what was lost in the keep-alive race once more, and counts it once", async () => {
    if (child === undefined) return;
    let answered = 0;
    await using server = await rawServer((socket) =>
      onRequests(socket, (count) => {
        if (count > 5) return socket.destroy();
        answered += 1;
        socket.write(OK);
      }),
    );
    const counts = await child.run(planTo(server.port, { requestLimit: 200, concurrency: 3 }));
    expect(counts).toMatchObject({ successful: 200, failed: 0, unfinished: 0 });
    expect(answered).toBe(200);
    expect(counts.retried).toBe(counts.races);
  });

  it("speaks IPv6", async () => {
    if (child === undefined) return;
    await using server = await serve(createServer(answering(OK)), "::1");
    const counts = await child.run(planTo(server.port, { addresses: ["::1"], requestLimit: 20 }));
    expect(counts).toMatchObject({ successful: 20, isStamped: true });
  });

  it("speaks over a Unix socket, which has no stamps", async () => {
    if (child === undefined) return;
    await using folder = await temporaryFolder();
    const path = join(folder.path, "api.sock");
    const server = createServer(answering(bodyOf(200_000)));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const counts = await child.run(planTo(80, { socketPath: path, requestLimit: 20 }));
    server.close();
    expect(counts).toMatchObject({ successful: 20, isStamped: false });
  });

  it("says that nothing listens there", async () => {
    if (child === undefined) return;
    const port = await freedPort();
    expect(await child.run(planTo(port))).toMatchObject({ refusal: "connection-refused", failed: 0 });
  });

  it("goes on when the server goes away, and counts what was refused", async () => {
    if (child === undefined) return;
    const server = createServer((socket) => {
      onRequests(socket, (count) => (count > 2 ? socket.destroy() : socket.write(OK)));
      if (socket.remotePort !== undefined) server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const counts = await child.run(planTo(port, { requestLimit: 10, concurrency: 1 }));
    expect(counts).toMatchObject({ successful: 2, failed: 8, failures: { "connection-refused": 8 } });
  });
});

/** A port on which nothing listens any more. */
async function freedPort(): Promise<number> {
  await using server = await rawServer(() => undefined);
  return server.port;
}
