/**
 * The import rules of ARCHITECTURE.md as rules a machine checks (tests/architecture.test.ts).
 * Type-only imports vanish before anything runs and are not counted.
 */
const feature = (names) => `^lib/(${names})/`;

/** Lowest first; a feature may import those before it and itself. */
const featureOrder = [
  ["geo", "tenants"],
  ["auth", "technicians"],
  ["geofence"],
  ["jobs"],
  ["tracking", "dispatch"],
];

const upward = featureOrder.slice(0, -1).map((names, index) => ({
  name: `${names.join("-and-")}-import-nothing-above`,
  comment: "Features are ordered; a lower one that knows a higher one ends in a knot.",
  severity: "error",
  from: { path: feature(names.join("|")), pathNot: "\\.test\\.tsx?$" },
  to: {
    path: feature(
      featureOrder
        .slice(index + 1)
        .flat()
        .join("|"),
    ),
  },
}));

const notTest = { pathNot: "\\.test\\.tsx?$" };

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that import each other are one file.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "lib-knows-no-door",
      comment: "Rules and SQL live in lib and know nothing of who calls them.",
      severity: "error",
      from: { path: "^lib/", ...notTest },
      to: { path: "^(app|components|hooks|server|tests)/" },
    },
    {
      name: "hooks-below-components",
      severity: "error",
      from: { path: "^hooks/", ...notTest },
      to: { path: "^(app|components|server|tests)/" },
    },
    {
      name: "components-below-app",
      severity: "error",
      from: { path: "^components/", ...notTest },
      to: { path: "^(app|server|tests)/" },
    },
    {
      name: "server-beside-app",
      comment: "server/ and app/ are two doors to lib and never use each other.",
      severity: "error",
      from: { path: "^server/", ...notTest },
      to: { path: "^(app|components|hooks|tests)/" },
    },
    {
      name: "app-beside-server",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^(server|tests)/" },
    },
    {
      name: "primitives-are-domain-free",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(app|hooks|lib|server|drizzle|components/(?!ui/))" },
    },
    {
      name: "schema-knows-words-only",
      comment:
        "Tables take their enum words from lib/*/types, so that the browser gets the words without the ORM.",
      severity: "error",
      from: { path: "^drizzle/schema/" },
      to: { path: "^(app|components|hooks|server|lib/(?![^/]+/types\\.ts$))" },
    },
    {
      name: "browser-without-database",
      comment: "Nothing that a page loads may reach the database, the environment or Node.",
      severity: "error",
      from: { path: "^(components|hooks)/", ...notTest },
      to: { path: "^(lib/(db|env|log)|drizzle/|node_modules/(drizzle-orm|postgres|pino))", reachable: true },
    },
    {
      name: "pure-files-stay-pure",
      comment:
        "Every file of a feature that is not queries, commands, schema or a route's own word is a pure function: no clock, database, environment or framework.",
      severity: "error",
      from: {
        path: "^lib/(geo|geofence|jobs|tracking|dispatch|demo-city|technicians|tenants)/",
        pathNot: "(/queries|/commands|\\.test\\.tsx?$|/schema\\.ts$)",
      },
      to: {
        path: "^(lib/(db|env|log|id)|drizzle/|node_modules/(drizzle-orm|postgres|next|react|pino)/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "pure-files-without-node",
      severity: "error",
      from: {
        path: "^lib/(geo|geofence|jobs|tracking|dispatch|demo-city|technicians|tenants)/",
        pathNot: "(/queries|/commands|\\.test\\.tsx?$)",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "react-leaflet-in-one-place",
      comment: "Its licence is not OSI-approved; it stays easy to replace.",
      severity: "error",
      from: {
        pathNot: "^(components/map/leaflet-map\\.tsx|components/map/basemap/basemap\\.tsx|node_modules/)",
      },
      to: { path: "node_modules/(react-leaflet|@react-leaflet)/" },
    },
    ...upward,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|\\.data)/" },
    tsConfig: { fileName: "tsconfig.json" },
    // Imports that only carry types are gone before anything runs.
    tsPreCompilationDeps: false,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
