import { handlerScenarios } from "./handlers.ts";
import { layoutScenarios } from "./layout.ts";
import { managedScenarios } from "./managed.ts";
import type { Scenario } from "./scenario.ts";

/** Everything that somebody does to generated files here. */
export const scenarios: readonly Scenario[] = [...handlerScenarios, ...layoutScenarios, ...managedScenarios];
export { judge } from "./judge.ts";
export { documentAt } from "./document.ts";
export { newProject } from "./project.ts";
