import { errors } from "../../../kit/index.ts";
import { originText, parseTarget } from "../../index.ts";
import type { ScenarioFile } from "../../scenario/format/index.ts";
import type { Imported } from "../imported.ts";
import { newVault, type Vault } from "../secrets.ts";
import { stepOf } from "../step.ts";
import { readOptions, type CurlWords } from "./options.ts";
import { shellWords } from "./words.ts";

/**
 * A curl command line as a scenario of one step. Nothing is run; files are not read.
 *
 * Error: `load-curl-unusable`.
 * @example
 * readCurl("curl -X POST http://localhost:3000/users --json '{\"name\":\"Ada\"}'").file.steps;
 */
export function readCurl(line: string): Imported {
  const all = shellWords(line.trim());
  if (all === undefined) throw errors.loadScenario.badCurl({ reason: "a quote does not end" });
  const [program = "", ...rest] = all;
  const words = readOptions(/(?:^|[\\/])curl(?:\.exe)?$/.test(program) ? rest : all);
  const [url, another] = words.urls;
  if (url === undefined) throw errors.loadScenario.badCurl({ reason: "it has no address" });
  if (another !== undefined) throw errors.loadScenario.badCurl({ reason: `it has more than one address (${another})` });
  const vault = newVault();
  return { file: fileOf(url, words, vault), secrets: vault.secrets, warnings: [] };
}

function fileOf(url: string, words: CurlWords, vault: Vault): ScenarioFile {
  const { origin, path, authorization } = parseTarget(/^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`);
  const data = words.data.length === 0 ? undefined : words.data.join("&");
  const body = words.isInAddress ? undefined : data;
  const query = words.isInAddress && data !== undefined ? `${path.includes("?") ? "&" : "?"}${data}` : "";
  const headers = [...words.headers, ...typeOf(words, body), ...(authorization === undefined ? [] : [authorization])];
  const step = stepOf(
    { method: words.method ?? (body === undefined ? "GET" : "POST"), path: path + query, headers, body },
    vault,
  );
  const cookies = headers.filter(([name]) => /^cookie$/i.test(name)).map(([, value]) => vault.hide("cookie", value));
  return {
    target: originText(origin),
    ...(words.user !== undefined && { auth: basicOf(words.user, vault) }),
    steps: [cookies.length === 0 ? step : { ...step, headers: { ...step.headers, Cookie: cookies.join("; ") } }],
  };
}

/** What curl says of a body when nobody else does. */
function typeOf({ headers, isJson }: CurlWords, body: string | undefined): readonly (readonly [string, string])[] {
  if (body === undefined || headers.some(([name]) => /^content-type$/i.test(name))) return [];
  return [["Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded"]];
}

function basicOf(user: string, vault: Vault): ScenarioFile["auth"] {
  const colon = user.indexOf(":");
  const name = colon < 0 ? user : user.slice(0, colon);
  return {
    basic: { user: vault.hide("user", name), password: vault.hide("password", colon < 0 ? "" : user.slice(colon + 1)) },
  };
}
