#!/usr/bin/env node
import { door } from "../dist/cli.js";
await door("api-scaffolder");
