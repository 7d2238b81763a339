// What `db lint` answers, as text, Markdown, HTML, SARIF, JUnit and GitHub's annotations.
// Belongs here: layout. Does not: sentences about findings (findings), arithmetic, deciding anything.
export { lintGithub } from "./github.ts";
export { lintHtml } from "./html.ts";
export { lintJunit } from "./junit.ts";
export { lintMarkdown } from "./markdown.ts";
export { lintSarif } from "./sarif.ts";
export { lintSentence } from "./sentence.ts";
export { lintText } from "./text.ts";
