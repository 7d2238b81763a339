import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

interface Script {
  readonly args: readonly string[];
  /** For the child's standard input. */
  readonly input: string;
}

/** How Node runs the child: in the package from its file, from source as a bundle, since no supported Node runs these sources as they are. */
export function childScript(): Script {
  if (import.meta.url.endsWith(".js"))
    return { args: [fileURLToPath(new URL("./child/main.js", import.meta.url))], input: "" };
  return { args: ["--input-type=module", "-"], input: (bundle ??= bundled()) };
}

let bundle: string | undefined;

function bundled(): string {
  const bundler: unknown = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
  if (!isBundler(bundler)) throw new Error("esbuild cannot bundle");
  const entry = fileURLToPath(new URL("./child/main.ts", import.meta.url));
  const form = { bundle: true, platform: "node", format: "esm", target: "node20", packages: "external" } as const;
  return bundler.buildSync({ ...form, entryPoints: [entry], write: false }).outputFiles[0]?.text ?? "";
}

interface Bundler {
  buildSync(wish: Readonly<Record<string, unknown>>): { readonly outputFiles: readonly { readonly text: string }[] };
}

function isBundler(value: unknown): value is Bundler {
  return typeof value === "object" && value !== null && "buildSync" in value && typeof value.buildSync === "function";
}
