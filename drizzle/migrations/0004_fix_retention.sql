-- The longest time any company keeps fixes, days: older day partitions hold nothing that anybody may see.
create function lookup_longest_fix_retention() returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(t.fix_retention_days) from public.tenants t
$$;
--> statement-breakpoint
grant create on schema public to truckroll_lookup;
--> statement-breakpoint
alter function lookup_longest_fix_retention() owner to truckroll_lookup;
--> statement-breakpoint
revoke create on schema public from truckroll_lookup;
--> statement-breakpoint
revoke execute on function lookup_longest_fix_retention() from public;
--> statement-breakpoint
-- Drops one whole day that every company has to have forgotten, the oldest. The caller names the moment but cannot drop what
-- is still kept. Everybody who uses the table waits behind a drop that waits, so it gives up soon.
create function drop_expired_fix_partitions(as_of timestamptz) returns setof text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  kept_from date := (least(as_of, now()) at time zone 'UTC')::date - public.lookup_longest_fix_retention();
  name text;
begin
  perform set_config('lock_timeout', '300ms', true);
  perform pg_advisory_xact_lock(hashtext('ensure_fix_partitions'));
  for name in
    select c.relname
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.fixes'::regclass and c.relname ~ '^fixes_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < kept_from
    order by c.relname limit 1
  loop
    execute format('drop table public.%I', name);
    return next name;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function drop_expired_fix_partitions(timestamptz) from public;
--> statement-breakpoint
grant execute on function drop_expired_fix_partitions(timestamptz) to truckroll_app;
