import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepAnswer, sendBodies } from "../../../../src/edge/load/h2/index.ts";
import { client, frame, hex32, settings } from "./support.ts";

const HELLO = Buffer.from("hello");
const END = 1;
const END_HEADERS = 4;
const PADDED = 8;
const PRIORITY = 32;

// Everything that an answer may be made of, for three streams at once.
const CONVERSATION = Buffer.concat([
  settings([3, 100], [4, 1_000_000]),
  frame(4, 1, 0),
  frame(1, END_HEADERS, 1, "4803313030"),
  frame(1, END_HEADERS | PADDED | PRIORITY, 1, `03${hex32(0)}1088000000`),
  frame(6, 0, 0, "0102030405060708"),
  frame(1, 0, 3, "8d"),
  frame(9, 0, 3, ""),
  frame(9, END_HEADERS, 3, "5c0135"),
  frame(0, 0, 1, HELLO),
  frame(0, PADDED, 3, Buffer.concat([Buffer.of(4), HELLO, Buffer.alloc(4)])),
  frame(8, 0, 0, hex32(500)),
  frame(2, 0, 7, `${hex32(0)}10`),
  frame(0xee, 0xff, 0, "00112233"),
  frame(1, END | END_HEADERS, 5, "89"),
  frame(0, END, 3, ""),
  frame(1, END | END_HEADERS, 1, "400b677270632d7374617475730130"),
]);

