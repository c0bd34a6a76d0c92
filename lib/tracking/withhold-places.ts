import type { DeviceNote, QuarantineEntry } from "./device-note";
import type { LastRequest, UnderstoodItem, UnderstoodPlace } from "./last-request";
import type { MaskedRequest } from "./trackers/masked-request";
import { ownTime } from "./trackers/own-time";

/** Epoch ms. */
type Question = (at: number) => boolean;

/**
 * The note of a request without the places of moments in which nobody may be tracked (LOC-12). A fix is judged by its own
 * time; what came as a fix and is none by its time and the receipt, because one of them is wrong; the rest by the receipt.
 * The request itself says everything and goes when any of it has to. An alarm is an emergency pressed by a person: its
 * place stays.
 */
export function withholdPlaces(note: DeviceNote, isTracked: Question): DeviceNote {
  if (note.moments.every(isTracked)) return note;
  const { lastRequest, quarantine } = note;
  return {
    ...note,
    lastRequest: lastRequest && withoutPlaces(lastRequest, isTracked),
    quarantine: quarantine.map(
      (entry): QuarantineEntry => ({
        ...entry,
        places: entry.places.filter((place) => isKept(place, note.receivedAt, isTracked)),
      }),
    ),
  };
}

/** What a device said last without the places of untracked moments, and without the request as it came. */
export function withoutPlaces(last: LastRequest, isTracked: Question): LastRequest {
  return {
    ...last,
    request: emptied(last.request),
    withheld: true,
    items: last.items.map((item): UnderstoodItem => {
      if (item.kind === "ignored") return item;
      const isSafe =
        item.kind === "fix"
          ? item.at !== null && isTracked(item.at)
          : isKept(item, last.receivedAt, isTracked);
      return isSafe ? item : { ...item, point: null, accuracyMeters: null, speedMps: null, withheld: true };
    }),
  };
}

function isKept({ at }: UnderstoodPlace, receivedAt: number, isTracked: Question): boolean {
  const own = ownTime(at);
  return isTracked(receivedAt) && (own === null || isTracked(own));
}

function emptied(request: MaskedRequest): MaskedRequest {
  return { ...request, query: "", contentType: null, body: "", cut: false };
}
