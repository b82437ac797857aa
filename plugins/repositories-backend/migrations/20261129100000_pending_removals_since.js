// @ts-check

/**
 * Milliseconds, and not a timestamp: they are compared with a clock, and both databases give them back alike. A removal
 * that waits already has none; its wait begins anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (await knex.schema.hasColumn('pending_removals', 'since')) {
    return;
  }
  await knex.schema.alterTable('pending_removals', table => {
    table.bigInteger('since').comment('When the first read was done, in milliseconds since the epoch');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pending_removals', table => {
    table.dropColumn('since');
  });
};
