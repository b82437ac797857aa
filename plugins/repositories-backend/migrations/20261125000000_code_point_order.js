// @ts-check

/**
 * Directories are read as ranges of paths, which must sort by code point whatever the server's own order is. SQLite
 * sorts so anyway, and takes names of any length.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('alter table tree_entries alter column path type varchar(512) collate "C"');
    // branches may be named at any length
    await knex.raw('alter table repositories alter column default_branch type text');
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('alter table tree_entries alter column path type varchar(512) collate "default"');
    await knex.raw('alter table repositories alter column default_branch type varchar(255) using left(default_branch, 255)');
  }
};
