/**
 * The architecture, as a list of names: a library imports another only to its left, and only through its index.
 * https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */
const street = [
  'platform',
  'people',
  'inbox',
  'firms',
  'governance',
  'tenders',
  'coverage',
  'market',
  'partners',
  'alliances',
  'bids',
  'contracts',
  'showcase',
  'reputation',
  'sharing',
  'strategy',
  'exchange',
];

/** Beside the street: languages without framework, database or clock, which every library may speak. */
const pure = ['seal-format', 'requirements', 'finder', 'rule-packs'];

const folderOf = (names) => `^libs/(${names.join('|')})/`;

/** One rule per library: everything to its right is out of bounds. */
const oneWay = street.slice(0, -1).map((name, place) => ({
  name: `${name}-imports-only-to-its-left`,
  comment: `${street.slice(0, place + 1).join(' ← ')} stands left of ${street.slice(place + 1).join(', ')}.`,
  severity: 'error',
  from: { path: folderOf([name]) },
  to: { path: folderOf(street.slice(place + 1)) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'every-library-stands-on-the-street',
      comment: 'A new library gets its place in the list above first.',
      severity: 'error',
      from: {},
      to: { path: '^libs/', pathNot: folderOf([...street, ...pure]) },
    },
    {
      name: 'libraries-only-through-their-index',
      comment: 'src/index.ts is the only door: what it does not export is nobody else’s business.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'from-outside-only-through-the-index',
      comment: 'Programs, migrations, demo, stories and benches use a library as a library does.',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'libraries-never-import-programs',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|demo|migrations|test|bench|tools)/' },
    },
    {
      name: 'seal-format-is-pure',
      comment: 'The same code seals in a browser, on a command line and at the opening: no library, nothing of Node’s.',
      severity: 'error',
      from: { path: '^libs/seal-format/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/seal-format/', '^node_modules/(age-encryption|@noble|@scure)/'] },
    },
    {
      name: 'requirements-are-pure',
      comment: 'What firms can do and tenders ask for is said in words alone.',
      severity: 'error',
      from: { path: '^libs/requirements/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/requirements/' },
    },
    {
      name: 'the-finder-is-pure',
      comment: 'It finds among numbers: no library, nothing of Node’s, and one solver for what is too large.',
      severity: 'error',
      from: { path: '^libs/finder/src/', pathNot: '\\.(spec|sample)\\.ts$' },
      to: { pathNot: ['^libs/finder/', '^node_modules/highs/'] },
    },
    {
      name: 'rule-packs-are-pure',
      comment:
        'What packs say is data; what their rules mean is computed from plain words, without a database or a clock.',
      severity: 'error',
      from: { path: '^libs/rule-packs/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/rule-packs/', '^libs/requirements/', '^node_modules/zod/'] },
    },
    {
      name: 'pages-share-only-the-seal-format',
      comment: 'Pages read through GraphQL, like everybody else.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: {
        path: '^(libs|apps|migrations|demo)/',
        pathNot: ['^apps/web/', '^apps/api/schema\\.graphql$', '^libs/seal-format/src/index\\.ts$'],
      },
    },
    {
      name: 'programs-never-import-pages',
      comment: 'The API mounts the built pages; it knows nothing of their sources.',
      severity: 'error',
      from: { path: '^(apps|migrations|demo)/', pathNot: '^apps/web/' },
      to: { path: '^apps/web/(?!build/)' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or a third is missing between them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'aliases-lead-somewhere',
      comment: 'An alias that is not resolved would slip through every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^#' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.react-router|fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // With "default" alone #libs/… leads to dist, and no rule about libs/ would ever bite.
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json'],
    },
  },
};
