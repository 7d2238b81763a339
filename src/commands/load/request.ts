import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { parseHeader, requestOf, type PlannedRequest, type Target } from "../../load/index.ts";
import type { RequestFlags } from "./flags/index.ts";

/** The request that the flags describe. Errors: `load-bad-header`, `load-bad-method`, `load-conflict`, and a file's. */
export async function plannedRequest(target: Target, flags: RequestFlags, world: World): Promise<PlannedRequest> {
  const { method, header, expectStatus } = flags;
  const headers = header.map(parseHeader);
  const request = requestOf(target, { method, headers, body: await bodyOf(flags, world), expectStatus });
  if (request.body !== undefined && /^(GET|HEAD)$/.test(request.method))
    world.progress.warn("The body is sent with GET or HEAD, which most servers ignore: is --method POST meant?");
  return request;
}

async function bodyOf({ body, data }: RequestFlags, world: World): Promise<Uint8Array | undefined> {
  if (body !== undefined && data !== undefined)
    throw errors.load.conflict({ first: "--body", second: "--data", reason: "a request has one body" });
  if (data !== undefined) return world.files.readBytes(data);
  return body === undefined ? undefined : new TextEncoder().encode(body);
}
