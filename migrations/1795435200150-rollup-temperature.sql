-- Hot answers are of contacts, cold ones of customers: they are counted apart, and never added up (domain 1.8).
-- What was counted before is counted anew by `npm run insights:rebuild`.
alter table score_rollup add column temperature text not null default 'hot' check (temperature in ('hot', 'cold'));
alter table score_rollup alter column temperature drop default;
alter table score_rollup drop constraint score_rollup_pkey;
alter table score_rollup add primary key (day, temperature, metric, touchpoint_key, site_key, segment, channel, score);

alter table funnel_rollup add column temperature text not null default 'hot' check (temperature in ('hot', 'cold'));
alter table funnel_rollup alter column temperature drop default;
alter table funnel_rollup drop constraint funnel_rollup_pkey;
alter table funnel_rollup add primary key (day, temperature, touchpoint_key, site_key, segment, channel, questionnaire_version_id);
