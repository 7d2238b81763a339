import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { profileJsonSchema, profileName } from "../decide/index.ts";
import { errors, nearest } from "../kit/index.ts";
import { profileMadeText } from "../report/decide/index.ts";
import { readShelf } from "./decide/index.ts";

export const command = defineCommand({
  name: "decide profile new",
  summary: "Copies a decision profile to ./profiles for your organisation",
  description:
    "Writes ./profiles/<name>.json once and never replaces it, with the schema beside it so that editors check it. " +
    "backwright decide reads it from then on; of equal scores your own profile goes before a built-in one.",
  effects: ["writes"],
  input: z.object({
    name: profileName.describe("Name of the new profile: your organisation's").meta({ position: 0, value: "name" }),
    from: z.string().default("node-express").describe("The profile to start from").meta({ value: "PROFILE" }),
  }),
  output: z.object({ profile: z.string(), from: z.string(), file: z.string(), schema: z.string() }),
  examples: [
    { line: "backwright decide profile new acme", what: "starts from node-express" },
    { line: "backwright decide profile new acme --from django-monolith", what: "starts from another one" },
  ],
  run: async ({ name, from }, world) => {
    const { profiles } = await readShelf(world);
    const source = profiles.find(({ profile }) => profile.profile_name === from);
    const known = profiles.map(({ profile }) => profile.profile_name);
    if (source === undefined) throw errors.decide.profileUnknown({ name: from, nearest: nearest(from, known), known });
    const file = `profiles/${name}.json`;
    const schema = "profiles/profile.schema.json";
    const copy = { ...source.profile, $schema: "./profile.schema.json", profile_name: name };
    const written = await world.files.createText(file, `${JSON.stringify(copy, undefined, 2)}\n`);
    if (!written) throw errors.decide.profileExists({ path: file });
    await world.files.createText(schema, profileJsonSchema());
    return { profile: name, from, file, schema };
  },
  views: { text: profileMadeText },
});
