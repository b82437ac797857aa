// @ts-check

/**
 * Every request names a repository as `owner/name`, without regard to case and without its host.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('create index repositories_full_name on repositories (lower(name), lower(owner))');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index repositories_full_name');
};
