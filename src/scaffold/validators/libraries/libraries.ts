import type { LibraryName } from "../../options.ts";
import { ajv } from "./ajv/index.ts";
import type { Library } from "./library.ts";
import { typebox } from "./typebox/index.ts";
import { zod } from "./zod/index.ts";

/** Every library by its name. */
export const libraries: Readonly<Record<LibraryName, Library>> = { zod, ajv, typebox };
