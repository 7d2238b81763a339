// What reading along costs without any socket: the messages of a query as pg sends them, over and over, into one tap.
import { createWatch } from "../../../src/advice/nplusone/index.ts";

const message = (type: string, body: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const field = (value: string): Buffer => Buffer.concat([long(value.length), Buffer.from(value)]);

function asked(sql: string, value: string): Buffer {
  return Buffer.concat([
    message("P", Buffer.concat([text(""), text(sql), short(0)])),
    message("B", Buffer.concat([text(""), text(""), short(0), short(1), field(value), short(0)])),
    message("D", Buffer.concat([Buffer.from("P"), text("")])),
    message("E", Buffer.concat([text(""), long(0)])),
    message("S"),
  ]);
}

const column = (name: string, type: number, attribute: number): Buffer =>
  Buffer.concat([text(name), long(16_384), short(attribute), long(type), short(4), long(-1), short(0)]);

function answered(from: number, rows: number): Buffer {
  const described = Buffer.concat([short(3), column("id", 23, 1), column("name", 25, 2), column("total", 1700, 3)]);
  const row = (id: number): Buffer =>
    message("D", Buffer.concat([short(3), field(String(id)), field(`user ${id}`), field("12.50")]));
  return Buffer.concat([
    message("1"),
    message("2"),
    message("T", described),
    ...Array.from({ length: rows }, (_, at) => row(from + at)),
    message("C", text(`SELECT ${rows}`)),
    message("Z", Buffer.from("I")),
  ]);
}

/** Microseconds of CPU a query, for each of some stretches one after the other: the first ones are not compiled yet. */
export function readingCosts(sql: string, rows: number, stretches: readonly number[]): readonly number[] {
  const watch = createWatch({ salt: 1, now: () => performance.now() });
  const tap = watch.connected({ user: "u", database: "d", application: "", address: "" });
  const queries = Array.from({ length: 200 }, (_, at) => [asked(sql, String(at)), answered(at, rows)] as const);
  return stretches.map((count) => {
    const before = process.cpuUsage();
    for (let at = 0; at < count; at += 1) {
      const [client, server] = queries[(at * 37) % 200] ?? [Buffer.alloc(0), Buffer.alloc(0)];
      tap.client(client);
      tap.server(server);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  });
}
