import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchServer } from "./nginx.ts";

const fixtures = join(import.meta.dirname, "..", "..", "test", "edge", "load", "fixtures");

interface Ports {
  readonly secure: number;
  readonly status: number;
}

const configuration = (folder: string, { secure, status }: Ports, isHttp2: boolean): string => `
worker_processes 1; daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s; http2_max_concurrent_streams 256;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${status}; location = /status { stub_status; } }
  server {
    listen 127.0.0.1:${secure} ssl${isHttp2 ? " http2" : ""};
    ssl_certificate ${fixtures}/test-certificate.pem; ssl_certificate_key ${fixtures}/test-key.pem;
    location / { default_type text/plain; return 200 "Hello, world!"; }
  }
}`;

/** nginx with one worker behind TLS, where it is installed. */
export async function startSecureNginx(isHttp2: boolean): Promise<BenchServer | undefined> {
  if (spawnSync("nginx", ["-v"]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bench-nginx-"));
  const ports = { secure: await freePort(), status: await freePort() };
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, ports, isHttp2));
  const child = spawn("nginx", ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: "ignore" });
  const status = `http://127.0.0.1:${ports.status}/status`;
  await answering(status);
  let before = 0;
  return {
    name: `nginx, ${isHttp2 ? "HTTP/2 over TLS" : "TLS"}`,
    pid: child.pid,
    url: `https://127.0.0.1:${ports.secure}/`,
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
