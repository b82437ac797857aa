import { InputProblem } from '@connectly/plugin-terraform-common';
import { Texts } from '../Comparison/changes';

/** What is wrong with an input, in the reader's language; the words of a rule are the module's. */
export function problemText(problem: InputProblem, t: Texts): string {
  switch (problem.kind) {
    case 'rule':
      return problem.message;
    case 'type': {
      const { expected } = problem;
      const path = problem.path.join('.');
      const at = path ? t('builder.problems.at', { path }) : '';
      if ('attribute' in expected) return `${at}${t('builder.problems.attribute', { name: expected.attribute })}`;
      if ('elements' in expected) return `${at}${t('builder.problems.elements', { count: expected.elements })}`;
      return `${at}${t(`builder.problems.types.${expected.type}`)}`;
    }
    default:
      return t(`builder.problems.${problem.kind}`);
  }
}
