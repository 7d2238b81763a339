import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { client, frame, hex32, settings, type Client } from "./support.ts";

const PROTOCOL = 1;
const FLOW_CONTROL = 3;
const STREAM_CLOSED = 5;
const FRAME_SIZE = 6;
const COMPRESSION = 9;
const CALM = 11;
const many = (count: number, bytes: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => bytes));
/** What an answer of status 200 begins with. */
const HEAD = frame(1, 4, 1, "88");

const lastGoAway = (made: Client): number | undefined => {
  const goAway = made.frames().findLast(({ type }) => type === 7);
  return goAway?.payload.readUInt32BE(4);
};

describe("a server that breaks the connection's rules", () => {
  it.each<readonly [string, number, Buffer]>([
    ["sends a frame larger than was agreed", FRAME_SIZE, frame(0, 0, 1, Buffer.alloc(16_385))],
    ["answers a stream that was never opened", PROTOCOL, frame(1, 5, 9, "88")],
    ["answers a stream that is not ours", PROTOCOL, frame(1, 5, 2, "88")],
    ["answers stream 0", PROTOCOL, frame(1, 5, 0, "88")],
    ["sends data for stream 0", PROTOCOL, frame(0, 0, 0, "00")],
    ["sends data for a stream that was never opened", PROTOCOL, frame(0, 0, 9, "00")],
    ["goes on behind the end", STREAM_CLOSED, Buffer.concat([frame(1, 5, 1, "88"), frame(0, 0, 1, "00")])],
    ["answers twice", STREAM_CLOSED, Buffer.concat([frame(1, 5, 1, "88"), frame(1, 5, 1, "88")])],
    ["pads more than the frame holds", PROTOCOL, Buffer.concat([HEAD, frame(0, 8, 1, "ff00")])],
    ["pads headers more than they hold", PROTOCOL, frame(1, 12, 1, "ff88")],
    ["says that there is padding in an empty frame", FRAME_SIZE, Buffer.concat([HEAD, frame(0, 8, 1)])],
    ["sends headers that cannot be decoded", COMPRESSION, frame(1, 5, 1, "be")],
    ["interrupts headers", PROTOCOL, Buffer.concat([frame(1, 1, 1, "88"), frame(6, 0, 0, "0000000000000000")])],
    ["continues the headers of another stream", PROTOCOL, Buffer.concat([frame(1, 1, 1, "88"), frame(9, 4, 3)])],
    ["continues headers that never began", PROTOCOL, frame(9, 4, 1, "88")],
    ["never ends its headers, with empty frames", CALM, Buffer.concat([frame(1, 1, 1), many(100, frame(9, 0, 1))])],
    [
      "never ends its headers, with full ones",
      CALM,
      Buffer.concat([frame(1, 1, 1), many(20, frame(9, 0, 1, Buffer.alloc(16_384)))]),
    ],
    ["pushes", PROTOCOL, frame(5, 4, 1, `${hex32(2)}82`)],
    ["pings a stream", PROTOCOL, frame(6, 0, 1, "0000000000000000")],
    ["pings with three bytes", FRAME_SIZE, frame(6, 0, 0, "000000")],
    ["resets a stream that was never opened", PROTOCOL, frame(3, 0, 9, hex32(0))],
    ["resets the connection's stream", PROTOCOL, frame(3, 0, 0, hex32(0))],
    ["resets with too few bytes", FRAME_SIZE, frame(3, 0, 1, "00")],
    ["opens a window by nothing", PROTOCOL, frame(8, 0, 0, hex32(0))],
    ["opens a window too far", FLOW_CONTROL, frame(8, 0, 0, hex32(0x7fffffff))],
    ["opens a stream's window too far", FLOW_CONTROL, frame(8, 0, 1, hex32(0x7fffffff))],
    ["opens all windows too far", FLOW_CONTROL, settings([4, 0x80000000])],
    [
      "opens open windows too far",
      FLOW_CONTROL,
      Buffer.concat([frame(8, 0, 1, hex32(0x7fff0000)), settings([4, 0x7fffffff])]),
    ],
    ["wants impossible frames", PROTOCOL, settings([5, 100])],
    ["wants pushes", PROTOCOL, settings([2, 1])],
    ["sends half a setting", FRAME_SIZE, frame(4, 0, 0, "000300")],
    ["answers settings with settings", FRAME_SIZE, frame(4, 1, 0, "000300000001")],
    ["sends settings for a stream", FRAME_SIZE, frame(4, 0, 1)],
    ["says goodbye for a stream", PROTOCOL, frame(7, 0, 1, `${hex32(0)}${hex32(0)}`)],
    ["says goodbye in four bytes", FRAME_SIZE, frame(7, 0, 0, hex32(0))],
    ["floods with settings", CALM, many(10_001, settings())],
    ["floods with pings", CALM, many(10_001, frame(6, 1, 0, "0000000000000000"))],
    ["floods with empty data", CALM, Buffer.concat([HEAD, many(10_001, frame(0, 0, 1))])],
    ["floods with interim answers", CALM, many(10_001, frame(1, 4, 1, "4803313033"))],
    ["floods with priorities", CALM, many(10_001, frame(2, 0, 1, `${hex32(0)}10`))],
    ["floods with frames that nobody knows", CALM, many(10_001, frame(0xaa, 0, 0))],
  ])("%s: it is told, and every request has failed", (_, code, bytes) => {
    const made = client();
    made.get(0);
    made.get(1);
    made.take();
    made.feed(bytes);
    expect(lastGoAway(made)).toBe(code);
    expect(made.events.filter((event) => event.startsWith("failure"))).toContain("failure 1 protocol");
    expect([made.session.isBroken, made.session.active]).toEqual([true, 0]);
    made.feed(frame(1, 5, 3, "88"));
    expect(made.events.at(-1)).toBe("failure 1 protocol");
  });

  it.each([
    ["HTTP/1.1", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"), "it answered in HTTP/1"],
    ["anything", Buffer.from("SSH-2.0-OpenSSH_9.2\r\n"), "its first bytes are no HTTP/2"],
    ["a ping before its settings", frame(6, 0, 0, "0000000000000000"), "its first bytes are no HTTP/2"],
    ["an answer to settings before its own", frame(4, 1, 0), "its first bytes are no HTTP/2"],
  ])("greets with %s", (_, bytes, problem) => {
    for (const size of [1, 4, bytes.length]) {
      const made = client(2, { isReady: false });
      for (let at = 0; at < bytes.length; at += size) made.feed(bytes.subarray(at, at + size));
      expect([made.session.problem, made.session.isReady, made.events]).toEqual([problem, false, []]);
    }
  });
});

describe("a server that breaks one answer's rules", () => {
  it.each<readonly [string, Buffer, { readonly method?: string }]>([
    ["sends data before headers", frame(0, 1, 1, "00"), {}],
    ["ends with empty data before headers", frame(0, 1, 1), {}],
    ["ends with an interim answer", frame(1, 5, 1, "4803313030"), {}],
    ["changes the protocol", frame(1, 4, 1, "4803313031"), {}],
    ["has no status", frame(1, 5, 1, "5c0130"), {}],
    ["has two statuses", frame(1, 5, 1, "8889"), {}],
    ["sends a request's pseudo-header", frame(1, 5, 1, "8882"), {}],
    ["sends headers in the middle of a body", Buffer.concat([HEAD, frame(1, 4, 1, "88")]), {}],
    ["has a status in its trailers", Buffer.concat([HEAD, frame(1, 5, 1, "88")]), {}],
    ["sends less than it said", Buffer.concat([frame(1, 4, 1, "885c0139"), frame(0, 1, 1, "00")]), {}],
    ["sends more than it said", Buffer.concat([frame(1, 4, 1, "885c0131"), frame(0, 1, 1, "0000")]), {}],
    ["answers HEAD with a body", Buffer.concat([HEAD, frame(0, 1, 1, "00")]), { method: "HEAD" }],
    ["gives a body to 204", Buffer.concat([frame(1, 4, 1, "89"), frame(0, 1, 1, "00")]), {}],
    ["gives a body to 304", Buffer.concat([frame(1, 4, 1, "8b"), frame(0, 1, 1, "00")]), {}],
  ])("%s: the stream is reset, and the others go on", (_, bytes, changes) => {
    const made = client();
    made.get(0, changes);
    made.get(1);
    made.take();
    made.feed(bytes);
    expect(made.events.at(-1)).toBe("failure 0 protocol");
    expect(made.frames()).toMatchObject([{ type: 3, stream: 1, payload: Buffer.from(hex32(PROTOCOL), "hex") }]);
    // What was on the way for the stream that is no more does no harm.
    made.feed(Buffer.concat([frame(0, 1, 1, "0000"), frame(1, 5, 1, "88"), frame(1, 5, 3, "88")]));
    expect(made.events.at(-1)).toBe("answer 1 200");
  });

  it.each([
    ["HEAD with the length that GET has", frame(1, 5, 1, "885c0139"), { method: "HEAD" }, "answer 0 200"],
    ["304 with a length", frame(1, 5, 1, "8b5c0139"), {}, "answer 0 304"],
    [
      "HEAD that ends with empty data",
      Buffer.concat([frame(1, 4, 1, "88"), frame(0, 1, 1)]),
      { method: "HEAD" },
      "answer 0 200",
    ],
  ])("takes %s for whole", (_, bytes, changes, event) => {
    const made = client();
    made.get(0, changes);
    made.feed(bytes);
    expect(made.events.at(-1)).toBe(event);
  });
});

describe("a server that sends nonsense", () => {
  const anyFrame = fc
    .tuple(fc.nat(11), fc.nat(255), fc.constantFrom(0, 1, 3, 5, 2, 99), fc.uint8Array({ maxLength: 40 }))
    .map(([type, flags, stream, payload]) => frame(type, flags, stream, payload));

  it("neither crashes nor hangs the client, nor loses a request", () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 30 }), fc.nat(40), (frames, cut) => {
        const made = client(3);
        for (const place of [0, 1, 2]) made.get(place);
        const bytes = Buffer.concat(frames);
        made.feed(bytes.subarray(0, cut));
        made.feed(bytes.subarray(cut));
        const ended = made.events.filter((event) => !event.startsWith("head"));
        expect(ended.length + made.session.active).toBe(3);
        expect(new Set(ended.map((event) => event.split(" ")[1])).size).toBe(ended.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is taken as it comes when it is no frames at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const made = client(1, { isReady: false });
        made.feed(bytes);
        expect(made.session.isReady && made.session.isBroken).toBe(false);
      }),
    );
  });
});
