import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Node, Project } from "ts-morph";
import type { TypeCheckers } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import type { Checker } from "../../typescript/routes/index.ts";
import { schemaOf } from "./schema.ts";

/** Checkers of applications below the working directory. Error: `type-checker-missing`. */
export const createTypeCheckers = (cwd: string): TypeCheckers => ({
  open: async (folder, files) => checkerOf(await projectOf(resolve(cwd, folder), files), resolve(cwd, folder)),
});

async function projectOf(root: string, files: ReadonlyMap<string, string>): Promise<Project> {
  const { Project: Made } = await loadPackage();
  const config = join(root, "tsconfig.json");
  const project = new Made({
    ...(existsSync(config) && { tsConfigFilePath: config }),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: { allowJs: true, strict: true, noEmit: true, skipLibCheck: true },
  });
  for (const [path, text] of files)
    if (/\.(?:[cm]?[jt]s|[jt]sx)$/.test(path)) project.createSourceFile(join(root, path), text, { overwrite: true });
  return project;
}

async function loadPackage(): Promise<typeof import("ts-morph")> {
  try {
    return await import("ts-morph");
  } catch (cause) {
    throw errors.spec.checkerMissing({}, cause);
  }
}

function checkerOf(project: Project, root: string): Checker {
  return {
    schemaAt: ({ file, start, end }) => {
      const found = expressionAt(project.getSourceFile(join(root, file))?.getDescendantAtPos(start), start, end);
      return found === undefined ? undefined : schemaOf(found, root);
    },
  };
}

/** The expression that begins and ends there. */
function expressionAt(at: Node | undefined, start: number, end: number): Node | undefined {
  let node = at;
  while (node !== undefined && node.getStart() === start && node.getEnd() < end) node = node.getParent();
  return node?.getStart() === start && node.getEnd() === end ? node : undefined;
}
