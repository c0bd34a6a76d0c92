-- States are stored packed (lib/tracking/stored-state.ts): what a batch costs grows with their bytes. Those that are there
-- already are packed here; the short form for the newest fix is left to the next write.
create function pg_temp.pack_spot(spot jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(spot) = 'object' then
    jsonb_build_array(spot->'at', spot->'point'->'lat', spot->'point'->'lng', spot->'accuracyMeters') end
$$;
--> statement-breakpoint
create function pg_temp.pack_state(s jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
      'newest', case when jsonb_typeof(s->'newestPoint') = 'object'
        then jsonb_build_array(s->'newestAt', s->'newestPoint'->'lat', s->'newestPoint'->'lng')
        when jsonb_typeof(s->'newestAt') = 'number' then jsonb_build_array(s->'newestAt') end,
      'judge', case when jsonb_typeof(s->'judge') = 'object' then jsonb_build_array(
        pg_temp.pack_spot(s->'judge'->'last'), pg_temp.pack_spot(s->'judge'->'lastGood'),
        case when jsonb_typeof(s->'judge'->'held') = 'object' then jsonb_build_array(s->'judge'->'held'->'since',
          pg_temp.pack_spot(s->'judge'->'held'->'first'), pg_temp.pack_spot(s->'judge'->'held'->'newest')) end) end,
      'decidedUntil', s->'decidedUntil',
      'motion', case when jsonb_typeof(s->'motion') = 'object' then jsonb_build_array(
        case when jsonb_typeof(s->'motion'->'anchor') = 'object' then jsonb_build_array(
          s->'motion'->'anchor'->'point'->'lat', s->'motion'->'anchor'->'point'->'lng',
          s->'motion'->'anchor'->'accuracyMeters', s->'motion'->'anchor'->'since', s->'motion'->'anchor'->'last',
          s->'motion'->'anchor'->'meters', (s->'motion'->'anchor'->>'isStill')::boolean::int) end,
        case when jsonb_typeof(s->'motion'->'away') = 'object' then
          pg_temp.pack_spot(s->'motion'->'away') || jsonb_build_array(s->'motion'->'away'->'speedMps') end,
        case when jsonb_typeof(s->'motion'->'trip') = 'object' then jsonb_build_array(
          s->'motion'->'trip'->'startedAt',
          jsonb_build_array(s->'motion'->'trip'->'from'->'lat', s->'motion'->'trip'->'from'->'lng'),
          pg_temp.pack_spot(s->'motion'->'trip'->'counted'), s->'motion'->'trip'->'meters',
          s->'motion'->'trip'->'maxMps', s->'motion'->'trip'->'reach') end) end))
    || case when s->'fences' <> '{}'::jsonb then jsonb_build_object('fences', s->'fences') else '{}'::jsonb end
$$;
--> statement-breakpoint
-- The owner is no superuser everywhere, and obeys the policies too.
alter table "tracking_states" no force row level security;
--> statement-breakpoint
alter table "tracking_checkpoints" no force row level security;
--> statement-breakpoint
update "tracking_states" set "state" = pg_temp.pack_state("state"), "version" = "version" + 1;
--> statement-breakpoint
update "tracking_checkpoints" set "state" = pg_temp.pack_state("state");
--> statement-breakpoint
alter table "tracking_states" force row level security;
--> statement-breakpoint
alter table "tracking_checkpoints" force row level security;
