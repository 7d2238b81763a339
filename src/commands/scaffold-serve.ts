import { defineCommand } from "../command/index.ts";
import { serveText } from "../report/scaffold/index.ts";
import { serveInput } from "./scaffold-serve/input.ts";
import { serveOutput } from "./scaffold-serve/output.ts";
import { serveMock } from "./scaffold-serve/run.ts";

export const command = defineCommand({
  name: "scaffold serve",
  summary: "Serves a mock of an API from its OpenAPI document",
  description:
    "Answers every operation with the document's examples, else with values made from the schemas, and refuses what the document " +
    "refuses: 400, 401, 404, 405, 406, 415. A client chooses by the header Prefer: code=404, example=NAME, dynamic. " +
    "Ctrl-C ends with a count of what was asked.",
  effects: ["runs"],
  input: serveInput,
  output: serveOutput,
  examples: [
    { line: "backwright scaffold serve openapi.yaml", what: "at http://127.0.0.1:4010" },
    {
      line: "backwright scaffold serve openapi.yaml --port 8080 --no-auth --dynamic",
      what: "other bodies each time, to anybody",
    },
    { line: "backwright scaffold serve openapi.yaml --delay 300ms", what: "a slow one" },
  ],
  run: serveMock,
  views: { text: serveText },
});
