// @ts-check

/**
 * A runbook has one emergency and one exercise at a time: an exercise that was left open must not take an emergency in.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runbook_runs', table => {
    table.dropUnique(['open']);
    table.unique(['open', 'exercise']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const emergencies = knex('runbook_runs').where({ exercise: false }).whereNotNull('open').select('open');
  // it stays open, and the next one who begins is in the emergency
  await knex('runbook_runs').where({ exercise: true }).whereIn('open', emergencies).update({ open: null });
  await knex.schema.alterTable('runbook_runs', table => {
    table.dropUnique(['open', 'exercise']);
    table.unique(['open']);
  });
};
