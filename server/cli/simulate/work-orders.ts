import { randomAddress } from "@/lib/demo-city/address";
import { metersBetween } from "@/lib/demo-city/plane";
import { between, pick, type Random } from "@/lib/demo-city/random";
import type { Address, City, LatLng } from "@/lib/demo-city/types";

type Kind = readonly [title: string, type: string, minutes: number];

const FIBRE: readonly Kind[] = [
  ["Fibre install", "installation", 45],
  ["ONT replacement", "repair", 30],
  ["Router swap", "repair", 20],
  ["Drop cable repair", "repair", 60],
  ["No signal", "fault", 40],
  ["Line survey", "survey", 25],
  ["Move socket", "change", 35],
  ["Business line upgrade", "installation", 75],
];
const COOLING: readonly Kind[] = [
  ["Air conditioner service", "maintenance", 45],
  ["Compressor noise", "fault", 50],
  ["Cold room check", "maintenance", 40],
  ["Thermostat swap", "repair", 25],
  ["Refrigerant refill", "maintenance", 35],
  ["New split unit", "installation", 90],
];
const CUSTOMERS = (
  "Adaora Mbanefo,Bright Star Pharmacy,Chidi Alade,Coral Hotel,Damilola Esan,Ebele Onuora,Ferry House,Golden Crust Bakery," +
  "Harbour View Flats,Ifeoma Danjuma,Jide Bamgbose,Kestrel Clinic,Lagoon Books,Mama Titi's Kitchen,Nneka Ubah,Osaze Igho," +
  "Palm Rise School,Quayside Tailors,Remi Oyelade,Saltmarket Stores,Tobi Adeyinka,Uche Nwafor,Weaver & Daughters,Yewande Cole," +
  "Zainab Lawal,Blue Heron Café,Northgate Dental,Simi Akande,Old Mill Studio,Tamarind Court"
).split(",");
const PRIORITIES = ["normal", "normal", "normal", "low", "high", "high", "urgent"] as const;

export type Trade = "fibre" | "cooling";

/** The closest of a few addresses: a planner does not send the same van across town and back all day. */
function addressTowards(city: City, random: Random, near: LatLng): Address {
  let best = randomAddress(city, random);
  for (let i = 1; i < 6; i++) {
    const other = randomAddress(city, random);
    if (metersBetween(other.point, near) < metersBetween(best.point, near)) best = other;
  }
  return best;
}

/** A new job as `POST /jobs` takes it: somewhere in town, near where the technician will be by then. */
export function writeWorkOrder(
  city: City,
  random: Random,
  trade: Trade,
  startMs: number,
  endMs: number,
  technician: { id: string; near: LatLng } | null,
): Record<string, unknown> {
  const [title, type, minutes] = pick(random, trade === "fibre" ? FIBRE : COOLING);
  const address = technician ? addressTowards(city, random, technician.near) : randomAddress(city, random);
  return {
    title,
    type,
    priority: pick(random, PRIORITIES),
    latitude: Number(address.point.lat.toFixed(6)),
    longitude: Number(address.point.lng.toFixed(6)),
    address: address.text,
    customer_name: pick(random, CUSTOMERS),
    window_start: new Date(startMs).toISOString(),
    window_end: new Date(endMs).toISOString(),
    estimated_duration_minutes: Math.round((minutes * between(random, 0.8, 1.2)) / 5) * 5,
    ...(technician ? { technician_id: technician.id } : {}),
  };
}
