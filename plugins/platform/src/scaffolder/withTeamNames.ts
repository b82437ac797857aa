import { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import { NamedTeam } from '../components/ServiceAnswersField/readTeams';

type Step = TemplateParameterSchema['steps'][number];

function answersOf({ schema }: Step): JsonObject | undefined {
  const answers = (schema.properties as JsonObject | undefined)?.answers as JsonObject | undefined;
  return answers && /Answers$/.test(String(answers['ui:field'])) ? answers : undefined;
}

/**
 * The forms of the platform with the names of teams, so that the scaffolder shows those where answers are confirmed. They stand under a
 * condition that refuses nothing: which team may own something, the form says itself.
 */
export async function withTeamNames(form: TemplateParameterSchema, read: () => Promise<NamedTeam[]>): Promise<TemplateParameterSchema> {
  if (!form.steps.some(answersOf)) return form;
  // without the names, references are shown
  const teams = await read().catch(() => []);
  const refs = teams.map(({ ref }) => ref);
  const names = {
    if: { properties: { owner: { enum: refs } } },
    then: { properties: { owner: { enum: refs, enumNames: teams.map(({ title }) => title) } } },
  };
  const steps = form.steps.map(step => {
    const answers = answersOf(step);
    if (!answers || refs.length === 0) return step;
    const properties = { ...(step.schema.properties as JsonObject), answers: { ...answers, ...names } };
    return { ...step, schema: { ...step.schema, properties } };
  });
  return { ...form, steps };
}
