// The runner on its way forward. One file for several sets of cases: to load the runner and to start a server costs more than most
// of them.
import "./migrate-run-cases.ts";
import "./migrate-scripts-cases.ts";
import "./migrate-alone-cases.ts";
import "./migrate-output-cases.ts";
