/** How TypeScript becomes JavaScript, for the build and for the tests alike. Types are checked by `npm run check`. */
export default {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    keepClassNames: true,
  },
  module: { type: 'es6' },
};
