// When things are due: levels of a staged load, times of arrivals.
// Belongs here: closed forms over a plan's stages. Does not: clocks and timers, which ask "what is due by now?".
export { levelAt } from "./level.ts";
export { arrivalCount, arrivalsBefore, newSchedule, type Schedule, type Share } from "./arrivals.ts";
