import { ApolloArmor } from '@escape.tech/graphql-armor';
import { type ASTVisitor, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Config } from './config.js';

/** Validation rules that bound what a free query may ask. Trusted documents are known and pass without them. */
export function limitRules(config: Config): ValidationRule[] {
  const { validationRules } = new ApolloArmor({
    maxDepth: { enabled: true, n: config.GRAPHQL_MAX_DEPTH, ignoreIntrospection: true },
    costLimit: {
      enabled: true,
      maxCost: config.GRAPHQL_MAX_COST,
      objectCost: 2,
      scalarCost: 1,
      depthCostFactor: 1.3,
      ignoreIntrospection: true,
    },
    // Its alias rule does not count `__typename`, and its token limit turns syntax errors into server errors: ours stand below and in the parser.
    maxAliases: { enabled: false },
    maxTokens: { enabled: false },
    maxDirectives: { enabled: true, n: 20 },
    blockFieldSuggestion: { enabled: false },
  }).protect();

  return [...validationRules.map(asLimit), aliasLimit(config.GRAPHQL_MAX_ALIASES)];
}

/** Armor calls what is too much a syntax error of the input; it is neither, and what to do about it should be said. */
function asLimit(rule: ValidationRule): ValidationRule {
  return (context) => {
    const reportError = ({ message, nodes }: GraphQLError): void => {
      const what = message.replace(/^Syntax Error: /, '').replace(/\.$/, '');
      const options = { nodes, extensions: { code: 'LIMIT_EXCEEDED' } };
      context.reportError(new GraphQLError(`${what}. Ask for less at a time, or in several requests.`, options));
    };

    return rule(Object.create(context, { reportError: { value: reportError } }) as ValidationContext);
  };
}

function aliasLimit(most: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    let aliases = 0;

    return {
      Field(node) {
        if (!node.alias) return;
        aliases += 1;
        if (aliases === most + 1) {
          context.reportError(
            new GraphQLError(`More than ${most} aliases in one request; send several requests.`, {
              nodes: node,
              extensions: { code: 'LIMIT_EXCEEDED' },
            }),
          );
        }
      },
    };
  };
}
