/** The part of the Battery Status API we read; only some browsers have it, and TypeScript does not know it. */
interface BatteryNavigator {
  getBattery?: () => Promise<{ level: number }>;
}

/** Battery of this phone in percent; null where the browser does not tell. */
export async function readBatteryPercent(): Promise<number | null> {
  try {
    const battery = await (navigator as BatteryNavigator).getBattery?.();
    return battery ? Math.round(battery.level * 100) : null;
  } catch {
    return null;
  }
}
