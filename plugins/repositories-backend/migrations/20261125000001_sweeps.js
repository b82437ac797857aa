// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('sweeps', table => {
    table.comment('Providers of which everything was read once; until then a repository that is missing here is not gone');
    table.string('provider', 300).primary();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sweeps');
};
