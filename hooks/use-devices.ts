"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/client";
import type { AddedDeviceWire } from "@/lib/tracking/commands/add-device";
import type { DeviceWire } from "@/lib/tracking/device-wire";
import type { NewDevice } from "@/lib/tracking/trackers/schema";

export type { AddedDeviceWire, DeviceWire };

export const deviceKeys = {
  of: (technicianId: string) => ["devices", technicianId] as const,
};

const PAGE_SIZE = 200;

/**
 * All tracker devices of a technician, newest first, revoked ones among them.
 * @param everyMs how often to ask again while the page is in front
 */
export function useDevices(technicianId: string, everyMs: number) {
  return useQuery({
    queryKey: deviceKeys.of(technicianId),
    queryFn: ({ signal }) => readAll(technicianId, signal),
    refetchInterval: everyMs,
  });
}

async function readAll(technicianId: string, signal: AbortSignal): Promise<DeviceWire[]> {
  const devices: DeviceWire[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: DeviceWire[]; next_cursor: string | null } = await callApi(
      `/technicians/${technicianId}/devices`,
      { query: { limit: PAGE_SIZE, cursor }, signal },
    );
    devices.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return devices;
}

/** Adds a device; the answer is the only sight of its token, so it is kept by whoever asked and in no cache. */
export function useAddDevice(technicianId: string) {
  const queries = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: (body: NewDevice) =>
      callApi<AddedDeviceWire>(`/technicians/${technicianId}/devices`, { method: "POST", body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: deviceKeys.of(technicianId) }),
  });
}

/** Revokes a device. The list shows it at once, and as it was when the server refuses. */
export function useRevokeDevice(technicianId: string) {
  const queries = useQueryClient();
  const queryKey = deviceKeys.of(technicianId);
  return useMutation({
    mutationFn: ({ device }: { device: DeviceWire; at: number }) =>
      callApi<void>(`/technicians/${technicianId}/devices/${device.device_id}`, { method: "DELETE" }),
    onMutate: async ({ device, at }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<DeviceWire[]>(queryKey);
      queries.setQueryData<DeviceWire[]>(queryKey, (devices) =>
        devices?.map((one) =>
          one.device_id === device.device_id ? { ...one, revoked_at: new Date(at).toISOString() } : one,
        ),
      );
      return { before };
    },
    onError: (_error, _device, context) => queries.setQueryData(queryKey, context?.before),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

/** Switches on or off that a device is told of the nearest job sites. Resolves when the list says so too. */
export function useChangeDevice(technicianId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ deviceId, pushWaypoints }: { deviceId: string; pushWaypoints: boolean }) =>
      callApi<void>(`/technicians/${technicianId}/devices/${deviceId}`, {
        method: "PATCH",
        body: { push_waypoints: pushWaypoints },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: deviceKeys.of(technicianId) }),
  });
}
