import { ListAndDetail } from '@connectly/plugin-platform-react';
import { StackPage } from '../StackPage';
import { StackList } from './StackList';

/** The stacks, and below it each of them. */
export function StacksPage() {
  return (
    <ListAndDetail
      list={<StackList />}
      detail={name => <StackPage name={name} key={name} />}
    />
  );
}
