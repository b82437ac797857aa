import {
  InterfaceChange,
  interfaceDifferences,
} from '@connectly/plugin-terraform-common';
import { terraformTranslationRef } from '../../translations/ref';
import { TranslationFunction } from '@backstage/frontend-plugin-api';

/** Weights in the order in which a caller wants to know them. */
export const weights = ['breaking', 'addition', 'fix'] as const;

/** Texts of the plugin in the reader's language. */
export type Texts = TranslationFunction<typeof terraformTranslationRef.T>;

/** A change as a sentence in the reader's language; what the module's author wrote stands in it as code. */
export function sentenceOf(change: InterfaceChange, t: Texts): string {
  const key = change.difference in interfaceDifferences ? change.difference : undefined;
  return key ? (t as (key: string, values: object) => string)(`changes.${key}`, change.values) : change.message;
}

/** Markdown for the pull request that raises the version. */
export function pullRequestWords(options: {
  module: string;
  from: string;
  to: string;
  changes: InterfaceChange[];
  /** Address of each upgrade note. */
  notes: string[];
  t: Texts;
}): string {
  const { module, from, to, changes, notes, t } = options;
  const lines = [`\`${module}\` ${from} → ${to}`];
  for (const weight of weights) {
    const own = changes.filter(change => change.weight === weight);
    if (own.length > 0) {
      lines.push('', `**${t(`comparison.weights.${weight}`)}**`, '', ...own.map(change => `- ${sentenceOf(change, t)}`));
    }
  }
  if (changes.length === 0) lines.push('', t('comparison.same'));
  if (notes.length > 0) lines.push('', ...notes.map(note => `${t('comparison.notes')}: ${note}`));
  return `${lines.join('\n')}\n`;
}
