import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The pages that people read: their command lines and their code are checked. */
export async function documentPaths(root: string): Promise<readonly string[]> {
  const pages = (await readdir(join(root, "docs"))).filter((name) => name.endsWith(".md")).sort();
  const examples = (await readdir(join(root, "examples"))).map((name) => `examples/${name}/README.md`);
  const top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];
  return [...top, ...pages.map((name) => `docs/${name}`), ...examples];
}

/** A fenced block of a document. */
export interface Fence {
  readonly path: string;
  /** Line of the document where its text begins. */
  readonly line: number;
  readonly text: string;
}

/** The blocks of a document in one of these languages. */
export async function fencesOf(root: string, path: string, languages: readonly string[]): Promise<readonly Fence[]> {
  const text = (await readFile(join(root, path), "utf8")).replaceAll("\r\n", "\n");
  const pattern = new RegExp(`^\`\`\`(?:${languages.join("|")})\\n(.*?)^\`\`\``, "gms");
  return [...text.matchAll(pattern)].map((found) => ({
    path,
    line: text.slice(0, found.index).split("\n").length + 1,
    text: found[1] ?? "",
  }));
}
