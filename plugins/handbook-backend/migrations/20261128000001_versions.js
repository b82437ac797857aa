// @ts-check

/**
 * What documents were. It grows with what the portal reads, and its past is read from Git in the background.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('document_versions', table => {
    table.increments('id').comment('In the order in which they were read');
    table.string('repository', 210).notNullable();
    table.text('path').notNullable().comment('Of the English file');
    table.string('language', 10).notNullable();
    table.string('commit', 64).notNullable().comment('The first one that was read with this text');
    table.text('facts').comment('CommitFacts as JSON');
    table.string('state', 20).comment('Of a decision');
    table.string('hash', 64).notNullable().comment('SHA-256 of title, state and text');
    table.text('text').notNullable();
    table.index(['repository', 'path', 'language']);
  });
  await knex.schema.alterTable('missing_entities', table => {
    table.string('since', 24).notNullable().defaultTo('').comment('ISO time at which it was found missing first');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('missing_entities', table => {
    table.dropColumn('since');
  });
  await knex.schema.dropTable('document_versions');
};
