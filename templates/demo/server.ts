import { readFileSync } from "node:fs";
import { createApp } from "./app.js";

interface Sample {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly text?: string;
}

interface Samples {
  readonly operations: Readonly<Record<string, Sample>>;
  readonly schemes: readonly string[];
}

interface Answering {
  status(code: number): this;
  set(headers: Readonly<Record<string, string>>): this;
  type(contentType: string): this;
  send(body: string): unknown;
  end(): unknown;
}

/** Every operation answers with the sample that was made from its schema; every credential is accepted. */
const samples: Samples = JSON.parse(readFileSync(new URL("../samples.json", import.meta.url), "utf8"));

const answerWith =
  (sample: Sample) =>
  (_request: unknown, response: Answering): void => {
    response.status(sample.status).set(sample.headers);
    if (sample.text === undefined) response.end();
    else response.type(sample.contentType ?? "application/json").send(sample.text);
  };

const handlers = Object.fromEntries(Object.entries(samples.operations).map(([id, sample]) => [id, answerWith(sample)]));
const security = Object.fromEntries(samples.schemes.map((scheme) => [scheme, () => ({ scheme })]));

const server = createApp(handlers as never, { security: security as never }).listen(
  Number(process.env["PORT"] ?? 3000),
  process.env["HOST"] ?? "127.0.0.1",
);
process.once("SIGTERM", () => server.close());
