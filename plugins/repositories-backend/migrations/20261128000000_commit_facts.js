// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('refs', table => {
    table.text('facts').comment('What the commit says about itself, as JSON; only of branches');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('refs', table => {
    table.dropColumn('facts');
  });
};
