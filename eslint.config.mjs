import next from '@next/eslint-plugin-next';
import nx from '@nx/eslint-plugin';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { dashboardFolders } from './apps/dashboard/eslint-folders.mjs';

/** In order: a package imports only packages that precede it. */
const PACKAGES = [
  'random',
  'errors',
  'access',
  'data',
  'forecasting',
  'text-ko',
  'text',
  'models',
  'engine',
  'runs',
  'export',
  'lab',
];

/** Packages that know nothing of data sets and texts: of the others they import only `random` and `errors`. */
const PLAIN = ['random', 'errors', 'models', 'engine', 'runs', 'export'];

const scopes = (...names) => names.map((name) => `scope:${name}`);

/** What projects with these tags may import, in their source; tests may also import what tests share. */
const constraints = (shared) =>
  [
    ...PACKAGES.map((name, i) => {
      const above = PACKAGES.slice(0, i + 1);
      const allowed = PLAIN.includes(name) ? above.filter((other) => PLAIN.includes(other)) : above;
      return { sourceTag: `scope:${name}`, onlyDependOnLibsWithTags: scopes(...allowed) };
    }),
    {
      sourceTag: 'scope:dashboard',
      onlyDependOnLibsWithTags: scopes(
        'dashboard',
        'errors',
        'access',
        'data',
        'text-ko',
        'text',
        'models',
        'runs',
      ),
    },
    { sourceTag: 'type:package', onlyDependOnLibsWithTags: ['type:package'] },
    { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:package'] },
    { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:package', 'type:tool', 'type:app'] },
  ].map(({ sourceTag, onlyDependOnLibsWithTags }) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...onlyDependOnLibsWithTags, ...shared],
  }));

const moduleBoundaries = (shared = [], allow = []) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    // A package starts its worker threads by its own export, so that tests run the built file.
    allowCircularSelfDependency: true,
    allow,
    // Imported statically although other code loads it when it needs it: the dashboard's program requires packages/runs
    // before Next.js starts.
    checkDynamicDependenciesExceptions: ['@rnn-lab/runs'],
    depConstraints: constraints(shared),
  },
];

export default tseslint.config(
  { ignores: ['**/dist', '**/.next', '**/out-tsc', '**/next-env.d.ts', '.nx'] },
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs', '**/*.cjs', '**/*.js'],
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries() },
  },
  {
    files: ['**/*.test.ts', '**/{test,e2e}/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries(['scope:testing']) },
  },
  {
    // They are a project of their own, because they start the trainer too, and test the dashboard from inside.
    files: ['apps/dashboard/e2e/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries(['scope:testing'], ['^#']) },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    },
  },
  // AssemblyScript has no `import type`.
  { files: ['packages/engine/assembly/**'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['apps/dashboard/src/**/*.{ts,tsx}'],
    extends: [
      reactHooks.configs.flat.recommended,
      jsxA11y.flatConfigs.recommended,
      next.configs['core-web-vitals'],
    ],
    settings: { next: { rootDir: `${import.meta.dirname}/apps/dashboard` } },
    rules: {
      // Regions that scroll must be reachable by keyboard.
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { roles: ['group', 'region', 'application'], tags: ['pre'] },
      ],
      // On narrow pages the table is laid out as blocks, which drops the implicit roles.
      'jsx-a11y/no-redundant-roles': ['error', { tbody: ['rowgroup'], thead: ['rowgroup'], tr: ['row'] }],
      // Concerns the React Compiler, which is not used.
      'react-hooks/incompatible-library': 'off',
    },
  },
  ...dashboardFolders,
);
