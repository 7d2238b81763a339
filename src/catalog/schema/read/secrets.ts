import { withoutPasswords } from "../../../kit/index.ts";
import type { Option } from "../table-objects.ts";

const HIDDEN = "********";
const SECRET = /password|passphrase|passwd|secret|token|private_?key|access_?key/i;

/** An option whose name says that its value is nobody's business. */
export const hiddenOption = (option: Option): Option =>
  SECRET.test(option.name) ? { ...option, value: HIDDEN } : option;

const PASSWORD_PARTS = /((?:ssl)?password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|\S+)/gi;

/** A connection string of libpq, as a URL or as `name=value` parts, without its passwords. */
export const hiddenConnection = (connection: string): string =>
  withoutPasswords(connection).replace(PASSWORD_PARTS, `$1${HIDDEN}`);
