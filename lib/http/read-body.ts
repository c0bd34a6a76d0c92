import { AppError } from "@/lib/errors";
import { readJson } from "./read-json";

/** The largest body of our own API, bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

const tooLarge = () => new AppError("too_large", "The body is larger than 1 MiB: send less at a time.");

/** A body that says what it is has to say JSON in UTF-8; one that says nothing is tried as JSON. */
export function checkContentType(contentType: string | null, contentEncoding: string | null): void {
  if (contentEncoding !== null && contentEncoding !== "" && contentEncoding !== "identity") {
    throw new AppError("unsupported_media_type", "Send the body uncompressed.");
  }
  if (contentType === null || contentType === "application/json" || contentType.trim() === "") return;
  const [type = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replace(/"/g, "");
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type) || (charset !== undefined && charset !== "utf-8")) {
    throw new AppError("unsupported_media_type", "Send the body as application/json in UTF-8.");
  }
}

/**
 * Turns the bytes of a body into a JSON value.
 * @returns an empty object for an empty body, so that a call whose fields are all optional needs none
 * @throws AppError malformed
 */
export function decodeBody(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return {};
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new AppError("malformed", "The body is not valid UTF-8.");
  }
  return text.trim() === "" ? {} : readJson(text);
}

/**
 * Reads the JSON body of a request without ever holding more than 1 MiB of it.
 * @throws AppError too_large, unsupported_media_type or malformed
 */
export async function readBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = await collect(request.body);
  if (bytes.byteLength === 0) return {};
  checkContentType(request.headers.get("content-type"), request.headers.get("content-encoding"));
  return decodeBody(bytes);
}

/** The caller went away. His lost connection would otherwise pass for one of the database's. */
function brokenOff(cause: unknown): never {
  throw new AppError("malformed", "The body broke off before its end: send it again.", { cause });
}

async function collect(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  if (!stream) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(brokenOff);
    if (done) return Buffer.concat(chunks, total);
    total += value.byteLength;
    if (total > MAX_BODY_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
}
