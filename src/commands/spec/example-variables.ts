import type { World } from "../../command/index.ts";

const FILES = [".env.example", ".env.sample", ".env.template", ".env.dist"] as const;

/** Variables with the values that a project publishes as examples: what an application that demands them gets instead of secrets. */
export async function exampleVariables(world: World, root: string): Promise<Readonly<Record<string, string>>> {
  for (const name of FILES) {
    const path = `${root}/${name}`;
    const facts = await world.files.facts(path);
    if (facts?.kind === "file" && facts.size < 200_000) return variablesIn(await world.files.readText(path));
  }
  return {};
}

const variablesIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split("\n").flatMap((line) => {
      const found = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^#\r]*))/.exec(line);
      return found === null ? [] : [[found[1] ?? "", (found[2] ?? found[3] ?? found[4] ?? "").trim()] as const];
    }),
  );
