export function findBrowser(dataDir: string): void;
export function shippedBrowser(folder: string): string | null;
