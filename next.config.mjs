/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // The tracker contract forbids redirects on ingest paths; a trailing slash must reach the handler as it is.
  skipTrailingSlashRedirect: true,
  // `npm test` checks the types of the whole tree; whoever starts the app need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "pino", "graphile-worker", "pg", "rate-limiter-flexible"],
};
