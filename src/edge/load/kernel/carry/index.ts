// Lanes on sockets of the kernel's own interface: dialling, reading, writing, and the loop that waits.
// Belongs here: when which call is made for which connection. Does not: the calls themselves (the room around it).
export { connectionsOf, newCarried, type Carried, type Machine } from "./carried.ts";
export { newMachine, releaseMachine } from "./machine.ts";
export { openFirst } from "./open-first.ts";
export { runLanes } from "./loop.ts";
export { dropAll } from "./connection.ts";
