/** The house's rules of who may know whom; `test/architecture.spec.ts` plants a violation of each. */
const { stations } = require('./architecture.json');

const modules = stations.flat();
const anyModule = `^src/(?:${modules.join('|')})/`;
const spec = '\\.spec\\.ts$';
const folder = (names) => `^src/(?:${names.join('|')})/`;
const library = (names) => `(?:^|/)node_modules/(?:@types/)?(?:${names.join('|')})/`;

/** The parts of platform that rules may use, and the libraries they may stand on: no clock, chance, files or network. */
const pureParts = '^src/platform/(?:values|calendar|statistics|lifecycle|sms-text)/';
const pureLibraries = library(['luxon', 'libphonenumber-js', 'date-holidays', 'jstat', 'natural', 'jsonata']);
const testLibraries = library(['fast-check']);
/** A spec may read its cases from a file. */
const caseFiles = '^(?:node:)?(?:fs|path|url)$';

const direction = modules.map((module) => {
  const station = stations.findIndex((group) => group.includes(module));
  const beyond = stations.slice(station).flat();
  return {
    name: `way-${module}`,
    comment: `${module} calls earlier stations only; what later and sibling ones must know is a fact.`,
    severity: 'error',
    from: { path: folder([module]) },
    to: { path: folder(beyond), pathNot: folder([module]) },
  };
});

module.exports = {
  forbidden: [
    ...direction.filter(({ to }) => to.path !== to.pathNot),
    {
      name: 'through-the-index',
      comment: 'A module is known by its index.ts alone.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: anyModule, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'through-the-index-from-the-root',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: anyModule, pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'through-the-index-of-platform',
      comment: 'So is a part of platform.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: '^src/platform/', pathNot: '^src/platform/[^/]+/index\\.ts$' },
    },
    {
      name: 'through-the-index-within-platform',
      severity: 'error',
      from: { path: '^src/platform/([^/]+)/' },
      to: { path: '^src/platform/', pathNot: ['^src/platform/$1/', '^src/platform/[^/]+/index\\.ts$'] },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'nobody-knows-the-root',
      comment: 'Only the root puts stations together; only the demo and the root speak to all of them.',
      severity: 'error',
      from: { path: anyModule },
      to: { path: ['^src/[^/]+$', '^src/demo/'] },
    },
    {
      name: 'entities-stay-home',
      comment: 'Another module holds an id, never an entity.',
      severity: 'error',
      from: { path: '/index\\.ts$' },
      to: { path: '\\.entity\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment:
        'A rule takes values in and gives values out: no Nest, database, clock, chance, files or network. Types are free.',
      severity: 'error',
      from: { path: '^src/([^/]+)/rules/', pathNot: spec },
      to: { pathNot: ['^src/$1/rules/', pureParts, pureLibraries], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'specs-of-rules-are-pure',
      severity: 'error',
      from: { path: `^src/([^/]+)/rules/.*${spec}` },
      to: {
        pathNot: ['^src/$1/rules/', pureParts, pureLibraries, testLibraries, caseFiles],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-parts-are-pure',
      severity: 'error',
      from: { path: pureParts, pathNot: spec },
      to: { pathNot: [pureParts, pureLibraries], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'queries-live-in-repositories',
      comment: 'Only *.repository.ts knows how to query; entities describe tables, module files register them.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.(?:repository|entity)\\.ts$', '\\.db\\.spec\\.ts$', '^src/platform/database/'],
      },
      to: { path: library(['typeorm']) },
    },
    {
      name: 'repositories-are-registered-in-modules',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.(?:repository|module)\\.ts$', '\\.db\\.spec\\.ts$', '^src/platform/database/'],
      },
      to: { path: library(['@nestjs/typeorm']) },
    },
    {
      name: 'no-cycles',
      comment: 'Two injectables that import each other do not start. Types may name each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: ['^test/', spec] },
    },
    {
      name: 'nothing-unresolved',
      comment: '`#pressure/anything` does not resolve, on purpose.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['chaudfroid', 'import', 'node', 'default', 'types'],
    },
  },
};
