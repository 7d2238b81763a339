import type { World } from "../../command/index.ts";
import { errors, type Finding } from "../../kit/index.ts";
import { defaultFolder, locate, readSpecification, type ApiModel } from "../../openapi/index.ts";
import type { DocumentWishes } from "./document-input.ts";

export interface ReadDocument {
  readonly model: ApiModel;
  /** A finding with line and column, looked up in the text that was read. */
  readonly placed: (finding: Finding) => Finding;
  /** The text of the document, where all of it and nothing else was asked for. */
  readonly alone: string | undefined;
}

/** The document with the files that it refers to. Errors: those of `readSpecification`, `scaffold-choice-empty`. */
export async function readDocument(world: World, spec: string, wishes: DocumentWishes = {}): Promise<ReadDocument> {
  const { tags = [], paths = [], overlay: overlays = [], onRead } = wishes;
  const texts = new Map<string, string>();
  const asked = new Set<string>();
  const load = async (path: string): Promise<string> => {
    asked.add(path);
    onRead?.(path);
    if (path !== spec && !overlays.includes(path)) await refuseLinkOut(world, path, defaultFolder(spec));
    const text = await world.files.readText(path);
    texts.set(path, text);
    return text;
  };
  const model = await readSpecification(spec, load, { tags, paths, overlays });
  refuseEmpty(model, spec, { tags, paths });
  const isAlone = asked.size === 1 && tags.length + paths.length === 0;
  return { model, placed: (finding) => placed(finding, texts), alone: isAlone ? texts.get(spec) : undefined };
}

/** A link below the folder can lead out of it: what a document names counts as where it lies. Error: `file-outside`. */
async function refuseLinkOut({ files }: World, path: string, root: string): Promise<void> {
  const [place, ground] = await Promise.all([files.real(path), files.real(root)]);
  if (place === undefined || ground === undefined) return;
  const isBelow = place.startsWith(/[/\\]$/.test(ground) ? ground : ground + (ground.includes("\\") ? "\\" : "/"));
  if (!isBelow) throw errors.file.outside({ path, root });
}

/** A slip of the pen in a choice would take every handler for one that is gone. */
function refuseEmpty(
  { operations, webhooks }: ApiModel,
  spec: string,
  { tags, paths }: { readonly tags: readonly string[]; readonly paths: readonly string[] },
): void {
  if (tags.length + paths.length === 0 || operations.length + webhooks.length > 0) return;
  const said = [
    ...(tags.length > 0 ? [`--tags ${tags.join(",")}`] : []),
    ...(paths.length > 0 ? [`--paths ${paths.join(",")}`] : []),
  ];
  throw errors.scaffold.choiceEmpty({ spec, options: said.join(" and ") });
}

function placed(finding: Finding, texts: ReadonlyMap<string, string>): Finding {
  const { subject, evidence } = finding;
  const { pointer } = evidence;
  const text = subject.file === undefined ? undefined : texts.get(subject.file);
  if (subject.file === undefined || subject.line !== undefined || text === undefined || typeof pointer !== "string")
    return finding;
  return { ...finding, subject: { ...subject, ...locate({ file: subject.file, pointer }, text) } };
}
