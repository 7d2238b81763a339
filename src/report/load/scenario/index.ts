// What load run --dry-run answers, for people: the flows and steps that would be played.
// Belongs here: layout. Does not: reading scenarios.
export { scenarioCheckHtml, scenarioCheckJunit, scenarioCheckText } from "./check.ts";
