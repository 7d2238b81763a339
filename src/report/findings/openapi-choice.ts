import { said } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

/** Overlays and choices that do not meet the document. */
export const openapiChoicePages: readonly FindingPage[] = [
  {
    code: "overlay-matches-nothing",
    title: "An overlay action that names nothing",
    sentence: (finding) => `${said(finding, "target")} names nothing in the document, so the action changes nothing`,
    why: "The document has changed since the overlay was written, or the path is misspelt. What should have been changed or taken out is generated as it stands. Targets see the entry of a document, not the files that it refers to.",
    mend: "Correct the target (JSONPath, RFC 9535), or drop the action.",
  },
  {
    code: "overlay-misfit",
    title: "An overlay action that does not fit its target",
    sentence: (finding) => `the action at ${said(finding, "target")} is not applied: ${said(finding, "reason")}`,
    why: "Into an object only an object can be merged, `copy` has to name exactly one value, and the whole document cannot be removed. The places that do not fit stay as they are.",
    mend: "Let the target name what the update is meant for.",
  },
  {
    code: "choice-matches-nothing",
    title: "A choice that no operation meets",
    sentence: (finding) => `no operation is met by --${said(finding, "option")} ${said(finding, "wish")}`,
    why: "Nothing is generated for this part of the choice. A tag or a path may be misspelt, or may have left the document.",
    mend: "Correct the option. Tags are compared sign by sign; in paths `*` stands for any text, and names of parameters are part of the path.",
  },
];
