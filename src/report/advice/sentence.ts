import { safeLine, type Finding } from "../../kit/index.ts";
import { advicePages, type FindingPage } from "../findings/index.ts";

const PAGES: ReadonlyMap<string, FindingPage> = new Map(advicePages.map((page) => [page.code, page]));

/** The page of a code of ours. */
export const advicePage = (code: string): FindingPage | undefined => PAGES.get(code);

/** A finding in one line. */
export const adviceSentence = (finding: Finding): string =>
  safeLine(PAGES.get(finding.code)?.sentence(finding) ?? finding.code);
