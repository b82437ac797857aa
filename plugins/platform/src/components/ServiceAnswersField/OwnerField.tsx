import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import { TeamSelect } from './TeamSelect';
import { useTeams } from './useTeams';

/** The owning team of what anybody may propose: every team is offered. */
export function OwnerField(props: {
  value: string | undefined;
  /** What it is that the team owns. */
  description: string;
  isInvalid: boolean;
  onChange: (value: string) => void;
}) {
  return <TeamSelect {...props} state={useTeams()} />;
}

/** The owning team of a service: one of the person's own, and any for whoever may make services for any. */
export function ServiceOwnerField(props: {
  value: string | undefined;
  isInvalid: boolean;
  onChange: (value: string) => void;
  /** Fills in the answer of a person who has only one. */
  onPreset: (value: string) => void;
}) {
  const { value, isInvalid, onChange, onPreset } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const state = useTeams({ creating: true });
  const mine = state.teams.filter(team => team.mine);
  const only = mine.length === 1 ? mine[0].ref : undefined;
  useEffect(() => {
    if (only && !value) onPreset(only);
  }, [only, value, onPreset]);
  const isForeign = Boolean(value) && state.onlyMine && !mine.some(team => team.ref === value);
  const chosen = state.teams.find(team => team.ref === value);
  return (
    <TeamSelect
      state={state}
      value={value}
      description={t('form.owner.description')}
      isInvalid={isInvalid || isForeign}
      refusal={isForeign ? t('form.owner.foreign', { team: chosen?.title ?? value! }) : undefined}
      onChange={onChange}
    />
  );
}
