ALTER TABLE "tenants" ADD COLUMN "settings_version" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
-- Whoever adds a technician waits for a change of the company's rules that is under way, and the other way round: the
-- change counts up the technicians it sees, and one added at the same time would keep the rules read before it for ever.
create or replace function judge_anew_after_technician() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform 1 from public.tenants where id = new.tenant_id for share;
    insert into public.judging_versions (tenant_id, technician_id, version) values (new.tenant_id, new.id, 1);
  else
    update public.judging_versions set version = version + 1
    where tenant_id = new.tenant_id and technician_id = new.id;
  end if;
  return null;
end
$$;
