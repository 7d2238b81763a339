// The players of a scenario, as the threads that send get them.
// Belongs here: which users a thread plays, and their clock. Does not: what they do (load/scenario).
export { actorOf } from "./actor.ts";
