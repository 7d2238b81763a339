import { actorOf } from "../play/index.ts";
import { serve } from "./serve.ts";

// What a worker runs when the plan has a scenario.
serve(actorOf);
