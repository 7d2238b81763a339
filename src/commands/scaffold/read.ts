import type { World } from "../../command/index.ts";
import type { Finding } from "../../kit/index.ts";
import { locate, readSpecification, type ApiModel } from "../../openapi/index.ts";

export interface ReadDocument {
  readonly model: ApiModel;
  /** A finding with line and column, looked up in the text that was read. */
  readonly placed: (finding: Finding) => Finding;
}

/** The document with the files that it refers to. Errors: those of `readSpecification`. */
export async function readDocument(world: World, spec: string): Promise<ReadDocument> {
  const texts = new Map<string, string>();
  const model = await readSpecification(spec, async (path) => {
    const text = await world.files.readText(path);
    texts.set(path, text);
    return text;
  });
  return { model, placed: (finding) => placed(finding, texts) };
}

function placed(finding: Finding, texts: ReadonlyMap<string, string>): Finding {
  const { subject, evidence } = finding;
  const { pointer } = evidence;
  const text = subject.file === undefined ? undefined : texts.get(subject.file);
  if (subject.file === undefined || subject.line !== undefined || text === undefined || typeof pointer !== "string")
    return finding;
  return { ...finding, subject: { ...subject, ...locate({ file: subject.file, pointer }, text) } };
}
