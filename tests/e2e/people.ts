import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
} from "@playwright/test";
import { type AppUnderTest, appOfWorker } from "./app-of-worker";

export const PASSWORD = "truckroll-demo";
export const admin = "admin@demo.truckroll.test";
export const dispatcher = "dispatcher@demo.truckroll.test";
export const otherDispatcher = "dispatcher2@demo.truckroll.test";
export const strangerDispatcher = "dispatcher@other.truckroll.test";
export const technician = "tech1@demo.truckroll.test";
export const platform = "platform@demo.truckroll.test";

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

function app(): AppUnderTest {
  const own = appOfWorker();
  if (!own) throw new Error("global-setup.ts has started no app for this worker");
  return own;
}

/** A browser of somebody who is signed in already; the sign-in page has a test of its own. */
export async function signedIn(
  browser: Browser,
  email: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: app().baseUrl, ...options });
  const csrf = (await (await context.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await context.request.post("/api/auth/callback/credentials", {
    form: { csrfToken: csrf.csrfToken, email, password: PASSWORD, json: "true" },
    headers: { origin: app().baseUrl },
  });
  return context;
}

export interface Job {
  id: string;
  number: number;
  status: string;
  version: number;
  technician_id: string | null;
}

/** The office's machine: the public API with a token, as any integration uses it. */
export class Office {
  constructor(private readonly request: APIRequestContext) {}

  async technician(fullName: string): Promise<{ id: string; full_name: string }> {
    const made = (await this.post("/technicians", { full_name: fullName })) as {
      id: string;
      full_name: string;
    };
    await this.startShift(made.id);
    return made;
  }

  /** A shift that began long enough ago for every fix that a test makes up. */
  async startShift(technicianId: string): Promise<void> {
    const at = new Date(Date.now() - 2 * 3_600_000).toISOString();
    await this.post(`/technicians/${technicianId}/shift/start`, { at });
  }

  /** Waits for the shift that the technician starts himself. */
  async onShift(technicianId: string): Promise<void> {
    const startedAt = async () =>
      ((await this.read(`/technicians/${technicianId}`)) as unknown as { shift_started_at: string | null })
        .shift_started_at;
    await expect.poll(startedAt).not.toBeNull();
  }

  async job(fields: Record<string, unknown>): Promise<Job> {
    return (await this.post("/jobs", {
      title: "Fibre install",
      latitude: 6.2,
      longitude: 3.4,
      geofence_radius_meters: 100,
      window_start: new Date(Date.now() - 3_600_000).toISOString(),
      window_end: new Date(Date.now() + 3_600_000).toISOString(),
      ...fields,
    })) as Job;
  }

  async fix(technicianId: string, latitude: number, longitude: number, extra: object = {}): Promise<void> {
    await this.post(`/technicians/${technicianId}/location`, { latitude, longitude, accuracy: 8, ...extra });
  }

  async read(path: string): Promise<Job> {
    const answer = await this.request.get(`/api/v1/field-service${path}`, { headers: this.headers() });
    if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as Job;
  }

  async post(path: string, data: object): Promise<unknown> {
    const answer = await this.request.post(`/api/v1/field-service${path}`, { data, headers: this.headers() });
    if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }

  private headers(): Record<string, string> {
    return { authorization: `Bearer ${app().officeToken}` };
  }
}

/** Metres north of a latitude, degrees. */
export const north = (latitude: number, meters: number): number => latitude + meters / 111_195;
