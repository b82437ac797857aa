// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('document_pasts', table => {
    table.comment('How far the past of documents was read from Git; versions after that are as the portal read them');
    table.string('repository', 210).primary();
    table.string('commit', 64).comment('The newest commit of the past that was read; missing while none was');
    table.integer('until').notNullable().defaultTo(0).comment('The last of document_versions that the past gave');
    table.string('tried_at', 24).notNullable().comment('ISO time');
    table.text('problem').comment('Why the last try failed');
  });
  await knex.schema.alterTable('document_versions', table => {
    table.boolean('inherited').notNullable().defaultTo(true).comment('The document was there before this commit, which need not have changed it');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('document_versions', table => {
    table.dropColumn('inherited');
  });
  await knex.schema.dropTable('document_pasts');
};
