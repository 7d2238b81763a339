import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server that is loaded, in a process of its own. */
export interface BenchServer {
  readonly name: string;
  readonly pid: number | undefined;
  readonly url: string;
  /** Requests answered since the last look, by the server's own count. */
  count(): Promise<number>;
  stop(): void;
}

const fixtures = join(import.meta.dirname, "..", "..", "test", "edge", "load", "fixtures");

/** What it speaks. */
export type Spoken = "HTTP" | "TLS" | "HTTP/2 over TLS";

const LISTEN: Readonly<Record<Spoken, string>> = { HTTP: "", TLS: " ssl", "HTTP/2 over TLS": " ssl http2" };

interface Ports {
  readonly load: number;
  readonly status: number;
}

const configuration = (folder: string, { load, status }: Ports, spoken: Spoken): string => `
worker_processes 1; daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
worker_rlimit_nofile 30000;
events { worker_connections 20000; multi_accept on; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s; http2_max_concurrent_streams 256;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  ssl_certificate ${fixtures}/test-certificate.pem; ssl_certificate_key ${fixtures}/test-key.pem;
  server { listen 127.0.0.1:${status}; location = /status { stub_status; } }
  server {
    listen 127.0.0.1:${load}${LISTEN[spoken]} backlog=4096;
    location = /large { root ${folder}; }
    location / { default_type text/plain; return 200 "Hello, world!"; }
  }
}`;

/** nginx with one worker, where it is installed: the cheapest server that everybody knows. `large` has a megabyte. */
export async function startNginx(spoken: Spoken = "HTTP"): Promise<BenchServer | undefined> {
  if (spawnSync("nginx", ["-v"]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bench-nginx-"));
  const ports = { load: await freePort(), status: await freePort() };
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, ports, spoken));
  writeFileSync(join(folder, "large"), Buffer.alloc(1024 * 1024, "x"));
  const child = spawn("nginx", ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: "ignore" });
  const status = `http://127.0.0.1:${ports.status}/status`;
  await answering(status);
  let before = 0;
  return {
    name: `nginx, ${spoken}`,
    pid: child.pid,
    url: `${spoken === "HTTP" ? "http" : "https"}://127.0.0.1:${ports.load}/`,
    async count() {
      // The look itself is a request too.
      const total = await requestsOf(status);
      const answered = total - before - 1;
      before = total;
      return answered;
    },
    stop() {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function requestsOf(status: string): Promise<number> {
  const text = await (await fetch(status)).text();
  return Number(/^ \d+ \d+ (\d+)/m.exec(text)?.[1]);
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nginx did not answer within two seconds");
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
