// @ts-check

/**
 * Files are kept by what they hold: a blob's id is the SHA-256 of its text, a tree's the SHA-256 of its listing, so that
 * a module that ten release tags share is stored once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('repositories', table => {
    table.comment('Repositories that are mirrored');
    table.string('id', 400).primary().comment('host/owner/name');
    table.string('provider', 300).notNullable().index().comment('host/organisation of the provider that found it');
    table.string('host', 255).notNullable();
    table.string('owner', 100).notNullable();
    table.string('name', 100).notNullable();
    table.text('description').notNullable().defaultTo('');
    table.text('url').notNullable();
    table.string('default_branch', 255);
    table.string('visibility', 20).notNullable();
    table.boolean('archived').notNullable();
    table.boolean('central').notNullable();
    table.string('pushed_at', 40).comment('As the forge listed it when the repository was read last');
    table.string('head', 64).comment('Commit of the default branch that was read last');
    table.string('selection', 64).comment('Which files were chosen when it was read last');
    table.text('problem').comment('Why the last read failed');
    table.integer('revision').notNullable().defaultTo(0).comment('Raised by every read that was kept');
  });
  await knex.schema.createTable('refs', table => {
    table.comment('Branches and tags whose files are kept');
    table.string('repository_id', 400).notNullable().references('repositories.id').onDelete('CASCADE');
    table.string('name', 300).notNullable();
    table.string('commit', 64).notNullable();
    table.string('tree', 64).notNullable().index();
    table.primary(['repository_id', 'name']);
  });
  await knex.schema.createTable('tree_entries', table => {
    table.comment('Files of each tree');
    table.string('tree', 64).notNullable();
    table.string('path', 512).notNullable();
    table.string('blob', 64).notNullable().index();
    table.primary(['tree', 'path']);
  });
  await knex.schema.createTable('blobs', table => {
    table.comment('Texts by their SHA-256');
    table.string('id', 64).primary();
    table.text('content').notNullable();
  });
  await knex.schema.createTable('pending_removals', table => {
    table.comment('Reads that would remove a suspicious part of what is known, until a second equal read');
    table.string('scope', 400).primary();
    table.string('fingerprint', 64).notNullable();
    table.integer('removals').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['pending_removals', 'blobs', 'tree_entries', 'refs', 'repositories']) {
    await knex.schema.dropTable(table);
  }
};
