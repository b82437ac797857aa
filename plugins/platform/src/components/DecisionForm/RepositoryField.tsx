import { asOptions, LoadedSelect } from '../LoadedSelect';
import { useRepositories } from './useRepositories';

/** The repository whose decision it is. */
export function RepositoryField(props: { value: string; isInvalid: boolean; onChange: (value: string) => void }) {
  return <LoadedSelect {...props} texts="decision.repository" state={useRepositories()} options={asOptions} />;
}
