/** Something the operator can put right. It is told in one line, without a stack. */
export class Fault extends Error {
  get faults() {
    return [this.message];
  }
}

/** What to print of an error: its faults, else its message. Node gives a failed connection no message of its own, only its causes. */
export function linesOf(error) {
  const message = error.message || error.errors?.[0]?.message || error.code || String(error);
  return error.faults ?? [message.trim()];
}
