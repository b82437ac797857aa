// @ts-check

/**
 * Runs of runbooks are evidence: unlike the tables of documents these cannot be read again from Git, and nothing takes a row out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runbook_runs', table => {
    table.comment('Runs of runbooks, with the runbook as it was when the run began');
    table.string('id', 36).primary();
    table.string('repository', 210).notNullable();
    table.text('path').notNullable().comment('Of the English file');
    table.boolean('exercise').notNullable();
    table.string('started_at', 24).notNullable().comment('ISO time');
    table.text('started_by').notNullable().comment('Entity reference');
    table.string('ended_at', 24).comment('ISO time');
    table.string('outcome', 20);
    table.integer('steps').notNullable();
    table.integer('rto_minutes');
    table.string('open', 64).unique().comment('SHA-256 of repository and path while it goes on: a runbook has one run at a time');
    table.text('documents').notNullable().comment('DocumentDetails by language, as JSON');
    table.index(['repository', 'started_at']);
  });
  await knex.schema.createTable('runbook_entries', table => {
    table.comment('What was done in a run; only ever added to');
    table.string('run', 36).notNullable().references('runbook_runs.id');
    table.integer('sequence').notNullable();
    table.string('id', 36).notNullable().comment('Made by the browser: what is sent twice is kept once');
    table.string('at', 24).notNullable().comment('ISO time');
    table.text('by').notNullable().comment('Entity reference');
    table.text('deed').notNullable().comment('RunbookDeed as JSON');
    table.primary(['run', 'sequence']);
    table.unique(['run', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('runbook_entries');
  await knex.schema.dropTable('runbook_runs');
};