describe("an HTTP/2 connection", () => {
  const events = ["ready", "head 0", "head 1", "head 2", "answer 2 204", "answer 1 404", "answer 0 200"];
  const play = (pieces: readonly Uint8Array[]) => {
    const { session, events, feed, get, take } = client(4, { isReady: false });
    get(0);
    get(1);
    get(2);
    const kept = keepAnswer(session, 0, 100);
    take();
    for (const piece of pieces) feed(piece);
    return { events, output: take().toString("hex"), body: Buffer.concat(kept.parts).toString(), fields: kept.fields };
  };
  const whole = play([CONVERSATION]);

  it("tells what came of every request", () => {
    expect(whole.events).toEqual(events);
    expect(whole.body).toBe("hello");
    expect(whole.fields).toEqual([]);
    // The settings and the ping are answered, nothing else is.
    expect(whole.output).toBe(Buffer.concat([frame(4, 1, 0), frame(6, 1, 0, "0102030405060708")]).toString("hex"));
  });

  it("does not care where the bytes are cut", () => {
    for (let at = 0; at <= CONVERSATION.length; at += 1)
      expect(play([CONVERSATION.subarray(0, at), CONVERSATION.subarray(at)])).toEqual(whole);
    expect(play(Array.from(CONVERSATION, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  it("does not care into how many pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(CONVERSATION.length)), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), CONVERSATION.length];
        const pieces = places.slice(1).map((to, index) => CONVERSATION.subarray(places[index], to));
        expect(play(pieces)).toEqual(whole);
      }),
    );
  });

  it("begins no request beyond what the server allows", () => {
    const { session } = client(4, { greeting: settings([3, 2]) });
    expect(session.maxStreams).toBe(2);
  });

  it("sends a body as far as the windows let it, and the rest when they open", () => {
    const body = Buffer.alloc(100_000, "x");
    const { get, frames, feed } = client(2, { greeting: settings([4, 20_000]) });
    get(0, { method: "POST", body });
    const sizes = () =>
      frames().map(({ type, flags, payload }) => `${type}/${flags}/${type === 0 ? payload.length : "-"}`);
    expect(sizes()).toEqual(["1/4/-", "0/0/16384", "0/0/3616"]);
    feed(frame(8, 0, 1, hex32(30_000)));
    expect(sizes()).toEqual(["0/0/16384", "0/0/13616"]);
    feed(settings([4, 120_000]));
    // The connection's own window, 65,535 bytes, is what is short now.
    expect(sizes()).toEqual(["4/1/-", "0/0/15535"]);
    feed(frame(8, 0, 0, hex32(50_000)));
    expect(sizes()).toEqual(["0/0/16384", "0/0/16384", "0/1/1697"]);
  });

  it("sends a small body at once, with the headers", () => {
    const { get, frames } = client();
    get(0, { method: "POST", body: HELLO });
    expect(frames().map(({ type, flags, stream }) => [type, flags, stream])).toEqual([
      [1, 4, 1],
      [0, 1, 1],
    ]);
  });

  it("keeps no more than a batch of a body in memory, and goes on when it has left", () => {
    const { session, get, frames, feed } = client(1, { greeting: settings([4, 0x7fffffff]) });
    feed(frame(8, 0, 0, hex32(10_000_000)));
    get(0, { method: "POST", body: Buffer.alloc(1_000_000) });
    const bytes = () => frames().reduce((sum, { type, payload }) => sum + (type === 0 ? payload.length : 0), 0);
    const first = bytes();
    expect(first).toBeLessThan(300_000);
    session.fullness = 0;
    sendBodies(session);
    expect(bytes()).toBeGreaterThan(200_000);
  });

  it("stops sending a body that the server does not want to see the end of", () => {
    const { get, frames, feed, events } = client();
    get(0, { method: "POST", body: Buffer.alloc(100_000) });
    frames();
    feed(frame(1, END | END_HEADERS, 1, "8d"));
    expect(events).toEqual(["head 0", "answer 0 404"]);
    expect(frames()).toMatchObject([{ type: 3, stream: 1, payload: Buffer.from("00000000", "hex") }]);
    feed(frame(8, 0, 1, hex32(1_000)));
    expect(frames()).toEqual([]);
  });

  it("gives windows back before they are used up", () => {
    const { session, get, feed, frames } = client();
    get();
    feed(frame(1, END_HEADERS, 1, "88"));
    session.connectionTaken = 2 ** 30 - 1;
    session.taken[0] = 2 ** 30 - 1;
    frames();
    feed(frame(0, 0, 1, HELLO));
    expect(frames()).toMatchObject([
      { type: 8, stream: 0, payload: Buffer.from(hex32(2 ** 30 + 4), "hex") },
      { type: 8, stream: 1, payload: Buffer.from(hex32(2 ** 30 + 4), "hex") },
    ]);
  });

  it("hands back what the server has not looked at, and waits for the rest", () => {
    const { session, get, feed, events } = client();
    for (const place of [0, 1, 2]) get(place);
    feed(frame(7, 0, 0, `${hex32(3)}${hex32(0)}`));
    expect(events).toEqual(["unprocessed 2"]);
    expect([session.isRetired, session.active]).toEqual([true, 2]);
    feed(frame(1, END | END_HEADERS, 3, "88"));
    expect(events.at(-1)).toBe("answer 1 200");
  });

  it.each([
    [7, "unprocessed 0"],
    [2, "failure 0 stream-reset"],
    [0, "failure 0 stream-reset"],
  ])("knows what a reset with the code %i means", (code, event) => {
    const { get, feed, events } = client();
    get();
    feed(frame(3, 0, 1, hex32(code)));
    expect(events).toEqual([event]);
  });

  it("leaves out a number whose place in the table is taken by a slow answer", () => {
    const { session, get, feed } = client(2);
    get(0);
    const seen: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      get(1);
      const stream = session.stream[1] ?? 0;
      seen.push(stream);
      feed(frame(1, END | END_HEADERS, stream, "88"));
    }
    expect(seen).toEqual([3, 5, 7, 11, 13, 15]);
  });

  it("is retired when there are no more numbers", () => {
    const { session, get } = client();
    session.nextStream = 2 ** 31 - 1;
    get(0);
    expect(session.isRetired).toBe(false);
    get(1);
    expect([session.isRetired, session.active]).toEqual([true, 1]);
  });
});
