// @ts-check

/**
 * What each repository gave to the catalog last, for every replica and after every restart.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('repositories_reads', table => {
    table.comment('Repositories whose catalog-info.yaml was read');
    table.string('repository', 210).primary().comment('owner/name');
    table.string('version', 36).notNullable().comment('Another one after every read that was kept');
  });
  await knex.schema.createTable('repositories_entities', table => {
    table.comment('Entities of the last good read; an entity belongs to the repository that described it first');
    table.string('entity_ref', 255).primary();
    table.string('repository', 210).notNullable().index();
    table.text('entity').notNullable().comment('The entity as JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('repositories_entities');
  await knex.schema.dropTable('repositories_reads');
};
