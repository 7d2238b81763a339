// The whole program in a process of its own, so that it can be interrupted as a person does.
import { start } from "../../src/main/index.ts";

await start("backwright");
