export function takeLock(
  file: string,
): { release(): void; heldBy?: undefined } | { heldBy: number; release?: undefined };
