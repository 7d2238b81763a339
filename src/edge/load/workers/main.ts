import { serve } from "./serve.ts";

// What a worker runs when the plan is a mix of requests.
serve();
