import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Doors that have one keeper each: the clock, chance and the environment. */
const doors = {
  syntax: {
    now: {
      selector: ":matches(NewExpression, CallExpression)[callee.name='Date'][arguments.length=0]",
      message: 'Time comes from the injected Clock (platform/clock).',
    },
    emptyCatch: {
      selector: 'CatchClause > BlockStatement[body.length=0]',
      message: 'Catch what you can cure; an error that is swallowed is an outage that nobody sees.',
    },
  },
  properties: {
    now: { object: 'Date', property: 'now', message: 'Time comes from the injected Clock (platform/clock).' },
    random: {
      object: 'Math',
      property: 'random',
      message: 'Chance is a seed given to a rule, or node:crypto in a service.',
    },
    env: { object: 'process', property: 'env', message: 'Only platform/config reads the environment.' },
  },
  imports: { name: 'node:process', importNames: ['env'], message: 'Only platform/config reads the environment.' },
};

const { syntax, properties, imports } = doors;
const allProperties = Object.values(properties);
const except = (...kept) => allProperties.filter((door) => !kept.includes(door));

/** What an entity may take from TypeORM: the words that describe a table. Queries live in repositories. */
const tableWords = [
  ...[
    'Entity',
    'Column',
    'PrimaryColumn',
    'PrimaryGeneratedColumn',
    'CreateDateColumn',
    'UpdateDateColumn',
    'VersionColumn',
  ],
  ...[
    'Index',
    'Unique',
    'Check',
    'ManyToOne',
    'OneToMany',
    'OneToOne',
    'ManyToMany',
    'JoinColumn',
    'JoinTable',
    'Relation',
  ],
  ...['ValueTransformer', 'ColumnOptions'],
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.data/', '.test-data/', 'templates/assets/vendor/'] },
  js.configs.recommended,
  {
    languageOptions: {
      globals: globalsOf(
        'console process performance Buffer URL setTimeout clearTimeout setInterval clearInterval fetch',
      ),
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', syntax.emptyCatch],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNever: true },
      ],
      // Its fixes break narrowing by index, and casts at the edge of Fastify's and Nest's types.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // A method that answers a promise for its interface's sake is right without an await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-restricted-syntax': ['error', syntax.emptyCatch, syntax.now],
      'no-restricted-properties': ['error', ...allProperties],
      'no-restricted-imports': ['error', { paths: [imports] }],
    },
  },
  {
    files: ['src/**/*.entity.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [imports, { name: 'typeorm', allowImportNames: tableWords }] }],
    },
  },
  {
    files: ['src/**/rules/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['process', 'crypto', 'performance', 'fetch', 'setTimeout', 'setInterval']],
    },
  },
  {
    files: ['src/platform/clock/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', syntax.emptyCatch],
      'no-restricted-properties': ['error', ...except(properties.now, properties.random)],
    },
  },
  {
    files: ['src/platform/config/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...except(properties.env)],
      'no-restricted-imports': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', syntax.emptyCatch],
      'no-restricted-properties': 'off',
    },
  },
  {
    // What comes back from HTTP, JSON and the database has no type in a test, and the expectation is its check.
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Scripts of the pages: plain files, and charts whose description is one long object.
    files: ['templates/assets/**/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: globalsOf(
        'window document navigator location history localStorage sessionStorage matchMedia getComputedStyle requestAnimationFrame ' +
          'HTMLInputElement HTMLFormElement HTMLSelectElement HTMLDialogElement htmx echarts URLSearchParams FormData EventSource CustomEvent Event CSS Element HTMLElement ' +
          'IntersectionObserver ResizeObserver MutationObserver',
      ),
    },
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: globalsOf('module require __dirname __filename') },
  },
);

function globalsOf(names) {
  return Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));
}
