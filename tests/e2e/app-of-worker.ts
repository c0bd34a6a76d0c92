/** What a worker has to know of the app that is its own. */
export interface AppUnderTest {
  readonly baseUrl: string;
  /** Token of the demo company's machine, with every scope. */
  readonly officeToken: string;
}

/** Hands one app to each worker; they inherit the environment. */
export function handOver(apps: readonly AppUnderTest[]): void {
  process.env.E2E_APPS = JSON.stringify(apps);
}

/** The app of this worker, undefined where the configuration is read before there is any. */
export function appOfWorker(): AppUnderTest | undefined {
  const { E2E_APPS, TEST_PARALLEL_INDEX } = process.env;
  if (!E2E_APPS || !TEST_PARALLEL_INDEX) return undefined;
  return (JSON.parse(E2E_APPS) as AppUnderTest[])[Number(TEST_PARALLEL_INDEX)];
}
