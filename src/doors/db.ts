// The door for programs: looking at databases and changing them.
import { command as analyzeCommand } from "../commands/db-analyze.ts";
import { command as createCommand } from "../commands/db-create.ts";
import { command as migrateCommand } from "../commands/db-migrate.ts";
import { command as statusCommand } from "../commands/db-status.ts";
import { asFunction } from "../main/index.ts";

export const analyze = asFunction(analyzeCommand);
export const create = asFunction(createCommand);
export const migrate = asFunction(migrateCommand);
export const status = asFunction(statusCommand);
