// @ts-check

/**
 * Every path of a branch, whether its file is kept or not: whoever checks what a document names asks for them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ref_paths', table => {
    table.comment('Paths of a branch, as they were at a commit');
    table.string('repository_id', 400).notNullable();
    table.string('name', 300).notNullable();
    table.string('commit', 64).notNullable();
    table.text('paths').comment('JSON; missing when they are too long');
    table.primary(['repository_id', 'name']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ref_paths');
};
