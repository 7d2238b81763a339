// A scenario in the words of other tools: k6 (with k6-operator) and Locust.
// Belongs here: acts and expressions that both have, their source text, what they cannot say, manifests. Does not: files, reading
// scenarios (scenario/format), the fixed part of the scripts (templates/load).
export { limitsOf, type Tool } from "./limits.ts";
export { storyOf, type Handing } from "./story.ts";
export { filesFor } from "./files.ts";
export { resourceName } from "./k6/manifest.ts";
export { pythonLiteral } from "./locust/literal.ts";
