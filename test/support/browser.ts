import { spawn, spawnSync } from "node:child_process";
import { Writable, type Readable } from "node:stream";
import { isRecord } from "../../src/kit/index.ts";
import { temporaryFolder } from "./world.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** A Chromium of this machine, or undefined. */
export const browserName = NAMES.find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);

const FLAGS = [
  "--headless",
  "--remote-debugging-pipe",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
];

export interface Window {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

export interface OpenPage {
  /** Errors and warnings of the page, its policy's included, so far. */
  readonly complaints: readonly string[];
  /** The value of an expression in the page, as JSON keeps it. */
  evaluate(expression: string): Promise<unknown>;
  resize(window: Window): Promise<void>;
}

export interface Browser extends AsyncDisposable {
  /** Opens an address and waits until it is loaded. */
  open(address: string, window: Window): Promise<OpenPage>;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A Chromium that is spoken to over a pipe (Chrome DevTools Protocol): no port, no network. */
export async function openBrowser(): Promise<Browser> {
  const folder = await temporaryFolder("backwright-browser");
  const child = spawn(browserName ?? "", [...FLAGS, `--user-data-dir=${folder.path}/profile`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const listeners = new Set<(message: Message) => void>();
  const [to, from] = [child.stdio[3], child.stdio[4]];
  if (!(to instanceof Writable) || from === null || from === undefined) throw new Error("no pipe");
  listen(from as Readable, (message) => listeners.forEach((listener) => listener(message)));
  let last = 0;
  const send = (
    method: string,
    params: object = {},
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const id = (last += 1);
    return new Promise((resolve, reject) => {
      const listener = (message: Message): void => {
        if (message.id !== id) return;
        listeners.delete(listener);
        if (message.error === undefined) resolve(message.result ?? {});
        else reject(new Error(`${method}: ${message.error.message}`));
      };
      listeners.add(listener);
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    });
  };
  return {
    async open(address, window) {
      const { targetId } = await send("Target.createTarget", { url: "about:blank" });
      const sessionId = String((await send("Target.attachToTarget", { targetId, flatten: true }))["sessionId"]);
      const complaints: string[] = [];
      const loaded = new Promise<void>((resolve) =>
        listeners.add((message) => {
          if (message.sessionId !== sessionId) return;
          if (message.method === "Page.loadEventFired") resolve();
          complaints.push(...complaintOf(message));
        }),
      );
      const resize = async ({ width, scheme }: Window): Promise<void> => {
        const features = [{ name: "prefers-color-scheme", value: scheme }];
        await send("Emulation.setEmulatedMedia", { features }, sessionId);
        const metrics = { width, height: 900, deviceScaleFactor: 1, mobile: false };
        await send("Emulation.setDeviceMetricsOverride", metrics, sessionId);
      };
      for (const domain of ["Page", "Runtime", "Log"]) await send(`${domain}.enable`, {}, sessionId);
      await resize(window);
      await send("Page.navigate", { url: address }, sessionId);
      await loaded;
      const evaluate = async (expression: string): Promise<unknown> => {
        const options = { expression, returnByValue: true, awaitPromise: true };
        const { result, exceptionDetails } = await send("Runtime.evaluate", options, sessionId);
        if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
        return isRecord(result) ? result["value"] : undefined;
      };
      return { complaints, evaluate, resize };
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
      await folder[Symbol.asyncDispose]();
    },
  };
}

function listen(from: Readable, take: (message: Message) => void): void {
  let rest = "";
  from.setEncoding("utf8").on("data", (text: string) => {
    const parts = `${rest}${text}`.split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) take(JSON.parse(part));
  });
}

function complaintOf({ method, params }: Message): readonly string[] {
  if (method === "Runtime.exceptionThrown") return [JSON.stringify(params?.["exceptionDetails"])];
  if (method === "Runtime.consoleAPICalled") return [JSON.stringify(params?.["args"])];
  if (method === "Log.entryAdded") return [JSON.stringify(params?.["entry"])];
  return [];
}
