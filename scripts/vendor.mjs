// Fetches the files of other people's making that the screens serve, with their licences, into templates/assets/vendor.
// They are kept in the repository: ten files instead of three packages of fifteen thousand. Run again to move a version.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = join(dirname(fileURLToPath(import.meta.url)), '../templates/assets/vendor');

/** Package and version, then the files taken from it: name there → name here. */
const packages = {
  // Tabler ships no licence file; its style sheet opens with its notice (MIT).
  '@tabler/core@1.6.1': { 'dist/css/tabler.min.css': 'tabler.min.css' },
  'htmx.org@2.0.11': { 'dist/htmx.min.js': 'htmx.min.js', LICENSE: 'htmx.LICENSE.txt' },
  'echarts@6.1.0': {
    'dist/echarts.min.js': 'echarts.min.js',
    LICENSE: 'echarts.LICENSE.txt',
    NOTICE: 'echarts.NOTICE.txt',
    'licenses/LICENSE-d3': 'echarts.LICENSE-d3.txt',
  },
  '@fontsource-variable/inter@5.3.0': {
    'files/inter-latin-wght-normal.woff2': 'inter-latin.woff2',
    'files/inter-latin-ext-wght-normal.woff2': 'inter-latin-ext.woff2',
    LICENSE: 'inter.LICENSE.txt',
  },
  '@tabler/icons@3.51.0': { LICENSE: 'icons.LICENSE.txt' },
};

/** Outline icons of @tabler/icons that go into the sprite icons.svg. */
const icons = `
  activity adjustments-horizontal alert-circle alert-triangle api archive arrow-back-up arrow-down arrow-down-right
  arrow-left arrow-right arrow-up arrow-up-right arrows-sort ban bell bell-ringing bolt building building-store bulb
  calendar calendar-event calendar-time certificate chart-area-line chart-bar chart-dots chart-histogram chart-line
  check checklist checks chevron-down chevron-left chevron-right chevron-up circle-check circle-dashed circle-x
  clipboard-check clock clock-exclamation coin-euro copy credit-card crown database device-mobile device-tv dots
  dots-vertical download edit external-link eye eye-off file-export file-import file-spreadsheet file-text filter
  fingerprint flag flask forms gauge gift git-merge hand-stop hash heart help-circle history home hourglass
  hourglass-high inbox inbox-off info-circle key keyboard language layout-dashboard layout-kanban link list-check
  list-details lock lock-open login logout mail mail-off mail-opened map-pin menu-2 message message-2 message-check
  message-circle message-off message-report messages microphone minus mood-empty mood-happy mood-sad mood-smile moon
  news note notes percentage phone phone-call phone-off phone-outgoing pin player-pause player-play player-skip-forward
  player-stop plug plus point presentation puzzle qrcode question-mark quote refresh repeat rosette-discount-check route
  rss scale search selector send settings shield shield-check sort-ascending sort-descending sparkles speakerphone stack-2
  star star-off sun table tag tags target target-arrow test-pipe thermometer thumb-down thumb-up tools trash
  trending-down trending-up trophy upload urgent user user-check user-circle user-plus user-shield user-x users
  users-group wallet webhook world writing x zoom-question
`
  .trim()
  .split(/\s+/);

const work = mkdtempSync(join(tmpdir(), 'vendor-'));
mkdirSync(target, { recursive: true });
try {
  for (const [name, files] of Object.entries(packages)) {
    const folder = unpack(name);
    for (const [from, to] of Object.entries(files)) copyFileSync(join(folder, from), join(target, to));
    if (name.startsWith('@tabler/icons@')) writeFileSync(join(target, 'icons.svg'), sprite(folder));
  }
  // The style sheet names its source map, which is not served.
  const css = join(target, 'tabler.min.css');
  writeFileSync(css, readFileSync(css, 'utf8').replace(/\/\*# sourceMappingURL=.*?\*\/\s*$/, ''));
  const versions = Object.keys(packages).map((name) => `- ${name}`);
  writeFileSync(
    join(target, 'README.md'),
    `# Files of others\n\nFetched by \`scripts/vendor.mjs\`.\n\n${versions.join('\n')}\n`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

function unpack(name) {
  const folder = mkdtempSync(join(work, 'p-'));
  const archive = execFileSync('npm', ['pack', name, '--silent', '--pack-destination', folder], {
    encoding: 'utf8',
  }).trim();
  execFileSync('tar', ['xzf', join(folder, archive), '-C', folder]);
  return join(folder, 'package');
}

function sprite(folder) {
  const symbols = icons.map((icon) => {
    const svg = readFileSync(join(folder, 'icons/outline', `${icon}.svg`), 'utf8');
    const shapes = svg
      .slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
      .replace(/\s+/g, ' ')
      .trim();
    return `<symbol id="${icon}" viewBox="0 0 24 24">${shapes.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/> ?/, '')}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}
