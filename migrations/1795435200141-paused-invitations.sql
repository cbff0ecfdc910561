-- Since when nothing more of it goes out, neither the message nor a reminder: whoever asked wants a break.
alter table invitation add column paused_at timestamptz;
