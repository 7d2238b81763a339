import { errors } from "../../kit/index.ts";
import { isMethod, originText, parseTarget } from "../../load/index.ts";
import { escapeTemplate, madeFile, type ScenarioFile } from "../../load/scenario/format/index.ts";
import type { Source } from "../load-run/source.ts";
import type { Input } from "./input.ts";

/** Whether the address of a server is to be exported, and no file. */
export function isAddress({ source, curl }: Input): boolean {
  if (curl !== undefined || source === undefined) return false;
  return (
    /^[a-z][a-z\d+.-]*:\/\//i.test(source) || /^(localhost|127\.[\d.]+|\[[\da-f:]+\])(:\d+)?([/?]|$)/i.test(source)
  );
}

/** The one request that the flags of `load` describe, as a scenario. Errors: `load-bad-url`, `load-bad-method`, a file's. */
export function fromAddress({ source = "", method: typed, body, data, expectStatus }: Input): Source {
  const { origin, path, authorization, shown } = parseTarget(source);
  const method = typed.toUpperCase();
  if (!isMethod(method)) throw errors.load.badMethod({ method });
  if (body !== undefined && data !== undefined)
    throw errors.load.conflict({ first: "--body", second: "--data", reason: "a request has one body" });
  const file: ScenarioFile = {
    name: `${method} ${shown}`,
    target: originText(origin),
    cookies: false,
    ...(authorization === undefined
      ? {}
      : { defaults: { headers: { Authorization: escapeTemplate(authorization[1]) } } }),
    steps: [
      {
        request: `${method} ${escapeTemplate(path)}`,
        ...(body === undefined ? {} : { body: escapeTemplate(body) }),
        ...(data === undefined ? {} : { file: data }),
        ...(expectStatus === undefined ? {} : { expect: expectStatus }),
      },
    ],
  };
  const read = madeFile(shown, file);
  return { kind: "scenario", name: shown, read, folder: undefined, secrets: {}, warnings: [], basePath: "" };
}
