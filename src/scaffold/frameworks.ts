import { express } from "./express/index.ts";
import type { Framework } from "./framework.ts";
import type { FrameworkName } from "./options.ts";

/** Every framework by its name. */
export const frameworks: Readonly<Record<FrameworkName, Framework>> = { express };
