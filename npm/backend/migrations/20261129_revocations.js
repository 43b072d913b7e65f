// The tokens that are to be revoked at Coder. Times are in RFC 3339 and UTC.
'use strict';

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('coder_revocations', table => {
    table.comment('Tokens of unlinked accounts that Coder is to revoke');
    table.string('id').primary();
    table.string('deployment_id').notNullable().comment('Id of the deployment in the configuration');
    table.binary('sealed').notNullable().comment('The tokens, encrypted');
    table.string('key_id').notNullable().comment('Key of the vault that encrypted the tokens');
    table.string('created_at').notNullable();
    table.string('tried_at').notNullable();
    table.index(['deployment_id', 'tried_at']);
    table.index(['created_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.dropTable('coder_revocations');
};
