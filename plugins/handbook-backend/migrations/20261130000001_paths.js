// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('projections', table => {
    table.boolean('pathless').comment('Whether it was not known what other files the repository has: it is asked again');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('projections', table => {
    table.dropColumn('pathless');
  });
};
