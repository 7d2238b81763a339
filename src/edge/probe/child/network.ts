import dgram from "node:dgram";
import dns from "node:dns";
import inspector from "node:inspector";
import net from "node:net";
import { noteStopped } from "./journal.ts";
import { currentPlace } from "./places.ts";
import { isCallable, isObject, put, reach, replace, textAt, type Callable } from "./reach.ts";

/** No connection is made, no name is asked for, nothing is listened on: a server only believes that it does. */
export function cutNetwork(): void {
  replace(net.Socket.prototype, "connect", () => refuseConnection);
  pretendToListen();
  cutDatagrams();
  cutNames();
  cutWeb();
  put(inspector, "open", () => undefined);
}

const refuseConnection: Callable = function connect(...args) {
  const target = addressOf(args);
  noteStopped("connection", target, currentPlace());
  const destroy = reach(this, "destroy");
  if (isCallable(destroy)) process.nextTick(() => Reflect.apply(destroy, this, [refused(target)]));
  return this;
};

const refused = (target: string): Error =>
  Object.assign(new Error(`connect ECONNREFUSED ${target} (there is no network while routes are probed)`), {
    code: "ECONNREFUSED",
    syscall: "connect",
  });

/** `connect(options)`, `connect(port, host)`, `connect(path)`, and the list that net makes of them. */
function addressOf(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === "number") return `${typeof second === "string" ? second : "localhost"}:${first}`;
  if (typeof first === "string") return first;
  const path = reach(first, "path");
  const port = reach(first, "port");
  if (port === undefined && typeof path === "string") return path;
  return `${textAt(first, "host") || "localhost"}:${textAt(first, "port")}`;
}

interface Believed {
  port: number;
}

const listening = new WeakMap<object, Believed>();

function pretendToListen(): void {
  replace(net.Server.prototype, "listen", () => believe);
  replace(
    net.Server.prototype,
    "address",
    (original) =>
      function address(...args) {
        const known = isObject(this) ? listening.get(this) : undefined;
        return known === undefined
          ? Reflect.apply(original, this, args)
          : { address: "127.0.0.1", family: "IPv4", port: known.port };
      },
  );
  replace(
    net.Server.prototype,
    "close",
    (original) =>
      function close(...args) {
        if (!isObject(this) || !listening.delete(this)) return Reflect.apply(original, this, args);
        put(this, "listening", false);
        const [done] = args;
        process.nextTick(() => (isCallable(done) ? done() : undefined));
        emit(this, "close");
        return this;
      },
  );
}

const believe: Callable = function listen(...args) {
  const [first] = args;
  const port = Number(typeof first === "object" ? reach(first, "port") : first);
  const done = args.find(isCallable);
  if (!isObject(this)) return this;
  listening.set(this, { port: port > 0 && port < 65_536 ? port : 3_000 });
  put(this, "listening", true);
  noteStopped("listen", "server", currentPlace());
  const once = reach(this, "once");
  if (done !== undefined && isCallable(once)) Reflect.apply(once, this, ["listening", done]);
  emit(this, "listening");
  return this;
};

function emit(owner: unknown, name: string): void {
  const emitter = reach(owner, "emit");
  if (isCallable(emitter)) process.nextTick(() => Reflect.apply(emitter, owner, [name]));
}

function cutDatagrams(): void {
  for (const name of ["send", "connect"])
    replace(
      dgram.Socket.prototype,
      name,
      () =>
        function refuse(...args) {
          noteStopped("connection", "datagram", currentPlace());
          const done = args.findLast(isCallable);
          if (done !== undefined) process.nextTick(() => done(refused("datagram")));
          return this;
        },
    );
  replace(
    dgram.Socket.prototype,
    "bind",
    () =>
      function bind(...args) {
        const done = args.findLast(isCallable);
        if (done !== undefined) process.nextTick(() => done());
        emit(this, "listening");
        return this;
      },
  );
}

const LOCAL = { address: "127.0.0.1", family: 4 } as const;

function cutNames(): void {
  for (const owner of [dns, dns.Resolver.prototype])
    for (const name of questionsOf(owner)) put(owner, name, answerLater);
  for (const owner of [dns.promises, dns.promises.Resolver.prototype])
    for (const name of questionsOf(owner))
      put(owner, name, async (host: unknown) => {
        if (host === "localhost" && name === "lookup") return LOCAL;
        throw unknownName(host);
      });
}

const questionsOf = (owner: object): readonly string[] =>
  Object.getOwnPropertyNames(owner).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));

const answerLater: Callable = (host, ...rest) => {
  const done = rest.findLast(isCallable);
  const isAll = reach(rest[0], "all") === true;
  const answer = isAll ? [null, [LOCAL]] : [null, LOCAL.address, LOCAL.family];
  if (done !== undefined) process.nextTick(() => (host === "localhost" ? done(...answer) : done(unknownName(host))));
  return undefined;
};

function unknownName(host: unknown): Error {
  noteStopped("connection", String(host), currentPlace());
  return Object.assign(
    new Error(`getaddrinfo ENOTFOUND ${String(host)} (there is no network while routes are probed)`),
    {
      code: "ENOTFOUND",
    },
  );
}

function cutWeb(): void {
  put(globalThis, "fetch", async (target: unknown) => {
    const url = String(reach(target, "url") ?? target);
    noteStopped("connection", url.split("?")[0] ?? "", currentPlace());
    throw new TypeError("fetch failed", { cause: refused(url) });
  });
  for (const name of ["WebSocket", "EventSource"])
    if (reach(globalThis, name) !== undefined)
      put(globalThis, name, function refuse() {
        throw refused(name);
      });
}
