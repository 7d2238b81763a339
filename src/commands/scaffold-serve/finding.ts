import type { Finding } from "../../kit/index.ts";
import type { ServeOutput } from "./output.ts";

/** A finding in the form of the output. */
export function findingRow({ code, severity, subject, evidence, fix }: Finding): ServeOutput["findings"][number] {
  const row = { code, severity, subject: { ...subject }, evidence: { ...evidence } };
  return fix === undefined ? row : { ...row, fix };
}
