/**
 * Why it went wrong, on two levels; a first level alone is an answer too. Closed, so that causes can be counted.
 * Source: domain 7: the five dimensions of SERVQUAL, then operations; at most twelve, and six under each.
 */
export const ROOT_CAUSES = {
  reliability: ['promise-not-kept', 'wrong-information', 'order-error', 'billing-error'],
  responsiveness: ['waiting-time', 'no-answer', 'slow-handling', 'too-many-contacts'],
  assurance: ['lack-of-knowledge', 'safety', 'privacy'],
  empathy: ['unfriendly', 'not-listened-to', 'discrimination'],
  tangibles: ['cleanliness', 'comfort', 'signage', 'equipment'],
  product: ['defective', 'not-as-described', 'out-of-stock', 'missing-part'],
  price: ['wrong-price', 'too-expensive', 'promotion-refused', 'refund-late'],
  delivery: ['late', 'lost', 'damaged', 'courier'],
  digital: ['error', 'payment', 'account', 'hard-to-use'],
  policy: ['return-refused', 'warranty', 'unclear-conditions'],
  other: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** `responsiveness`, `responsiveness.waiting-time`, … in the order of the tree. */
export const ROOT_CAUSE_KEYS: readonly string[] = Object.entries(ROOT_CAUSES).flatMap(([first, seconds]) => [
  first,
  ...seconds.map((second) => `${first}.${second}`),
]);
