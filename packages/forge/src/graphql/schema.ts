import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildASTSchema, GraphQLSchema, parse } from 'graphql';

let schema: GraphQLSchema | undefined;

/**
 * GitHub's published schema. Built once in a process, in about 0.15 s; the
 * package exports no path to the file, so it is found beside its entry.
 */
export function githubSchema(): GraphQLSchema {
  if (!schema) {
    const entry = require.resolve('@octokit/graphql-schema');
    const text = readFileSync(join(dirname(entry), 'schema.graphql'), 'utf8');
    schema = buildASTSchema(parse(text, { noLocation: true }), {
      // It is GitHub's: checking its own rules again would triple the time.
      assumeValid: true,
      assumeValidSDL: true,
    });
  }
  return schema;
}
