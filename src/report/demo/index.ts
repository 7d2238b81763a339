// The report at the end of the tour, as text.
// Belongs here: layout and words of a tour. Does not: its stages (commands), the analysis in it (report/advice).
export { demoText, type TourFacts } from "./text.ts";
