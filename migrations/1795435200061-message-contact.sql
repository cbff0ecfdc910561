-- What became of the last messages to one contact point: asked for each bounce, and for each message whose fate is unknown.
create index message_contact on message (contact_key, created_at desc);
