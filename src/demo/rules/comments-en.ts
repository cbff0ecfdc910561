import type { Corpus } from './corpus.ts';

/** The same, as the network's English-speaking customers write. */
export const commentsEn: Corpus = {
  'store-visit': {
    happy: {
      core: [
        'Lovely staff, {agent} really took the time.',
        'Quick at the till, no complaints.',
        'Great choice and helpful advice on a {product}.',
        'Spotless shop, easy to find everything.',
        'Exchanged my {product} in two minutes.',
      ],
      more: ['Will be back.', 'Thank you!', 'Keep it up.'],
    },
    neutral: {
      core: [
        'Fine, nothing special.',
        'The {product} I wanted was out of stock.',
        'Friendly, but a bit of a queue.',
        'Some prices were missing.',
      ],
      more: ['Could be better.', 'The rest was all right.'],
    },
    unhappy: {
      core: [
        'Queued {minutes} minutes with one till open.',
        'Nobody around to help, so I left.',
        'Charged the wrong price and had to argue.',
        'Self-checkouts down again.',
        'Rude at the counter, not even a hello.',
      ],
      more: ['Very disappointed.', 'Not coming back.', 'I would like an explanation.'],
    },
  },
  'first-order': {
    happy: {
      core: [
        'Easy order, arrived as promised.',
        'The {product} looks just like the photos.',
        'Clear site and smooth payment.',
      ],
      more: ['Thanks!', 'Will order again.'],
    },
    neutral: {
      core: ['Good product, pricey delivery.', 'The date changed twice.', 'Site is slow on my phone.'],
      more: ['We will see.'],
    },
    unhappy: {
      core: ['Cancelled without telling me.', 'Charged twice by a payment bug.', 'Wrong {product} in the box.'],
      more: ['First and last order.', 'Would not recommend.'],
    },
  },
  delivery: {
    happy: {
      core: [
        'On time and very careful.',
        'Great drivers, carried it up three floors.',
        'Well packed, clear tracking texts.',
      ],
      more: ['Perfect.', 'Thanks to the drivers.'],
    },
    neutral: { core: ['A day late, but they called.', 'Box dented, {product} fine.'], more: ['All right.'] },
    unhappy: {
      core: [
        'Never arrived and nobody answers.',
        '{product} arrived broken.',
        'Took a day off for nothing.',
        'Left out in the rain.',
      ],
      more: ['Unacceptable.', 'I want this sorted.'],
    },
  },
  call: {
    happy: {
      core: ['Sorted in one call.', '{agent} was patient and clear.', 'They called back as promised.'],
      more: ['Thank you.', 'Impressive.'],
    },
    neutral: { core: ['Got an answer after two transfers.', 'Had to repeat my order number.'], more: ['OK.'] },
    unhappy: {
      core: [
        '{minutes} minutes on hold, then cut off.',
        'Fourth call about the same problem.',
        'Promised a call back, nothing came.',
      ],
      more: ['Exhausting.', 'No follow-up at all.'],
    },
  },
  'after-sales': {
    happy: {
      core: ['Spare part sent for free in three days.', 'Refunded quickly, no fuss.'],
      more: ['Thanks.', 'Still a customer.'],
    },
    neutral: { core: ['Repaired, but three weeks is long.', 'A bit of paperwork.'], more: ['Fine.'] },
    unhappy: {
      core: [
        'Still no refund after a month.',
        'Came back with the same fault.',
        'Warranty refused on a six-month-old {product}.',
      ],
      more: ['Shameful.', 'Very poor.'],
    },
  },
};
