import { isBackwrightError, errors, type JsonValue } from "../../../kit/index.ts";
import { parseDocument, positionsOf, type Document } from "../../../openapi/text/index.ts";
import { mistakesOf } from "./issues.ts";
import { complaints, type Complaint, type Mistake } from "./mistakes.ts";
import { scenarioFileSchema, type ScenarioFile } from "./schema.ts";

/** A scenario file whose form is right. */
export interface ReadFile {
  readonly file: ScenarioFile;
  /** Mistakes found later, with their places. */
  readonly placed: (mistakes: readonly Mistake[]) => readonly Complaint[];
}

/**
 * Reads YAML or JSON as a scenario file.
 *
 * Error: `load-scenario-invalid`, with file, line and column of every mistake.
 * @example
 * readScenarioFile("shop.yaml", "target: http://localhost:3000\nsteps:\n  - get: /products\n");
 */
export function readScenarioFile(name: string, text: string): ReadFile {
  const document = parsed(name, text);
  const result = scenarioFileSchema.safeParse(document.value);
  const placed = (mistakes: readonly Mistake[]): readonly Complaint[] => {
    const place = positionsOf(
      document,
      mistakes.map(({ pointer }) => pointer),
    );
    return complaints(mistakes, name, place);
  };
  if (result.success) return { file: result.data, placed };
  throw invalid(placed(mistakesOf(result.error.issues, document.value)));
}

/** The error that lists every complaint. */
export function invalid(found: readonly Complaint[]): Error {
  const problems = found.filter(({ severity }) => severity === "error").map(({ text }) => text);
  return errors.loadScenario.invalid({ problems });
}

/** The value of a YAML or JSON text of a scenario, whatever it is. Error: `load-scenario-invalid`. */
export function parsed(name: string, text: string): Document {
  try {
    return parseDocument(name, text);
  } catch (error) {
    if (!isBackwrightError(error)) throw error;
    throw errors.loadScenario.invalid({ problems: [error.message] }, error);
  }
}

/** A file that another program of ours has made: no text, no lines. */
export function madeFile(name: string, value: JsonValue | ScenarioFile): ReadFile {
  return readScenarioFile(name, JSON.stringify(value, undefined, 2));
}
