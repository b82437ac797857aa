import { DefaultTemplateOutputs, ScaffolderTemplateOutputsComponent } from '@backstage/plugin-scaffolder-react/alpha';
import { useReaderLanguage } from '@connectly/plugin-platform-react';
import { ComponentProps } from 'react';
import { allInLanguage } from './inLanguage';

/** What a task made and what comes next, in the reader's language. */
export function TemplateOutputs({ output }: ComponentProps<ScaffolderTemplateOutputsComponent>) {
  const language = useReaderLanguage();
  return <DefaultTemplateOutputs output={allInLanguage(output, language)} />;
}
