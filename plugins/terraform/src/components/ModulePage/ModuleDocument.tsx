import { DocumentMarkdown, PortalPageOf } from '@connectly/plugin-handbook-react';
import { useCallback } from 'react';
import { useTerraformLinks } from '../../links';
import { ShownModule } from './ShownModule';

const moduleDirectory = /^infrastructure\/modules\/([A-Za-z0-9_-]+)\/?$/;

/** A README or changelog of the module; a module beside it leads to its page here. */
export function ModuleDocument({ text, shown: { module, commit } }: { text: string; shown: ShownModule }) {
  const links = useTerraformLinks();
  const portalPageOf = useCallback<PortalPageOf>(
    ({ path }) => {
      const [, name] = moduleDirectory.exec(path) ?? [];
      return name && links.module(name);
    },
    [links],
  );
  return (
    <DocumentMarkdown
      text={text}
      headingLevel={4}
      place={{ repository: module.repository, directory: module.directory, ref: commit }}
      portalPageOf={portalPageOf}
    />
  );
}
