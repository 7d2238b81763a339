import { blockingRule } from "../blocking.ts";
import { addKeySafely } from "../fix/add-key.ts";

/** UNIQUE or PRIMARY KEY that builds its index while nobody may even read. */
export const addKeyBuild = blockingRule({ code: "add-key-build", fix: addKeySafely });
