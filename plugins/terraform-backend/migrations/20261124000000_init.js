// @ts-check

/**
 * Every table here is a projection of Git and may be emptied at any time: the next reconciliation fills it again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('projections', table => {
    table.comment('Which commit of which ref the other tables show');
    table.string('repository', 210).notNullable();
    table.string('ref', 300).notNullable();
    table.string('commit', 64).notNullable();
    table.integer('reader').notNullable().comment('Version of the code that read it');
    table.primary(['repository', 'ref']);
  });
  await knex.schema.createTable('module_versions', table => {
    table.comment('Modules at each release tag and, from the default branch, as they are worked on');
    table.string('name', 100).notNullable();
    table.string('ref', 300).notNullable();
    table.string('repository', 210).notNullable();
    table.string('version', 100).notNullable();
    table.boolean('released').notNullable();
    table.string('commit', 64).notNullable();
    table.integer('findings').notNullable();
    table.text('data').notNullable().comment('ModuleVersion as JSON');
    table.primary(['name', 'ref']);
    table.index(['repository', 'ref']);
  });
  await knex.schema.createTable('modules', table => {
    table.comment('What lists show of a module, from its latest version');
    table.string('name', 100).primary();
    table.string('repository', 210).notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.string('owner', 300).notNullable();
    table.string('lifecycle', 30).notNullable();
    table.string('latest_version', 100).notNullable();
    table.string('latest_ref', 300).notNullable();
    table.boolean('released').notNullable();
    table.integer('findings').notNullable();
    table.text('search').notNullable().comment('Name, title and description in lower case');
  });
  await knex.schema.createTable('stacks', table => {
    table.string('name', 100).primary();
    table.string('repository', 210).notNullable();
    table.string('directory', 512).notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.string('owner', 300).notNullable();
    table.integer('findings').notNullable();
    table.text('search').notNullable();
    table.text('data').notNullable().comment('TerraformDirectory as JSON');
  });
  await knex.schema.createTable('contract_values', table => {
    table.comment('What stacks publish');
    table.string('stack', 100).notNullable();
    table.string('value', 200).notNullable();
    table.string('kind', 20).notNullable();
    table.string('repository', 210).notNullable();
    table.string('directory', 512).notNullable();
    table.string('file', 512).notNullable();
    table.integer('line').notNullable();
    table.primary(['stack', 'value']);
  });
  await knex.schema.createTable('module_usages', table => {
    table.comment('Calls of central modules');
    table.string('repository', 210).notNullable();
    table.string('directory', 512).notNullable();
    table.string('call', 200).notNullable();
    table.string('environment', 100);
    table.string('stack', 100);
    table.string('module', 100).notNullable().index();
    table.string('version', 100);
    table.string('file', 512).notNullable();
    table.integer('line').notNullable();
    table.primary(['repository', 'directory', 'call']);
  });
  await knex.schema.createTable('contract_uses', table => {
    table.comment('Values of stacks that others read');
    table.string('repository', 210).notNullable();
    table.string('directory', 512).notNullable();
    table.string('environment', 100);
    table.string('stack', 100).notNullable().index();
    table.string('value', 200).notNullable();
    table.primary(['repository', 'directory', 'stack', 'value']);
  });
  await knex.schema.createTable('findings', table => {
    table.increments('id');
    table.string('repository', 210).notNullable();
    table.string('ref', 300).notNullable();
    table.string('subject', 600).notNullable();
    table.string('severity', 20).notNullable();
    table.string('code', 20).notNullable();
    table.text('message').notNullable();
    table.text('file').notNullable();
    table.integer('line').notNullable();
    table.index(['repository', 'ref', 'subject']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const tables = ['findings', 'contract_uses', 'module_usages', 'contract_values', 'stacks', 'modules', 'module_versions', 'projections'];
  for (const table of tables) {
    await knex.schema.dropTable(table);
  }
};
