// @ts-check

/**
 * Images of documents, beside the texts that everything else is made of: what reads a whole tree does not carry them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tree_images', table => {
    table.comment('Images of each tree');
    table.string('tree', 64).notNullable();
    table.string('path', 512).notNullable();
    table.string('image', 64).notNullable().index();
    table.primary(['tree', 'path']);
  });
  await knex.schema.createTable('images', table => {
    table.comment('Images by the SHA-256 of their bytes');
    table.string('id', 64).primary();
    table.string('type', 20).notNullable().comment('Media type, told by the bytes and not by the name');
    table.binary('content').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('images');
  await knex.schema.dropTable('tree_images');
};
