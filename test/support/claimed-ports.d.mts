export function claimPort(port: number): (() => void) | undefined;
export function returnPorts(): void;
