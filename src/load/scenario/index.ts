// Scenarios: what users do, step by step; the file format, its reading, and the user who plays it.
// Belongs here: the model, templates, feeders, extraction, checks. Does not: sockets, clocks, files.
export type { Scenario } from "./model.ts";
export type { Action, Actor, Answer, PlayedStep } from "./actor.ts";
