/**
 * What IAM would answer to a request, by the rules that AWS documents: an explicit deny wins, a boundary bounds, what nothing allows
 * is denied. Knows what the platform's policies use of the language; anything else is an error, never a guess.
 *
 * Ref. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */

const list = value => (value === undefined ? [] : [value].flat());

/** Whether `*` and `?` of a pattern cover a text. */
function covers(pattern, text, flags = '') {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[\\s\\S]*').replaceAll('?', '[\\s\\S]');
  return new RegExp(`^${source}$`, flags).test(text);
}

/** Puts the request's values in place of `${aws:PrincipalTag/Service}`. An unknown one matches nothing. */
function resolve(pattern, context) {
  return pattern.replace(/\$\{([^}]+)\}/g, (_, key) => list(context[key])[0] ?? '\0');
}

/** ARNs are compared part by part: a `*` between two colons stays there. */
function arnCovers(pattern, arn) {
  const [wanted, given] = [pattern.split(':'), arn.split(':')];
  const parts = (all, index) => (index < 5 ? all[index] ?? '' : all.slice(5).join(':'));
  return [0, 1, 2, 3, 4, 5].every(index => covers(parts(wanted, index), parts(given, index)));
}

const operators = {
  StringEquals: (wanted, given) => wanted === given,
  StringLike: covers,
  Bool: (wanted, given) => wanted === given,
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
  DateLessThan: (wanted, given) => Date.parse(given) < Date.parse(wanted),
  ArnEquals: arnCovers,
  ArnLike: arnCovers,
};

function matchesOperator(name, key, values, context) {
  const given = list(context[key]);
  const absent = context[key] === undefined;
  if (name === 'Null') return list(values).some(value => (value === 'true') === absent);
  const [, set, bare, ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const negated = /Not(Equals|Like)$/.test(bare ?? '');
  const compare = operators[negated ? bare.replace('Not', '') : bare];
  if (!compare) throw new Error(`The condition operator ${name} is not known here.`);
  const wanted = list(values).map(value => resolve(value, context));
  const matches = one => wanted.some(value => compare(value, one)) !== negated;
  if (set === 'ForAllValues:') return given.every(matches);
  if (set === 'ForAnyValue:') return given.some(matches);
  // Without the key, a comparison is false and its negation true.
  if (absent) return Boolean(ifExists) || negated;
  return given.some(matches);
}

function applies(statement, { action, resource, context }) {
  const unknown = Object.keys(statement).filter(
    name => !['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition', 'Principal'].includes(name),
  );
  if (unknown.length > 0) throw new Error(`${unknown.join(', ')} of a statement is not known here.`);
  const onAction = name => list(statement[name]).some(pattern => covers(pattern, action, 'i'));
  if (statement.NotAction ? onAction('NotAction') : !onAction('Action')) return false;
  const onResource = name => list(statement[name]).some(pattern => pattern === '*' || arnCovers(resolve(pattern, context), resource));
  if (statement.NotResource ? onResource('NotResource') : !onResource('Resource')) return false;
  return Object.entries(statement.Condition ?? {}).every(([name, keys]) =>
    Object.entries(keys).every(([key, values]) => matchesOperator(name, key, values, context)),
  );
}

/** What one set of policies says. */
function verdict(policies, request) {
  const effects = policies.flatMap(({ Statement }) => list(Statement).filter(one => applies(one, request)).map(one => one.Effect));
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : 'none';
}

/**
 * Whether a role may do something.
 *
 * @param {{ policies: object[], boundary?: object, tags?: Record<string, string>, arn?: string }} role policy documents, the tags of its session, its ARN
 * @param {{ action: string, resource: string, context?: Record<string, string | string[]> }} request condition keys by their full name
 */
export function isAllowed({ policies, boundary, tags = {}, arn }, { action, resource, context = {} }) {
  const principal = Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value]));
  if (arn) principal['aws:PrincipalArn'] = arn;
  const request = { action, resource, context: { ...context, ...principal } };
  const bounds = boundary ? [[boundary]] : [];
  return [policies, ...bounds].every(set => verdict(set, request) === 'allow');
}
