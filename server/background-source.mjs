import { register } from "tsx/esm/api";

// tsx, asked for on the command line, serves the main thread only.
register();
await import("./background.ts");
