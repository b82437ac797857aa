import { ListAndDetail } from '@connectly/plugin-platform-react';
import { ModulePage } from '../ModulePage';
import { ModuleList } from './ModuleList';

/** The modules, and below it each of them. */
export function ModulesPage() {
  return (
    <ListAndDetail
      list={<ModuleList />}
      detail={name => <ModulePage name={name} key={name} />}
    />
  );
}
