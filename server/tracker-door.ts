import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { problemBody } from "@/lib/http/problem";
import { ingestTracker } from "@/lib/tracking/commands/ingest-tracker";
import type { KnownDevice } from "@/lib/tracking/queries/look-up-device";
import { answerFor, busyAnswer, type TrackerAnswer } from "@/lib/tracking/trackers/answer-for";
import type { TrackerRequest } from "@/lib/tracking/trackers/types";
import type { DeviceCache } from "./device-cache";
import { readUpTo } from "./read-up-to";
import { securityHeaders } from "./security-headers";
import { findForStranger } from "./strangers";
import { loggedAddress, type TrackerAddress, tokensOf } from "./tracker-address";

/** Twice what the largest batch of any app takes; nothing longer is read. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** How much of a longer one is waited for before it is answered, bytes. */
const PATIENCE_BYTES = 64 * 1024 * 1024;
/** How much of an unread body is looked at for diagnosis, bytes: so much more than is kept of it that no token is cut. */
const SAMPLE_BYTES = 64 * 1024;
const RETRY_AFTER_SECONDS = 5;

/**
 * The door for tracker apps (LOC-5), with a contract of its own: a device that can be identified gets its app's success
 * answer whatever it sends, our own trouble is 503, 401 is only for nobody we know. No redirect, no 429, no other 4xx:
 * these apps answer one by sending the same for ever or by deleting what they have.
 */
export async function trackerDoor(
  request: IncomingMessage,
  response: ServerResponse,
  address: TrackerAddress,
  devices: DeviceCache,
): Promise<void> {
  try {
    send(request, response, await answer(request, address, devices));
  } catch (error) {
    if (request.destroyed && !request.complete) {
      response.destroy();
      return;
    }
    const { headers } = problemBody(error, `${request.method} ${loggedAddress(address)}`);
    send(request, response, busyAnswer(Number(headers["retry-after"] ?? RETRY_AFTER_SECONDS)));
  }
}

async function answer(
  request: IncomingMessage,
  address: TrackerAddress,
  devices: DeviceCache,
): Promise<TrackerAnswer> {
  const receivedAt = Date.now();
  const found = await findDevice(request, address, devices, receivedAt);
  if (found === null) return unknownSender(address);
  const { device, token } = found;
  const { bytes, cut } = await readUpTo(request, MAX_BODY_BYTES, PATIENCE_BYTES);
  const unread = cut ? "too_large" : isEncoded(request) && bytes.length > 0 ? "unreadable" : null;
  const delivery: TrackerRequest = {
    app: device.app,
    method: request.method ?? "",
    query: address.query,
    contentType: request.headers["content-type"] ?? null,
    // Bytes that are no UTF-8 become replacement characters, and the reader decides what is left.
    body: (unread === null ? bytes : bytes.subarray(0, SAMPLE_BYTES)).toString("utf8"),
    headers: { limitUser: header(request, "x-limit-u"), limitDevice: header(request, "x-limit-d") },
    receivedAt,
  };
  const { sender, commands } = await ingestTracker({ device, request: delivery, token, unread });
  return answerFor(sender, commands);
}

interface FoundDevice {
  readonly device: KnownDevice;
  readonly token: string;
}

async function findDevice(
  request: IncomingMessage,
  address: TrackerAddress,
  devices: DeviceCache,
  now: number,
): Promise<FoundDevice | null> {
  for (const token of tokensOf(address, request.headers.authorization)) {
    const device =
      devices.recall(token, now) ?? (await findForStranger(request, () => devices.lookUp(token, now)));
    if (device !== null) return { device, token };
  }
  return null;
}

function unknownSender({ app }: TrackerAddress): TrackerAnswer {
  if (app === null) return problem(new AppError("not_found", "There is nothing at this address."));
  const refusal = problem(
    new AppError("unauthenticated", "No device has this token: add it again, and set the app up anew."),
  );
  return { ...refusal, headers: { ...refusal.headers, "www-authenticate": 'Basic realm="device", Bearer' } };
}

function problem(error: AppError): TrackerAnswer {
  const { status, headers, body } = problemBody(error);
  return { status, headers, body: JSON.stringify(body) };
}

/** No tracker app compresses; what claims to be compressed is not unpacked, because a few bytes can hold gigabytes. */
function isEncoded(request: IncomingMessage): boolean {
  const encoding = request.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  return encoding !== "" && encoding !== "identity";
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: TrackerAnswer) {
  // A body that was not read to its end would be taken for the next request on this connection.
  const close = request.complete ? {} : { connection: "close" };
  response.writeHead(status, {
    ...securityHeaders,
    ...headers,
    ...close,
    "content-length": String(Buffer.byteLength(body)),
  });
  response.end(body);
}
