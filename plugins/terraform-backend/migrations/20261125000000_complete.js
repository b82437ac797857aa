// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reconciliations', table => {
    table.comment('Holds a row once everything was read; until then what is missing here is not gone');
    table.string('name', 20).primary();
  });
  if (knex.client.config.client === 'pg') {
    // Who writes HCL chooses how long a name is. SQLite takes any length anyway.
    const columns = {
      module_versions: ['name', 'version'],
      modules: ['name', 'owner', 'latest_version'],
      stacks: ['name', 'owner'],
      contract_values: ['stack', 'value'],
      module_usages: ['call', 'environment', 'stack', 'module', 'version'],
      contract_uses: ['environment', 'stack', 'value'],
      findings: ['subject'],
    };
    for (const [table, names] of Object.entries(columns)) {
      for (const name of names) {
        await knex.raw('alter table ?? alter column ?? type text', [table, name]);
      }
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reconciliations');
};
