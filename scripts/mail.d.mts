export function compiledMails(): Promise<{ file: string; html: string }[]>;
