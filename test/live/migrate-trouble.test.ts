// The runner in trouble, and on its way back. One file for several sets of cases, as with migrate-forward.
import "./migrate-faults-cases.ts";
import "./migrate-history-cases.ts";
import "./migrate-rollback-cases.ts";
import "./migrate-sessions-cases.ts";
