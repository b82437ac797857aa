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
  await knex.schema.createTable('reconciliations', table => {
    table.comment('Holds a row once everything was read; until then what is missing here is not gone');
    table.string('name', 20).primary();
  });
  await knex.schema.createTable('documents', table => {
    table.comment('One row for each language of a document');
    table.string('repository', 210).notNullable();
    table.text('path').notNullable().comment('Of the English file, whatever the language');
    table.string('language', 10).notNullable();
    table.string('kind', 20).notNullable();
    table.text('owner').notNullable();
    table.text('title').notNullable();
    table.string('state', 20).comment('Of a decision');
    table.text('sort').notNullable().comment('Orders a list of one kind: number, entry or title');
    table.string('review_due', 10).comment('ISO date');
    table.boolean('broken').notNullable().comment('Has a finding that is an error');
    table.text('search').notNullable().comment('Title, tags, symptom and first lines in lower case');
    table.string('hash', 64).notNullable().comment('SHA-256 of what is in data');
    table.text('summary').notNullable().comment('JSON');
    table.text('data').notNullable().comment('HandbookDocument as JSON');
    table.primary(['repository', 'path', 'language']);
    table.index(['kind', 'sort']);
    table.index(['owner']);
  });
  await knex.schema.createTable('document_labels', table => {
    table.comment('What documents are about, and their tags');
    table.string('repository', 210).notNullable();
    table.text('path').notNullable();
    table.string('type', 10).notNullable().comment('about or tag');
    table.text('value').notNullable();
    table.primary(['repository', 'path', 'type', 'value']);
    table.index(['type', 'value']);
  });
  await knex.schema.createTable('missing_entities', table => {
    table.comment('Entities that documents are about and the catalog does not have');
    table.string('entity', 500).primary();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['missing_entities', 'document_labels', 'documents', 'reconciliations', 'projections']) {
    await knex.schema.dropTable(table);
  }
};
