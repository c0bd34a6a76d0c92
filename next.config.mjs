/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // The tracker contract forbids redirects on ingest paths; a trailing slash must reach the handler as it is.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["postgres", "pino", "graphile-worker", "pg"],
};
