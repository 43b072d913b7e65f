// The users' links to accounts at Coder, and the authorizations that lead to them. Times are in RFC 3339 and UTC, which sort as text in every database.
'use strict';

/** @param {import('knex').Knex} knex */
exports.up = async knex => {
  await knex.schema.createTable('coder_links', table => {
    table.comment('Links of Backstage users to accounts at Coder');
    table.string('user_ref').notNullable().comment('Entity reference of the user, in lower case');
    table.string('deployment_id').notNullable().comment('Id of the deployment in the configuration');
    table.string('kind').notNullable().comment('How the credential was obtained: token or oauth');
    table.string('coder_user_id').notNullable();
    table.string('coder_username').notNullable();
    table.binary('sealed').notNullable().comment('The credential, encrypted');
    table.string('key_id').notNullable().comment('Key of the vault that encrypted the credential');
    table.integer('version').notNullable().comment('Counts the credentials of the link');
    table.string('ends_at').nullable().comment('Time at which the credential ends, if Coder says so');
    table.string('access_ends_at').nullable().comment('Time at which the access token of an oauth credential ends');
    table.string('refreshing_until').nullable().comment('Time until which a replica may refresh the credential');
    table.string('created_at').notNullable();
    table.string('last_used_at').notNullable();
    table.primary(['user_ref', 'deployment_id']);
    table.index(['key_id']);
    table.index(['last_used_at']);
  });
  await knex.schema.createTable('coder_oauth_states', table => {
    table.comment('Authorizations at Coder that users have begun');
    table.string('state_hash').primary().comment('SHA-256 of the state');
    table.string('browser_hash').notNullable().comment('SHA-256 of the cookie of the browser that began it');
    table.string('user_ref').notNullable();
    table.string('deployment_id').notNullable();
    table.binary('sealed').notNullable().comment('The PKCE verifier, encrypted');
    table.string('key_id').notNullable();
    table.string('created_at').notNullable();
    table.index(['created_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async knex => {
  await knex.schema.dropTable('coder_oauth_states');
  await knex.schema.dropTable('coder_links');
};
