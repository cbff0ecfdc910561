/** What a submission came from, as far as one can tell from outside; holds nothing that names a person. */
export interface Origin {
  via: 'web' | 'sms' | 'api';
  /** HTTP method, or `SMS`. */
  method: string;
  userAgent: string | null;
  /** The client said that it only looks ahead (`Sec-Purpose: prefetch` and its like). */
  prefetch: boolean;
  /** The field that people do not see was filled. */
  honeypot: boolean;
  /** Since the invitation was sent; null when that is not known. */
  secondsSinceSent: number | null;
}

export interface Label {
  label: 'person' | 'machine';
  why: string;
}
