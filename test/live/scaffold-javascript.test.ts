import { expect, test } from "vitest";
import { documentOf } from "../scaffold/generated.ts";
import { projectFrom } from "./scaffold-project.ts";

const json = { "application/json": { schema: { $ref: "#/components/schemas/Boat" } } };
const document = documentOf(
  {
    "/boats/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: { operationId: "getBoat", tags: ["boats"], responses: { 200: { description: "", content: json } } },
      put: {
        operationId: "putBoat",
        tags: ["boats"],
        requestBody: { required: true, content: json },
        responses: { 201: { description: "", content: json }, 204: { description: "" } },
      },
      delete: { operationId: "sinkBoat", tags: ["boats"], responses: { 204: { description: "" } } },
    },
  },
  {
    Boat: { type: "object", required: ["name"], properties: { name: { type: "string" }, length: { type: "number" } } },
  },
);

const head = '/** @import { Handlers } from "../types/api.js" */\n\n';
const good = `${head}/** @type {Handlers["getBoat"]} */
export const getBoat = async (req, res) => void res.status(200).json({ name: "Boat " + req.params.id.toFixed(0) });

/** @type {Handlers["putBoat"]} */
export const putBoat = async (req) => ({ status: 201, body: req.body });

/** @type {Handlers["sinkBoat"]} */
export const sinkBoat = async (_req, res) => void res.sendStatus(204);
`;
/** Lines 4, 7 and 10 answer what the document does not say, and `sinkBoat` is missing. */
const bad = `${head}/** @type {Handlers["getBoat"]} */
export const getBoat = async (req, res) => void res.status(200).json({ name: 7 });

/** @type {Handlers["putBoat"]} */
export const putBoat = async (req, res) => void res.status(418);

/** @type {Handlers["putBoat"]} */
export const other = async (req) => ({ status: 201, body: { name: req.body.nome } });
`;

test("JavaScript runs as it stands, its types are checked, and they find what handlers do wrong", async () => {
  await using right = await projectFrom(document, { "routes/boats.js": good }, { language: "javascript" });
  expect(right.complaints).toEqual([]);
  const { handlers } = await import(`${right.folder}/src/routes/index.js`);
  await using app = await right.listen(handlers);
  const put = (body: object) => ({
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(await (await fetch(`${app.origin}/boats/7`)).json()).toEqual({ name: "Boat 7" });
  expect(await (await fetch(`${app.origin}/boats/7`, put({ name: "Ada" }))).json()).toEqual({ name: "Ada" });
  const refused = await fetch(`${app.origin}/boats/x`, put({ length: "long" }));
  expect(await refused.json()).toMatchObject({
    error: { details: [{ field: "id" }, { field: "name" }, { field: "length" }] },
  });
  expect((await fetch(`${app.origin}/boats/7`, { method: "PATCH" })).headers.get("allow")).toBe(
    "DELETE, GET, HEAD, OPTIONS, PUT",
  );

  await using wrong = await projectFrom(document, { "routes/boats.js": bad }, { language: "javascript" });
  const places = wrong.complaints.map((line) => /^src\/(?<at>[^(]+\(\d+)/.exec(line)?.groups?.["at"]);
  expect(new Set(places)).toEqual(
    new Set(["routes/boats.js(4", "routes/boats.js(7", "routes/boats.js(10", "routes/index.js(14"]),
  );
});
